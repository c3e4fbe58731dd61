"""What the user marked and wrote, as Markdown.

An article is a document: front matter, a heading, a line of what is known, then
each passage with the words, who spoke them, the user's note, tags and date. The
words are escaped, the note is the user's own Markdown.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath
from typing import Literal, Protocol

from reader.article import Article, Quote, read_article
from reader.errors import ReaderError
from reader.notebook.blocks import Fresh, inert, source_of
from reader.notebook.corrections import apply_corrections, known_with
from reader.notebook.escaping import escape_line, escape_lines
from reader.notebook.frontmatter import front_matter, in_order
from reader.notebook.frontmatter import line as field_line
from reader.notebook.model import Correction, Known, Note, Snapshot

Style = Literal["portable", "obsidian"]

_URL = re.compile(r"https?://[^\s<>\\]+")
_FENCE = re.compile(r"( {0,3})(`{3,}(?=[^`]*$)|~{3,})")
_RAW = re.compile(r"^ {0,3}<(pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE | re.MULTILINE)
_NO_TAG = re.compile(r"[^\w/-]+")


class Notes(Protocol):
    """What an export asks of a notebook."""

    def notes(self, article: str | None = None) -> tuple[Note, ...]:
        """The live notes, oldest first."""

    def snapshot(self, article_id: str) -> Snapshot | None:
        """The article as it was when it was marked."""

    def deleted(self) -> frozenset[str]:
        """The uids of notes that the user deleted."""

    def corrections_of(self, article: str, path: str) -> tuple[Correction, ...]:
        """What the user set in a text and in its file."""


@dataclass(frozen=True, slots=True)
class Clippings:
    """An article with its notes, in reading order; `snapshot` is None where it was lost.

    It has the title, the date and the outlet that the user set; `corrections`
    are those and all others, `worked_out` is the snapshot without them.
    """

    article: str
    snapshot: Snapshot | None
    notes: tuple[Note, ...]
    corrections: tuple[Correction, ...] = ()
    worked_out: Snapshot | None = None

    @property
    def title(self) -> str:
        """The title; the file's name where there is none."""
        title = self.snapshot.title if self.snapshot else self.notes[0].title
        return title or PurePath(self.path).stem or self.article[:8]

    @property
    def path(self) -> str:
        """Where the article lay."""
        return self.snapshot.path if self.snapshot else self.notes[0].path

    @property
    def published(self) -> str | None:
        """When it was published, as far as is known."""
        return self.snapshot.published if self.snapshot else None


def gather(notebook: Notes, article: str) -> Clippings:
    """An article's live notes in reading order: that of the text in which they were made."""
    notes = sorted(
        notebook.notes(article),
        key=lambda note: (note.anchor.start, note.anchor.end, note.created, note.uid),
    )
    snapshot = notebook.snapshot(article)
    path = snapshot.path if snapshot else notes[0].path if notes else ""
    corrections = notebook.corrections_of(article, path)
    worked_out = snapshot
    if snapshot:
        known = Known(snapshot.title, snapshot.published, snapshot.publisher)
        snapshot = replace(snapshot, **asdict(known_with(corrections, article, known)))
    return Clippings(article, snapshot, tuple(notes), corrections, worked_out)


def chosen(note: Note, tag: str | None, since: str | None) -> bool:
    """Whether a note has the tag, in any case, and was changed on that day here, or later."""
    if tag is not None and tag.lstrip("#").casefold() not in (t.casefold() for t in note.tags):
        return False
    return since is None or note.changed >= since


def article_ids(notebook: Notes, articles: Sequence[str] | None) -> tuple[str, ...]:
    """The articles that have notes, marked first first: all, or those whose ids are given."""
    known = tuple(dict.fromkeys(note.article for note in notebook.notes()))
    return known if articles is None else tuple(one for one in known if one in articles)


def render_all(
    notebook: Notes,
    *,
    articles: Sequence[str] | None = None,
    tag: str | None = None,
    since: str | None = None,
    style: Style = "portable",
) -> str:
    """Everything in one text, for standard output: nothing in it is for a later export.

    One article has its front matter. Several have none: there is one to a file.
    ReaderError where no note is chosen.
    """
    documents = []
    for article in article_ids(notebook, articles):
        clippings = gather(notebook, article)
        notes = tuple(note for note in clippings.notes if chosen(note, tag, since))
        if notes:
            documents.append(replace(clippings, notes=notes))
    if not documents:
        raise ReaderError(
            "There is no note to export here: mark something first, "
            "or ask for another article or tag."
        )
    lines: list[str] = []
    for document in documents:
        if len(documents) == 1:
            lines += [*front(document, document.notes), ""]
        lines += head(document)
        for fresh in blocks(document, document.notes, style):
            lines += ["", *fresh.lines]
        lines.append("")
    return "\n".join(lines)


def front(clippings: Clippings, notes: Sequence[Note]) -> list[str]:
    """The front matter: what is known, and the tags of these notes."""
    fields: dict[str, str | Sequence[str]] = {"id": clippings.article}
    return front_matter(fields | _known(clippings) | {"tags": tags_of(notes)})


