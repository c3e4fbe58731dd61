"""Finds the terminal's answers to our questions among what is typed."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from reader.terminal.capabilities import Capabilities
from reader.terminal.pacing import QUESTION

#: What is asked, and how the answer is known: that it is there; margins at the sides (DECRQM),
#: and where the cursor is after they were tried; where it is after a character was repeated.
ALIVE, MARGINS, AT_MARGIN, REPEATED = "alive", "margins", "at margin", "repeated"

#: A question is sent as this. A character is repeated from the first column on; after what is
#: asked about margins the cursor is somewhere else.
QUESTIONS = {
    ALIVE: QUESTION,
    MARGINS: "\x1b[?69$p",
    # Between margins at columns 3 and 9, a carriage return goes to column 3.
    AT_MARGIN: "\x1b[?69h\x1b[3;9s\x1b[1;5H\r\x1b[6n\x1b[?69l",
    # A space and three more end in column 5.
    REPEATED: " \x1b[3b\x1b[6n",
}
_ANSWERS = re.compile(
    r"\x1b\[(?:(?P<alive>0n)|\?69;(?P<margins>[0-4])\$y|[0-9]{1,4};(?P<column>[0-9]{1,4})R)"
)
#: What may be the beginning of one of them.
_BEGINNING = re.compile(r"\x1b(?:\[(?:0|\?6?9?|\?69;[0-4]?\$?|[0-9]{1,4}(?:;[0-9]{0,4})?)?)?\Z")


#: What the answer says where the terminal can do it, by the group that it is in.
_YES = {
    ALIVE: ("alive", ("0n",)),
    MARGINS: ("margins", ("1", "2", "3")),
    AT_MARGIN: ("column", ("3",)),
    REPEATED: ("column", ("5",)),
}


def learned(able: Capabilities, question: str, yes: bool) -> Capabilities:
    """What a terminal can do once a question is answered."""
    if question == AT_MARGIN:
        return replace(able, margins=yes)
    return replace(able, repeats=yes) if question == REPEATED else able


class Answers:
    """Sifts what comes in from the terminal.

    Only answers to questions that were asked are taken out of it.
    """

    def __init__(self) -> None:
        self._asked: deque[str] = deque(maxlen=100)
        self._held = ""
        self._said: deque[tuple[str, bool]] = deque()

    def ask(self, question: str) -> str:
        """Note that something is asked; returns what is to be sent."""
        self._asked.append(question)
        return QUESTIONS[question]

    @property
    def awaited(self) -> bool:
        """Whether there are questions that may still be answered."""
        return bool(self._asked)

    def sift(self, text: str) -> str:
        """What of `text` was typed. What may begin an answer is held back until `release`."""
        text, self._held = self._held + text, ""
        if not self._asked or "\x1b" not in text:
            return text
        typed = _ANSWERS.sub(self._hear, text)
        if self._asked and (beginning := _BEGINNING.search(typed)):
            self._held = beginning[0]
            typed = typed[: beginning.start()]
        return typed

    @property
    def holds(self) -> bool:
        """Whether something is held back."""
        return bool(self._held)

    def release(self) -> str:
        """What was held back, should nothing follow."""
        held, self._held = self._held, ""
        return held

    def said(self) -> Iterator[tuple[str, bool]]:
        """What was answered since the last time: the question, and yes or no."""
        while self._said:
            yield self._said.popleft()

    def _hear(self, answer: re.Match[str]) -> str:
        for place, question in enumerate(self._asked):
            group, yes = _YES[question]
            if answer[group] is not None:
                # Terminals answer in order: what was asked before is not going to be answered.
                for _ in range(place + 1):
                    self._asked.popleft()
                self._said.append((question, answer[group] in yes))
                return ""
        return answer[0]
