"""How a note finds its words again.

An anchor is a TextQuoteSelector and a TextPositionSelector of the W3C's Web
Annotation model in one value: the words, what stood around them, and where.
"""

from dataclasses import dataclass
from typing import Literal

from reader.errors import ReaderError

CONTEXT = 48  # code points kept on either side

How = Literal["exact", "moved", "fuzzy", "orphan"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of one article. `start` and `end` count code points into that article's text.

    `article` is the id of the text in which the words were marked, `path` and
    `title` what it was called then. `prefix` and `suffix` hold up to 48 code
    points on either side, `occurrences` says how often `exact` stood in the text.
    Never rewritten once it is made.
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
    """Where an anchor's words are in a text: code points, start included, end excluded.

    `how` they were found: in the very same text ("exact"), the same words in a
    changed text ("moved"), changed words in a changed text ("fuzzy"). An orphan
    was not found; its span is empty, so that nothing gets marked.
    """

    start: int
    end: int
    how: How

    @property
    def found(self) -> bool:
        """Whether there are words at this place."""
        return self.how != "orphan"


ORPHAN = Place(0, 0, "orphan")


def make_anchor(
    text: str, start: int, end: int, *, article: str, path: str, title: str
) -> Anchor:
    """The anchor of the words `text[start:end]`; ReaderError where there are none."""
    exact = text[start:end] if 0 <= start < end <= len(text) else ""
    if not exact.strip():
        raise ReaderError("There are no words at that place: mark a passage that has some.")
    return Anchor(
        article=article,
        path=path,
        title=title,
        exact=exact,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
        occurrences=text.count(exact),
    )


def find_anchor(anchor: Anchor, text: str, article_id: str) -> Place:
    """Where the anchor's words are in `text`, the text of the article `article_id`."""
    if article_id == anchor.article and text[anchor.start : anchor.end] == anchor.exact:
        return Place(anchor.start, anchor.end, "exact")
    return ORPHAN
