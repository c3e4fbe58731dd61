"""One look over the disk: what is new or changed is read into the catalog, what is gone leaves."""

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from reader.library.folder import Folder, Status, Walk
from reader.library.places import Places, Useless
from reader.library.row import Progress, Reading
from reader.library.sources import STREAMED, kind_of
from reader.library.writer import AGAIN, NOT, Due, Known, Writer

PASSED = 1 << 20
"""Bytes of a file of rows that is read at once; larger ones come piece by piece."""

PACKED = 8
"""How many times smaller a packed file of rows may be than what is in it."""

EVERY = 0.05
"""Seconds between two words about progress."""

A_ROW = 3000
"""Bytes that an article of a large file is thought to have, to say how far the reading is."""

_LOOKS = 256

if TYPE_CHECKING:  # reading texts is loaded when there is one to be read
    from reader.library.reading import Piece, Task

Stop = Callable[[], bool]
Tell = Callable[[Progress], None]


def compare(
    writer: Writer, places: Places, stop: Stop, only: Collection[bytes] | None = None
) -> bool:
    """Bring the catalog's files up to date: what is gone is forgotten, what differs is due.

    With `only` the folders at these places are looked at, and what is new below
    them. False if stopped before the end. Raises Useless where the catalog then
    has other files than there are: it is damaged.
    """
    walk = Walk(places.roots)
    seen: int | None = None if only is not None else 0
    waiting = sorted(places.tops() if only is None else only, reverse=True)
    while waiting:
        if stop():
            return False
        folder = walk.look(place := waiting.pop())
        if folder is None:
            seen = None
            continue
        if folder.again:
            writer.remove_folder(place)
            continue
        number = writer.folder(place)
        if folder.error is not None:
            # What cannot be listed just now may be there all the same.
            _out_of_reach(writer, number, folder)
            seen = None
        elif (found := _compare_files(writer, number, folder, walk.files(folder), stop)) is None:
            return False
        else:
            seen = None if seen is None else seen + found
        if folder.listing is not None:
            known = writer.folders_in(number)
            now = [b"%s%s/" % (place, os.fsencode(name)) for name in folder.listing.folders]
            for gone in sorted(known.difference(now)):
                writer.remove_folder(gone)
            waiting.extend(one for one in reversed(now) if only is None or one not in known)
        writer.listed(number, folder.listing)
    if seen is not None:
        writer.commit()
        if writer.count_files() != seen:
            raise Useless("it has other files than there are")
    return True


def _compare_files(
    writer: Writer,
    number: int,
    folder: Folder,
    found: Iterable[tuple[bytes, Status]],
    stop: Stop,
) -> int | None:
    """How many files a folder has; None if stopped before the last."""
    known = writer.files(number)
    old = next(known, None)
    count = 0
    for count, (name, status) in enumerate(found, 1):
        while old is not None and old.name < name:
            writer.remove(old.id)
            old = next(known, None)
        if old is not None and old.name == name:
            if status.error is not None:
                _fault(writer, old, folder.place, status)
            elif (old.size, old.mtime_ns) != (status.size, status.mtime_ns):
                writer.restate(old.id, status)
            old = next(known, None)
        else:
            file = writer.new(number, name, status)
            if status.error is not None:
                new = Known(name, file, -1, -1)
                _fault(writer, new, folder.place, status)
        if count % _LOOKS == 0 and stop():
            return None
    while old is not None:
        writer.remove(old.id)
        old = next(known, None)
    return count


def _out_of_reach(writer: Writer, number: int, folder: Folder) -> None:
    """A folder that could not be listed is a row that says so; its articles stay."""
    nameless = next((file for file in writer.files(number) if not file.name), None)
    status = Status(error=folder.error)
    if nameless is None:
        nameless = Known(b"", writer.new(number, b"", status), -1, -1)
    _fault(writer, nameless, folder.place, status)


def _fault(writer: Writer, file: Known, place: bytes, status: Status) -> None:
    """A file that is not opened is a row that says why."""
    if writer.fault_of(file.id) != status.error or (file.size, file.mtime_ns) != status[:2]:
        writer.restate(file.id, status)
        writer.keep(Due(file.id, place + file.name, -1), (Reading(error=status.error),))


def read(writer: Writer, places: Places, tell: Tell, stop: Stop) -> bool:
    """Read the files that are due; False if stopped before the last."""
    writer.commit()
    if not writer.due():
        return True
    return _Reading(writer, places, tell, stop).run()


