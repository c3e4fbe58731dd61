"""The library: files → rows → articles. It only ever reads."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from reader import paths
from reader.errors import ReaderError
from reader.library.catalog import Catalog, File, Writer
from reader.library.finding import find_row
from reader.library.folder import Entry, Root, Walk, roots_of, shown
from reader.library.row import Progress, Reading, Row, Said, newest_first

if TYPE_CHECKING:  # reading texts is loaded when a text is read
    from reader.article import Article
    from reader.library.sources import Found

SMALL = 1 << 20
"""Bytes of files, named one by one, that are read as fast as a catalog is opened."""


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
        self._loaded = False
        self._scanned = False
        self._rows: tuple[Row, ...] | None = None
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
        return self.known() if self._scanned else self.scan()

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
            self.known()
            with self.catalog.writing() as writer:
                todo = self._compare(writer, stop or _never)
                self._read(todo, writer, progress or _nobody, stop or _never)
            self._scanned = True
            return self.known()

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
        key = os.path.join(os.path.realpath(os.path.dirname(wanted)), os.path.basename(wanted))
        file = self._files.get(key)
        return find_row(rows, wanted, file.rows if file else ())

    def quotes(self) -> Iterator[tuple[Row, tuple[Said, ...]]]:
        """Who said what, article by article as `rows` has them; those without are left out."""
        spoken = [row for row in self.rows() if row.quotes]
        places = [self._place(row) for row in spoken]
        for row, place, said in zip(
            spoken, places, self.catalog.quotes((key, number) for key, number, _ in places),
            strict=True,
        ):  # fmt: skip
            yield row, self._quotes_of(place) if said is None else said

    def _compare(self, writer: Writer, stop: Callable[[], bool]) -> list[Entry]:
        """Look at the disk: forget what is gone, and say what has to be read."""
        walk = Walk(self._roots)
        todo: list[Entry] = []
        seen: dict[str, File] = {}
        for entry in walk:
            if stop():
                return []
            known = self._files.get(entry.key)
            if entry.error is not None:
                row = Reading(error=entry.error).row(entry.shown)
                seen[entry.key] = File(entry.key, -1, -1, (row,))
                continue
            if known is not None:
                seen[entry.key] = known
            if known is None or (known.size, known.mtime_ns) != (entry.size, entry.mtime_ns):
                todo.append(entry)
        writer.forget(self._files.keys() - seen.keys())
        writer.commit()
        self._set(seen)
        return todo

    def _read(
        self,
        todo: Sequence[Entry],
        writer: Writer,
        progress: Callable[[Progress], None],
        stop: Callable[[], bool],
    ) -> None:
        from reader.library.reading import readings

        for done, entry in enumerate(todo):
            progress(Progress(done, len(todo)))
            if stop():
                return
            rows, offsets, keep = [], [], True
            writer.begin(entry.key, entry.size, entry.mtime_ns)
            for reading in readings(entry.key):
                writer.add(reading)
                rows.append(reading.row(entry.shown))
                if reading.number:
                    offsets.append(reading.offset)
                keep = keep and reading.lasting
            writer.end(entry.key, keep=keep)
            size = entry.size if keep else -1
            file = File(entry.key, size, entry.mtime_ns, tuple(rows), tuple(offsets))
            with self._changing:
                self._files[entry.key] = file
                self._rows = None
        if todo:
            progress(Progress(len(todo), len(todo)))

    def _set(self, files: dict[str, File]) -> None:
        with self._changing:
            self._files = files
            self._rows = None

    def _shown(self, key: str) -> str | None:
        """What is shown for a file: the root as typed and the way below it."""
        for root in self._roots:
            if key == root.real:
                return shown(root.typed)
            if key.startswith(root.real.rstrip(os.sep) + os.sep):
                return shown(os.path.join(root.typed, key[len(root.real) :].lstrip(os.sep)))
        return None

    def _place(self, row: Row) -> tuple[str, int, int]:
        """Key, number and offset of a row. ReaderError where the library has no such row."""
        for file in self._files.values():
            for nth, one in enumerate(file.rows):
                if one.path == row.path:
                    number = int(row.path.rpartition("#")[2]) if file.offsets else 0
                    return file.key, number, file.offsets[nth] if file.offsets else 0
        raise ReaderError(f"{row.path} is no longer in the library.")

    def _found(self, row: Row) -> tuple["Found", "Article"]:
        if row.error is not None:
            raise ReaderError(f"{row.path}: {row.error}", title="This cannot be read")
        from reader.library.reading import articles

        key, number, offset = self._place(row)
        for found, article in articles(key, number, offset):
            if article is not None:
                return found, article
            break
        raise ReaderError(f"{row.path} has changed and can no longer be read.")

    def _quotes_of(self, place: tuple[str, int, int]) -> tuple[Said, ...]:
        from reader.library.reading import readings

        return next((one.quotes for one in readings(place[0]) if one.number == place[1]), ())


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
