"""The people of one article: which names it prints, in which forms, with which offices."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from reader.article.mistyping import is_mistyped
from reader.article.model import Person, Span
from reader.article.names import ENDINGS, PLACE, Evidence, bare_word, is_acronym, name_within
from reader.article.vocabulary import Naming, Speech, one_of

_UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
# What follows the first letter, which is not from within a word: that is looked back for here,
# so that a search leaps from capital to capital.
_CAPITALISED = r"(?<!\w.)\w*(?:[-'’](?!s\b)\w+)*"
_GAP = r"[ \n]{1,2}"
# A name that a verb is glued to has more letters than this.
_GLUED = 9
# A sentence that presents somebody does so within so many characters of the name.
_PRESENTED = 80
_BEFORE_A_NAME = frozenset({"bare", "passive", "source", "both"})


class Form(NamedTuple):
    """A name of two words or more, as the article prints it."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    """The words for comparing: see `key`."""

    first: int
    sure: bool
    """Whether an office before it or a verb of speaking beside it shows that it is a person's."""


class Roster:
    """The names of an article, gathered in one pass, and who bears them."""

    def __init__(
        self,
        text: str,
        spans: Sequence[Span],
        speech: Speech,
        naming: Naming,
        places: Iterable[str] = (),
    ) -> None:
        self.naming = naming
        self.evidence = Evidence(ordinary=frozenset(text.split()), places=set(places))
        self._speakers: dict[str, None] = {}
        self._called: dict[str, list[str]] = {}
        self._forms: dict[str, list[Form]] = {}
        self._initials: dict[str, list[str]] | None = None
        self._offices: dict[str, str] = {}
        self._aliases: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self._full: dict[str, str] = {}
        self._mentions: dict[str, int] = {}
        self._leading: list[tuple[int, str]] | None = None
        self._acting: list[tuple[int, str]] = []
        self._names: dict[str, str] = {}
        self._acts: dict[str, bool] = {}
        self._gather(text, spans, speech)

    # -- gathering ---------------------------------------------------------------

    def _gather(self, text: str, spans: Iterable[Span], speech: Speech) -> None:
        runs: dict[str, tuple[int, str | None]] = {}
        counts: dict[str, int] = {}
        sure: set[str] = set()
        lexicon, kinds, alone = self.naming.lexicon, speech.kinds, self.evidence.alone
        pattern = _run_pattern(self.naming)
        for start, end in spans:
            for match in pattern.finditer(text, start, end):
                run, alias, after = match.groups()
                first = match.start()
                if after and (after in speech.fillers or speech.acting.fullmatch(after)):
                    self._acting.append((first, run))
                if speech.presents and _is_presented(text, first, match.end(1), speech.presents):
                    self._acting.append((first, run))
                reports = after and kinds.get(after) in ("active", "both")
                if " " in run or "\n" in run:
                    counts[run] = counts.get(run, 0) + 1
                    if run not in sure and (
                        reports or kinds.get(_word_before(text, first)) in _BEFORE_A_NAME
                    ):
                        sure.add(run)
                    if alias or run not in runs:
                        runs[run] = (first, alias)
                    continue
                if run in lexicon or is_acronym(run):
                    continue
                before = _word_before(text, first)
                beside = reports or kinds.get(before) in _BEFORE_A_NAME
                if before not in speech.prepositions:
                    alone[run] = alone.get(run, 0) + 1
                if beside and (before or not self.evidence.is_ordinary(run)):
                    self.evidence.known.add(bare_word(run))
        self._learn(runs)
        for run, (first, alias) in runs.items():
            name = self._names[run] = self._enter(run, first, alias, run in sure, speech)
            self._mentions[name] = self._mentions.get(name, 0) + counts[run]

    def _learn(self, runs: Mapping[str, tuple[int, str | None]]) -> None:
        """Learn the article's places and acronyms: *Desa Lereng*, *Himpunan Bank (Himbank)*."""
        lexicon, districts = self.naming.lexicon, self.naming.districts
        for run in runs:
            words = run.split()
            for index in range(len(words) - 1):
                if words[index] in districts and " ".join(words[index - 1 : index + 1]) not in (
                    self.naming.compounds
                ):
                    tail = list(
                        takewhile(lambda word: lexicon.get(word) != "title", words[index + 1 :])
                    )
                    if 0 < len(tail) <= PLACE:
                        self.evidence.places.add(" ".join(tail))
        for run, (_, alias) in runs.items():
            words = run.split()
            if alias and any(lexicon.get(word) == "organisation" for word in words):
                begin, end = name_within(words, self.naming, self.evidence)
                if begin == end:
                    self.evidence.known.discard(alias)

    def _enter(self, run: str, first: int, alias: str | None, sure: bool, speech: Speech) -> str:
        """Keep the name that a run of capitalised words holds, and the office before it."""
        words = run.split()
        if len(words[-1]) > _GLUED and (glued := speech.glued.search(words[-1])):
            words[-1] = words[-1][: glued.start(1)]
        lexicon = self.naming.lexicon
        while words and lexicon.get(bare_word(words[0])) == "other":
            sure = speech.kinds.get(words.pop(0).lower()) in _BEFORE_A_NAME or sure
        if len(words) == 1 and sure and words[0] not in self.naming.lexicon:
            self.evidence.known.add(words[0])
        begin, end = name_within(words, self.naming, self.evidence)
        name = words[begin:end]
        if not name:
            return ""
        full = " ".join(name)
        office = [word for word in words[:begin] if lexicon.get(word) == "role"] if begin else ()
        if office and lexicon.get(words[0]) == "role":
            self._roles.setdefault(full, " ".join(words[:begin]))
        if office and (len(name) > 1 or full in self.evidence.known):
            self._offices.setdefault(" ".join(words[:begin]).lower(), full)
            self._offices.setdefault(words[0].lower(), full)
            self._offices.setdefault(office[0].lower(), full)
        if len(name) < 2:
            return full if full in self.evidence.known else ""
        sure = sure or bool(office)
        keys = tuple([key(word) if word[-1] in ENDINGS else word.lower() for word in name])
        if not (sure or self.evidence.ordinary.isdisjoint(map(str.lower, name))) and any(
            map(self.evidence.is_ordinary, name)
        ):
            return ""
        form = Form(tuple(name), keys, first, sure)
        for word in set(keys):
            if word in self._forms:
                self._forms[word].append(form)
            else:
                self._forms[word] = [form]
        if alias and self._is_alias(alias, name):
            self._aliases.setdefault(alias.lower(), full)
        return full

    def _is_alias(self, alias: str, name: list[str]) -> bool:
        """Whether *(Jokowi)* after a name is a form of it and no institution's acronym."""
        if self.naming.nicknames.get(alias) == " ".join(name):
            return True
        letters = iter("".join(name).lower())
        return alias[0].isupper() and all(char in letters for char in alias.lower())

    # -- asking ------------------------------------------------------------------

    def fullest(self, name: str, before: int) -> str:
        """The fullest form of `name` that the article prints.

        Of several bearers, the one named last before the position `before`.
        """
        if name not in self._full:
            self._full[name] = self._find_fullest(name, before)
        return self._full[name]

    def _find_fullest(self, name: str, before: int) -> str:
        known = self._aliases.get(name.lower()) or self.naming.nicknames.get(name)
        if known and self._covering(known):
            return known
        words = name.split()
        longer = [form for form in self._covering(name) if len(form.words) > len(words)]
        lead = 0 if self.naming.short_form == "first" else -1

        def rank(form: Form) -> tuple[bool, bool, bool, int, int]:
            leads = len(words) > 1 or _same(form.keys[lead], key(words[0]))
            return form.sure, leads, form.first <= before, len(form.words), -form.first

        return " ".join(max(longer, key=rank).words) if longer else name

    def _covering(self, name: str) -> list[Form]:
        """The forms that hold every word of a name, or one spelt nearly like it."""
        words = [key(word) for word in name.split()]
        near = self._forms.get(words[0]) or self._spelt_nearly(words[0])
        return [
            form
            for form in near
            if all(
                word in form.keys or any(_same(word, own) for own in form.keys) for word in words
            )
        ]

    def _spelt_nearly(self, word: str) -> list[Form]:
        """The forms with a word that is the same in another spelling."""
        if self._initials is None:
            self._initials = {}
            for other in self._forms:
                self._initials.setdefault(other[:1], []).append(other)
        return [
            form
            for other in self._initials.get(word[:1], ())
            if _same(word, other)
            for form in self._forms[other]
        ]

    def office(self, role: str) -> str | None:
        """Who holds an office that is named alone: *Presiden*, *Kapolres*."""
        words = [word for word in role.split() if word[0].isupper()]
        if not words:
            return None
        long = [self.naming.offices.get(words[0], words[0]), *words[1:]]
        for wanted in (" ".join(words), " ".join(long), long[0], words[0]):
            if found := self._offices.get(wanted.lower()):
                return found
        return next(
            (
                name
                for office, name in self._offices.items()
                if office.startswith(long[0].lower() + " ")
            ),
            None,
        )

    def is_person(self, name: str) -> bool:
        """Whether a name is somebody's, as far as the article shows."""
        if name in self.evidence.known:
            return True
        return " " in name and bool(self._covering(name))

    def protagonist(self, before: int) -> str | None:
        """Whom the article names most, of those named before a position."""
        if self._leading is None:
            self._leading = self._rank_forms()
        index = bisect_left(self._leading, (before, ""))
        return self._leading[index - 1][1] if index else None

    def _rank_forms(self) -> list[tuple[int, str]]:
        """From which position on which name is the one that is named most."""
        lead = 0 if self.naming.short_form == "first" else -1
        forms = {form for forms in self._forms.values() for form in forms}
        most, leading = 0, []
        for form in sorted(forms, key=lambda form: form.first):
            name = " ".join(form.words)
            count = self._mentions[name] + self.evidence.alone.get(form.words[lead], 0)
            if count > most:
                most = count
                leading.append((form.first, name))
        return leading

    def acting(self, after: int, before: int) -> str | None:
        """Who did something last between two positions."""
        for index in range(bisect_left(self._acting, (before, "")) - 1, -1, -1):
            where, run = self._acting[index]
            if where < after:
                return None
            name = self._names.get(run, run)
            if name not in self._acts:
                self._acts[name] = name in self.evidence.known or (
                    name != "" and any(form.sure for form in self._covering(name))
                )
            if self._acts[name]:
                return name
        return None

    # -- remembering -------------------------------------------------------------

    def introduce(self, name: str, form: str, role: str | None) -> None:
        """Remember how the article calls somebody beside a cue, and the office before it."""
        forms = self._called.setdefault(name, [])
        if form != name and form not in forms:
            forms.append(form)
        if role and any(self.naming.lexicon.get(word.capitalize()) for word in role.split()):
            self._roles[name] = max(role, self._roles.get(name, ""), key=len)

    def role_of(self, name: str) -> str | None:
        """The office with which the article introduces somebody."""
        return self._roles.get(name)

    def speaks(self, name: str) -> None:
        """Remember that somebody spoke."""
        self._speakers.setdefault(name)

    def people(self) -> tuple[Person, ...]:
        """Those who spoke, in the order in which they first did."""
        return tuple(
            Person(
                name,
                tuple(self._called.get(name, ())),
                (role,) if (role := self.role_of(name)) else (),
            )
            for name in self._speakers
        )


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


def key(word: str) -> str:
    """A word of a name for comparing: without case and stops."""
    return bare_word(word).lower()


def _same(one: str, other: str) -> bool:
    """The same word, or the same in another spelling (*Fakrulloh, Fakhrulloh*)."""
    if one == other:
        return True
    if min(len(one), len(other)) < 6 or one[0] != other[0]:
        return False
    return is_mistyped(one, other)
