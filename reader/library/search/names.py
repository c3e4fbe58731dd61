"""Which quotes are of somebody by a name that was looked for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.library.search.letters import letters
from reader.library.search.tree import Term

if TYPE_CHECKING:
    from reader.library.row import Said


def names_of(said: "Said") -> tuple[str, ...]:
    """By which names the one who is quoted is called."""
    mention = said.mention if said.attribution == "name" else None
    return tuple(dict.fromkeys(name for name in (said.speaker, mention) if name))


def said_by(terms: Sequence[Term], quotes: "Sequence[Said]") -> "tuple[Said, ...]":
    """The quotes of those whom any of the terms names."""
    return tuple(
        said
        for said in quotes
        if any(_is_called(term, letters().words(name)) for term in terms for name in names_of(said))
    )


def _is_called(term: Term, name: Sequence[str]) -> bool:
    many = len(term.words)
    return any(_fits(term, name[at : at + many]) for at in range(len(name) - many + 1))


def _fits(term: Term, words: Sequence[str]) -> bool:
    match term.shape:
        case "whole":
            return tuple(words) == term.words
        case "begins":
            return tuple(words[:-1]) == term.words[:-1] and words[-1].startswith(term.words[-1])
        case "ends":
            return words[0].endswith(term.words[0])
        case "within":
            return term.words[0] in words[0]
