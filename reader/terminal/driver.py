"""Textual's Linux driver over a thin wire: only what differs is sent, and only the newest."""

import os
import selectors
import sys
import time
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import Any

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from reader.terminal import answers
from reader.terminal.answers import Answers
from reader.terminal.capabilities import declared
from reader.terminal.line import Line
from reader.terminal.pacing import Pacing
from reader.terminal.shadow import Shadow

#: Seconds that a terminal that takes nothing may hold up the end, or the way to an editor.
_PATIENCE = 1.0


class ThinDriver(LinuxDriver):
    """Keeps a shadow of what the terminal shows and sends the difference.

    What Textual writes changes the shadow at once, and nobody waits; a thread
    sends what differs when the terminal takes it and the screen does not lag.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._shadow = Shadow(*super()._get_terminal_size(), declared())
        self._pacing = Pacing()
        self._answers = Answers()
        self._line: Line | None = None
        self._wakeup: tuple[int, int] | None = None
        # Set by whoever hears of it, also in a signal handler; heeded by who has the turn.
        self._new_size: tuple[int, int] | None = None
        self._receiving = False
        self._held = False
        self._starting = False

    @classmethod
    def suits(cls) -> bool:
        """Whether what is written reaches the terminal as it is: no line of another encoding."""
        file = sys.__stderr__
        return file is not None and file.encoding.lower().replace("-", "") == "utf8"

    # -- writing -----------------------------------------------------------------------------

    def write(self, data: str) -> None:
        line = self._line
        if line is None or line.dead:
            return
        if self._receiving:
            # A signal came while Textual was writing: this cannot wait, and disturbs nothing so.
            line.press(data)
            return
        with line.turn:
            self._receiving = True
            try:
                self._heed_size()
                self._shadow.receive(data)
            finally:
                self._receiving = False
            if self._shadow.presses:
                line.turn.notify()

    def flush(self) -> None:
        # Textual does after each frame: what the terminal takes at once needs no other thread.
        if self._line is not None and not self._receiving and not self._starting:
            with self._line.turn:
                self._line.push()

    def beside(self) -> str:
        return self._shadow.beside()

    def frame(self) -> tuple[str, float]:
        self._heed_size()
        wait = self._pacing.wait()
        self._held = wait > 0
        if self._held:
            return "", wait
        text = self._shadow.difference()
        if text:
            if self._pacing.asking:
                text += self._answers.ask(answers.ALIVE)
            self._pacing.sent(len(text))
        return text, float("inf")

    def repaint(self) -> None:
        """Send all of the screen anew: something else has written on it."""
        if self._line is not None:
            with self._line.turn:
                self._shadow.repaint()
                self._line.turn.notify()

    # -- sizes -------------------------------------------------------------------------------

    def _get_terminal_size(self) -> tuple[int, int]:
        # Asked for at the start and on each SIGWINCH, before anybody paints for the new size.
        size = super()._get_terminal_size()
        self._new_size = size
        return size

    def process_message(self, message: Message) -> None:
        if isinstance(message, events.Resize):
            self._new_size = message.size.width, message.size.height
        super().process_message(message)

    def _heed_size(self) -> None:
        size, self._new_size = self._new_size, None
        if size is None:
            return
        if size == self._shadow.size:
            self._shadow.repaint()
        else:
            self._shadow.resize(*size)

    # -- beginning and end -------------------------------------------------------------------

    def start_application_mode(self) -> None:
        if self._line is not None:
            # SIGCONT without a stop before it, as a hang-up brings: nothing may run twice.
            self._wake_input()
            if self._key_thread is not None:
                self._key_thread.join()
            self.close()
        self._pacing, self._answers = Pacing(), Answers()
        # After an editor or a stop the screen shall be what it was, whether Textual paints or not.
        self._shadow.repaint()
        self._wakeup = os.pipe()
        assert self._file is not None, "There is no terminal on standard error"
        self._line = line = Line(self._file.fileno(), self, self._encode)
        self._starting = True
        with line.turn:  # all that is said at the beginning goes out in one piece
            super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's
            if self._writer_thread is not None:
                self._writer_thread.stop()
                self._writer_thread = None
            self._ask_terminal()
            self._starting = False
            line.start()
            line.push()

    def _encode(self, text: str) -> bytes:
        assert self._file is not None
        return text.encode(self._file.encoding, self._file.errors or "strict")

    def _ask_terminal(self) -> None:
        """Ask what no entry tells reliably."""
        # Apple's terminal writes questions that it does not know on the screen.
        if not self.input_tty or os.environ.get("TERM_PROGRAM", "") == "Apple_Terminal":
            return
        questions = []
        if self._shadow.able.claims_repeats:
            questions.append(answers.REPEATED)
        if self._shadow.able.scrolls:
            questions.append(answers.MARGINS)
        self._ask(*questions)

    def _ask(self, *questions: str) -> None:
        """Ask, and whether the terminal is there, which tells where the answers end."""
        line = self._line
        if line is not None and line.turn.acquire(timeout=_PATIENCE):
            if not line.quiet:  # what is asked at the end, the shell would be told
                asked = [self._answers.ask(question) for question in (*questions, answers.ALIVE)]
                self._shadow.aside("\x1b[H" + "".join(asked))
                self._pacing.sent(0)
                line.turn.notify()
            line.turn.release()

    def disable_input(self) -> None:
        self._await_answers()
        self._wake_input()
        super().disable_input()

    def _await_answers(self) -> None:
        """Wait for answers that are under way: whoever reads next would take them for keys."""
        line = self._line
        if line is None:
            return
        line.hush()
        deadline = time.monotonic() + self._pacing.patience
        while (
            self._key_thread is not None
            and self._key_thread.is_alive()
            and self._answers.awaited
            and self._pacing.unanswered
            and not line.dead
            and time.monotonic() < deadline
        ):
            time.sleep(0.002)

    def close(self) -> None:
        super().close()
        if self._line is not None:
            self._line.close(_PATIENCE)
            self._line = None
        if self._wakeup is not None:
            for end in self._wakeup:
                os.close(end)
            self._wakeup = None

    # -- reading -----------------------------------------------------------------------------

    def _wake_input(self) -> None:
        """Have the input thread end now: it does not look at `exit_event` by itself."""
        if self._wakeup is not None:
            with suppress(OSError):
                os.write(self._wakeup[1], b"\0")

    def run_input_thread(self) -> None:
        """Wait for input and hand it on, until there is something in the wake-up pipe."""
        assert self._wakeup is not None
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        wakeup = self._wakeup[0]
        pause: float | None = None

        def hand_on(text: str) -> None:
            for event in parser.feed(text) if text else ():
                self.process_message(event)

        with selectors.SelectSelector() as selector:
            selector.register(wakeup, selectors.EVENT_READ)
            selector.register(self.fileno, selectors.EVENT_READ)
            while True:
                ready = {key.fd for key, _ in selector.select(pause)}
                if wakeup in ready:
                    break
                if self.fileno in ready:
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        data = b""
                    if not data:  # the terminal is gone: nothing will come any more
                        selector.unregister(self.fileno)
                        pause = None
                        continue
                    typed = self._answers.sift(decode(data))
                    hand_on(typed)
                    self._hear()
                    if typed or self._answers.holds:
                        # An escape key and the beginning of a sequence are told apart by a pause.
                        pause = constants.ESCAPE_DELAY + 0.01
                else:
                    hand_on(self._answers.release())
                    for event in parser.tick():
                        self.process_message(event)
                    pause = None
            for _ in parser.feed(""):
                pass

    def _hear(self) -> None:
        """Heed what the terminal has answered."""
        for question, yes in self._answers.said():
            if question == answers.ALIVE:
                self._pacing.answered()
            elif question == answers.MARGINS and yes:
                # Not everything that knows the mode has the margins.
                self._ask(answers.AT_MARGIN)
            self._shadow.able = answers.learned(self._shadow.able, question, yes)
        if self._held and self._line is not None:
            self._line.wake()
