"""A language is a TOML file in `languages/`: words and patterns, no code."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# Where a table has its verbs of speaking.
_CUES = ("bare", "both", "active", "passive", "sources")

FOLDER = Path(__file__).parent / "languages"

NEUTRAL = "und"
"""The code of the table that serves where the language is not known."""

_WORD = re.compile(r"[^\W\d_]+")
# The same, and faster, in small letters without accents: where no sign is but ASCII's and
# the marks and dashes of typography.
_PLAIN_WORD = re.compile(r"[a-z]+")
_SPECIAL = re.compile("[^\x00-\x7f\u2010-\u2038]")

# Of a long text, so many pieces of so many characters are looked at: first short ones, which
# do where the best language is ahead of the others by so much, and so many times.
_PIECES, _GLANCE, _PIECE = 4, 200, 700
_CLEAR, _CLEARLY = 12, 1.5

# A word that only one of two close languages uses tells as much as so many common ones.
_OWN = 4

# In a text of no more words than this, verbs of speaking (so much each) and affixes
# count as well.
_SHORT, _CUE = 60, 2

# Of a text in a language, a quarter to a half are its commonest words; names and
# menus press that down. Under this share, or under so many, nothing is told.
_SHARE, _LEAST = 0.08, 3


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language's code and its table, as the TOML file gives it.

    Each stage compiles what it needs of the table, once.
    """

    code: str
    table: Mapping[str, Any]


@cache
def load_language(code: str) -> Language:
    """The language of a code: the name of a file in `languages/`."""
    with (FOLDER / f"{code}.toml").open("rb") as file:
        return Language(code, tomllib.load(file))


@cache
def languages() -> tuple[str, ...]:
    """The code of every language that there is a table for, but for the neutral one."""
    return tuple(sorted({path.stem for path in FOLDER.glob("*.toml")} - {NEUTRAL}))


@cache
def _weights() -> tuple[tuple[tuple[str, dict[str, int]], ...], frozenset[str]]:
    """What each word counts for the language of a code; and all those words."""
    weighed = []
    for code in languages():
        telling = _section((FOLDER / f"{code}.toml").read_text("utf-8"), "telling")
        words = dict.fromkeys(telling.get("common", "").split(), 1)
        words |= dict.fromkeys(telling.get("own", "").split(), _OWN)
        weighed.append((code, words))
    return tuple(weighed), frozenset(word for _, words in weighed for word in words)


def _section(table: str, name: str) -> Mapping[str, Any]:
    """One section of a table: who reads one language need not parse the others' tables."""
    _, heading, rest = table.partition(f"\n[{name}]\n")
    section: Mapping[str, Any] = tomllib.loads(rest.partition("\n[")[0]) if heading else {}
    return section


@cache
def _signs(language: Language) -> tuple[frozenset[str], re.Pattern[str]]:
    """The verbs of speaking of a language, and the affixes that its words are known by."""
    speech = language.table.get("speech", {})
    cues = {word for key in _CUES for word in speech.get(key, ())}
    cues |= {word + speech["clitic"] for word in cues if speech.get("clitic")}
    return frozenset(cues), re.compile(language.table.get("telling", {}).get("affixed", "(?!)"))


def tell_language(text: str) -> Language:
    """The language that a text is written in, told from its commonest words.

    Where these are too few, the neutral language "und".
    """
    if len(text) > _PIECES * _GLANCE and (language := _at_a_glance(text)):
        return language
    said, weights = _weigh(_sample(text, _PIECE))
    least = max(_LEAST, _SHARE * len(said))
    if len(said) <= _SHORT and all(weight < least for _, weight in weights):
        weights = [(code, weight + _told(said, load_language(code))) for code, weight in weights]
    best, most = NEUTRAL, least - 1
    for code, weight in weights:
        if weight > most:
            best, most = code, weight
    return load_language(best)


def _at_a_glance(text: str) -> Language | None:
    """The language that short pieces of a text show beyond doubt, as they mostly do; else None."""
    said, weights = _weigh(_sample(text, _GLANCE))
    (best, most), *others = sorted(weights, key=lambda weighed: -weighed[1])
    second = max([weight for _, weight in others], default=0)
    clear = most >= max(second + _CLEAR, _CLEARLY * second, _CLEARLY * _SHARE * len(said))
    return load_language(best) if clear else None


def _weigh(sample: str) -> tuple[list[str], list[tuple[str, int]]]:
    """The words of a sample, and what they count for the language of each code."""
    sample = sample.lower()
    said = (_WORD if _SPECIAL.search(sample) else _PLAIN_WORD).findall(sample)
    weighed, telling = _weights()
    counts = Counter(filter(telling.__contains__, said)).items()
    return said, [
        (code, sum([words[word] * times for word, times in counts if word in words]))
        for code, words in weighed
    ]


def _told(said: Sequence[str], language: Language) -> int:
    """What the words of a short text tell of a language: *ujarnya*, *disampaikan*."""
    cues, affixed = _signs(language)
    return sum(_CUE * (word in cues) + (affixed.fullmatch(word) is not None) for word in said)


def _sample(text: str, piece: int) -> str:
    """The whole of a short text; of a long one, pieces of some size from all over it."""
    if len(text) <= _PIECES * piece:
        return text
    step = len(text) // _PIECES
    return " ".join([text[start : start + piece] for start in range(0, step * _PIECES, step)])
