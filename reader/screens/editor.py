"""Hands words to the user's own editor and takes them back."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from reader.errors import ReaderError


def edit_outside(app: App[Any], path: Path) -> str | None:
    """Let `$VISUAL` or `$EDITOR` (else vi) edit a file; None when all went well.

    Otherwise a sentence that says what did not. The file has whatever the editor
    left in it. ReaderError where there is no editor to be started.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    cannot = f"{command} cannot be started: set EDITOR to the editor that you use."
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise ReaderError(f"EDITOR is not a command ({error}): {command}") from error
    trouble: str | None = None
    try:
        with app.suspend():
            # What goes wrong is told after the screen is back: it does not come back by itself.
            try:
                done = subprocess.run([*words, str(path)], check=False)  # noqa: S603 - the user's own
                if done.returncode:
                    trouble = f"{command} ended with status {done.returncode}."
            except OSError as error:
                trouble = f"{cannot} ({error.strerror})"
    except SuspendNotSupported as error:
        raise ReaderError("An editor cannot be opened from here.") from error
    return trouble