class _Coming:
    """A file that comes piece by piece: what was read of it and cannot be added yet."""

    def __init__(self, file: Due, share: int) -> None:
        self.file = file
        self.share = share
        self.next = 0
        self.total: int | None = None
        self.held: dict[int, Reading] = {}
        self.lasting = True
        self.done = 0

    def ready(self) -> Iterator[Reading]:
        """What can be added: all that comes before it has been."""
        while self.next in self.held:
            reading = self.held.pop(self.next)
            self.next += 1
            self.lasting = self.lasting and reading.lasting
            yield reading

    def comes_to(self, offset: int) -> int:
        """How much more of the file's share is done at this byte of it."""
        before = self.done
        self.done = max(before, min(offset // A_ROW, self.share - 1))
        return self.done - before


class _Reading:
    """Reads the files that are due, in processes where there are many."""

    def __init__(self, writer: Writer, places: Places, tell: Tell, stop: Stop) -> None:
        self._writer = writer
        self._places = places
        self._tell = tell
        self._stop = stop
        self._whole: dict[str, Due] = {}
        self._coming: dict[str, _Coming] = {}
        self._large: list[Due] = []
        self._total = self._done = 0
        for file in writer.due_files():
            self._total += (share := self._share(file))
            if share > 1:
                self._large.append(file)
        self._told = 0.0

    def run(self) -> bool:
        """False if stopped before the last."""
        from reader.library.reading import read
        from reader.library.workers import read_files

        self._progress(0)
        with closing(read_files(self._tasks(), read, self._stop)) as outcomes:
            for task, found in outcomes:
                readings = tuple(found)
                if isinstance(task, str):
                    self._keep(task, readings)
                else:
                    self._take(task, readings)
        self._writer.commit()
        if self._whole or self._coming or self._done < self._total:
            return False
        self._tell(Progress(self._total, self._total))
        return True

    def _tasks(self) -> Iterator["Task"]:
        """The files as they are given to be read: large ones last, piece by piece."""
        from reader.library.reading import pieces

        for file in self._writer.due_files():
            if self._share(file) == 1:
                path = self._places.real(file.place)
                self._whole[path] = file
                yield path
        for file in self._large:
            path = self._places.real(file.place)
            coming = self._coming[path] = _Coming(file, self._share(file))
            offset = self._writer.begin(file)
            self._progress(coming.comes_to(offset))
            total = 0
            for piece in pieces(path, file.reached or 0, offset):
                total += 1
                yield piece
            coming.total = total
            self._end(path, coming)

    def _keep(self, path: str, readings: Sequence[Reading]) -> None:
        """Take over what was read from a whole file."""
        file = self._whole.pop(path)
        lasting = all(reading.lasting for reading in readings)
        if lasting or os.path.lexists(path):
            self._writer.keep(file, readings, due=NOT if lasting else AGAIN)
        else:  # it vanished between being seen and being read
            self._writer.remove(file.id)
        self._progress(1)

    def _take(self, piece: "Piece", readings: Sequence[Reading]) -> None:
        """Take over an article of a large file, in the order of its rows."""
        coming = self._coming[piece.path]
        for reading in readings:
            if reading.number != piece.found.number:  # whatever ended the process that read it
                found = piece.found
                reading = reading._replace(number=found.number, offset=found.offset)
            coming.held[piece.nth] = reading
        for reading in coming.ready():
            self._writer.add(coming.file, (reading,))
            if reading.number and reading.lasting:
                self._writer.reach(coming.file, reading.number)
            self._progress(coming.comes_to(reading.offset))
        self._end(piece.path, coming)

    def _end(self, path: str, coming: _Coming) -> None:
        if coming.total == coming.next:
            self._writer.end(coming.file, due=NOT if coming.lasting else AGAIN)
            del self._coming[path]
            self._progress(coming.share - coming.done)

    def _share(self, file: Due) -> int:
        """What a file is of the whole: 1 unless it comes piece by piece.

        Then it counts for as many articles as it may have, at least 2.
        """
        if file.size <= PASSED // PACKED:
            return 1
        name = self._places.real(file.place)
        packed = name.lower().endswith(".gz")
        if kind_of(name) not in STREAMED or not (packed or file.size > PASSED):
            return 1
        return max(file.size // A_ROW, 2)

    def _progress(self, more: int) -> None:
        self._done += more
        if time.monotonic() - self._told > EVERY:
            self._tell(Progress(self._done, self._total))
            self._told = time.monotonic()
