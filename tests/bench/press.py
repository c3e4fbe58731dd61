"""Writes the articles of generated libraries: see libraries.py.

The words are `words.toml` and pieces of `seeds/`; every person, office and outlet is
made up.
"""

import random
import re
import string
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))

WIRE, ECHO, FORM = 0.05, 0.03, 0.02
"""Shares of the articles that print a wire story, a statement of others, a form."""

PERSONS = 6000
ENGLISH = 0.1
BEGIN, DAYS = date(2019, 1, 1), 6 * 365

Template = tuple[str, tuple[str, ...]]
Tables = dict[str, Sequence[str]]


# -- words ------------------------------------------------------------------------------


def by_rank(words: Sequence[str], size: int = 4096, flat: float = 8.0) -> list[str]:
    """A table to draw from evenly in which the first words are the most frequent (Zipf)."""
    weights = [1 / (rank + flat) for rank in range(len(words))]
    unit = size / sum(weights)
    return [
        word
        for word, weight in zip(words, weights, strict=True)
        for _ in range(max(1, round(weight * unit)))
    ]


def active(root: str) -> str:
    """The root with meN-, as Indonesian joins it."""
    first = root[0]
    if first in "lrmnwy":
        return "me" + root
    for letters, prefix in (("p", "mem"), ("t", "men"), ("k", "meng"), ("s", "meny")):
        if first in letters:
            return prefix + root[1:]
    for letters, prefix in (("bfv", "mem"), ("djcz", "men")):
        if first in letters:
            return prefix + root
    return "meng" + root


def capitals(words: Sequence[str]) -> list[str]:
    return [word.capitalize() for word in words]


def template(pattern: str) -> Template:
    parts = list(string.Formatter().parse(pattern))
    form = "".join(text.replace("%", "%%") + ("%s" if slot else "") for text, slot, _, _ in parts)
    return form, tuple(slot for _, slot, _, _ in parts if slot)


@dataclass(frozen=True)
class Person:
    """Somebody who speaks: `short` is how a second mention calls them."""

    name: str
    short: str
    role: str
    alias: str

    @property
    def introduced(self) -> str:
        return f"{self.role} {self.name}" + (f" ({self.alias})" if self.alias else "")


class Language:
    """The tables and templates of one language."""

    def __init__(self, code: str, common: Tables) -> None:
        own: dict[str, Any] = WORDS[code]
        self.code = code
        self.tables: Tables = dict(common)
        chance = random.Random(code)
        if code == "id":
            roots = own["roots"].split()
            actives = [active(root) + end for end in ("", "kan", "i") for root in roots]
            passives = ["di" + root + end for end in ("kan", "", "i") for root in roots]
            things = [
                start + "an"
                for root in roots
                if not root.endswith("an")
                for start in (root, "pe" + active(root)[2:], "ke" + root, "ber" + root)
            ]
            chance.shuffle(actives)
            chance.shuffle(passives)
            chance.shuffle(things)
            self.tables |= {"v": by_rank(actives), "g": by_rank(passives), "e": by_rank(things)}
        else:
            self.tables |= {"v": by_rank(own["verbs"].split())}
        nouns = own["nouns"].split()
        chance.shuffle(nouns)
        self.nouns = nouns
        self.tables |= {"n": by_rank(nouns), "a": by_rank(own["adjectives"].split())}
        for small, large in (("n", "N"), ("e", "E")):
            if small in self.tables:
                self.tables[large] = capitals(self.tables[small])
        for kind in ("sentences", "quotes", "titles", "cues_after", "cues_before"):
            setattr(self, kind, [template(pattern) for pattern in own[kind]])
        self.cues_nya: list[str] = own["cues_nya"]
        self.swaps: list[tuple[str, str]] = [(f" {a} ", f" {b} ") for a, b in own["swaps"]]
        self.months = own["months"].split()
        self.days = own["days"].split()

    sentences: list[Template]
    quotes: list[Template]
    titles: list[Template]
    cues_after: list[Template]
    cues_before: list[Template]

    def written(self, day: date) -> str:
        month = self.months[day.month - 1]
        if self.code == "en":
            return f"{month} {day.day}, {day.year}"
        return f"{self.days[day.weekday()]} ({day.day}/{day.month}/{day.year})"


