"""What the language tables say of pages, the neutral table's entries first."""

from collections.abc import Iterator
from typing import Any

from reader.article.language import NEUTRAL, Language, load_language


def sections(language: Language, name: str) -> Iterator[Any]:
    """A section of the neutral table, then of the language's own, where they have it."""
    for table in (load_language(NEUTRAL).table, language.table):
        if name in table:
            yield table[name]
        if language.code == NEUTRAL:
            return


def words(language: Language, section: str, key: str) -> frozenset[str]:
    """The words of a key, which holds them in one string."""
    return frozenset(
        word for table in sections(language, section) for word in table.get(key, "").split()
    )


def phrases(language: Language, section: str, key: str) -> tuple[str, ...]:
    """The phrases of a key, which holds them in a list."""
    return tuple(phrase for table in sections(language, section) for phrase in table.get(key, ()))
