"""Asks the terminal what it can do, for a program that shows no screen of its own."""

import os
import select
import termios
import tty
from collections.abc import Mapping
from time import monotonic

from reader.terminal.answers import ALIVE, AT_MARGIN, MARGINS, REPEATED, Answers, learned
from reader.terminal.capabilities import Capabilities, declared

#: Seconds that a terminal may take to answer: more than to the other side of the world and back.
PATIENCE = 0.6
#: What leaves the cursor and the line that it is in as they were.
_AROUND = {AT_MARGIN: ("\x1b7", "\x1b8"), REPEATED: ("\r", "\r    \r")}


def ask(
    input_fd: int, output_fd: int, environment: Mapping[str, str] = os.environ
) -> tuple[Capabilities, bool]:
    """What the terminal can do, and whether it has answered at all.

    The cursor is at the beginning of an empty line, and is again afterwards.
    """
    able = declared(environment)
    sieve = Answers()
    before = termios.tcgetattr(input_fd)
    answered = False
    try:
        tty.setcbreak(input_fd, termios.TCSANOW)
        questions = [*([REPEATED] if able.claims_repeats else []), MARGINS]
        while questions:
            for question in (*questions, ALIVE):
                around = _AROUND.get(question, ("", ""))
                os.write(output_fd, sieve.ask(question).join(around).encode())
            questions = []
            for question, yes in _heard(sieve, input_fd):
                answered = True
                able = learned(able, question, yes)
                if question == MARGINS and yes:
                    questions = [AT_MARGIN]
    finally:
        termios.tcsetattr(input_fd, termios.TCSAFLUSH, before)
    return able, answered


def _heard(sieve: Answers, fd: int) -> list[tuple[str, bool]]:
    """Wait until all questions are answered, or time is up."""
    deadline = monotonic() + PATIENCE
    while sieve.awaited and select.select([fd], [], [], max(0.0, deadline - monotonic()))[0]:
        sieve.sift(os.read(fd, 1024).decode(errors="replace"))
    return list(sieve.said())
