"""An app that keeps everything when it ends, however it ends."""

import asyncio
import os
import signal
import threading
from typing import Any

from reader.screens.typeahead import TypeAhead

#: Seconds that leaving may take once the terminal is gone: then the process is ended.
GRACE = 2.0


class Leaving(TypeAhead):
    """An app that is left by a key, a hang-up, a signal or a mistake of its own."""

    failure: Exception | None = None
    """What nobody foresaw and ended the app."""

    def keep(self) -> None:
        """Keep what is not kept yet."""

    def hear_signals(self) -> None:
        """Leave on SIGHUP and SIGTERM from now on; neither is ever ignored."""
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGHUP, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, self.hang_up)

    def hang_up(self) -> None:
        """Save and leave: the terminal is gone, or somebody wants the process gone."""
        # A dead terminal can hold up a clean exit for ever.
        deadline = threading.Timer(GRACE, os._exit, (1,))
        deadline.daemon = True
        deadline.start()
        self.exit()

    def exit(self, *args: Any, **named: Any) -> None:
        """Leave, with everything kept."""
        self.keep()
        super().exit(*args, **named)

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print a traceback over the terminal; who started it has a better place.
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self.keep()
        self._close_messages_no_wait()
