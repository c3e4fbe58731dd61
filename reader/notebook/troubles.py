"""What the system says when it refuses, in words that say what to do."""

import errno
from pathlib import Path

from reader.errors import ReaderError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def trouble(error: OSError, doing: str, folder: Path) -> ReaderError:
    """The error as one sentence.

    `doing` is what was tried, as the start of a sentence ("The notebook could
    not be saved"), `folder` where.
    """
    if error.errno in _FULL:
        why = f"there is no room left for it in {folder}; free some space and try again"
    elif error.errno in _CLOSED:
        why = (
            f"{folder} may not be written to; give yourself the right to, "
            "or set KLIPING_HOME to a folder of your own"
        )
    elif error.errno == errno.EIO:
        why = f"the disk under {folder} reported an error; check the disk and try again"
    elif error.errno in (errno.ENOTDIR, errno.EISDIR):
        why = f"a file and a folder stand in each other's place in {folder}; move one of them away"
    else:
        why = f"{error.strerror or error} in {folder}; try again when that is mended"
    return ReaderError(f"{doing}: {why}.", title="The notebook")
