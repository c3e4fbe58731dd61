"""Hands words to the user's own editor and takes them back."""

import os
import shlex
import signal
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from textual.app import App, SuspendNotSupported

from reader.errors import ReaderError

#: Seconds that an editor has to end in once its terminal is gone.
GRACE = 1.5


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
                if status := _run([*words, str(path)]):
                    trouble = f"{command} ended with status {status}."
            except OSError as error:
                trouble = f"{cannot} ({error.strerror})"
    except SuspendNotSupported as error:
        raise ReaderError("An editor cannot be opened from here.") from error
    return trouble


def _run(command: list[str]) -> int:
    """Run the editor until it ends; returns its status.

    A hang-up goes to the session's leader alone, which may be us: it is passed
    on, for we cannot leave before the editor has.
    """
    running: list[subprocess.Popen[bytes]] = []
    told: list[int] = []

    def pass_on(number: int, _: FrameType | None) -> None:
        told.append(number)
        for editor in running:
            _end(editor, number)

    numbers = (signal.SIGHUP, signal.SIGTERM)
    before = {number: signal.signal(number, pass_on) for number in numbers}
    try:
        with subprocess.Popen(command) as editor:  # noqa: S603 - the user's own
            running.append(editor)
            for number in told:  # while it was being started
                _end(editor, number)
            # Not one long wait: a signal that another thread got is heard between two.
            while (status := editor.poll()) is None:
                with suppress(subprocess.TimeoutExpired):
                    editor.wait(0.2)
            return status
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(editor: subprocess.Popen[bytes], number: int) -> None:
    """Tell the editor to end, and see to it that it does."""
    editor.send_signal(number)
    deadline = threading.Timer(GRACE, editor.kill)
    deadline.daemon = True
    deadline.start()
