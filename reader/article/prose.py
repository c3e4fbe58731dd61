"""An article as it would be heard: what is no part of it is silent, and speech stands out.

Positions are those of the text, so that what is found in the one is in the other.
"""

import re
from collections.abc import Iterator, Sequence

from reader.article.language import Language
from reader.article.marks import find_marks
from reader.article.model import Line, Span
from reader.article.vocabulary import Speech, speech_of

_SILENT = frozenset({"ad", "related", "nav"})

# A single mark with its space on the one side; between letters it is an apostrophe.
_SINGLE = re.compile(r"(?<![\w'’‘])['’‘](?=[^\W_])|(?<=[\w,.?!…])['’](?![\w'’])")
_SINGLES = "'’‘"
_CLAUSE = re.compile(r"(?:[ ,]{1,2}[^\W\d_]+){1,5}")
_ENDS = ",.?!…"


def heard(text: str, lines: Sequence[Line], language: Language) -> str:
    """The text with spaces for what was removed, and with double marks around all speech.

    Single marks are made double where the body has no others and puts them around
    speech: what ends in a comma, a full stop or the like, with a cue behind it.
    """
    text = _silenced(text, lines)
    if not any(mark in text for mark in _SINGLES):
        return text
    body = [(line.start, line.end) for line in lines if line.label == "body"]
    if any(next(find_marks(text, span), None) for span in body):
        return text
    pairs = [pair for span in body for pair in _single_pairs(text, span)]
    speech = speech_of(language)
    if not any(_is_cued(text, end, speech) for _, end in pairs):
        return text
    chars = list(text)
    for start, end in pairs:
        chars[start] = chars[end] = '"'
    return "".join(chars)


def _silenced(text: str, lines: Sequence[Line]) -> str:
    heard_parts: list[str] = []
    here = 0
    for start, end in _silent(lines):
        heard_parts += [text[here:start], " " * (end - start)]
        here = end
    return "".join([*heard_parts, text[here:]]) if heard_parts else text


def _silent(lines: Sequence[Line]) -> Iterator[Span]:
    for line in lines:
        if not line.kept:
            yield line.start, line.end
            continue
        for part in line.parts:
            if part.label in _SILENT:
                yield part.start, part.end


def _single_pairs(text: str, span: Span) -> Iterator[Span]:
    """Where single marks stand that open and close one string.

    One that follows a letter may be a possessive (*the owners' offer*): it closes only
    where none follows that stands behind a comma or a full stop.
    """
    opened = weak = -1
    for match in _SINGLE.finditer(text, *span):
        here = match.start()
        if text[here + 1 : here + 2].isalnum():
            if weak >= 0:
                yield opened, weak
            opened, weak = here, -1
        elif opened >= 0 and text[here - 1] in _ENDS:
            yield opened, here
            opened = weak = -1
        elif opened >= 0 and weak < 0:
            weak = here
    if weak >= 0:
        yield opened, weak


def _is_cued(text: str, end: int, speech: Speech) -> bool:
    """Whether what ends at a mark ends as speech, with a verb of speaking behind it."""
    if text[end - 1] not in _ENDS:
        return False
    after = _CLAUSE.match(text, end + 1)
    first, *others = after[0].replace(",", " ").split() if after else [""]
    if speech.kind(first) in ("bare", "both", "clitic"):
        return True
    named = first[:1].isupper() or first in speech.pronouns
    return named and any(speech.kind(word) == "both" for word in others)
