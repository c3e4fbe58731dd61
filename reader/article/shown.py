"""What of an article is read, and in which order its paragraphs are numbered."""

import re
from typing import NamedTuple

from reader.article.model import Article, Paragraph


class Shown(NamedTuple):
    """A paragraph as it is read: `text[start:end]`.

    `is_title`: it stands above all. Then `end` leaves out what a site puts behind
    its titles (*… - Warta Lereng*).
    """

    paragraph: Paragraph
    start: int
    end: int
    is_title: bool = False


def shown(article: Article, title: str | None = None) -> tuple[Shown, ...]:
    """The paragraphs that are read, in the order in which they are numbered from 1 on.

    The title (the article's, unless another is given) comes first, where the text
    has it as a line of its own. What it and the line of what is known say already
    is not said twice: a repeated title, the date line, the byline.
    """
    of_title = _pattern(article.title if title is None else title)
    known = {
        "date": article.published is not None and "published" not in article.inferred,
        "byline": bool(article.authors or article.editors),
    }
    first: Shown | None = None
    below: list[Shown] = []
    for paragraph in article.paragraphs:
        if known.get(paragraph.label):
            continue
        start, end = paragraph.start, paragraph.end
        if paragraph.label == "title" and (same := of_title.match(article.text, start, end)):
            first = first or Shown(paragraph, start, same.end("title"), True)
        else:
            below.append(Shown(paragraph, start, end))
    return (first, *below) if first else tuple(below)


def _pattern(title: str | None) -> re.Pattern[str]:
    """A line that prints a title: case and marks aside, with a site's name behind it or not."""
    letters = filter(str.isalnum, title or "")
    words = r"[\W_]*".join(map(re.escape, letters))
    if not words:
        return re.compile("(?!)")
    return re.compile(
        rf"(?i)[\W_]*(?P<title>{words}[^\w\s|–—-]*)(?:\s*$|\s+[|–—·-]\s.*$)", re.DOTALL
    )
