"""What the screens share: the library, the notebook, and how both look to a widget."""

import os
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reader import settings
from reader.article import Article
from reader.commands import Keys, settle_keys
from reader.library import Library, Row, State
from reader.library.row import newest_first
from reader.paths import bundled
from reader.settings import Settings
from reader.widgets.article_list import Item
from reader.widgets.page import Mark, Page

if TYPE_CHECKING:  # what no first paint needs
    from reader.notebook import Corrections, Drafts, Note, Notebook
    from reader.screens.crowd import Crowd

SAMPLES_HINT = "These are samples. Open your own folder: reader FOLDER"


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
    _heard: "tuple[object, Crowd] | None" = None

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

    def rows(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The library's rows with what the user set, newest first."""
        corrected = self.notebook.all_corrections().rows(rows)
        return tuple(rows if corrected is rows else sorted(corrected, key=newest_first))

    def first_items(self, rows: Sequence[Row]) -> tuple[Item, ...]:
        """The rows as the first paint has them: before the notebook has been opened."""
        read = self.state.read_ids([row.id for row in rows])
        return tuple(_item(row, unread=row.id not in read) for row in rows)

    def items(self, rows: Sequence[Row]) -> tuple[Item, ...]:
        """The rows as the sidebar shows them, with what is marked in each."""
        by_id: Counter[tuple[str, str]] = Counter()
        by_file: Counter[tuple[str, str]] = Counter()
        ids = {row.id for row in rows}
        for (article, file, kind), number in self.notebook.marks().items():
            if article in ids:
                by_id[article, kind] += number
            else:
                # The file may hold another text now: its notes stay with its path.
                by_file[file, kind] += number

        def marks(row: Row, kind: str) -> int:
            file = os.path.abspath(row.path) if by_file else ""  # noqa: PTH100 - keeps `#12`
            return by_id[row.id, kind] + by_file[file, kind]

        read = self.state.read_ids([row.id for row in rows])
        return tuple(
            _item(
                row,
                unread=row.id not in read,
                bookmarks=marks(row, "bookmark"),
                notes=marks(row, "note"),
            )
            for row in rows
        )

    def crowd(self, corrections: "Corrections") -> "Crowd":
        """Everybody who speaks in the library; heard once, until it or a correction changes.

        May take seconds, so it may be called on a thread of its own; the
        notebook's `corrections` are asked for before, on the screen's.
        """
        from reader.screens.crowd import gather  # what no first paint needs

        as_of = self.library.rows(), corrections.all
        if self._heard is None or self._heard[0] != as_of:
            self._heard = as_of, gather(self.library, corrections)
        return self._heard[1]

    def below(self, path: str) -> str:
        """A path without the library's folder before it, where there is just one."""
        roots = self.library.roots
        return path.removeprefix(roots[0].rstrip("/") + "/") if len(roots) == 1 else path

    def page(self, article: Article, row: Row, *, raw: bool) -> Page:
        """An article, as it was read, as the reading pane shows it: with what the user set."""
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
        )

    def lost(self, article: Article, row: Row) -> "tuple[Note, ...]":
        """Notes of an article whose words are not in it any more."""
        return tuple(
            note
            for note, place in self.notebook.notes_in(article, row.path)
            if place.how == "orphan"
        )


def _item(row: Row, *, unread: bool, bookmarks: int = 0, notes: int = 0) -> Item:
    return Item(
        id=row.id,
        path=row.path,
        title=row.headline,
        date=(row.published or "")[:10],
        outlet=row.publisher or "",
        unread=unread and row.error is None,
        bookmarks=bookmarks,
        notes=notes,
        error=row.error or "",
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


def facts(article: Article, row: Row, own: Collection[str] = ()) -> str:
    """What is known about an article, in one line.

    A tilde marks what was worked out, an equals sign the user's `own`.
    """

    def sure(field: str, words: str | None) -> str:
        sign = "=" if field in own else "~" if field in article.inferred else ""
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
    elif article.title is None:
        parts.append("no title in the text")
    elif "title" in article.inferred:
        parts.append("title from the first sentence")
    return " · ".join(filter(None, parts))
