"""Tells a name from the offices, titles and institutions that stand before it."""

import re
from collections.abc import Container, Sequence

from reader.article.vocabulary import Naming

_POSSESSIVE = re.compile(r"['’]s?$")


def bare_word(word: str) -> str:
    """A word as the tables hold it: without a stop and without an English possessive."""
    return _POSSESSIVE.sub("", word.rstrip("."))


def is_capitalised(word: str) -> bool:
    """Whether a word is written with a capital, or is an account (*@kemenkes*)."""
    return word[0].isupper() or word[0] == "@"


def is_acronym(word: str) -> bool:
    """Whether a word is an acronym of three letters or more: *KPK*, *KORPRI*."""
    return len(word) >= 3 and word.isupper() and word.isalpha()


def name_start(words: Sequence[str], naming: Naming, known: Container[str]) -> int:
    """Where the name begins in a run of capitalised words; `len(words)` where there is none.

    The offices, institutions and places before it are told by the tables, by
    acronyms, and by `known`: words that the article uses alone for a person
    (*kata Vinsen*) begin a name.
    """
    last = len(words)
    while last and _is_degree(words[last - 1], naming):
        last -= 1
    begin, place_taken = 0, -1
    for index, word in enumerate(words[:last]):
        plain = bare_word(word)
        if plain in known and index and begin >= index:
            break
        kind = naming.lexicon.get(plain)
        if kind or word[0].isdigit() or (is_acronym(plain) and index + 1 < last):
            begin = index + 1
            if plain in naming.place_heads and index + 2 < last and words[index + 1] not in known:
                place_taken = index + 1
        elif index == place_taken:
            begin = index + 1
    if begin >= last:
        return len(words)
    if begin:
        for index in range(begin + 1, last):
            if bare_word(words[index]) in known:
                if bare_word(words[begin]) not in known and last - index <= 4:
                    return index
                break
    return begin


def name_end(words: Sequence[str], naming: Naming) -> int:
    """Where the name ends in `words`: before its degrees (*SH*, *M.Si*)."""
    last = len(words)
    while last > 1 and _is_degree(words[last - 1], naming):
        last -= 1
    return last


def _is_degree(word: str, naming: Naming) -> bool:
    return word.replace(".", "") in naming.degrees
