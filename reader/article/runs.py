"""Gathers an article's runs of capitalised words, and what stands beside them, in one pass."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile

from reader.article.model import Span
from reader.article.names import PLACE, Evidence, bare_word, is_acronym, name_within
from reader.article.vocabulary import Naming, Speech, one_of

BEFORE_A_NAME = frozenset({"bare", "passive", "source", "both"})
"""The kinds of cues with the speaker behind them."""

_UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
# What follows the first letter, which is not from within a word: that is looked back for here,
# so that a search leaps from capital to capital.
_CAPITALISED = r"(?<!\w.)\w*(?:[-'’](?!s\b)\w+)*"
_GAP = r"[ \n]{1,2}"
_SENTENCE_ENDS = frozenset('.?!"”')
# A sentence that presents somebody does so within so many characters of the name.
_PRESENTED = 80

Told = tuple[int, str]
"""Where a run of capitalised words is told of, and the run."""


@dataclass(slots=True)
class Runs:
    """The runs of an article.

    `first` maps a run of two words or more to where it first stands, and the alias in
    brackets behind it; `counts` to how often it stands there. `sure`: beside a verb of
    speaking. `beside`: two runs with a comma between. `acting`: who does something;
    `presented`: who does for the first time, or is named at the end of *Salah satunya
    adalah Sari Dewi.*
    """

    first: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    sure: set[str] = field(default_factory=set)
    beside: list[tuple[str, str]] = field(default_factory=list)
    acting: list[Told] = field(default_factory=list)
    presented: list[Told] = field(default_factory=list)


def gather_runs(
    text: str, spans: Iterable[Span], speech: Speech, naming: Naming, evidence: Evidence
) -> Runs:
    """The runs of the spans; what they show of single words is added to the evidence."""
    runs = Runs()
    first_of, counts, sure, alone = runs.first, runs.counts, runs.sure, evidence.alone
    lexicon, kinds = naming.lexicon, speech.kinds
    pattern = _run_pattern(naming)
    for start, end in spans:
        ended, previous = -1, ""
        for match in pattern.finditer(text, start, end):
            run, alias, after = match.groups()
            first = match.start()
            if first == ended + 2 and text[ended] == ",":
                runs.beside.append((previous, run))
            ended, previous = match.end(1), run
            if after and _acts(after, speech):
                runs.acting.append((first, run))
                if " " in run and run not in counts and _begins(text, first, start):
                    runs.presented.append((first, run))  # somebody new
            if speech.presents and _is_presented(text, first, ended, speech.presents):
                runs.presented.append((first, run))
            reports = after and kinds.get(after) in ("active", "both")
            if " " in run or "\n" in run:
                counts[run] = counts.get(run, 0) + 1
                if run not in sure and (
                    reports or kinds.get(_word_before(text, first)) in BEFORE_A_NAME
                ):
                    sure.add(run)
                if alias or run not in first_of:
                    first_of[run] = (first, alias)
                continue
            if run in lexicon or is_acronym(run):
                continue
            before = _word_before(text, first)
            spoken = reports or kinds.get(before) in BEFORE_A_NAME
            if before not in speech.prepositions:
                alone[run] = alone.get(run, 0) + 1
            if spoken and (before or not evidence.is_ordinary(run)):
                evidence.known.add(bare_word(run))
    evidence.places.update(_places(runs.first, naming))
    evidence.known.difference_update(_acronyms(runs.first, naming, evidence))
    return runs


def _acts(word: str, speech: Speech) -> bool:
    """Whether the word behind a name shows that somebody does something."""
    if word in speech.fillers or speech.acting.fullmatch(word):
        return True
    return speech.finite is not None and speech.finite.fullmatch(word) is not None


def _places(runs: Iterable[str], naming: Naming) -> Iterator[str]:
    """The places that runs name with what they are: *Kabupaten Lereng*; not *Wali Kota Sari*."""
    for run in runs:
        words = run.split()
        for index in range(len(words) - 1):
            if words[index] not in naming.districts or (
                index and f"{words[index - 1]} {words[index]}" in naming.compounds
            ):
                continue
            behind = words[index + 1 : index + 2 + PLACE]
            place = list(takewhile(lambda word: naming.lexicon.get(word) != "title", behind))
            named = place and place[-1].replace(".", "") in naming.degrees
            if 0 < len(place) <= PLACE and not named:
                yield " ".join(place)


def _acronyms(
    runs: Mapping[str, tuple[int, str | None]], naming: Naming, evidence: Evidence
) -> Iterator[str]:
    """The acronyms of institutions: *Himpunan Bank (Himbank)*."""
    for run, (_, alias) in runs.items():
        words = run.split() if alias else ()
        if alias and any(naming.lexicon.get(word) == "organisation" for word in words):
            begin, end = name_within(words, naming, evidence)
            if begin == end:
                yield alias


@cache
def _run_pattern(naming: Naming) -> re.Pattern[str]:
    """Runs of capitalised words, with an alias in brackets and the word after.

    Their first letter stands before everything else, so that a search leaps to it.
    """
    small = "".join(sorted({word[0] for word in naming.abbreviations if word[0].islower()}))
    titles = "|".join(f"(?<={first}){_tails(naming, first)}" for first in small) or "(?!)"
    short = "|".join(rf"(?<=\b{word})" for word in naming.abbreviations if word[0].isupper())
    stop = rf"(?:(?=\.)(?:{short or '(?!)'})\.)?"
    word = rf"[{_UPPER}{small}](?:(?<=[{_UPPER}])(?:\.|{_CAPITALISED}{stop})|(?:{titles})\.)"
    particles = one_of(naming.particles)
    return re.compile(
        rf"({word}(?:{_GAP}(?:{particles} )?{word}){{0,11}})"
        rf"(?=(?: \(([^()\n]{{2,30}})\))?,?(?:{_GAP}([a-z]+))?)"
    )


def _tails(naming: Naming, first: str) -> str:
    """A pattern for the rest of the abbreviations that begin with a letter."""
    return one_of(word[1:] for word in naming.abbreviations if word[0] == first)


def _word_before(text: str, start: int) -> str:
    """The small word before a position, or nothing."""
    if start < 2 or text[start - 1] not in " \n" or not text[start - 2].islower():
        return ""
    return text[max(0, start - 16) : start].rsplit(None, 1)[-1]


def _is_presented(text: str, start: int, end: int, presents: frozenset[str]) -> bool:
    """Whether a sentence presents the name that it ends with: *Salah satunya adalah Sari.*"""
    if text[end : end + 1] != "." or not text[end + 1 : end + 2].isspace():
        return False
    before = text[max(0, start - _PRESENTED) : start].rpartition(". ")[2]
    return not presents.isdisjoint(before.split())


def _begins(text: str, first: int, start: int) -> bool:
    """Whether a sentence begins at `first`, in a paragraph that begins at `start`."""
    before = text[max(start, first - 3) : first]
    return first == start or "\n" in before or before.rstrip()[-1:] in _SENTENCE_ENDS
