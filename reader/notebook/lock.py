"""One writer of a notebook at a time, over processes."""

import contextlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.notebook.atomic import make_folder
from reader.notebook.owner import Owner
from reader.notebook.troubles import trouble

if TYPE_CHECKING:
    from filelock import BaseFileLock

WAIT = 5.0
"""Seconds that a writer waits for another to finish."""


class BusyError(ReaderError):
    """Another process holds the notebook."""

    title = "The notebook is busy"


@contextmanager
def locked(path: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the notebook at `path` (no link) against all other processes.

    The system lets go of the lock when its holder dies, so a lock is never
    left behind. Raises BusyError, with who may hold it, after `wait` seconds,
    or half as long again for whoever is next.
    """
    from filelock import Timeout  # 38 ms: only writing needs it

    end = monotonic() + wait
    try:
        make_folder(path.parent)
        # One at a time waits for the lock itself, the others for this turn: else a process
        # that writes again and again would take the lock back before any of them looks.
        with _lock(path, "turn", wait):
            lock = _lock(path, "lock", max(wait / 2, end - monotonic()))
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


def _lock(path: Path, name: str, wait: float) -> "BaseFileLock":
    from filelock import UnixFileLock, WindowsFileLock

    kind = UnixFileLock if os.name == "posix" else WindowsFileLock
    # Never a lock that is a mere file: a killed holder would leave it for ever.
    return kind(
        path.with_name(f".{path.name}.{name}"),
        timeout=wait,
        mode=0o600,
        poll_interval=0.01,
        fallback_to_soft=False,
    )


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
