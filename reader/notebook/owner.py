"""Who holds a lock or wrote a draft: a process on a machine, and whether it still runs."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Owner:
    """A process: its number, its machine, and when it began (0 where that cannot be known).

    A number is given to a new process some time after the old one has ended;
    the beginning, in the kernel's ticks since the machine was started, tells
    the two apart.
    """

    pid: int
    host: str
    began: int = 0

    @classmethod
    def me(cls) -> Self:
        """This process."""
        return cls(os.getpid(), _host(), _began(os.getpid()))

    @property
    def here(self) -> bool:
        """Whether it is of this machine, so that it can be asked after."""
        return self.host == _host()

    @property
    def gone(self) -> bool:
        """Whether it has surely ended; of another machine's processes nothing is sure."""
        if not self.here:
            return False
        return not is_running(self.pid) or (self.began != 0 and _began(self.pid) != self.began)


def is_running(pid: int) -> bool:
    """Whether a process of this number is running on this machine."""
    if pid <= 0:
        return False
    if os.name != "posix":
        return True  # there, signal 0 would end the process that is asked after
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    # A process that has ended keeps its number until its parent asks: in a container, for good.
    return _told(pid)[:1] not in (["Z"], ["X"])


def _began(pid: int) -> int:
    try:
        return int(_told(pid)[19])
    except (ValueError, IndexError):
        return 0


def _told(pid: int) -> list[str]:
    """What the kernel tells of a process, from its state on; nothing where it tells nothing."""
    try:
        # The command's name stands in brackets and may hold anything: count from its end.
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return []


def _host() -> str:
    if os.name == "posix":
        return os.uname().nodename
    import platform

    return platform.node()
