"""Which words of an article a bookmark or a note is about."""

import re
from argparse import Namespace

from reader.article import Article, Span
from reader.article.shown import shown
from reader.cli.printing import one_line
from reader.errors import ReaderError

TITLE = 80
"""Letters of a title that a sentence names."""

# One for one, so that positions hold: marks, dashes and spaces that look alike to who types them.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‚`´", "'"),
        **dict.fromkeys("‐‑‒–—", "-"),
        "\u00a0": " ",
    }
)


def passage(article: Article, options: Namespace) -> Span:
    """The span that `--quote`, `--paragraph` or `--words` names, else the title's.

    `ReaderError` where there is no such passage, or more than one.
    """
    if options.quote is not None:
        return numbered_quote(article, options.quote)
    if options.paragraph is not None:
        return numbered_paragraph(article, options.paragraph)
    if options.words is not None:
        return words(article, options.words)
    return heading(article)


def numbered_quote(article: Article, number: int) -> Span:
    """The span of the quote with this number, from 1."""
    if number > len(article.quotes):
        raise ReaderError(
            f"There is no quote {number} in {_name(article)}: it has {len(article.quotes)}; "
            "`reader show` shows them."
        )
    quote = article.quotes[number - 1]
    return quote.start, quote.end


def numbered_line(article: Article, number: int) -> Span:
    """The span of the line with this number, from 1; blank lines are counted and are none."""
    for line in article.lines:
        if line.number == number:
            return line.start, line.end
    last = article.lines[-1].number if article.lines else 0
    what = "is blank" if number < last else f"is below the last, which is {last}"
    raise ReaderError(
        f"Line {number} of {_name(article)} {what}: "
        "`reader show --raw --numbers` shows the lines with their numbers."
    )


def numbered_paragraph(article: Article, number: int) -> Span:
    """The span of the paragraph that the reader calls by this number, from 1."""
    paragraphs = shown(article)
    if number > len(paragraphs):
        raise ReaderError(
            f"There is no paragraph {number} in {_name(article)}: it has {len(paragraphs)}; "
            "`reader show --numbers` shows them."
        )
    paragraph = paragraphs[number - 1]
    return paragraph.start, paragraph.end


def words(article: Article, wanted: str) -> Span:
    """The span of these words, which stand in the article once.

    As they are printed, else whatever the case and the kind of quotation mark or
    dash; a space may be a line's end. What is left out of the article as noise
    counts only where the words stand nowhere else.
    """
    pieces = wanted.split()
    if not pieces:
        raise ReaderError("There are no words to look for: give some after --words.")
    for text, sought, flags in (
        (article.text, pieces, re.NOFLAG),
        (article.text.translate(_ALIKE), wanted.translate(_ALIKE).split(), re.IGNORECASE),
    ):
        pattern = re.compile(r"\s+".join(map(re.escape, sought)), flags)
        spans = [found.span() for found in pattern.finditer(text)]
        spans = [span for span in spans if _kept(article, span)] or spans
        if len(spans) == 1:
            return spans[0]
        if spans:
            raise ReaderError(
                f"“{one_line(wanted)}” stands {len(spans)} times in {_name(article)}: "
                "give more of the words around it."
            )
    raise ReaderError(
        f"“{one_line(wanted)}” does not stand in {_name(article)}: "
        "give the words as `reader show --raw` prints them."
    )


def heading(article: Article) -> Span:
    """The span of the title, or of the first paragraph of a text that prints none."""
    first = next(iter(shown(article)), None)
    if first and first.is_title:
        return first.start, first.end
    for paragraph in article.paragraphs:
        if paragraph.label == "title":
            return paragraph.start, paragraph.end
    for paragraph in article.paragraphs:
        if paragraph.label == "body":
            return paragraph.start, paragraph.end
    if article.lines:
        return article.lines[0].start, article.lines[0].end
    raise ReaderError(f"There is nothing to mark in {_name(article)}: it has no words.")


def _kept(article: Article, span: Span) -> bool:
    return any(part.start <= span[0] and span[1] <= part.end for part in article.paragraphs)


def _name(article: Article) -> str:
    from reader.notebook.deeds import short  # only where something is wrong

    title = short(one_line(article.title or ""), TITLE)
    return f"“{title}”" if title else f"the article {article.id[:12]}"
