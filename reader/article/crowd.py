"""Who speaks in an article, as people are told by it."""

from collections.abc import Iterable
from typing import Protocol

from reader.article.model import Attribution
from reader.article.people import Appearance


class Spoken(Protocol):
    """A quote, as far as it tells of who speaks: see `reader.article.model.Quote`."""

    @property
    def speaker(self) -> str | None: ...

    @property
    def mention(self) -> str | None: ...

    @property
    def role(self) -> str | None: ...

    @property
    def attribution(self) -> Attribution: ...


def appearances(quotes: Iterable[Spoken]) -> tuple[Appearance, ...]:
    """Each speaker of an article, in the order of their first quotes."""
    found: dict[str, list[Spoken]] = {}
    for one in quotes:
        if one.speaker is not None:
            found.setdefault(one.speaker, []).append(one)
    return tuple(
        Appearance(
            name,
            tuple(dict.fromkeys(alias for one in said if (alias := _alias(one)))),
            tuple(dict.fromkeys(one.role for one in said if one.role)),
            len(said),
        )
        for name, said in found.items()
    )


def _alias(one: Spoken) -> str | None:
    """The name beside the cue without the office before it, where it is another."""
    called = one.mention if one.attribution == "name" else None
    if not called:
        return None
    if one.role and called.startswith(one.role):
        called = called.removeprefix(one.role).lstrip(" ,")
    return called if called and called != one.speaker else None
