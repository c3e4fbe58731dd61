"""The quotes of a library as people and echoes are told by them."""

from collections.abc import Iterable

from reader.article.crowd import Spoken
from reader.library.row import Row, Said

Articles = Iterable[tuple[Row, tuple[Said, ...]]]


def told(articles: Articles) -> list[Spoken]:
    """The quotes of articles, in their order."""
    return [
        Spoken(
            row.id,
            said.start,
            said.end,
            said.text,
            said.speaker,
            said.mention if said.attribution == "name" else None,
            said.role,
            row.publisher,
            row.published,
        )
        for row, quotes in articles
        for said in quotes
    ]