def pieces_of_seeds() -> list[str]:
    """Clauses of the samples' body: six to fourteen words between two commas or full stops."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        for line in path.read_text("utf-8").split("\n"):
            for piece in re.split(r"[,.]\s|[\"“”()]", line) if len(line) > 120 else ():
                piece = piece.strip(" .,–-")
                if 6 <= len(piece.split()) <= 14 and piece[0].islower():
                    found[piece] = None
    return list(found)


def places() -> list[str]:
    heads, tails = WORDS["places"]["heads"].split(), WORDS["places"]["tails"].split()
    made = [f"{head} {tail.capitalize()}" for tail in tails for head in heads]
    random.Random("places").shuffle(made)
    return WORDS["places"]["true"].split() + made


def persons(where: Sequence[str]) -> list[Person]:
    """All who speak, those who speak most first."""
    chance = random.Random("persons")
    first, last = WORDS["names"]["first"].split(), WORDS["names"]["last"].split()
    roles, offices = WORDS["offices"]["roles"], WORDS["offices"]["heads"]
    found: dict[str, Person] = {}
    while len(found) < PERSONS:
        names = [chance.choice(first), chance.choice(last)]
        if chance.random() < 0.3:
            names.insert(1, chance.choice(first))
        role = f"{chance.choice(roles)} {chance.choice(offices)} {chance.choice(where)}"
        alias = names[0][:4] + names[-1][:2].lower() if chance.random() < 0.08 else ""
        short = names[0] if chance.random() < 0.85 else names[-1]
        name = " ".join(names)
        found.setdefault(name, Person(name, short, role, alias))
    return list(found.values())


# -- articles ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Story:
    """What an article tells, without the page around it; paragraphs are one line each."""

    language: Language
    title: str
    paragraphs: Sequence[str]
    day: date
    tables: Tables = field(repr=False, default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What an article shares with others: which story or statement, the how many-th printing."""

    kind: str
    number: int
    printing: int


@dataclass(frozen=True)
class Made:
    """An article as a file or a row has it."""

    text: str
    title: str
    published: str
    outlet: str
    url: str


