"""Hands words to the user's own editor and takes them back."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from reader.errors import ReaderError


def edit_outside(app: App[None], text: str) -> str:
    """The words as they are after `$VISUAL` or `$EDITOR` (else vi) was left.

    ReaderError where there is no editor, it ends with a mistake, or what it
    leaves is no text; the words are then as they were.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="kliping-") as folder:
        path = Path(folder, "note.md")
        path.write_text(text, "utf-8")
        try:
            with app.suspend():
                done = subprocess.run([*shlex.split(command), str(path)], check=False)  # noqa: S603 - the user's own editor
        except (OSError, ValueError) as error:
            raise ReaderError(
                f"{command} cannot be started ({error}): set EDITOR to the editor that you use."
            ) from error
        except SuspendNotSupported as error:
            raise ReaderError("An editor cannot be opened from here.") from error
        if done.returncode:
            raise ReaderError(f"{command} ended with a mistake; the note is as it was.")
        try:
            return path.read_text("utf-8").rstrip("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise ReaderError(f"What {command} left cannot be read: {error}.") from error
