"""What an article is once it has been read: frozen values, positions in one text.

Every position in the program is a span of code points into `Article.text`,
start included, end excluded. What an article has by the hundred is a named tuple: those
are made in a third of the time.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Span = tuple[int, int]

Label = Literal[
    "title", "kicker", "date", "byline", "caption", "body", "source",
    "related", "ad", "nav", "page",
]  # fmt: skip

KEPT: frozenset[Label] = frozenset(
    {"title", "kicker", "date", "byline", "caption", "body", "source"}
)
NOISE: frozenset[Label] = frozenset({"related", "ad", "nav", "page"})

Attribution = Literal["name", "pronoun", "carried", "none"]


class Part(NamedTuple):
    """What sticks inside a line and is something else: a dateline, an advertisement mark."""

    start: int
    end: int
    label: Literal["dateline", "initials", "ad", "related", "nav"]
    reason: str


class Line(NamedTuple):
    """A physical line that is not blank, without its line end and outer spaces.

    `number` counts the lines of the text from 1, blank ones included. `reason`
    is a short clause that a person can read: why the line has this label.
    """

    number: int
    start: int
    end: int
    label: Label
    reason: str
    parts: tuple[Part, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether a reader sees this line in the cleaned article."""
        return self.label in KEPT


class Paragraph(NamedTuple):
    """What is read as one piece: a kept line, or several that were wrapped by hand.

    `start` and `end` span all of `lines` (indexes into `Article.lines`).
    """

    start: int
    end: int
    label: Label
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words somebody is reported to have spoken, without their marks.

    `speaker` is the fullest name in the article, `mention` the words beside the
    cue, `role` what stands before the name (*Menteri PANRB*), `cue` the verb
    (*ujar*, *tuturnya*). `mention_span` and `cue_span` say where those stand,
    where they stand in the text.
    """

    start: int
    end: int
    speaker: str | None = None
    mention: str | None = None
    role: str | None = None
    cue: str | None = None
    attribution: Attribution = "none"
    mention_span: Span | None = None
    cue_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named in one article.

    `name` is the fullest form, `aliases` the other forms found there, `roles`
    what stands before them.
    """

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it was read. Fields that the text does not give are None or empty.

    `id` is the SHA-256 of `text` in UTF-8, in hexadecimal. `language` is a code
    of two letters, or "und". `published` is ISO 8601 to the precision that the
    page gives. `inferred` names the fields that the page does not print as such,
    `given` those that came beside the text (from a row of a file, from the head of
    a web page) and took the place of what it prints.
    `text` is safe to draw: see `reader.article.safety.sanitise`.
    """

    id: str
    text: str
    language: str = "und"
    title: str | None = None
    publisher: str | None = None
    section: str | None = None
    published: str | None = None
    place: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    source: str | None = None
    inferred: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    quotes: tuple[Quote, ...] = ()
    people: tuple[Person, ...] = ()
