"""What is said when something went wrong that nobody foresaw."""

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from reader import __version__, paths


def log_file() -> Path:
    """Where the details of such failures are kept."""
    return paths.state_folder() / "failures.log"


def explain(error: Exception) -> str:
    """One sentence on `error`; the details are in a file that it names."""
    what = f"{type(error).__name__}: {error}"
    if isinstance(error, OSError) and error.strerror:
        what = error.strerror + (f": {error.filename}" if error.filename else "")
    details = "".join(traceback.format_exception(error))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        with log_file().open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{now} kliping {__version__} {sys.argv[1:]}\n{details}\n")
    except OSError:
        return f"It did not work ({what}); `reader check` tells whether all else is well."
    return f"It did not work ({what}); the details are in {log_file()}."
