"""Why a file is not opened or could not be read: one sentence each."""

import errno
import os
import stat

from reader.library.sources import LARGEST, STREAMED, kind_of, too_large

GONE = "The file is gone: it was moved, renamed or removed."

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISLNK, "a link"),
)


def fault_of(status: os.stat_result, path: str) -> str | None:
    """Why a file of this status is not opened; None where it can be."""
    if not stat.S_ISREG(status.st_mode):
        kind = next((name for is_kind, name in _KINDS if is_kind(status.st_mode)), "a device")
        return f"This is {kind}, not a file: it was not opened."
    if status.st_size > LARGEST and kind_of(path) not in STREAMED:
        return too_large(status.st_size)
    return None


def because(error: Exception) -> str:
    """An operating system's error, with what to do about it."""
    number = getattr(error, "errno", None)
    if number in (errno.EACCES, errno.EPERM):
        return "Permission denied: ask its owner, or change its permissions."
    if number == errno.ENOENT:
        return GONE
    if number == errno.ELOOP:
        return "This link leads in a circle."
    told = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"The file cannot be read: {told}."
