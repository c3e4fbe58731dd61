"""How a note finds its words again."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of an article and where they stood: a quotation with its context, and a position.

    The W3C's TextQuoteSelector (`exact`, `prefix`, `suffix`) and TextPositionSelector
    (`start`, `end`: code points into `Article.text`, end excluded). `article` is the
    article's id, `path` and `title` what it was called when the note was made;
    `occurrences` is how often `exact` stood in the text.
    """

    article: str
    path: str
    title: str
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    occurrences: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words of an anchor are now: code points into the text, and how they were found."""

    start: int
    end: int
    how: Literal["exact", "moved", "fuzzy", "orphan"]
