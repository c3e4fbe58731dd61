"""The library: files → rows → articles. It only ever reads them; what it knows is the catalog's."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader import paths
from reader.errors import ReaderError
from reader.library import own as owning
from reader.library import tables
from reader.library.catalog import Catalog
from reader.library.finding import find_row
from reader.library.folder import Root, roots_of
from reader.library.lookout import Lookout, Stop, Tell
from reader.library.order import Order
from reader.library.own import NOTHING, Own
from reader.library.places import Places, Spot
from reader.library.row import Row, Said
from reader.library.view import GONE, View, rows_of

if TYPE_CHECKING:
    import sqlite3

    from reader.article import Article
    from reader.library.search import Hits
    from reader.library.voices.heard import Voices

T = TypeVar("T")

SMALL = 1 << 20
"""Bytes of files, named one by one, that are read as fast as a catalog is opened."""

SLICE = 500
"""Rows fetched at once where all are asked for one after the other."""


class Library:
    """The articles below some roots.

    `roots` are folders or files, as the user typed them; ReaderError for one
    that does not exist. The catalog lies in the cache folder unless `catalog`
    names another place. `scan` may run in a thread of its own while the other
    methods are called from others; they answer from the catalog as it is.
    """

    def __init__(
        self, roots: Sequence[str | os.PathLike[str]], *, catalog: Path | None = None
    ) -> None:
        found = roots_of(roots)
        self.roots: tuple[str, ...] = tuple(root.typed for root in found)
        self.catalog = Catalog(catalog or _place_for(found))
        self._places = Places(found)
        self._lookout = Lookout(self.catalog, self._places)
        self._voices: Voices | None = None

    # Reading the disk

    def scan(self, progress: Tell | None = None, stop: Stop | None = None) -> None:
        """Read what is new or changed into the catalog, and forget what is gone.

        `progress` is called when there is something to read, first with 0 done.
        Once `stop` gives True, the scan ends with what it has; the next one goes
        on. Where another session reads this library already, it is waited for.
        After a whole scan, one that follows on `changed` goes through those
        folders alone in which something differs.
        """
        self._lookout.look(progress, stop)

    def changed(self) -> bool:
        """Whether what is on the disk differs from the last scan: cheap, to be asked often.

        New, renamed and removed files show at once, and those that were written
        over where the system tells of it; else, in a library of more than 10,000
        files, after a few askings. True also where there was no whole scan, False
        while one is going on.
        """
        return self._lookout.changed()

    def glance(self, progress: Tell | None = None) -> bool:
        """Make sure that the catalog has what is on the disk, as far as a quick look tells.

        It is a scan where there was none that came to its end, or something
        differs. In a library of more than 10,000 files one that was written over
        in its place is found by the next scan only. False where another session
        is reading this library just now: the catalog has what that has read.
        """
        return self._lookout.glance(progress)

    @property
    def version(self) -> int:
        """A number that grows whenever the catalog's articles change, whoever changes them."""
        return self.ask(tables.version_of)

    @property
    def is_whole(self) -> bool:
        """Whether all that is on the disk was read, and people and echoes are settled."""
        return self.ask(tables.is_whole)

    # Lists

    def view(self, order: Order = Order(), keep: str = "", own: Own = NOTHING) -> View:  # noqa: B008  frozen
        """A sorted list of the articles that `keep` leaves, with what the user set.

        `keep` is a filter in the language of the search; ReaderError where it is
        malformed.
        """
        where: tuple[str, Sequence[object]] = ("", ())
        if keep:
            from reader.library.search import compile_query

            where = compile_query(keep).where(own)
        return View(lambda work: self.ask(work, own), self._places, order, where)

    def search(self, query: str, own: Own = NOTHING, *, newest_first: bool | None = None) -> "Hits":
        """The articles that a query finds, the best first, or the newest where they are very many.

        ReaderError where it is malformed. It is answered from the catalog as it is.
        """
        from reader.library.search import Hits, compile_query

        return Hits(
            lambda work: self.ask(work, own),
            self._places,
            compile_query(query),
            own,
            newest_first=newest_first,
        )

    def rows(self, own: Own = NOTHING) -> Iterator[Row]:
        """All rows, newest first, then undated by path: as the catalog has them."""
        view = self.view(own=own)
        for start in range(0, len(view), SLICE):
            yield from (row for row in view.rows(start, start + SLICE) if row.error != GONE)

    def find(self, wanted: str, own: Own = NOTHING) -> Row:
        """The row that a path, an id's beginning (≥ 4) or a part of a title names.

        ReaderError with up to five candidates where it is not just one. Scans where
        there was no scan and no glance.
        """
        self._lookout.be_known()
        return self.ask(lambda db: find_row(db, self._places, wanted), own)

    def count(self) -> tuple[int, int]:
        """How many articles there are, and how many of them cannot be read."""
        sql = (
            "select (select count(*) from article),"
            " (select count(*) from article where error is not null)"
        )
        found: tuple[int, int] = self.ask(lambda db: db.execute(sql).fetchone())
        return found

    def row_of(self, article: str, file: str = "", own: Own = NOTHING) -> Row | None:
        """The row of an article by its whole id, else by the absolute path of its file.

        A row of a file of rows is named with its number: `/…/a.jsonl#12`.
        """

        def found(db: "sqlite3.Connection") -> Row | None:
            keys = owning.keys_meant(db, self._places, article, file)
            return next(iter(rows_of(db, self._places, keys[:1])), None)

        return self.ask(found, own)

    # Articles

    def article(self, row: Row) -> "Article":
        """The article of a row, read anew. ReaderError where the file is gone or unreadable."""
        if row.error is not None:
            raise ReaderError(f"{row.path}: {row.error}", title="This cannot be read")
        from reader.library.reading import find_article
        from reader.library.sources import UnreadableError

        try:
            return find_article(*self._spot(row), wanted=row.id)[1]
        except UnreadableError as error:
            raise ReaderError(f"{row.path}: {error.sentence}", title=error.title) from None

    def known_fields(self, row: Row) -> Mapping[str, str]:
        """What a row of a file said of its article: `url`, `title`, `published` …

        Empty for a text file, and where there is nothing to be asked any more.
        """
        from reader.library.reading import known_fields

        try:
            return known_fields(*self._spot(row))
        except ReaderError:
            return {}

    def quotes(self, own: Own = NOTHING) -> Iterator[tuple[Row, tuple[Said, ...]]]:
        """Who said what, article by article, newest first; those without are left out.

        Scans where there was no scan and no glance.
        """
        self._lookout.be_known()
        view = self.view(own=own)
        for start in range(0, len(view), SLICE):
            rows = [row for row in view.rows(start, start + SLICE) if row.quotes]
            said = self._said([row.key for row in rows])
            for row, quotes in zip(rows, said, strict=True):
                if own.corrections is not None and own.corrections.changes_quotes(row):
                    quotes = self._said_anew(row, own.corrections, quotes)
                if quotes:
                    yield row, quotes

    @property
    def voices(self) -> "Voices":
        """Who speaks, and what is printed more than once."""
        if self._voices is None:
            from reader.library.voices.heard import Voices

            self._voices = Voices(self.ask, self.catalog, self._places, self._reread)
        return self._voices

    # For what is derived

    def ask(self, work: "Callable[[sqlite3.Connection], T]", own: Own | None = None) -> T:
        """What `work` selects by a connection; by one that knows what the user made, if given.

        It may be called again where the catalog turns out to be of no use, and
        then finds another one, perhaps empty.
        """
        if own is None:
            return self.catalog.ask(work)

        def asked(db: "sqlite3.Connection") -> T:
            owning.prepare(db, self._places, own, self._reread)
            return work(db)

        return self.catalog.ask(asked, own.token)

    def _spot(self, row: Row) -> Spot:
        """Where a row is to be read. ReaderError where there is no such row any more."""

        def spot(db: "sqlite3.Connection") -> Spot | None:
            known = tables.spot_of(db, self._places, row.key, row.path)
            if known is not None:
                return known
            for place, number in self._places.of_shown(row.path):
                for key in tables.keys_at(db, place, number):  # read anew since
                    return tables.spot_of(db, self._places, key)
            return None

        found = self.ask(spot)
        if found is None:
            raise ReaderError(f"{row.path} is no longer in the library.", title="It is gone")
        return found

    def _said(self, keys: Sequence[int]) -> list[tuple[Said, ...]]:
        return self.ask(lambda db: [tables.said(db, key) for key in keys])

    def _reread(self, row: Row) -> "Article | None":
        try:
            return self.article(row)
        except ReaderError:
            return None

    def _said_anew(
        self, row: Row, corrections: owning.Corrections, known: tuple[Said, ...]
    ) -> tuple[Said, ...]:
        from reader.library.reading import said_in

        article = self._reread(row)
        return known if article is None else said_in(corrections.article(article, row.path).article)


def _place_for(roots: Sequence[Root]) -> Path | None:
    """Where the catalog of these roots lies; nowhere for a few small files."""
    if all(root.is_file for root in roots):
        try:
            if sum(os.stat(root.real).st_size for root in roots) <= SMALL:
                return None
        except OSError:
            return None
    from hashlib import blake2b

    names = b"\0".join(sorted(os.fsencode(root.real) for root in roots))
    digest = blake2b(names, digest_size=12).hexdigest()
    # Two versions of the reader that are open at once do not take turns in making it anew.
    return paths.cache_folder() / "catalogs" / f"{digest}-{tables.engine()[:12]}.sqlite"
