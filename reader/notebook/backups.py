"""Copies of the notebook as it was before each change: the five latest, and one a day for a week.

A copy is a hard link: it costs a name, not a second file, since a change never
writes into a file but puts a new one in its place. What the last change made,
which no copy has yet, is kept in a small file of its own.
"""

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.notebook.atomic import make_folder, write_file
from reader.notebook.layout import DamagedError, parse, render
from reader.notebook.schema import Tables

LATEST = 5
DAYS = 7

_TIME = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the notebook, as it was at `time` (UTC: `20261121T182921.123456Z`)."""

    path: Path
    time: str

    @property
    def day(self) -> str:
        """The day of `time`, as `20261121`."""
        return self.time[:8]

    @property
    def spoken(self) -> str:
        """`time` for people."""
        t = self.time
        return f"{t[:4]}-{t[4:6]}-{t[6:8]} {t[9:11]}:{t[11:13]} UTC"


def folder_of(path: Path) -> Path:
    """Where the copies of the notebook at `path` are."""
    return path.parent / "backups"


def backups(path: Path) -> tuple[Backup, ...]:
    """The copies of the notebook at `path`, newest first."""
    shape = re.compile(
        rf"{re.escape(path.stem)}-(\d{{8}}T\d{{6}}\.\d{{6}}Z){re.escape(path.suffix)}"
    )
    folder = folder_of(path)
    try:
        names = os.listdir(folder)  # noqa: PTH208  names alone are wanted
    except OSError:
        return ()
    found = (Backup(folder / name, match[1]) for name in names if (match := shape.fullmatch(name)))
    return tuple(sorted(found, key=lambda backup: backup.time, reverse=True))


def back_up(path: Path, now: datetime) -> Path | None:
    """Copy the notebook at `path`, which has just been parsed. Raises OSError.

    A new copy is always the newest, also when the clock was set back. Returns
    it; None where the newest copy is this very file already (a writer was
    killed between copying and writing).
    """
    known = backups(path)
    if known and os.path.samefile(path, known[0].path):  # noqa: PTH121  as with the others here
        return None
    time = now.astimezone(UTC).strftime(_TIME)
    if known and known[0].time >= time:
        time = _after(known[0].time)
    folder = folder_of(path)
    make_folder(folder)
    target = folder / f"{path.stem}-{time}{path.suffix}"
    copy(path, target)
    return target


def copy(path: Path, target: Path) -> None:
    """Give the file a second name, or a second file where names cannot be given. Raises OSError.

    `target` is never written over: FileExistsError.
    """
    try:
        os.link(path, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise
        write_file(target, path.read_bytes())


def keep_change(path: Path, old: Tables, new: Tables) -> None:
    """Keep apart what a change that was just written has made. Raises OSError.

    The newest copy is older by one change than the notebook; the two together
    are all of it, should the notebook be damaged.
    """
    before = {id(document) for table in old.values() for document in table.values()}
    made = {
        name: {
            number: document
            for number, document in table.items()
            if name == "meta" or id(document) not in before
        }
        for name, table in new.items()
    }
    make_folder(folder_of(path))
    write_file(_last(path), render(made, {})[0])


def last_change(path: Path) -> Tables | None:
    """What the last change made; None where it was not kept whole."""
    with contextlib.suppress(OSError, DamagedError):
        return parse(_last(path).read_bytes())
    return None


def thin_out(path: Path) -> None:
    """Remove the copies that are not among the five latest, nor the first of one of seven days.

    The first copy of a day is the notebook as the day before left it.
    """
    known = backups(path)
    kept = set(known[:LATEST])
    first_of_day = {backup.day: backup for backup in known}
    kept.update(first_of_day[day] for day in sorted(first_of_day, reverse=True)[:DAYS])
    for backup in known:
        if backup not in kept:
            with contextlib.suppress(OSError):
                backup.path.unlink()


def has_backups(path: Path) -> bool:
    """Whether there is a copy of the notebook, good or not, or of its last change."""
    return bool(backups(path)) or _last(path).exists()


def good_backups(path: Path) -> Iterator[tuple[Backup, Tables]]:
    """The copies that are whole notebooks, newest first."""
    for backup in backups(path):
        with contextlib.suppress(OSError, DamagedError):
            yield backup, parse(backup.path.read_bytes())


def _last(path: Path) -> Path:
    return folder_of(path) / f"{path.stem}.last{path.suffix}"


def _after(time: str) -> str:
    """A microsecond later, in the same form."""
    form = "%Y%m%dT%H%M%S.%f%z"
    later = datetime.strptime(time, form) + timedelta(microseconds=1)
    return later.strftime(_TIME)
