"""Tells speech from titles and scare quotes."""

import re
from collections.abc import Iterable

from reader.article.marks import Quoted
from reader.article.model import Span
from reader.article.vocabulary import Speech

_NEXT_WORD = re.compile(r"[\s,]*(\w+)")
_LAST_WORD = re.compile(r"[\s,:;–—-]*(\w+)")
_ENDS = ",.?!…"

# A string of more words than these is no title.
_TITLE = 8
# Speech that ends without a mark of its own is longer than this, where a text
# puts its commas and stops outside the quotation marks.
_FRAGMENT = 5
# So many words lead to speech at most: *Menurut Sari Dewi, dosen di kampus itu, "…"*.
_LEAD = 12
# A clause that names a speaker ends within so many code points.
_CLAUSE = 80
# How far back, in code points, the sentence of a quoted string is looked at.
_REACH = 200


class StringJudge:
    """Decides which quoted strings of a text are speech."""

    def __init__(self, text: str, speech: Speech) -> None:
        self.text = text
        self.rules = speech
        self.stops_outside = False

    def learn_style(self, strings: Iterable[Quoted]) -> None:
        """See whether the text puts commas and stops inside the marks, or outside."""
        inside = outside = 0
        for quoted in strings:
            inside += self.text[quoted.end - 1 : quoted.end] in (",", ".")
            if quoted.closed_at is not None:
                outside += self.text[quoted.closed_at : quoted.closed_at + 1] in (",", ".")
        self.stops_outside = outside > inside

    def cue_stands_at(self, start: int, end: int) -> bool:
        """Whether a verb of speaking with its subject after it comes next."""
        match = _NEXT_WORD.match(self.text, start, min(end, start + 60))
        return match is not None and self.rules.kind(match[1]) in ("bare", "both", "clitic")

    def runs_on(self, quoted: Quoted, paragraph: Span) -> bool:
        """Whether a quote is still open where its paragraph ends."""
        if quoted.closed_at is not None or quoted.end != paragraph[1]:
            return False
        return self._unclosed_end(quoted.start, quoted.end) == quoted.end

    def speech(self, quoted: Quoted, paragraph: Span) -> Span | None:
        """The span of a quoted string that is speech, without spaces at its ends; else None."""
        start, end = trimmed(self.text, quoted.start, quoted.end)
        if start == end:
            return None
        if quoted.closed_at is None:
            return start, self._unclosed_end(start, end)
        if self.cue_stands_at(quoted.closed_at, paragraph[1]):
            return start, end
        return (start, end) if self._is_speech(start, end, quoted, paragraph) else None

    def _is_speech(self, start: int, end: int, quoted: Quoted, paragraph: Span) -> bool:
        """Whether a string in marks is speech, where no cue stands right after it."""
        text = self.text
        if text[quoted.opened_at - 1 : quoted.opened_at] == "=":
            return False  # a tag's attribute
        if quoted.closed_at and self.rules.credited.match(text, quoted.closed_at, paragraph[1]):
            return False
        ends = self._ends_like_speech(start, end)
        if self.rules.punctuated and not ends:
            return self._is_led(quoted, paragraph)
        words = text[start : min(end, start + 80)].split()
        if len(words) > _TITLE:
            return True
        sentence = max(paragraph[0], quoted.opened_at - _REACH)
        # Read backwards, so that it need not be looked for.
        before = _LAST_WORD.match(
            text[max(sentence, quoted.opened_at - 40) : quoted.opened_at][::-1]
        )
        if before and before[1][::-1].lower() in self.rules.title_nouns:
            return False
        if self.rules.punctuated:
            return True
        if self.stops_outside and not ends and len(words) < _FRAGMENT:
            return False
        titled = bool(before) and all(word[0].isupper() or len(word) < 4 for word in words)
        if titled and self._follows_broadcaster(quoted.opened_at):
            return False
        if not titled and (len(words) > self.rules.brief or text[end - 1] in ",?!"):
            return True
        return self.rules.cue.search(text, sentence, quoted.opened_at) is not None

    def _is_led(self, quoted: Quoted, paragraph: Span) -> bool:
        """Whether a string without an end mark is a sentence that a cue leads to.

        The cue begins or ends what stands before it (*Menurut dia, "…"*; *Sari
        mengatakan: "…"*), and nothing comes after it in its sentence.
        """
        text, opened, closed = self.text, quoted.opened_at, quoted.closed_at
        words = text[quoted.start : quoted.end].split()
        small = sum(word[0].islower() for word in words)
        if closed is None or len(words) < 3 or 2 * small < len(words):
            return False
        after = text[closed : min(paragraph[1], closed + 12)].lstrip(".").lstrip()
        start = max(paragraph[0], opened - _REACH)
        if (after and not after[0].isupper()) or text[start:opened].rstrip()[-1:] not in (",", ":"):
            return False
        for stop in self.rules.sentence_end.finditer(text, start, opened):
            start = stop.end()
        for cue in self.rules.cue.finditer(text, start, opened):
            kind, between = self.rules.kind(cue[0]), text[cue.end() : opened].rstrip()
            source = kind in ("source", "bare", "both") and len(between.split()) <= _LEAD
            if (source and cue.start() == start) or between in (",", ":"):
                return True
        return False

    def _follows_broadcaster(self, start: int) -> bool:
        """Whether an acronym's possessive stands before a title: *on CNN's "New Day"*."""
        before = self.text[max(0, start - 12) : start].rstrip()
        owner = before.removesuffix("'s").removesuffix("’s")
        return owner != before and owner.rpartition(" ")[2].isupper()

    def _ends_like_speech(self, start: int, end: int) -> bool:
        while end > start and self.text[end - 1] in "’‘') ":
            end -= 1
        return self.text[end - 1] in _ENDS

    def _unclosed_end(self, start: int, end: int) -> int:
        """Where a quote ends that is never closed.

        Before the cue that follows it (*…, kata Sari*), or where the writer's own
        sentences begin again; else with its paragraph.
        """
        for match in self.rules.cue.finditer(self.text, start, end):
            before = self.text[max(start, match.start() - 24) : match.start()].rstrip()
            kind = self.rules.kind(match[0])
            if kind in ("bare", "both") and self._names_nobody(match.end(), end):
                return start + len(self.text[start : match.start()].rstrip())
            if before[-1:] in (",", "?", "!") and self._is_cue(match.end(), kind):
                return start + len(self.text[start : match.start()].rstrip())
            if kind in ("active", "source") and (here := self._sentence_before(start, match)):
                word = before.rpartition(" ")[2] if kind == "active" else self._word(match.end())
                if word[:1].isupper() or word.lower() in self.rules.pronouns:
                    return trimmed(self.text, start, here)[1]
        return end

    def _is_cue(self, after: int, kind: str | None) -> bool:
        """Whether a verb after a comma reports what stands before it."""
        word = self._word(after)
        named = word[:1].isupper() or word in self.rules.pronouns
        return kind == "clitic" or (named and kind in ("bare", "both"))

    def _names_nobody(self, after: int, end: int) -> bool:
        """Whether a cue near the end of an unclosed quote is followed by *seseorang*."""
        return end - after <= _CLAUSE and self._word(after).lower() in self.rules.indefinite

    def _word(self, start: int) -> str:
        match = _NEXT_WORD.match(self.text, start, start + 60)
        return match[1] if match else ""

    def _sentence_before(self, start: int, cue: re.Match[str]) -> int | None:
        """Where the sentence of a cue begins, if it is not the first after `start`."""
        ends = self.rules.sentence_end.finditer(
            self.text, max(start, cue.start() - _REACH), cue.end()
        )
        return next((found.end() for found in reversed(list(ends))), None)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without spaces at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
