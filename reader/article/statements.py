"""Statements as echoes are looked for: their words, and what each of them tells."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reader.article.alignment import bare_words_of, form_of

IN_A_NAME = 0.5
"""What a word of a name weighs, to the same word elsewhere: all who speak of a law or
an office name it alike."""

LEAST_WORDS = 5
"""Different words of a statement; fewer are a slogan, a chant, an expression."""

_SHARE_BY_LENGTH = (0.2, 0.2, 0.2, 0.2, 0.12, 0.06, 0.04, 0.014, 0.012, 0.011, 0.01, 0.004)
"""Share of statements that hold a word of 0, 1, 2 … letters: the mean over the words of
some 2,500 Indonesian and English quotes. Short words are those of grammar. It is the same
for every library, so that an article more or less changes nothing for all the others."""

_SHARE_OF_NUMBER = 0.01

BITS = tuple(-math.log2(share) for share in (*_SHARE_BY_LENGTH, _SHARE_OF_NUMBER))
"""What a word tells, in bits, by its kind: rare words more than common ones."""

_LONGEST, _NUMBER = len(_SHARE_BY_LENGTH) - 1, len(_SHARE_BY_LENGTH)


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote of an article, as echoes are looked for.

    `article` is the article's id; `start` and `end` are code points into its
    text, of which `text` is that part. `published` is ISO 8601, or None;
    `speaker` is the name of a person, or None.
    """

    article: str
    start: int
    end: int
    text: str
    speaker: str | None = None
    published: str | None = None


def order(statement: Statement) -> tuple[str, str, int, int, str]:
    """Sorts by publication; the same whichever way statements were given."""
    return (
        statement.published or "",
        statement.article,
        statement.start,
        statement.end,
        statement.text,
    )


def kind_of(form: str) -> int:
    """The kind of a word, an index of `BITS`: its length, or that it is a number."""
    return _NUMBER if form[0].isdecimal() else min(len(form), _LONGEST)


class Told:
    """A statement with its words and its day, worked out once.

    `forms` are the words without case, `bits` what each of them tells, `whole`
    what all do together, `different` what they do if each counts once; `day` is
    a number, None where the date is not known to the day. A headline, which was
    never said, and a phrase of fewer than `LEAST_WORDS` have no words here.
    """

    __slots__ = ("bits", "day", "different", "forms", "statement", "whole")

    def __init__(self, statement: Statement) -> None:
        forms, named = spoken_words(statement.text)
        self.statement = statement
        self.forms = tuple(forms)
        self.bits = tuple(
            [
                BITS[kind_of(form)] * (IN_A_NAME if is_named else 1.0)
                for form, is_named in zip(forms, named, strict=True)
            ]
        )
        self.day = day_of(statement.published)
        self.whole = sum(self.bits)
        self.different = sum(dict(zip(self.forms, self.bits, strict=True)).values())


def spoken_words(text: str) -> tuple[Sequence[str], Sequence[bool]]:
    """The words of what was said as they are compared, and which of them belong to a name.

    None of a headline or of a phrase that anybody may use.
    """
    words, named = bare_words_of(text)
    forms = [form_of(word) for word in words]
    if len(frozenset(forms)) < LEAST_WORDS or _is_headline(words):
        return (), ()
    return forms, named


def _is_headline(words: Sequence[str]) -> bool:
    """Whether Each Longer Word Begins Like This, and not all of it is in capitals.

    Titles of films, programmes and linked videos stand between the same marks as speech.
    """
    longer = [word for word in words if len(word) > 3]
    begins = not any(word[0].islower() for word in longer)
    return len(longer) >= 3 and begins and not all(map(str.isupper, longer))


def day_of(published: str | None) -> int | None:
    """The number of a day, None where the date is not known to the day."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None
