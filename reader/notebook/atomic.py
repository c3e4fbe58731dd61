"""Files that are either the old one or the new one, whatever happens in between.

A file is written beside its place under a temporary name, forced to the disk,
and renamed onto its place. A writer that is killed leaves at most its temporary
file, which the next writer sweeps away.
"""

import contextlib
import errno
import os
import secrets
import sys
import time
from pathlib import Path

from reader.notebook.owner import is_running

_NO_SUCH_THING = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES})
"""What file systems answer that cannot force a folder to the disk."""

STALE = 60.0
"""Seconds after which the temporary file of a writer that is gone is swept."""


class UnsettledError(OSError):
    """The new file is in its place, but the disk would not say that it will stay there."""


def write_file(path: Path, data: bytes) -> os.stat_result:
    """Put `data` at `path`, readable by its owner only; `path` is no link.

    Returns what `stat` says of the new file. On an OSError the old file is as
    it was and no temporary file is left; only after UnsettledError is the new one
    there.
    """
    spare = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
    descriptor = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        try:
            _write_all(descriptor, data)
            _force(descriptor)
            stat = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        os.replace(spare, path)  # noqa: PTH105  Path.replace hides which call a fault test fails
    except BaseException:
        with contextlib.suppress(OSError):
            spare.unlink()
        raise
    try:
        settle(path.parent)
    except OSError as error:
        raise UnsettledError(error.errno, error.strerror) from error
    return stat


def settle(folder: Path) -> None:
    """Force the names in `folder` to the disk, where the system can do that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_THING:
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, for its owner's eyes only."""
    if not folder.is_dir():
        if folder.parent != folder:
            make_folder(folder.parent)
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)


def sweep(folder: Path, name: str = "*", *, alone: bool = False) -> None:
    """Remove what killed writers of the file `name` left in `folder`.

    `alone` says that nobody else can be writing now (the lock is held);
    otherwise only old files of processes that are gone are taken.
    """
    with contextlib.suppress(OSError):  # what stays now goes the next time
        for spare in folder.glob(f".{name}.*.*.tmp"):
            writer = spare.name.split(".")[-3]
            old = time.time() - spare.stat().st_mtime > STALE
            if alone or (old and writer.isdecimal() and not is_running(int(writer))):
                spare.unlink()


def _force(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # network folders do not know it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # there, fsync leaves it to the drive
    os.fsync(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
