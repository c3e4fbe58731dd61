"""Whether a quote is by the person that somebody asked for."""

import re

from reader.article import Article, Quote

_WORD = re.compile(r"\w+")


def spoken_by(article: Article, quote: Quote, name: str) -> bool:
    """Whether `name` is one of the forms that the article has of the quote's speaker.

    Whatever the case and the punctuation; a part of a name is enough, whole words.
    """
    wanted = _words(name)
    return bool(wanted) and any(_within(wanted, _words(form)) for form in _forms(article, quote))


def _forms(article: Article, quote: Quote) -> set[str]:
    if quote.speaker is None:
        return set()
    forms = {quote.speaker}
    for person in article.people:
        if quote.speaker == person.name or quote.speaker in person.aliases:
            forms.update((person.name, *person.aliases))
    return forms


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _within(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(
        words[start : start + len(wanted)] == wanted
        for start in range(len(words) - len(wanted) + 1)
    )
