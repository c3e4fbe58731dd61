"""Tells the name of a news outlet."""

import re
from dataclasses import dataclass
from functools import cache

from reader.article.language import Language
from reader.article.page.tables import phrases, words

_PLAIN = re.compile(r"[^\w]+")


def plain(name: str) -> str:
    """A name without case, spaces and marks."""
    return _PLAIN.sub("", name.casefold())


@dataclass(frozen=True, slots=True, eq=False)
class Outlets:
    """The outlets that a language's table names, and how their addresses end."""

    known: frozenset[str]
    agencies: frozenset[str]
    hints: frozenset[str]
    address: re.Pattern[str]
    mentioned: re.Pattern[str]

    def is_outlet(self, name: str) -> bool:
        """Whether the whole of `name` is an outlet's name or address."""
        return plain(name) in self.known or self.is_address(name)

    def is_called(self, name: str) -> bool:
        """Whether `name` is two or three words and begins as outlets' names do: *Radar …*."""
        parts = name.casefold().split()
        return 2 <= len(parts) <= 3 and parts[0] in self.hints

    def is_address(self, name: str) -> bool:
        """Whether the whole of `name` is an address (*KOMPAS.TV*, *Liputan6.com*)."""
        return self.address.fullmatch(name.strip(" ®©*")) is not None

    def is_agency(self, name: str) -> bool:
        """Whether `name` is an agency, whose articles other outlets print."""
        return plain(name) in self.agencies


@cache
def outlets(language: Language) -> Outlets:
    """The outlets of a language."""
    endings = words(language, "outlets", "domains")
    ending = "|".join(sorted(map(re.escape, endings), key=len, reverse=True))
    address = rf"(?:www\.)?[^\W_][\w-]{{1,30}}(?:\.[\w-]{{2,20}})?\.(?:{ending})"
    return Outlets(
        frozenset(map(plain, phrases(language, "outlets", "names"))),
        frozenset(map(plain, phrases(language, "outlets", "agencies"))),
        words(language, "outlets", "hints"),
        re.compile(address, re.IGNORECASE),
        re.compile(rf"(?<![\w@./-]){address}(?![\w/-]|\.\w)", re.IGNORECASE),
    )
