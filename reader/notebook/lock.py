"""One writer of a notebook at a time, over processes."""

import contextlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import ReaderError
from reader.notebook.atomic import make_folder
from reader.notebook.owner import Owner
from reader.notebook.troubles import trouble

WAIT = 5.0
"""Seconds that a writer waits for another to finish."""


class BusyError(ReaderError):
    """Another process holds the notebook."""

    title = "The notebook is busy"


@contextmanager
def locked(path: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the notebook at `path` (no link) against all other processes.

    The system lets go of the lock when its holder dies, so a lock is never
    left behind. Raises BusyError, with who may hold it, after `wait` seconds.
    """
    from filelock import Timeout, UnixFileLock, WindowsFileLock  # 38 ms: only writing needs it

    try:
        make_folder(path.parent)
        kind = UnixFileLock if os.name == "posix" else WindowsFileLock
        # Never a lock that is a mere file: a killed holder would leave it for ever.
        lock = kind(
            path.with_name(f".{path.name}.lock"),
            timeout=wait,
            mode=0o600,
            poll_interval=0.01,
            fallback_to_soft=False,
        )
        lock.acquire()
    except Timeout as error:
        raise BusyError(_who(path)) from error
    except NotImplementedError as error:
        raise ReaderError(
            f"The notebook cannot be written: files cannot be locked in {path.parent}; "
            "set KLIPING_HOME to a folder on a disk of this machine.",
            title="The notebook",
        ) from error
    except OSError as error:
        raise trouble(error, "The notebook could not be locked for writing", path.parent) from error
    try:
        _sign(path)
        yield
    finally:
        # What was written stays written; should the system not let go now, it does when we end.
        with contextlib.suppress(OSError):
            lock.release()


def _holder(path: Path) -> Path:
    return path.with_name(f".{path.name}.holder")


def _sign(path: Path) -> None:
    """Say who holds the lock. It is read only to tell people, so a failure is no matter."""
    record = {**asdict(Owner.me()), "since": datetime.now(UTC).isoformat(timespec="seconds")}
    with contextlib.suppress(OSError):
        descriptor = os.open(_holder(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(descriptor, json.dumps(record).encode())
        finally:
            os.close(descriptor)


def _who(path: Path) -> str:
    try:
        record = json.loads(_holder(path).read_bytes())
        owner = Owner(int(record["pid"]), str(record["host"]), int(record["began"]))
        since = str(record["since"])
    except (OSError, ValueError, TypeError, KeyError):
        owner = None
    if owner is None or owner.gone:
        who = "another program"
    else:
        who = f"process {owner.pid} on {owner.host}, since {since}"
    return (
        f"The notebook at {path} is held by {who}; nothing was changed: "
        "try again in a moment, or end that program."
    )