def _known(clippings: Clippings) -> dict[str, str | Sequence[str]]:
    snapshot = clippings.snapshot
    fields: dict[str, str | Sequence[str]] = {"title": clippings.title}
    if snapshot:
        fields |= {
            key: value
            for key, value in (
                ("publisher", snapshot.publisher),
                ("authors", snapshot.authors),
                ("published", snapshot.published),
                ("url", snapshot.url),
            )
            if value
        }
    return fields | {"path": clippings.path}


def known_lines(clippings: Clippings) -> dict[str, str]:
    """The lines that say what is known of the article, by what they say.

    Those of the front matter by their field, `heading`, and `known` below it.
    """
    lines = {key: field_line(key, value) for key, value in _known(clippings).items()}
    shown = head(clippings)
    lines["heading"] = shown[0]
    if len(shown) > 1:
        lines["known"] = shown[-1]
    return lines


def tags_of(notes: Sequence[Note]) -> list[str]:
    """All tags of the notes, each once, by the alphabet."""
    return in_order({tag for note in notes for tag in note.tags})


def head(clippings: Clippings) -> list[str]:
    """The heading and the line of what is known."""
    lines = [f"# {escape_line(clippings.title)}"]
    if snapshot := clippings.snapshot:
        known = [snapshot.publisher, (snapshot.published or "").replace("T", " ")]
        shown = [escape_line(one) for one in (*known, ", ".join(snapshot.authors)) if one]
        if snapshot.url and _URL.fullmatch(snapshot.url):
            shown.append(f"<{snapshot.url}>")
        if shown:
            lines += ["", " · ".join(shown)]
    return lines


def blocks(clippings: Clippings, notes: Sequence[Note], style: Style) -> list[Fresh]:
    """The notes as blocks. Who spoke is read from the article as it was marked."""
    snapshot = clippings.snapshot
    article: Article | None = None
    if snapshot:
        read = read_article(snapshot.text, snapshot.path)
        article = apply_corrections(read, clippings.corrections).article
    return [
        Fresh(
            note.uid,
            tuple(_block(note, article, style)),
            source_of(note.words, note.note, note.tags),
        )
        for note in notes
    ]


def _block(note: Note, article: Article | None, style: Style) -> list[str]:
    spoken = _attribution(note, article)
    lines = [f"> {one}".rstrip() for one in escape_lines(note.words)]
    if style == "obsidian":
        lines = [f"> [!quote] {spoken}".rstrip(), ">", *lines, "", f"^kliping-{note.uid.lower()}"]
    elif spoken:
        lines += ["", f"— {spoken}"]
    if words := own_markdown(note.note):
        lines += ["", *words]
    return [*lines, "", _meta(note, style)]


def _meta(note: Note, style: Style) -> str:
    """The day of the note, and its tags."""
    if style == "obsidian":
        return " ".join([note.day, *(_hashtag(tag) for tag in note.tags)])
    return f"*{' · '.join(escape_line(one) for one in (note.day, *note.tags))}*"


def _hashtag(tag: str) -> str:
    name = _NO_TAG.sub("-", tag).strip("-")
    return f"#_{name}" if not name or name.isdigit() else f"#{name}"


def _attribution(note: Note, article: Article | None) -> str:
    """Who spoke the words, with the cue; *quoting* where they are more than what was spoken."""
    if article is None or article.id != note.article:
        return ""
    start, end = note.anchor.start, note.anchor.end
    spoken = [quote for quote in article.quotes if quote.start < end and start < quote.end]
    names = list(dict.fromkeys(filter(None, map(_speaker, spoken))))
    if not names:
        return ""
    # A reader marks a quote with its marks or without.
    whole = len(spoken) == 1 and spoken[0].start - 1 <= start and end <= spoken[0].end + 1
    return ", ".join(names) if whole else f"quoting {', '.join(names)}"


def _speaker(quote: Quote) -> str:
    name = quote.speaker or quote.mention
    if not name:
        return ""
    role = quote.role if quote.role and not name.startswith(quote.role) else ""
    cue = f" (*{escape_line(quote.cue)}*)" if quote.cue and quote.cue.strip() else ""
    return escape_line(f"{role or ''} {name}") + cue


def own_markdown(note: str) -> list[str]:
    """The user's note as it was typed, so closed that it cannot swallow what comes after it."""
    text = note.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    lines = inert(text).strip("\n").rstrip().split("\n")
    if lines == [""]:
        return []
    fence = indent = ""
    for line in lines:
        match = _FENCE.match(line)
        if not fence and match:
            indent, fence = match[1], match[2]
        elif fence and match and match[2].startswith(fence) and not line.strip(" " + fence[0]):
            fence = ""
    if fence:
        lines.append(indent + fence)  # as far in, so that it stays in the list it is in
    whole = "\n".join(lines)
    if whole.rfind("<!--") > whole.rfind("-->") and not fence:
        lines.append("-->")
    lines += [
        f"</{tag}>"
        for match in _RAW.finditer(whole)
        if f"</{(tag := match[1].lower())}>" not in whole[match.end() :].lower()
    ]
    return lines
