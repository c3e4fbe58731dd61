"""Who speaks in the articles of a library, and under which names."""

import re
from collections.abc import Iterable

from reader.article.crowd import people_of
from reader.library.telling import Articles, told

_WORD = re.compile(r"\w+")


def speakers_called(name: str, articles: Articles) -> frozenset[tuple[str, str | None]]:
    """The id of an article and what a speaker is called there, for all whom somebody calls `name`.

    A person is called by every name that any of the articles uses. Whatever the
    case and the punctuation; a part of a name is enough, whole words.
    """
    wanted = _words(name)
    spoken = told(articles)
    called = {
        (one.article, one.speaker)
        for one in spoken
        if one.speaker is not None and _is_called(wanted, (one.speaker, one.called or ""))
    }
    # As `Speaker.appearances` numbers them: in the order of their first quotes.
    speakers = list(dict.fromkeys((one.article, one.speaker) for one in spoken if one.speaker))
    for person in people_of(spoken):
        if _is_called(wanted, (person.name, *person.aliases)):
            called.update(speakers[number] for number in person.appearances)
    return frozenset(called)


def _is_called(wanted: tuple[str, ...], names: Iterable[str]) -> bool:
    return bool(wanted) and any(_within(wanted, _words(name)) for name in names)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _within(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(
        words[start : start + len(wanted)] == wanted
        for start in range(len(words) - len(wanted) + 1)
    )
