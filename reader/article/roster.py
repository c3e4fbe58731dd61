"""The people of one article: which names it prints, in which forms, with which offices."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from reader.article.model import Person, Span
from reader.article.names import bare_word, is_acronym, name_end, name_start
from reader.article.vocabulary import Naming, Speech, one_of

_UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
_CAPITALISED = rf"[{_UPPER}]\w*(?:[-'’](?!s\b)\w+)*"
_GAP = r"[ \n]{1,2}"


@dataclass(slots=True)
class Form:
    """A name as the article prints it."""

    words: tuple[str, ...]
    first: int
    count: int = 0


@dataclass(slots=True)
class Member:
    """Somebody who speaks, while the article is being read."""

    name: str
    forms: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)


class Roster:
    """The names of an article, gathered in one pass, and who bears them."""

    def __init__(self, text: str, spans: Iterable[Span], speech: Speech, naming: Naming) -> None:
        self.naming = naming
        self.known: set[str] = set()
        self.members: dict[str, Member] = {}
        self._forms: dict[str, list[Form]] = {}
        self._offices: dict[str, str] = {}
        self._aliases: dict[str, str] = {}
        self._full: dict[str, str] = {}
        self._gather(text, spans, speech)

    # -- gathering ---------------------------------------------------------------

    def _gather(self, text: str, spans: Iterable[Span], speech: Speech) -> None:
        runs: dict[str, tuple[int, str | None]] = {}
        counts: Counter[str] = Counter()
        pattern = _run_pattern(self.naming)
        for start, end in spans:
            for match in pattern.finditer(text, start, end):
                before, run, alias, after = match.groups()
                if " " not in run and "\n" not in run:
                    if (before and speech.kinds.get(before) in _BEFORE_A_NAME) or (
                        after and speech.kinds.get(after) == "active"
                    ):
                        if bare_word(run) not in self.naming.lexicon and not is_acronym(run):
                            self.known.add(run)
                    continue
                counts[run] += 1
                if run not in runs or (alias and not runs[run][1]):
                    runs[run] = (match.start(2), alias)
        for run, (first, alias) in runs.items():
            if glued := speech.glued.search(run):
                run = run[: glued.start(1)]
            self._enter(run, first, counts.get(run, 1), alias)

    def _enter(self, run: str, first: int, count: int, alias: str | None) -> None:
        """Keep the name that a run of capitalised words holds, and the office before it."""
        words = run.split()
        while words and self.naming.lexicon.get(bare_word(words[0])) == "other":
            words.pop(0)
        begin = name_start(words, self.naming, self.known)
        name = words[begin : name_end(words, self.naming)]
        if not name:
            return
        if begin:
            self._offices.setdefault(" ".join(words[:begin]).lower(), " ".join(name))
            for word in words[:begin]:
                if self.naming.lexicon.get(word) == "role":
                    self._offices.setdefault(word.lower(), " ".join(name))
        if len(name) < 2:
            return
        form = Form(tuple(name), first, count)
        for word in {key(word) for word in name}:
            self._forms.setdefault(word, []).append(form)
        if alias and self._is_alias(alias, name):
            self._aliases.setdefault(alias.lower(), " ".join(name))

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
        if known and self._holds(known):
            return known
        words = [key(word) for word in name.split()]
        forms = [form for form in self._with(words[0]) if self._covers(form, words)]
        if not forms:
            return name
        lead = 0 if self.naming.short_form == "first" else -1

        def rank(form: Form) -> tuple[bool, bool, int, int]:
            return (
                _same(key(form.words[lead]), words[lead]),
                form.first <= before,
                len(form.words),
                -form.first,
            )

        best = max(forms, key=rank)
        if len(best.words) <= len(words):
            return name
        return " ".join(best.words)

    def _holds(self, name: str) -> bool:
        words = [key(word) for word in name.split()]
        return any(self._covers(form, words) for form in self._forms.get(words[0], ()))

    def _with(self, word: str) -> list[Form]:
        """The forms that hold a word, or one that is spelt nearly like it."""
        if found := self._forms.get(word):
            return found
        return [
            form for other, forms in self._forms.items() if _same(word, other) for form in forms
        ]

    def _covers(self, form: Form, words: list[str]) -> bool:
        return all(any(_same(word, key(own)) for own in form.words) for word in words)

    def office(self, role: str) -> str | None:
        """Who holds an office that is named alone: *Presiden*, *Kapolres*."""
        words = [word for word in role.split() if word[0].isupper()]
        if found := self._offices.get(" ".join(words).lower()):
            return found
        for word in words:
            if found := self._offices.get(word.lower()):
                return found
        return None

    def is_person(self, name: str) -> bool:
        """Whether a name is somebody's: two words, or one that is used alone for a person."""
        words = name.split()
        if len(words) == 1:
            return name in self.known
        return not any(is_acronym(word) for word in words[:-1])

    # -- remembering -------------------------------------------------------------

    def speaks(self, name: str, form: str, role: str | None) -> None:
        """Remember that somebody spoke, under which form and office."""
        member = self.members.setdefault(name, Member(name))
        if form != name and form not in member.forms:
            member.forms.append(form)
        if role and role not in member.roles:
            member.roles.append(role)

    def people(self) -> tuple[Person, ...]:
        """Those who spoke, in the order in which they first did."""
        return tuple(
            Person(member.name, tuple(member.forms), tuple(member.roles))
            for member in self.members.values()
        )


_BEFORE_A_NAME = frozenset({"bare", "passive", "source"})
_PATTERNS: dict[int, re.Pattern[str]] = {}


def _run_pattern(naming: Naming) -> re.Pattern[str]:
    """Runs of capitalised words, with the word before, an alias in brackets, the word after."""
    word = rf"(?:(?:[{_UPPER}]|{one_of(naming.titles)})\.|{_CAPITALISED})"
    particles = one_of(naming.particles)
    return re.compile(
        rf"(?:\b([a-z]+){_GAP})?\b({word}(?:{_GAP}(?:{particles} )?{word}){{0,11}})"
        rf"(?=(?: \(([^()\n]{{2,30}})\))?,?(?:{_GAP}([a-z]+))?)"
    )


def key(word: str) -> str:
    """A word of a name for comparing: without case and stops."""
    return bare_word(word).lower()


def _same(one: str, other: str) -> bool:
    """The same word, or the same in another spelling (*Fakrulloh, Fakhrulloh*)."""
    if one == other:
        return True
    if min(len(one), len(other)) < 6 or one[0] != other[0]:
        return False
    return DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1
