"""The reader as a Textual app: theme, CSS, first screen, leaving."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, ClassVar

from textual.reactive import Reactive
from textual.screen import Screen

from reader.paths import bundled
from reader.screens.clipboard import clipboard_sequence
from reader.screens.reading import ReadingScreen
from reader.screens.session import Session, open_session
from reader.screens.wire import Wired
from reader.screens.writing import NoteWriting


class Kliping(Wired):
    """Kliping."""

    TITLE = "Kliping"
    ENABLE_COMMAND_PALETTE = False  # Textual's; the reader's own has no animation in it
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        bundled("styles") / name for name in ("app.tcss", "reading.tcss", "pages.tcss")
    ]

    #: Declared, not set: a theme that is set later has all styles read twice.
    theme = Reactive("ansi-dark")

    def __init__(self, session: Session, *, thin: bool = True) -> None:
        # Told from the start: else NO_COLOR gets the filter of other themes, black on black.
        super().__init__(ansi_color=True, thin=thin and session.settings.thin)
        self.animation_level = "none"
        self.set_keymap(session.keys.remapped)
        self.keys = session.keys
        self.reading = ReadingScreen(session)

    def get_default_screen(self) -> Screen[Any]:
        # Before anything is laid out, not after: else all is laid out and painted twice.
        width = self.size.width
        forms = [name for least, name in self.reading.HORIZONTAL_BREAKPOINTS if least <= width]
        self.reading.add_class(forms[-1], update=False)
        return self.reading

    def on_mount(self) -> None:
        self.hear_signals()

    def on_ready(self) -> None:
        """The first layout is made, and painted before what is asked for here."""
        self.reading.call_after_refresh(self.begin)

    def begin(self) -> None:
        """What can wait until the list has been painted."""
        if not gc.isenabled():
            gc.freeze()  # what the start has loaded is not looked through again and again
            gc.enable()
        self.reading.begin()

    def keep(self) -> None:
        self.reading.close_down()
        for screen in self.screen_stack:
            if isinstance(screen, NoteWriting):
                screen.keep_draft()

    def action_help_quit(self) -> None:
        """Ctrl-C copies in a box that is typed in; elsewhere it leads to the way out."""
        self.reading.say(f"{self.keys.of('leave')} leaves the reader.")

    def copy_to_clipboard(self, text: str) -> None:
        """Hand text to the clipboard of the terminal that the reader sits at."""
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(clipboard_sequence(text))


def run(roots: Sequence[str] | None, *, thin: bool = True) -> int:
    """Open the reader on a library; on the last one, or the samples, where none is named.

    Returns the exit status. ReaderError where the library is not there; what
    nobody foresaw is raised as it came once the terminal is as it was. `thin`:
    send only what differs, unless the settings say otherwise.
    """
    app = Kliping(open_session(roots), thin=thin)
    app.run()
    gc.freeze()  # it goes with the process: nothing looks through all of it once more
    try:
        sys.stderr.flush()
    except OSError:  # the terminal is gone: what was still to be painted goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
