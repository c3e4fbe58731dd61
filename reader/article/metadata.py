"""What a page says of itself: title, outlet, date, place, people who made it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.article.language import Language
from reader.article.model import Line


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of an Article that the page gives; None or empty where it does not."""

    title: str | None = None
    publisher: str | None = None
    section: str | None = None
    published: str | None = None
    place: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    source: str | None = None
    inferred: tuple[str, ...] = ()


def read_metadata(
    text: str, lines: Sequence[Line], language: Language, name: str = ""
) -> Metadata:
    """What the lines tell, each field with the first rule that finds it."""
    return Metadata()
