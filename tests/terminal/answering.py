"""A terminal in memory that answers what it is asked, as real ones do."""

import re
from typing import Any

QUESTIONS = re.compile(r"\x1b\[(?:5n|(?P<place>6n)|\?(?P<mode>[0-9]+)\$p)")
_WHOLE = re.compile(rb"\x1b(?:\[[0-9;:<=>?$]*[@-Z\\^-~]|[^\[\]P])")


class Answering:
    """Shows what comes, in `screen`, and answers; `modes` are the ones it says it knows."""

    def __init__(self, screen: Any, modes: tuple[str, ...] = ()) -> None:
        self.screen = screen
        self.modes = modes
        self._cut = b""

    def take(self, data: bytes) -> list[str]:
        """Show what has come whole; the answers to what is asked in it."""
        data = self._cut + data
        end = data.rfind(b"\x1b")
        if end < 0 or _WHOLE.match(data[end:]) or b"\x1b\\" in data[end:]:
            end = len(data)
        try:
            text = data[:end].decode()
        except UnicodeDecodeError as error:
            end = error.start
            text = data[:end].decode()
        self._cut = data[end:]
        answers = []
        place = 0
        for question in QUESTIONS.finditer(text):
            self.screen.feed(text[place : question.start()])
            place = question.end()
            answers.append(self._answer(question))
        self.screen.feed(text[place:])
        return answers

    def _answer(self, question: re.Match[str]) -> str:
        x, y = self.screen.place
        if question["place"]:
            return f"\x1b[{y + 1};{x + 1}R"
        if mode := question["mode"]:
            return f"\x1b[?{mode};{2 if mode in self.modes else 0}$y"
        return "\x1b[0n"
