"""Which quotes are by the person that somebody asked for."""

import re
from collections import defaultdict
from collections.abc import Iterable

from reader.library import Said

_WORD = re.compile(r"\w+")


def speakers_called(name: str, quotes: Iterable[Said]) -> frozenset[str]:
    """The speakers of `quotes` that somewhere are called `name`.

    A speaker is called by the full name and by whatever stands beside the cue in
    any of the articles. Whatever the case and the punctuation; a part of a name
    is enough, whole words.
    """
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for quote in quotes:
        if quote.speaker is not None:
            forms[quote.speaker].add(quote.speaker)
            if quote.mention is not None and quote.attribution == "name":
                forms[quote.speaker].add(quote.mention)
    wanted = _words(name)
    return frozenset(
        speaker
        for speaker, called in forms.items()
        if wanted and any(_within(wanted, _words(form)) for form in called)
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _within(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(
        words[start : start + len(wanted)] == wanted
        for start in range(len(words) - len(wanted) + 1)
    )
