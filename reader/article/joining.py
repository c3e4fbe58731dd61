"""The rules by which speakers of different articles are one person.

Each rule looks at two names, or at a name and those it could mean; which those are
is looked up by `keys_of`. So whoever keeps the names of a library has to look again
only at those that share a key with one that has changed. What the rules join are
ties; `unite` makes persons of them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple

from reader.article.namesakes import initials, may_be_one, same_word, spelling, within
from reader.article.offices import same_office
from reader.article.statements import day_of

USUAL = 3
"""Articles that must call somebody by a short form beside the full name, before an
article that has the short form alone is taken to mean the same person."""

WHILE = 14
"""Days in which an unusual single name means the same person: as long as one piece of
news is told."""

REACH = 3
"""Words that the last word of a name may stand behind its first one in a longer name."""

BLOCK = 4
"""Letters, as `spelling` has them, that two spellings of a single name begin with."""

Words = tuple[str, ...]
Tie = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a full name (two words or more), as all articles tell of them.

    `names` are several where they were joined already. `called` counts the
    articles that call them by another form beside the full name.
    """

    key: int
    names: tuple[Words, ...]
    roles: tuple[str, ...] = ()
    called: Mapping[Words, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Single:
    """Somebody whom one article (an id) knows by one word only. `published` is ISO 8601."""

    key: int
    word: str
    article: str
    roles: tuple[str, ...] = ()
    published: str | None = None


# -- by which keys names find each other ----------------------------------------------


class Keys(NamedTuple):
    """By what a full name is found.

    `like`: names that may be the same one in another spelling have one of these
    in common. `pairs`: a shorter name has its `ends` among those of each longer
    one. `forms` are what it may be called for short: its words, its initials.
    """

    like: tuple[str, ...]
    pairs: tuple[str, ...]
    ends: str
    forms: tuple[str, ...]


@lru_cache(maxsize=1 << 12)
def keys_of(name: Words) -> Keys:
    """The keys of a full name."""
    rests = (
        f"{n} {word[0]} {' '.join((*name[:n], *name[n + 1 :]))}" for n, word in enumerate(name)
    )
    pairs = (
        f"{one} {other}" for n, one in enumerate(name) for other in name[n + 1 : n + 1 + REACH]
    )
    return Keys(
        tuple(dict.fromkeys((" ".join(map(spelling, name)), *rests))),
        tuple(dict.fromkeys(pairs)),
        f"{name[0]} {name[-1]}",
        tuple(dict.fromkeys((*name, initials(name)))),
    )


def block_of(word: str) -> str:
    """What a single name has in common with its other spellings."""
    return spelling(word)[:BLOCK]


# -- full names -----------------------------------------------------------------------


def is_spelt_alike(one: Bearer, other: Bearer) -> bool:
    """Whether two names are one in two spellings, and the offices do not speak against it."""
    return any(
        _is_one_with(how, one, other)
        for name in one.names
        for full in other.names
        if (how := spelt_as(name, full))
    )


def spelt_as(name: Words, other: Words) -> Literal["sounds", "letters"] | None:
    """How two names are alike: in what they sound like (*Soerjo, Suryo*), or but for some
    letters of one word. None where they are not."""
    if len(name) != len(other) or name == other:
        return None
    differing = [(a, b) for a, b in zip(name, other, strict=True) if a != b]
    if all(spelling(a) == spelling(b) for a, b in differing):
        return "sounds"
    return "letters" if len(differing) == 1 and same_word(*differing[0]) else None


def _is_one_with(how: Literal["sounds", "letters"], one: Bearer, other: Bearer) -> bool:
    return _share_office(one, other) or (how == "sounds" and not _differ_in_office(one, other))


def is_longer(full: Words, name: Words) -> bool:
    """Whether a name is a longer form of another: it has its words, in their order."""
    return len(full) > len(name) and within(name, full)


def longer_of(one: Bearer, longer: Sequence[Bearer]) -> Bearer | None:
    """Of those who bear a longer form of a name, the one who is meant by it."""
    apart: list[Bearer] = []
    for other in longer:
        like = next((n for n, known in enumerate(apart) if is_spelt_alike(known, other)), None)
        if like is None:
            apart.append(other)
        else:
            apart[like] = _both(apart[like], other)
    return _the_one(one, apart)


def nicknamed(one: Bearer, others: Sequence[Bearer]) -> Bearer | None:
    """Of those whom articles call by a name of two words or more, the one it stands for."""
    return _the_one(one, others)


def go_together(one: Words, other: Words) -> bool:
    """Whether two names can be one person's: a short form of it, a longer one, initials."""
    short, full = sorted((one, other), key=len)
    if len(short) > 1:
        return within(short, full)
    return may_be_one(short[0].title(), " ".join(full).title())


def _both(one: Bearer, other: Bearer) -> Bearer:
    roles = tuple(dict.fromkeys((*one.roles, *other.roles)))
    return Bearer(one.key, (*one.names, *other.names), roles)


def _the_one(person: Bearer, candidates: Sequence[Bearer]) -> Bearer | None:
    """The candidate who shares an office, else the only one whose office does not differ."""
    sharing = [other for other in candidates if _share_office(person, other)]
    if sharing:
        return sharing[0] if len(sharing) == 1 else None
    if len(candidates) == 1 and not _differ_in_office(person, candidates[0]):
        return candidates[0]
    return None


# -- single names ---------------------------------------------------------------------


def tie_singles(singles: Iterable[Single], bearing: Callable[[str], Sequence[Bearer]]) -> list[Tie]:
    """Whom the single names of one block mean, and which of them are one.

    `bearing` gives those who may be meant by a word: as a part of the full name,
    as its initials, or because articles call them so.
    """
    ties: list[Tie] = []
    firsts: list[Single] = []
    by_word: dict[str, list[Single]] = {}
    for one in sorted(singles, key=lambda one: (one.published or "", one.article)):
        by_word.setdefault(one.word, []).append(one)
    for word, namesakes in sorted(by_word.items()):
        bearers = bearing(word)
        meant: dict[tuple[str, ...], Bearer | None] = {}
        alone = []
        for one in namesakes:
            if one.roles not in meant:
                meant[one.roles] = _meant(one, bearers)
            if match := meant[one.roles]:
                ties.append((one.key, match.key))
            else:
                alone.append(one)
        same = list(_same_single(alone, unusual=not bearers))
        ties += same
        firsts += _first_with_all_roles(alone, same)
    for n, one in enumerate(firsts):
        for other in firsts[:n]:
            if same_word(one.word, other.word) and _share_office(one, other):
                ties.append((other.key, one.key))
    return ties


def _meant(one: Single, bearers: Sequence[Bearer]) -> Bearer | None:
    """The only bearer who shares an office, else the only one if it is usually called so."""
    sharing = [other for other in bearers if _share_office(one, other)]
    if sharing:
        return sharing[0] if len(sharing) == 1 else None
    if len(bearers) == 1 and bearers[0].called.get((one.word,), 0) >= USUAL:
        return None if _differ_in_office(one, bearers[0]) else bearers[0]
    return None


def _same_single(alone: Sequence[Single], *, unusual: bool) -> Iterable[Tie]:
    """Which of those with the same single name are one.

    They hold the same office; or the name is an unusual one, which nobody bears
    beside others, and it is the same weeks.
    """
    latest: dict[str, Single] = {}
    for one in alone:
        for role in [known for known in latest if any(same_office(known, r) for r in one.roles)]:
            yield latest[role].key, one.key
        latest |= dict.fromkeys(one.roles, one)
    if not unusual:
        return
    dated = [(day, one) for one in alone if (day := day_of(one.published)) is not None]
    for (early, one), (late, other) in pairwise(sorted(dated, key=lambda two: two[0])):
        if late - early <= WHILE and not _differ_in_office(one, other):
            yield one.key, other.key


def _first_with_all_roles(alone: Sequence[Single], ties: Iterable[Tie]) -> Iterable[Single]:
    """The first of namesakes, with the offices of all who are one with it; none of none."""
    if not alone:
        return ()
    first = next(
        group for group in unite((one.key for one in alone), ties, {}) if alone[0].key in group
    )
    roles = dict.fromkeys(role for one in alone if one.key in first for role in one.roles)
    return (replace(alone[0], roles=tuple(roles)),)


# -- offices --------------------------------------------------------------------------


def _share_office(one: Bearer | Single, other: Bearer | Single) -> bool:
    """Whether an office of one is an office of the other."""
    return any(same_office(a, b) for a in one.roles for b in other.roles)


def _differ_in_office(one: Bearer | Single, other: Bearer | Single) -> bool:
    """Whether both have offices and none in common."""
    return bool(one.roles and other.roles) and not _share_office(one, other)


# -- persons --------------------------------------------------------------------------


def unite(
    members: Iterable[int],
    ties: Iterable[Tie],
    apart: Mapping[int, Collection[int]],
    loose: Iterable[Tie] = (),
    named: Collection[int] = (),
) -> list[list[int]]:
    """Who is one by these ties, those that come first counting first; each group in order.

    Never are two one whom some article keeps `apart` (told both ways round). The
    `loose` ties come last and make one of no two groups that both hold somebody
    `named`.
    """
    group = {one: [one] for one in members}

    def put_together(a: int, b: int) -> None:
        one, other = sorted((group[a], group[b]), key=len)
        kept = (far for near in one for far in apart.get(near, ()) if far in group)
        if one is not other and not any(group[far] is other for far in kept):
            other.extend(one)
            group.update(dict.fromkeys(one, other))

    for a, b in ties:
        put_together(a, b)
    for a, b in loose:
        if not (_holds(group[a], named) and _holds(group[b], named)):
            put_together(a, b)
    return [sorted(one) for one in {id(one): one for one in group.values()}.values()]


def _holds(group: Iterable[int], named: Collection[int]) -> bool:
    return any(one in named for one in group)
