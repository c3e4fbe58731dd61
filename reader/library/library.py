"""The library: files → rows → articles. It only ever reads."""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from reader import paths
from reader.errors import ReaderError
from reader.library.catalog import Catalog, Writer, clear_away
from reader.library.finding import find_row
from reader.library.folder import Entry, Root, Walk, roots_of, shown
from reader.library.freshness import Watch
from reader.library.row import Progress, Reading, Row, Said, newest_first, parted
from reader.library.tables import File

if TYPE_CHECKING:  # reading texts is loaded when a text is read
    from reader.article import Article
    from reader.library.sources import Found

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
    names another place. `scan` may run in a thread of its own while `known`,
    `rows`, `article`, `find` and `quotes` are called from others.
    """

    def __init__(
        self, roots: Sequence[str | os.PathLike[str]], *, catalog: Path | None = None
    ) -> None:
        self._roots = roots_of(roots)
        self.roots: tuple[str, ...] = tuple(root.typed for root in self._roots)
        self.catalog = Catalog(catalog or _place_for(self._roots))
        self._files: dict[str, File] = {}
        self._out_of_reach: dict[str, File] = {}  # below folders that could not be listed
        self._rows: tuple[Row, ...] | None = None
        self._watch: Watch | None = None
        self._loaded = False
        self._complete = False
        self._scanning = threading.Lock()
        self._changing = threading.Lock()

    def known(self) -> tuple[Row, ...]:
        """The rows that are known without looking at the disk: perhaps stale, perhaps none.

        While a scan is going on, all that it has read so far.
        """
        with self._changing:
            if not self._loaded:
                self._files = self.catalog.load(self._shown)
                self._loaded = True
            if self._rows is None:
                rows = (row for file in self._files.values() for row in file.rows)
                self._rows = tuple(sorted(rows, key=newest_first))
            return self._rows

    def rows(self) -> tuple[Row, ...]:
        """The rows after the last scan; scans where there was none."""
        return self.known() if self._watch is not None else self.scan()

    def scan(
        self,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> tuple[Row, ...]:
        """Read what is new or changed and give all rows, newest first, then undated by path.

        `progress` is called when there is something to read, first with 0 done.
        Once `stop` gives True, the scan ends with what it has; the next one goes on.
        """
        with self._scanning:
            if not self.known() and self.catalog.path is not None:
                clear_away(self.catalog.path.parent)
            self._complete = False
            with self.catalog.writing() as writer:
                todo = self._compare(writer, stop or _never)
                if todo is not None:
                    self._complete = self._read(todo, writer, progress or _nobody, stop or _never)
            return self.known()

    def changed(self) -> bool:
        """Whether what is on the disk differs from the last scan: cheap, to be asked often.

        New, renamed and removed files show at once; in a library of more than
        10,000 files one that was written over may take a few askings. True also
        where there was no whole scan.
        """
        if self._scanning.locked():
            return False  # what is being read now is not news
        watch = self._watch
        return watch is None or not self._complete or watch.changed()

    def article(self, row: Row) -> "Article":
        """The article of a row, read anew. ReaderError where the file is gone or unreadable."""
        return self._found(row)[1]

    def known_fields(self, row: Row) -> Mapping[str, str]:
        """What a row of a file said of its article: `url`, `title`, `published` …"""
        return self._found(row)[0].known

    def find(self, wanted: str) -> Row:
        """The row that a path, an id's beginning (≥ 4) or a part of a title names.

        ReaderError with up to five candidates where it is not just one.
        """
        rows = self.rows()
        return find_row(rows, wanted, self._rows_at(wanted))

    def quotes(self) -> Iterator[tuple[Row, tuple[Said, ...]]]:
        """Who said what, article by article as `rows` has them; those without are left out."""
        spoken = [row for row in self.rows() if row.quotes]
        places = [self._place(row) for row in spoken]
        for row, place, said in zip(
            spoken, places, self.catalog.quotes((key, number) for key, number, _ in places),
            strict=True,
        ):  # fmt: skip
            yield row, self._quotes_of(place) if said is None else said

    def _quotes_of(self, place: tuple[str, int, int]) -> tuple[Said, ...]:
        """The quotes of an article of which the catalog keeps none, read anew."""
        from reader.library.reading import find_article, reading
        from reader.library.sources import UnreadableError

        try:
            return reading(*find_article(*place)).quotes
        except UnreadableError:
            return ()  # it is gone since; the next scan says so

    def _compare(self, writer: Writer, stop: Callable[[], bool]) -> list[Entry] | None:
        """Look at the disk: forget what is gone, and say what has to be read; None if stopped."""
        walk = Walk(self._roots)
        todo: list[Entry] = []
        files: dict[str, File] = {}
        stated: list[tuple[str, int, int]] = []
        for entry in walk:
            if stop():
                return None
            if entry.error is not None:
                row = Reading(error=entry.error).row(entry.shown)
                files[entry.key] = File(entry.key, -1, -1, (row,))
                continue
            stated.append((entry.key, entry.size, entry.mtime_ns))
            known = self._files.get(entry.key) or self._out_of_reach.get(entry.key)
            if known is not None:
                files[entry.key] = known
            if known is None or (known.size, known.mtime_ns) != (entry.size, entry.mtime_ns):
                todo.append(entry)
        gone = {**self._out_of_reach, **self._files}
        shut = tuple(folder.rstrip(os.sep) + os.sep for folder in walk.unlisted)
        self._out_of_reach = {
            key: file for key, file in gone.items() if key not in files and key.startswith(shut)
        }
        writer.forget(gone.keys() - files.keys() - self._out_of_reach.keys())
        with self._changing:
            self._files = files
            self._rows = None
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
        from reader.library.reading import readings
        from reader.library.workers import read_files

        progress(Progress(0, len(todo)))
        told, done = time.monotonic(), 0
        entries = {entry.key: entry for entry in todo}
        for key, found in chain(
            read_files([one.key for one in todo if one.size <= PASSED], readings, stop),
            ((one.key, readings(one.key)) for one in todo if one.size > PASSED),
        ):
            if stop() or not self._keep(entries[key], found, writer, stop):
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
        many = any(row.path != entry.shown for row in rows)
        file = File(
            entry.key,
            entry.size if lasting else -1,
            entry.mtime_ns,
            tuple(rows),
            tuple(offsets) if many else (),
        )
        with self._changing:
            self._rows = None
            if lasting or os.path.lexists(entry.key):
                self._files[entry.key] = file
            else:  # it vanished between being seen and being read
                self._files.pop(entry.key, None)
        return True

    def _rows_at(self, path: str) -> tuple[Row, ...]:
        """The rows of a file, or the one, that a path on this disk names, however it is written."""
        if "\0" in path:
            return ()
        for name, number in ((path, None), parted(path)):
            where = os.path.realpath(os.path.dirname(name))
            file = self._files.get(os.path.join(where, os.path.basename(name)))
            if file is not None:
                return tuple(r for r in file.rows if number in (None, parted(r.path)[1]))
        return ()

    def _shown(self, key: str) -> str | None:
        """What is shown for a file: the root as typed and the way below it."""
        for root in self._roots:
            if key == root.real:
                return shown(root.typed)
            if key.startswith(root.inside):
                return shown(os.path.join(root.typed, key[len(root.inside) :]))
        return None

    def _place(self, row: Row) -> tuple[str, int, int]:
        """Key, number and offset of a row. ReaderError where the library has no such row."""
        for file in self._candidates(row.path):
            for nth, one in enumerate(file.rows):
                if one.path == row.path:
                    if not file.offsets:
                        return file.key, 0, 0
                    return file.key, parted(row.path)[1] or 0, file.offsets[nth]
        raise ReaderError(f"{row.path} is no longer in the library.", title="It is gone")

    def _candidates(self, path: str) -> Iterator[File]:
        """The files that may be shown as `path`: the likely ones first, then all."""
        for root in self._roots:
            typed = shown(os.path.join(root.typed, ""))
            for name in (path, parted(path)[0]):
                key = root.inside + name[len(typed) :] if name.startswith(typed) else root.real
                if key in self._files:
                    yield self._files[key]
        yield from list(self._files.values())  # a name that is not shown as it is

    def _found(self, row: Row) -> tuple["Found", "Article"]:
        if row.error is not None:
            raise ReaderError(f"{row.path}: {row.error}", title="This cannot be read")
        from reader.library.reading import find_article
        from reader.library.sources import UnreadableError

        try:
            return find_article(*self._place(row), wanted=row.id)
        except UnreadableError as error:
            raise ReaderError(f"{row.path}: {error.sentence}", title=error.title) from None


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
    names = b"\0".join(sorted(os.fsencode(root.real) for root in roots))
    digest = blake2b(names, digest_size=12).hexdigest()
    return paths.cache_folder() / "catalogs" / f"{digest}.sqlite"
