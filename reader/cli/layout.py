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
