"""What each piece of a page says of itself, before its place is known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.article.dates import Calendar, Moment, calendar
from reader.article.language import Language
from reader.article.page.bylines import Bylines, bylines, initials
from reader.article.page.clues import NO_WORDS, Clue, Phrases, Rare, phrases
from reader.article.page.datelines import Dateline, read_dateline
from reader.article.page.pieces import Piece
from reader.article.page.shape import Shape

# A date line is no longer than this, in characters, and has so many other words.
_LONGEST, _OTHERS, _OTHERS_UNTIMED = 140, 9, 3

# A dateline is looked for as long as no more pieces of running text were seen.
EARLY = 4

_DIGIT = re.compile(r"\d")

_DATE = Clue("date", "a date line", "search")
_CLOCK = Clue("date", "the time of publication", "search")
_BYLINE = Clue("byline", "names who wrote or edited it", "search")
_INITIALS = Clue("byline", "the initials of who wrote and edited it", "search", ends=2)


class Seen(NamedTuple):
    """A piece, and what it says of itself.

    `text` and `shape` are the piece's. `key` is its text without case, for telling
    repeats. `dateline` is only looked for in running text. `proof` says why the line
    is surely the article's text, where it is.
    """

    piece: Piece
    text: str
    shape: Shape
    key: str
    clue: Clue | None
    moment: Moment | None
    dateline: Dateline | None
    proof: str = ""

    def says(self, *labels: str) -> bool:
        """Whether the line says that it is one of these."""
        return self.clue is not None and self.clue.label in labels

    @property
    def opens(self) -> str:
        return self.clue.opens if self.clue else ""

    @property
    def unsaid(self) -> bool:
        """Whether the line says nothing of what it is."""
        return self.clue is None


@dataclass(frozen=True, slots=True)
class _Looking:
    language: Language
    phrases: Phrases
    calendar: Calendar
    bylines: Bylines
    rare: Rare

    def look(self, piece: Piece, key: str, early: bool) -> Seen:
        """What a piece says of itself; `early`: the text may still begin here."""
        line, shape = piece.text, piece.shape
        clue, moment, dateline = self.phrases.clue(line, key, self.rare), None, None
        sentence = shape.ends and shape.prose >= 0.8
        if clue is NO_WORDS and shape.size <= _LONGEST:
            dated, moment = self._dated(line)
            clue = dated if dated and moment else clue  # a clock alone may be a video's length
        elif clue is None and shape.size <= _LONGEST and not sentence:
            if _DIGIT.search(line):
                clue, moment = self._dated(line)
            byline = self.bylines.read(line)
            if byline and (byline.authors or byline.editors or shape.words <= 3):
                clue = _BYLINE
            elif clue is None and shape.size <= 50 and (said := initials(line)):
                clue = _INITIALS if said.start() == 0 else None
        if early and clue is None and (shape.prose or shape.size <= 40):
            dateline = read_dateline(line, self.language)
            if dateline and not shape.prose and dateline.end < shape.size:
                dateline = None
        return Seen(piece, line, shape, key, clue, moment, dateline)

    def _dated(self, line: str) -> tuple[Clue | None, Moment | None]:
        moment = self.calendar.first(line)
        if moment is None:
            return (_CLOCK, None) if self.calendar.clock(line) else (None, None)
        others = len(line[: moment.start].split()) + len(line[moment.end :].split())
        if others > (_OTHERS if moment.has_time else _OTHERS_UNTIMED):
            return None, None
        return _DATE, moment


def look_over(pieces: Sequence[Piece], language: Language) -> tuple[Seen, ...]:
    """What each piece of a page says of itself."""
    known_phrases = phrases(language)
    lines = [piece.text for piece in pieces]
    keys = "\n".join(lines).casefold().split("\n")
    rare = known_phrases.rare_on(lines, keys)
    looking = _Looking(language, known_phrases, calendar(language), bylines(language), rare)
    known: dict[str, Seen] = {}
    page = []
    texts = 0
    for piece, key in zip(pieces, keys, strict=False):
        same = known.get(piece.text)
        if same is None:
            same = known[piece.text] = looking.look(piece, key, texts < EARLY)
            texts += same.clue is None and piece.shape.prose >= 1
            page.append(same)
        else:
            page.append(Seen(piece, *same[1:]))
    return tuple(page)