class Press:
    """Writes the articles of one library, by their numbers."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self.count = count
        self.seed = seed
        self.places = places()
        self.persons = by_rank_of(persons(self.places))
        offices = WORDS["offices"]["heads"]
        chance = random.Random("offices")
        common: Tables = {
            "w": by_rank(self.places, 2048),
            "o": [f"{chance.choice(offices)} {chance.choice(self.places)}" for _ in range(800)],
            "k": [str(n) for n in (*range(2, 60), *range(60, 1000, 7))],
            "sky": WORDS["weather"]["sky"].split(),
            "wind": WORDS["weather"]["wind"].split(),
        }
        self.languages = [Language("id", common), Language("en", common)]
        self.pieces = pieces_of_seeds()
        self.outlets = [row for row in WORDS["outlets"]["all"] for _ in range(row[2])]
        self.links = [template(pattern) for pattern in WORDS["noise"]["id"]]
        self.feet = [template(pattern) for pattern in WORDS["noise"]["foot"]]
        self.weather = [template(pattern) for pattern in WORDS["weather"]["body"]]
        self.weather_title = template(WORDS["weather"]["title"])
        self.plans = self._plans()

    def _plans(self) -> dict[int, Plan]:
        chance = self._chance(1, 0)
        numbers = iter(chance.sample(range(self.count), round(self.count * (WIRE + ECHO + FORM))))
        plans: dict[int, Plan] = {}
        for kind, share, least, most in (("wire", WIRE, 2, 6), ("echo", ECHO, 2, 4)):
            left, group = round(self.count * share), 0
            while left >= least:
                size = min(chance.randint(least, most), left)
                for printing, number in enumerate(islice(numbers, size)):
                    plans[number] = Plan(kind, group, printing)
                left, group = left - size, group + 1
        for place, number in enumerate(numbers):
            plans[number] = Plan("form", place, 0)
        return plans

    def _chance(self, kind: int, number: int) -> random.Random:
        return random.Random((self.seed * 8 + kind) << 40 | number)

    def articles(self) -> Iterator[Made]:
        """All articles, in the order of their numbers."""
        return map(self.article, range(self.count))

    def article(self, number: int) -> Made:
        """The article of a number below `count`."""
        chance = self._chance(0, number)
        plan = self.plans.get(number)
        if plan is None:
            story = self._story(chance)
        elif plan.kind == "wire":
            story = self._story(self._chance(2, plan.number))
            if plan.printing:
                story = _edited(story, chance)
        elif plan.kind == "echo":
            story = self._with_statement(self._story(chance, 0), plan, chance)
        else:
            story = self._form(chance)
        return self._printed(story, chance, number)

    def truth(self) -> dict[str, list[list[int]]]:
        """The numbers of the articles that share a wire story, and that share a statement."""
        groups: dict[str, dict[int, list[int]]] = {"wire": {}, "echo": {}, "form": {}}
        for number, plan in sorted(self.plans.items()):
            groups[plan.kind].setdefault(plan.number, []).append(number)
        return {kind: list(found.values()) for kind, found in groups.items()}

    def _story(self, chance: random.Random, language: int | None = None) -> Story:
        draw = chance.random
        if language is None:
            language = draw() < ENGLISH
        tongue = self.languages[language]
        people = [self.persons[int(draw() * len(self.persons))] for _ in range(1 + int(draw() * 3))]
        day = BEGIN + timedelta(days=int(DAYS * (1 - draw() ** 1.5)))
        theme = [tongue.nouns[int(draw() * len(tongue.nouns))] for _ in range(5)]
        tables = tongue.tables | {
            "t": theme,
            "T": capitals(theme),
            "P": [person.name for person in people],
            "d": [tongue.written(day - timedelta(days=back)) for back in (0, 0, 1, 6)],
        }
        title = self._fill(chance, tongue.titles, tables)
        paragraphs, introduced, last = [], set[str](), None
        for _ in range(8 + int(draw() * 7)):
            sentences = [self._fill(chance, tongue.sentences, tables) for _ in range(2)]
            if draw() < 0.15 and tongue.code == "id":
                piece = self.pieces[int(draw() * len(self.pieces))]
                sentences.append(f"Hal itu terjadi {piece}.")
            paragraphs.append(
                " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences)
            )
            if draw() < 0.5:
                person = people[int(draw() * len(people))]
                words = self._fill(chance, tongue.quotes, tables)
                named = person.short if person.name in introduced else person.introduced
                same = last == person and draw() < 0.6
                paragraphs.append(_spoken(words, None if same else named, tongue, chance))
                introduced.add(person.name)
                last = person
        return Story(tongue, title, paragraphs, day, tables)

    def _fill(self, chance: random.Random, patterns: Sequence[Template], tables: Tables) -> str:
        draw = chance.random
        form, slots = patterns[int(draw() * len(patterns))]
        return form % tuple([(table := tables[slot])[int(draw() * len(table))] for slot in slots])

    def _with_statement(self, story: Story, plan: Plan, chance: random.Random) -> Story:
        """The story with a statement of which other articles print a form too."""
        own = self._chance(3, plan.number)
        other = self._story(own, 0)
        person = own.choice(self.persons)
        clauses = [self._fill(own, other.language.quotes, other.tables) for _ in range(3)]
        words = ". ".join(clauses[:1] if plan.printing % 3 == 2 else clauses)
        if plan.printing % 2:
            words = _reworded(words, other.language, chance)
        said = _spoken(words, person.introduced, story.language, chance)
        at = chance.randint(1, len(story.paragraphs))
        paragraphs = [*story.paragraphs[:at], said, *story.paragraphs[at:]]
        return replace(story, paragraphs=paragraphs, day=other.day + timedelta(plan.printing % 3))

    def _form(self, chance: random.Random) -> Story:
        story = self._story(chance, 0)
        where = chance.choice(self.places)
        tables = story.tables | {"w": [where], "d": [story.language.written(story.day)]}
        title = self._fill(chance, [self.weather_title], tables)
        paragraphs = [self._fill(chance, [one], tables) for one in self.weather]
        return replace(story, title=title, paragraphs=paragraphs)

    # -- pages

    def _printed(self, story: Story, chance: random.Random, number: int) -> Made:
        """The page of an outlet: its head and foot, and what a crawler took along."""
        draw = chance.random
        name, domain, _, style = self.outlets[int(draw() * len(self.outlets))]
        when = f"{6 + int(draw() * 16):02}:{int(draw() * 60):02}"
        tables = story.tables | {"title": [self._title(chance, story.tables) for _ in range(3)]}
        paragraphs = list(story.paragraphs)
        for _ in range(1 + int(draw() * 3)):
            paragraphs.insert(
                1 + int(draw() * len(paragraphs)), self._fill(chance, self.links, tables)
            )
        place = self.places[int(draw() * 40)]
        head = [HEADS[int(draw() * len(HEADS))]] if draw() < 0.6 else []
        foot = [self._fill(chance, self.feet, tables) for _ in range(int(draw() * 3))]
        gap = "\n\n"
        if style == 0:
            section = SECTIONS[int(draw() * len(SECTIONS))]
            head += [story.title, f"{section} | {_on(story, False)}, {when} WIB"]
            paragraphs[0] = f"{place.upper()}, {name} – {paragraphs[0]}"
            writer, editor = (self.persons[int(draw() * len(self.persons))].name for _ in "we")
            foot.insert(0, f"Penulis : {writer} Editor : {editor}")
        elif style == 1:
            head += [story.title, f"{_on(story, True)} {when} WIB", "Share\n" + story.title]
            paragraphs[0] = f"{place.upper()}, {name} -  {paragraphs[0]}"
        elif style == 2:
            head.append(story.title.upper() + "\n")
            dated = story.language.written(story.day)
            paragraphs[0] = f"{place.upper()}- {paragraphs[0]}"
            paragraphs[1] += (
                f" ({dated})" if story.language.code == "en" else f" Hal itu disampaikan {dated}."
            )
            foot.append("Powered by Blogger.")
        else:
            gap = "\n"
            paragraphs[0] = f"{name} – {paragraphs[0]}"
        text = gap.join((*head, *paragraphs, *foot)) + "\n"
        slug = story.title.lower().replace(" ", "-")
        return Made(
            text, story.title, story.day.isoformat(), name, f"https://{domain}/{number}/{slug}"
        )

    def _title(self, chance: random.Random, tables: Tables) -> str:
        tongue = self.languages["v" in tables and "e" not in tables]
        return self._fill(chance, tongue.titles, tables)


HEADS: list[str] = WORDS["noise"]["head"]
SECTIONS: list[str] = WORDS["outlets"]["sections"].split()


def by_rank_of(people: Sequence[Person]) -> list[Person]:
    """Persons as often as they speak."""
    names = by_rank([str(number) for number in range(len(people))], 1 << 16, 3.0)
    return [people[int(name)] for name in names]


def _on(story: Story, weekday: bool) -> str:
    day, tongue = story.day, story.language
    written = f"{day.day} {tongue.months[day.month - 1]} {day.year}"
    return f"{tongue.days[day.weekday()]}, {written}" if weekday else written


def _spoken(words: str, named: str | None, tongue: Language, chance: random.Random) -> str:
    """A paragraph in which these words are said; by whom is not named where it is None."""
    draw = chance.random
    words = words[0].upper() + words[1:]
    opening, closing = ('"', '"') if draw() < 0.6 else ("“", "”") if draw() < 0.7 else ("“", '"')
    if named is None:
        cue = tongue.cues_nya[int(draw() * len(tongue.cues_nya))]
        return f"{opening}{words},{closing} {cue}."
    cues = tongue.cues_before if draw() < 0.25 else tongue.cues_after
    cue = cues[int(draw() * len(cues))][0] % named
    if cues is tongue.cues_before:
        return f"{cue[0].upper()}{cue[1:]}, {opening}{words}.{closing}"
    return f"{opening}{words},{closing} {cue}."


def _reworded(words: str, tongue: Language, chance: random.Random) -> str:
    for before, after in chance.sample(tongue.swaps, 4):
        words = words.replace(before, after, 2)
    parts = words.split(" ")
    if len(parts) > 12:
        del parts[chance.randrange(2, len(parts) - 2)]
    return " ".join(parts)


def _edited(story: Story, chance: random.Random) -> Story:
    """A wire story as another outlet prints it: cut from below, some words and the title new."""
    paragraphs = [
        _reworded(one, story.language, chance) if chance.random() < 0.3 else one
        for one in story.paragraphs
    ]
    cut = chance.choice((0, 0, 1, 2, len(paragraphs) // 3))
    paragraphs = paragraphs[: len(paragraphs) - cut]
    title = story.title
    if chance.random() < 0.6:
        title = " ".join(title.split()[: chance.randint(4, 9)]).rstrip(",:;")
    return replace(story, title=title, paragraphs=paragraphs)
