"""The people of one article: which names it prints, in which forms, with which offices."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.article.holders import Holders
from reader.article.mistyping import is_mistyped
from reader.article.model import Person, Span
from reader.article.names import ENDINGS, Evidence, bare_word, name_within
from reader.article.runs import BEFORE_A_NAME, Told, gather_runs
from reader.article.vocabulary import Naming, Speech

# A name that a verb is glued to has more letters than this.
_GLUED = 9


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
        self.holders = Holders(naming, self.evidence.places)
        self._speakers: dict[str, None] = {}
        self._called: dict[str, list[str]] = {}
        self._forms: dict[str, list[Form]] = {}
        self._initials: dict[str, list[str]] | None = None
        self._aliases: dict[str, str] = {}
        self._full: dict[str, str] = {}
        self._mentions: dict[str, int] = {}
        self._leading: list[tuple[int, str]] | None = None
        self._names: dict[str, str] = {}
        self._acts: dict[str, bool] = {}
        runs = gather_runs(text, spans, speech, naming, self.evidence)
        self._acting, self._presented = runs.acting, runs.presented
        for run, (first, alias) in runs.first.items():
            name = self._names[run] = self._enter(run, first, alias, run in runs.sure, speech)
            self._mentions[name] = self._mentions.get(name, 0) + runs.counts[run]
        self._appoint(runs.beside)

    # -- gathering ---------------------------------------------------------------

    def _appoint(self, beside: Sequence[tuple[str, str]]) -> None:
        """Keep the offices that a comma parts from their holders: *Bupati Lereng, Sari Dewi,*."""
        named = {one: self._bearer(one) for pair in beside for one in pair}
        led = set()
        for office, name in beside:
            if named[name] and not named[office] and self.holders.is_office(office):
                led.add(office)
                self.holders.hold(office.split(), named[name])
        for name, office in beside:
            alone = not named[office] and office not in led
            if named[name] and alone and self.holders.is_office(office):
                self.holders.hold(office.split(), named[name])

    def _bearer(self, run: str) -> str:
        """The name in a run of capitalised words, or nothing."""
        return self._names.get(run) or (run if run in self.evidence.known else "")

    def _enter(self, run: str, first: int, alias: str | None, sure: bool, speech: Speech) -> str:
        """Keep the name that a run of capitalised words holds, and the office before it."""
        words = run.split()
        if len(words[-1]) > _GLUED and (glued := speech.glued.search(words[-1])):
            words[-1] = words[-1][: glued.start(1)]
        lexicon = self.naming.lexicon
        while words and lexicon.get(bare_word(words[0])) == "other":
            sure = speech.kinds.get(words.pop(0).lower()) in BEFORE_A_NAME or sure
        if len(words) == 1 and sure and words[0] not in self.naming.lexicon:
            self.evidence.known.add(words[0])
        begin, end = name_within(words, self.naming, self.evidence)
        name = words[begin:end]
        if not name:
            return ""
        full = " ".join(name)
        if len(name) == 1 and self._is_titled(words, begin, end):
            self.evidence.known.add(full)
        office = [word for word in words[:begin] if lexicon.get(word) == "role"] if begin else ()
        if office and (len(name) > 1 or full in self.evidence.known):
            self.holders.hold(words[:begin], full)
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

    def _is_titled(self, words: Sequence[str], begin: int, end: int) -> bool:
        """Whether a person's title stands before a name, or a degree behind it: *Hj. Sari, SE*."""
        before = bare_word(words[begin - 1]) if begin else ""
        after = words[end].replace(".", "") if end < len(words) else ""
        return before in self.naming.honorifics or after in self.naming.degrees

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
        return self._last_of(self._acting, after, before)

    def presented(self, after: int, before: int) -> str | None:
        """Whom the article presents between two positions, or lets do something for the first time.

        *Salah satunya adalah Sari Dewi.* *Camat Sari Dewi meninjau jalan itu.*
        """
        return self._last_of(self._presented, after, before)

    def _last_of(self, told: Sequence[Told], after: int, before: int) -> str | None:
        """The last person among those that are told of between two positions."""
        for index in range(bisect_left(told, (before, "")) - 1, -1, -1):
            where, run = told[index]
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
        if role:
            self.holders.told(name, role)

    def speaks(self, name: str) -> None:
        """Remember that somebody spoke."""
        self._speakers.setdefault(name)

    def people(self) -> tuple[Person, ...]:
        """Those who spoke, in the order in which they first did."""
        return tuple(
            Person(
                name,
                tuple(self._called.get(name, ())),
                (role,) if (role := self.holders.role_of(name)) else (),
            )
            for name in self._speakers
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
    return is_mistyped(one, other)
