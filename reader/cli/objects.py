"""What `--json` prints: one object an article, a quote, a note. Values in, dictionaries out."""

from typing import Any

from reader.article import Article, Quote

Object = dict[str, Any]


def quote_object(article: Article, quote: Quote) -> Object:
    """A quote by itself: its span leaves out its marks."""
    return {
        "start": quote.start,
        "end": quote.end,
        "text": article.text[quote.start : quote.end],
        "speaker": quote.speaker,
        "mention": quote.mention,
        "role": quote.role,
        "cue": quote.cue,
        "attribution": quote.attribution,
    }


def article_object(article: Article, path: str) -> Object:
    """A whole article; `path` as it was asked for, `number` of a line counts from 1."""
    return {
        "id": article.id,
        "path": path,
        "language": article.language,
        "title": article.title,
        "publisher": article.publisher,
        "section": article.section,
        "published": article.published,
        "place": article.place,
        "authors": list(article.authors),
        "editors": list(article.editors),
        "source": article.source,
        "inferred": list(article.inferred),
        "text": article.text,
        "lines": [
            {
                "number": line.number,
                "start": line.start,
                "end": line.end,
                "label": line.label,
                "reason": line.reason,
            }
            for line in article.lines
        ],
        "quotes": [quote_object(article, quote) for quote in article.quotes],
    }
