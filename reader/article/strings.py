"""Tells speech from titles and scare quotes."""

import re
from typing import Protocol

from reader.article.model import Span
from reader.article.vocabulary import Speech

_NEXT_WORD = re.compile(r"[\s,]*(\w+)(?:\s+(\w+))?")
_LAST_WORD = re.compile(r"(\w+)[\s,:;–—-]*$")
_ENDS = ",.?!…"

# A string of more words than these is no title.
_TITLE = 8


class Quoted(Protocol):
    """What the marks say of a quoted string: see `reader.article.quotes.Quoted`."""

    start: int
    end: int
    opened_at: int
    closed_at: int | None


class StringJudge:
    """Decides which quoted strings of a text are speech."""

    def __init__(self, text: str, speech: Speech) -> None:
        self.text = text
        self.rules = speech

    def cue_stands_at(self, start: int, end: int) -> bool:
        """Whether a verb of speaking with its subject after it comes next."""
        match = _NEXT_WORD.match(self.text, start, min(end, start + 60))
        return (
            bool(match)
            and self.rules.kind(match[1]) in ("bare", "clitic")
            and match[1][0].islower()
        )

    def speech(self, quoted: Quoted, paragraph: Span) -> Span | None:
        """The span of a quoted string that is speech, without spaces at its ends; else None."""
        text = self.text
        start, end = quoted.start, quoted.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            return None
        if quoted.closed_at is None:
            end = self._unclosed_end(start, end)
            return (start, end)
        if self.cue_stands_at(quoted.closed_at, paragraph[1]):
            return (start, end)
        if not self._is_speech(start, end, quoted, paragraph):
            return None
        return (start, end)

    def _is_speech(self, start: int, end: int, quoted: Quoted, paragraph: Span) -> bool:
        """Whether a string in marks is speech, where no cue stands right beside it."""
        if self.rules.punctuated and not self._ends_like_speech(start, end):
            return False
        text = self.text
        words = text[start : min(end, start + 80)].split()
        if len(words) > _TITLE:
            return True
        if text[quoted.opened_at - 1 : quoted.opened_at] == "=":
            return False
        before = _LAST_WORD.search(text, max(paragraph[0], quoted.opened_at - 40), quoted.opened_at)
        if before and before[1].lower() in self.rules.title_nouns:
            return False
        if self.rules.punctuated:
            return True
        if all(word[0].isupper() or len(word) < 4 for word in words) and before:
            return bool(before[1].islower() and self.rules.kind(before[1]))
        if len(words) > self.rules.brief:
            return True
        sentence = max(paragraph[0], quoted.opened_at - 200)
        return any(
            not match["glued"]
            for match in self.rules.cue.finditer(text, sentence, quoted.opened_at)
        )

    def _ends_like_speech(self, start: int, end: int) -> bool:
        while end > start and self.text[end - 1] in "’‘') ":
            end -= 1
        return self.text[end - 1] in _ENDS

    def _unclosed_end(self, start: int, end: int) -> int:
        return end
