"""An article as it is read: what is known of it, its paragraphs without what sticks in them."""

from typing import TYPE_CHECKING

from reader.article import NOISE, Article, Paragraph, Span

if TYPE_CHECKING:
    from reader.notebook import Corrected

CALLED = {
    "title": "title", "published": "date", "publisher": "outlet", "label": "label",
    "speaker": "speaker",
}  # fmt: skip
"""What may be set of an article, and what it is called."""


def known_line(article: Article, corrected: "Corrected | None" = None) -> str:
    """Outlet, date, place, authors and editors in one line, and what of all that the user set.

    What the article does not tell is left out.
    """
    fields = corrected.fields if corrected else frozenset()
    yours = ", ".join(name for field, name in CALLED.items() if field in fields)
    facts = [
        article.publisher,
        article.section,
        (article.published or "").replace("T", " ") or None,
        article.place,
        ", ".join(article.authors) or None,
        f"ed. {', '.join(article.editors)}" if article.editors else None,
        f"set by you: {yours}" if yours else None,
    ]
    return " · ".join(fact for fact in facts if fact)


def headline(article: Article) -> Paragraph | None:
    """The paragraph that is the title, where the text has it as a line of its own."""
    same = _letters(article.title or "")
    for paragraph in article.paragraphs:
        if paragraph.label == "title" and _letters(_printed(article, paragraph)) == same:
            return paragraph
    return None


def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """The paragraphs that the reader shows, in the order in which it numbers them from 1 on.

    The title comes first. What it and the line of what is known say already is
    not said twice: a repeated title, the date line, the byline.
    """
    # The same as `reader.widgets.layout` lays out; a test holds the two together.
    first, same = headline(article), _letters(article.title or "")
    known = {
        "date": article.published is not None and "published" not in article.inferred,
        "byline": bool(article.authors or article.editors),
    }
    below = (
        paragraph
        for paragraph in article.paragraphs
        if not known.get(paragraph.label)
        and not (paragraph.label == "title" and _letters(_printed(article, paragraph)) == same)
    )
    return (*((first,) if first else ()), *below)


def _printed(article: Article, paragraph: Paragraph) -> str:
    return article.text[paragraph.start : paragraph.end]


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def pieces(article: Article, paragraph: Paragraph) -> tuple[Span, ...]:
    """The spans of a paragraph that are read: a line each, cut where noise sticks in it."""
    spans: list[Span] = []
    for index in paragraph.lines:
        line = article.lines[index]
        start = line.start
        for part in sorted(line.parts, key=lambda part: part.start):
            if part.label in NOISE and part.end > start:
                spans.append((start, max(start, part.start)))
                start = part.end
        spans.append((start, line.end))
    return tuple(span for span in spans if article.text[span[0] : span[1]].strip())


def paragraph_text(article: Article, paragraph: Paragraph) -> str:
    """The words of a paragraph on one line."""
    shown = (article.text[start:end] for start, end in pieces(article, paragraph))
    return " ".join(" ".join(shown).split())
