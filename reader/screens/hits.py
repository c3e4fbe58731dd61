"""What a search found: the user's own notes, then the articles of the library."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.article import Span
from reader.widgets.find import find_all
from reader.widgets.hit_list import HitItem
from reader.widgets.source import Source
from reader.widgets.wrap import fit

if TYPE_CHECKING:
    from reader.library.search import Hit, Hits
    from reader.notebook import Note


@dataclass(slots=True)
class Finding:
    """A search: what was asked for, what was found, and which of it the reader is at.

    `cursor` counts through the notes first, then through the articles.
    """

    query: str
    hits: "Hits"
    notes: "tuple[Note, ...]" = ()
    cursor: int = 0

    def hit(self, number: int) -> "Hit | None":
        """What was found in an article; None where there is no such article."""
        place = number - len(self.notes)
        found = self.hits.slice(place, place + 1) if place >= 0 else ()
        return found[0] if found else None

    @property
    def without_filters(self) -> str:
        """The same question without what hides hits."""
        query = self.hits.query
        return str(query.without(query.filters))


class Found(Source[HitItem]):
    """Hits as items of a list; the files of those that are looked at are read for their words."""

    block = 8

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._notes = finding.notes
        self._hits = finding.hits
        self._terms = words_of(finding.hits)

    def __len__(self) -> int:
        return len(self._notes) + len(self._hits)

    def fetch(self, start: int, stop: int) -> Sequence[HitItem]:
        before = len(self._notes)
        notes = [self._note(note) for note in self._notes[start:stop]]
        hits = self._hits.slice(max(0, start - before), stop - before) if stop > before else ()
        return [*notes, *map(_article, hits)]

    def place(self, name: str) -> int | None:
        return next((n for n, note in enumerate(self._notes) if note.uid == name), None)

    def _note(self, note: "Note") -> HitItem:
        title = note.title or note.path
        words = " — ".join(filter(None, (note.note, " ".join(note.words.split()))))
        marks = sorted(span for term in self._terms for span in find_all(words, term))
        tags = " ".join(f"#{tag}" for tag in note.tags)
        about = " · ".join(filter(None, ("✎ your note", note.day, tags)))
        return HitItem(note.uid, title, about, words, (), _apart(marks), note=True)


def words_of(hits: "Hits") -> tuple[str, ...]:
    """What is looked for in the notes: the words of a query, not the names of who is quoted."""
    return tuple(" ".join(term.words) for term in hits.query.sought if not term.column)


def notes_with(notes: "Sequence[Note]", hits: "Hits") -> "tuple[Note, ...]":
    """The notes that have all words of a query, in what was written or in what was marked."""
    terms = words_of(hits)
    if not terms or hits.query.filters:
        return ()
    return tuple(
        note
        for note in reversed(notes)
        if all(
            find_all(f"{note.note}\n{note.words}\n{' '.join(note.tags)}", term) for term in terms
        )
    )


def told(finding: Finding) -> str:
    """What was found, in a line or two; what a filter hides is never silent."""
    hits, many = finding.hits, len(finding.hits)
    articles = "1 article" if many == 1 else f"{many:,} articles"
    order = "newest first" if hits.newest_first else "best first"
    parts = [f"{fit(finding.query, 60)}: {articles}" + (f", {order}" if many > 1 else "")]
    if finding.notes:
        parts.insert(1, f"{len(finding.notes)} of your notes")
    for hidden in hits.hidden:
        more = "1 more is" if hidden.articles == 1 else f"{hidden.articles:,} more are"
        parts.append(f"{more} hidden by {hidden.filter}")
    return " · ".join(parts)


def _article(hit: "Hit") -> HitItem:
    row = hit.row
    places = len(hit.spans)
    about = " · ".join(
        filter(
            None,
            (
                (row.published or "no date")[:10],
                row.publisher or "",
                f"{places} places" if places > 1 else "",
                hit.trouble or "",
            ),
        )
    )
    return HitItem(row.path, row.headline, about, hit.snippet, hit.title_marks, hit.marks)


def _apart(spans: "Sequence[Span]") -> "list[Span]":
    """Spans in their order, without those that begin in the one before."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
