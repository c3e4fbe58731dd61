"""What the screens share: the library, the notebook, and how both look to a widget."""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader import settings
from reader.commands import Keys, settle_keys
from reader.library import Library, Own, Row, State
from reader.paths import bundled
from reader.screens.articles import Choice, choice_of
from reader.settings import Settings

if TYPE_CHECKING:  # what no first paint needs
    from reader.article import Article
    from reader.notebook import Drafts, Note, Notebook
    from reader.screens.hits import Finding
    from reader.widgets.page import Page

SAMPLES_HINT = "These are samples. Open your own folder: reader FOLDER"

ASKED = 20
"""Questions that are kept of a kind, to be asked again."""


@dataclass(slots=True)
class Session:
    """One run of the reader.

    The notebook is the user's own where none is given. `samples` says that the
    sample library is open; `complaints` are sentences about the settings that
    the user should see.
    """

    library: Library
    _notebook: "Notebook | None"
    state: State
    settings: Settings
    samples: bool = False
    complaints: list[str] = field(default_factory=list)
    keys: Keys = field(default_factory=lambda: Keys({}))
    _own: tuple[object, Own] | None = None
    begun: str = field(default_factory=lambda: f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")
    """When this run began, as the notebook writes times."""
    finding: "Finding | None" = None
    """What was searched for last."""

    @property
    def notebook(self) -> "Notebook":
        """The notebook; loaded when it is first asked for, after the first paint."""
        if self._notebook is None:
            from reader.notebook import Notebook

            self._notebook = Notebook()
        return self._notebook

    @property
    def drafts(self) -> "Drafts":
        """Notes that were typed and not yet saved."""
        return self.notebook.drafts

    def own(self, choice: Choice) -> Own:
        """What the user made, as the library wants it for a list; the same until it changes.

        The notebook is asked, so: on the screen's thread.
        """
        keep = choice.keep.lower()
        tagged = "tag" in keep
        # Which articles were read is worked out anew after each one: only where it decides.
        seen = choice.order.by == "unread" or "is" in keep
        key = self.notebook.stamp(), tagged, seen
        if self._own is None or self._own[0] != key:
            made = self._make_own(tagged=tagged, seen=seen)
            self._own = (self.notebook.stamp(), tagged, seen), made
        return self._own[1]

    def _make_own(self, *, tagged: bool, seen: bool) -> Own:
        noted: dict[tuple[str, str], tuple[int, int]] = {}
        for (article, file, kind), number in self.notebook.marks().items():
            bookmarks, notes = noted.get((article, file), (0, 0))
            more = (0, number) if kind == "note" else (number, 0)
            noted[article, file] = bookmarks + more[0], notes + more[1]
        tags: dict[str, set[str]] = {}
        for note in self.notebook.notes() if tagged else ():
            for tag in note.tags:
                tags.setdefault(tag, set()).add(note.article)
        corrections = self.notebook.all_corrections()
        return Own(
            noted,
            {tag: frozenset(articles) for tag, articles in tags.items()},
            corrections if corrections.all else None,
            self.state.path if seen else None,
        )

    @property
    def choice(self) -> Choice:
        """How the reader wanted this library's list."""
        return choice_of(self.state.answer(self._about("list")))

    def choose(self, choice: Choice) -> None:
        """Remember how the reader wants this library's list."""
        self.state.set_answer(self._about("list"), str(choice))

    def asked_before(self, what: str) -> tuple[str, ...]:
        """What was asked for in this library, the last first."""
        return tuple((self.state.answer(self._about(what)) or "").splitlines())

    def remember_asking(self, what: str, words: str) -> None:
        """Keep what was asked for, to offer it again."""
        before = (one for one in self.asked_before(what) if one != words)
        kept = [words, *before][:ASKED] if words else list(before)
        self.state.set_answer(self._about(what), "\n".join(kept))

    def _about(self, what: str) -> str:
        roots = (os.path.abspath(root) for root in self.library.roots)  # noqa: PTH100  strings
        return "\n".join((what, *sorted(roots)))

    def row_of(self, article: str, file: str) -> Row | None:
        """The article of a note in this library: by its text, else by its file."""
        return self.library.row_of(article, file, self._own[1] if self._own else Own())

    def below(self, path: str) -> str:
        """A path without the library's folder before it, where there is just one."""
        roots = self.library.roots
        return path.removeprefix(roots[0].rstrip("/") + "/") if len(roots) == 1 else path

    def page(self, article: "Article", row: Row, *, raw: bool) -> "Page":
        """An article, as it was read, as the reading pane shows it: with what the user set."""
        from reader.widgets.page import Mark, Page

        corrected = self.notebook.corrected(article, row.path)
        marks = [
            Mark(note.uid, place.start, place.end, note.note, note.tags, place.how == "fuzzy")
            for note, place in self.notebook.notes_in(article, row.path)
            if place.how != "orphan"
        ]
        marks.sort(key=lambda mark: (mark.start, mark.end))
        return Page(
            article=corrected.article,
            headline=corrected.article.title or row.headline,
            facts=facts(corrected.article, row, corrected.fields),
            marks=tuple(marks),
            raw=raw,
            measure=self.settings.measure,
            named=corrected.quotes,
        )

    def lost(self, article: "Article", row: Row) -> "tuple[Note, ...]":
        """Notes of an article whose words are not in it any more."""
        return tuple(
            note
            for note, place in self.notebook.notes_in(article, row.path)
            if place.how == "orphan"
        )


def open_session(roots: Sequence[str] | None) -> Session:
    """The library, the notebook and what else a run needs.

    Without `roots` the last library, or the samples where there is none.
    ReaderError where a root is not there.
    """
    state = State()
    last = None if roots else state.last_library()
    found = settings.load()
    keys = settle_keys(found.keys, found.path)
    complaints = list(keys.complaints)
    gone = [root for root in last or () if not Path(root).exists()]
    if gone:
        complaints.append(f"The last library is not there any more: {', '.join(gone)}.")
        last = None
    samples = not roots and not last
    library = Library(roots or last or [str(bundled("seeds"))])
    if roots:
        state.set_last_library(roots)
    return Session(library, None, state, found, samples, complaints, keys)


def facts(article: "Article", row: Row, own: Collection[str] = ()) -> str:
    """What is known about an article, in one line.

    A tilde marks what was worked out, an equals sign the user's `own`, a caret
    what came beside the text: from a row of a file, from the head of a web page.
    """

    def sure(field: str, words: str | None) -> str:
        signs = (("=", own), ("~", article.inferred), ("^", article.given))
        sign = next((sign for sign, fields in signs if field in fields), "")
        return f"{sign}{words}" if words else ""

    def count(number: int, thing: str) -> str:
        return f"{number} {thing}{'' if number == 1 else 's'}"

    published = (article.published or "").replace("T", " ")
    parts = [
        sure("publisher", article.publisher),
        sure("published", published) or "undated",
        sure("place", article.place),
        sure("section", article.section),
        ", ".join(article.authors),
        f"ed. {', '.join(article.editors)}" if article.editors else "",
        count(row.words, "word"),
        count(len(article.quotes), "quote"),
    ]
    if "title" in own:
        parts.append("=title")
    elif "title" in article.given:
        parts.append("^title")
    elif article.title is None:
        parts.append("no title in the text")
    elif "title" in article.inferred:
        parts.append("title from the first sentence")
    return " · ".join(filter(None, parts))
