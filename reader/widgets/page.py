"""What the article pane shows: an article, what is marked in it, and how it is asked for."""

from dataclasses import dataclass, field
from typing import Literal

from reader.article import Article, Quote, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark or a note on a passage of the text.

    `start` and `end` are code points into `Article.text`. `note` is what the
    user wrote, empty for a bookmark. `moved` says that the words were found
    again at another place than they were marked at.
    """

    uid: str
    start: int
    end: int
    note: str = ""
    tags: tuple[str, ...] = ()
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """An article as it is to be shown.

    `headline` stands on top; `facts` is the line of what is known about the
    article. `raw` shows the page as it came, with what was removed and why.
    `measure` is the width of the text in cells. `named` are the spans of the
    quotes whose speaker the user set.
    """

    article: Article
    headline: str
    facts: str = ""
    marks: tuple[Mark, ...] = ()
    raw: bool = False
    measure: int = 72
    named: frozenset[Span] = frozenset()


@dataclass(frozen=True, slots=True)
class Passage:
    """What the cursor stands on; what a key does applies to it.

    `start` and `end` are code points into `Article.text`. `number` counts
    paragraphs or quotes from 1, `of` says how many there are.
    """

    kind: Literal["paragraph", "quote", "selection"]
    start: int
    end: int
    number: int = 0
    of: int = 0
    quote: Quote | None = field(default=None)

    @property
    def span(self) -> Span:
        return self.start, self.end
