"""Standard output and standard error as they are found and left. Loads nothing."""

import os
import sys
from pathlib import Path
from typing import TextIO

USUAL = 80
"""Columns of a terminal that does not tell how many it has."""


def is_terminal() -> bool:
    """Whether standard output is a terminal that knows more than lines."""
    return sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb")


def columns(stream: TextIO) -> int:
    """How wide the terminal is that a stream goes to; 80 where it does not say."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isascii() and wanted.isdigit() and int(wanted[:6]):
        return int(wanted[:6])
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL
    except (OSError, ValueError):  # no real stream, or none of a terminal
        return USUAL


def prepare_output() -> None:
    """UTF-8 to a pipe whatever the locale; nothing that a terminal cannot show is an error."""
    if sys.stdout is None:  # closed by who started us
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # absent where tests replaced it
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def abandon_output() -> None:
    """What is still to be written goes nowhere, so that leaving does not fail again."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # no real standard output: nothing is left to fail
        return
