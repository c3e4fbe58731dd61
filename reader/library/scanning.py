"""One look over the disk: what is new or changed is read into the catalog, what is gone leaves."""

import os
import time
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import closing

from reader.library.folder import Folder, Status, Walk
from reader.library.places import Places
from reader.library.row import Progress, Reading
from reader.library.writer import AGAIN, NOT, Due, Known, Writer

PASSED = 4 << 20
"""Bytes of a file that may be read in another process; larger ones come row by row."""

EVERY = 0.05
"""Seconds between two words about progress."""

_ROWS = 64
_LOOKS = 256

Stop = Callable[[], bool]
Tell = Callable[[Progress], None]


def compare(
    writer: Writer, places: Places, stop: Stop, only: Collection[bytes] | None = None
) -> bool:
    """Bring the catalog's files up to date: what is gone is forgotten, what differs is due.

    With `only` the folders at these places are looked at, and what is new below
    them. False if stopped before the end.
    """
    walk = Walk(places.roots)
    waiting = sorted(places.tops() if only is None else only, reverse=True)
    while waiting:
        if stop():
            return False
        folder = walk.look(place := waiting.pop())
        if folder is None:
            continue
        if folder.again:
            writer.remove_folder(place)
            continue
        number = writer.folder(place)
        if folder.error is not None:
            # What cannot be listed just now may be there all the same.
            _out_of_reach(writer, number, folder)
        elif not _compare_files(writer, number, folder, walk.files(folder), stop):
            return False
        elif folder.listing is not None:
            known = writer.folders_in(number)
            now = [b"%s%s/" % (place, os.fsencode(name)) for name in folder.listing.folders]
            for gone in sorted(known.difference(now)):
                writer.remove_folder(gone)
            waiting.extend(one for one in reversed(now) if only is None or one not in known)
        writer.listed(number, folder.listing)
    return True


def _compare_files(
    writer: Writer,
    number: int,
    folder: Folder,
    found: Iterable[tuple[bytes, Status]],
    stop: Stop,
) -> bool:
    known = writer.files(number)
    old = next(known, None)
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
                new = Known(name, file, -1, -1, NOT)
                _fault(writer, new, folder.place, status)
        if count % _LOOKS == 0 and stop():
            return False
    while old is not None:
        writer.remove(old.id)
        old = next(known, None)
    return True


def _out_of_reach(writer: Writer, number: int, folder: Folder) -> None:
    """A folder that could not be listed is a row that says so; its articles stay."""
    nameless = next((file for file in writer.files(number) if not file.name), None)
    status = Status(error=folder.error)
    if nameless is None:
        nameless = Known(b"", writer.new(number, b"", status), -1, -1, NOT)
    _fault(writer, nameless, folder.place, status)


def _fault(writer: Writer, file: Known, place: bytes, status: Status) -> None:
    """A file that is not opened is a row that says why."""
    if writer.fault_of(file.id) != status.error or (file.size, file.mtime_ns) != status[:2]:
        writer.restate(file.id, status)
        writer.keep(Due(file.id, place + file.name, -1), (Reading(error=status.error),))


def read(writer: Writer, places: Places, tell: Tell, stop: Stop) -> bool:
    """Read the files that are due; False if stopped before the last."""
    writer.commit()
    total = writer.due()
    if not total:
        return True
    tell(Progress(0, total))
    told, done = time.monotonic(), 0
    with closing(_outcomes(writer, places, stop)) as outcomes:
        for file, path, found in outcomes:
            if not _keep(writer, file, path, found, stop):
                break
            done += 1
            if time.monotonic() - told > EVERY:
                tell(Progress(done, total))
                told = time.monotonic()
    writer.commit()
    if done < total:
        return False
    tell(Progress(done, done))
    return True


def _keep(writer: Writer, file: Due, path: str, found: Iterable[Reading], stop: Stop) -> bool:
    """Take over the readings of one file; False if stopped in the middle of it."""
    if isinstance(found, tuple):
        lasting = all(reading.lasting for reading in found)
        if lasting or os.path.lexists(path):
            writer.keep(file, found, due=NOT if lasting else AGAIN)
        else:  # it vanished between being seen and being read
            writer.remove(file.id)
        return True
    writer.forget(file)
    lasting = True
    for some in _chunks(found):
        if stop():
            writer.commit()
            writer.forget(file)
            return False
        writer.add(file, some)
        lasting = lasting and all(reading.lasting for reading in some)
    writer.end(file, due=NOT if lasting else AGAIN)
    return True


def _chunks(found: Iterable[Reading]) -> Iterator[list[Reading]]:
    chunk: list[Reading] = []
    for reading in found:
        chunk.append(reading)
        if len(chunk) == _ROWS:
            yield chunk
            chunk = []
    yield chunk


def _outcomes(
    writer: Writer, places: Places, stop: Stop
) -> Generator[tuple[Due, str, Iterable[Reading]], None, None]:
    """Each file with its readings, in any order; fewer once `stop` gives True."""
    from reader.library.reading import readings
    from reader.library.workers import read_files

    waiting: dict[str, Due] = {}
    large: list[tuple[Due, str]] = []

    def small() -> Iterator[str]:
        for file in writer.due_files():
            path = places.real(file.place)
            if file.size > PASSED:
                large.append((file, path))
            else:
                waiting[path] = file
                yield path

    with closing(read_files(small(), readings, stop)) as outcomes:
        for path, found in outcomes:
            yield waiting.pop(path), path, tuple(found)
    for file, path in large:
        if stop():
            return
        yield file, path, readings(path)
