"""The library: files → rows → articles. It only ever reads."""

import os
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from reader import paths
from reader.errors import ReaderError
from reader.library.catalog import Catalog, Writer, clear_away
from reader.library.finding import find_row
from reader.library.folder import Entry, Root, Walk, roots_of
from reader.library.freshness import Watch
from reader.library.row import Progress, Reading, Row, Said
from reader.library.shelf import Place, Shelf
from reader.library.tables import File

if TYPE_CHECKING:  # reading texts is loaded when a text is read
    from reader.article import Article

SMALL = 1 << 20
"""Bytes of files, named one by one, that are read as fast as a catalog is opened."""

PASSED = 4 << 20
"""Bytes of a file that may be read in another process; larger ones come row by row."""

EVERY = 0.05
"""Seconds between two words about progress."""


class Library:
    """The articles below some roots.

    `roots` are folders or files, as the user typed them; ReaderError for one
    that does not exist. The catalog lies in the cache folder unless `catalog`
    names another place. `scan` may run in a thread of its own while the other
    methods are called from others.
    """

    def __init__(
        self, roots: Sequence[str | os.PathLike[str]], *, catalog: Path | None = None
    ) -> None:
        self._roots = roots_of(roots)
        self.roots: tuple[str, ...] = tuple(root.typed for root in self._roots)
        self.catalog = Catalog(catalog or _place_for(self._roots))
        self._shelf = Shelf(self._roots)
        self._out_of_reach: dict[str, File] = {}  # below folders that could not be listed
        self._watch: Watch | None = None
        self._loaded = False
        self._complete = False
        self._loading = threading.Lock()
        self._scanning = threading.Lock()

    def known(self) -> tuple[Row, ...]:
        """The rows that are known without looking at the disk: perhaps stale, perhaps none.

        While a scan is going on, all that it has read so far.
        """
        with self._loading:
            if not self._loaded:
                self._shelf.replace(self.catalog.load(self._shelf.name))
                self._loaded = True
        return self._shelf.rows()

    def rows(self) -> tuple[Row, ...]:
        """The rows after the last scan; scans where there was none."""
        return self._shelf.rows() if self._watch is not None else self.scan()

    def scan(
        self,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> tuple[Row, ...]:
        """Read what is new or changed and give all rows, newest first, then undated by path.

        `progress` is called when there is something to read, first with 0 done.
        Once `stop` gives True, the scan ends with what it has; the next one goes on.
        """
        stop = stop or _never
        with self._scanning:
            if not self.known() and self.catalog.path is not None:
                clear_away(self.catalog.path.parent)
            self._complete = False
            with self.catalog.writing() as writer:
                todo = self._compare(writer, stop)
                if todo is not None:
                    self._complete = self._read(todo, writer, progress or _nobody, stop)
            return self._shelf.rows()

    def changed(self) -> bool:
        """Whether what is on the disk differs from the last scan: cheap, to be asked often.

        New, renamed and removed files show at once; in a library of more than
        10,000 files one that was written over may take a few askings. True also
        where there was no whole scan, False while one is going on.
        """
        if self._scanning.locked():
            return False
        watch = self._watch
        return watch is None or not self._complete or watch.changed()

    def article(self, row: Row) -> "Article":
        """The article of a row, read anew. ReaderError where the file is gone or unreadable."""
        if row.error is not None:
            raise ReaderError(f"{row.path}: {row.error}", title="This cannot be read")
        from reader.library.reading import find_article
        from reader.library.sources import UnreadableError

        try:
            return find_article(*self._shelf.place(row), wanted=row.id)[1]
        except UnreadableError as error:
            raise ReaderError(f"{row.path}: {error.sentence}", title=error.title) from None

    def known_fields(self, row: Row) -> Mapping[str, str]:
        """What a row of a file said of its article: `url`, `title`, `published` …

        Empty for a text file, and where there is nothing to be asked any more.
        """
        from reader.library.reading import known_fields

        try:
            return known_fields(*self._shelf.place(row))
        except ReaderError:
            return {}

    def find(self, wanted: str, rows: Sequence[Row] | None = None) -> Row:
        """The row that a path, an id's beginning (≥ 4) or a part of a title names.

        `rows` are the library's under the titles that they are known by, where
        those are others. ReaderError with up to five candidates where it is not
        just one.
        """
        known = self.rows()
        return find_row(known if rows is None else rows, wanted, self._shelf.rows_at(wanted))

    def quotes(self) -> Iterator[tuple[Row, tuple[Said, ...]]]:
        """Who said what, article by article as `rows` has them; those without are left out."""
        spoken = [row for row in self.rows() if row.quotes]
        places = [self._shelf.place(row) for row in spoken]
        kept = self.catalog.quotes((place.key, place.number) for place in places)
        for row, place, said in zip(spoken, places, kept, strict=True):
            yield row, _quotes_at(place) if said is None else said

    def _compare(self, writer: Writer, stop: Callable[[], bool]) -> list[Entry] | None:
        """Look at the disk: forget what is gone, and say what has to be read; None if stopped."""
        walk = Walk(self._roots)
        before = {**self._out_of_reach, **self._shelf.files}
        todo: list[Entry] = []
        files: dict[str, File] = {}
        stated: list[tuple[str, int, int]] = []
        for entry in walk:
            if stop():
                return None
            if entry.size >= 0:
                stated.append((entry.key, entry.size, entry.mtime_ns))
            if entry.error is not None:
                row = Reading(error=entry.error).row(entry.shown)
                files[entry.key] = File(entry.key, -1, -1, (row,))
                continue
            known = before.get(entry.key)
            if known is not None:
                files[entry.key] = known
            if known is None or (known.size, known.mtime_ns) != (entry.size, entry.mtime_ns):
                todo.append(entry)
        shut = tuple(folder.rstrip(os.sep) + os.sep for folder in walk.unlisted)
        gone = before.keys() - files.keys()
        self._out_of_reach = {key: before[key] for key in gone if key.startswith(shut)}
        writer.forget(gone - self._out_of_reach.keys())
        writer.commit()
        self._shelf.replace(files)
        self._watch = Watch(walk.folders, stated, walk.unlisted)
        return todo

    def _read(
        self,
        todo: Sequence[Entry],
        writer: Writer,
        progress: Callable[[Progress], None],
        stop: Callable[[], bool],
    ) -> bool:
        """Read these files; False if stopped before the last."""
        if not todo:
            return True
        progress(Progress(0, len(todo)))
        told, done = time.monotonic(), 0
        with closing(_outcomes(todo, stop)) as outcomes:
            for entry, found in outcomes:
                if not self._keep(entry, found, writer, stop):
                    break
                done += 1
                if time.monotonic() - told > EVERY:
                    progress(Progress(done, len(todo)))
                    told = time.monotonic()
        if done < len(todo):
            return False
        progress(Progress(done, done))
        return True

    def _keep(
        self, entry: Entry, found: Iterable[Reading], writer: Writer, stop: Callable[[], bool]
    ) -> bool:
        """Take over the readings of one file; False if stopped in the middle of it."""
        rows: list[Row] = []
        offsets: list[int] = []
        lasting = True
        writer.begin(entry.key, entry.size, entry.mtime_ns)
        for reading in found:
            if reading.number and stop():
                writer.end(entry.key, keep=False)
                return False
            writer.add(reading)
            rows.append(reading.row(entry.shown))
            offsets.append(reading.offset)
            lasting = lasting and reading.lasting
        writer.end(entry.key, keep=lasting)
        if not lasting and not os.path.lexists(entry.key):
            self._shelf.drop(entry.key)  # it vanished between being seen and being read
            return True
        many = any(row.path != entry.shown for row in rows)
        size = entry.size if lasting else -1  # read again at the next scan
        places = tuple(offsets) if many else ()
        self._shelf.put(File(entry.key, size, entry.mtime_ns, tuple(rows), places))
        return True


def _outcomes(
    todo: Sequence[Entry], stop: Callable[[], bool]
) -> Generator[tuple[Entry, Iterable[Reading]], None, None]:
    """Each file with its readings, in any order; fewer once `stop` gives True."""
    from reader.library.reading import readings
    from reader.library.workers import read_files

    entries = {entry.key: entry for entry in todo}
    small = [entry.key for entry in todo if entry.size <= PASSED]
    with closing(read_files(small, readings, stop)) as outcomes:
        for key, found in outcomes:
            yield entries[key], found
    for entry in todo:
        if entry.size > PASSED and not stop():
            yield entry, readings(entry.key)


def _quotes_at(place: Place) -> tuple[Said, ...]:
    """The quotes of an article of which the catalog keeps none, read anew."""
    from reader.library.reading import find_article, reading
    from reader.library.sources import UnreadableError

    try:
        return reading(*find_article(*place)).quotes
    except UnreadableError:
        return ()  # it is gone since; the next scan says so


def _never() -> bool:
    return False


def _nobody(progress: Progress) -> None:
    """Nobody wants to know."""


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
    return paths.cache_folder() / "catalogs" / f"{digest}.sqlite"
