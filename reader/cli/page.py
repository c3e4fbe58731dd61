"""An article to a terminal: to a measure, its quotes to be seen, with who spoke at hand."""

from rich.console import Console
from rich.text import Text

from reader import settings
from reader.article import Article, Line, Paragraph, Quote
from reader.cli.layout import is_heading, known_line, pieces
from reader.cli.printing import console, one_line

MARGIN = 5
"""Columns to the left of the text: the number of a paragraph and a space."""
FAINT = frozenset({"kicker", "date", "byline", "caption", "source"})


def print_page(article: Article, *, raw: bool, first: bool) -> None:
    """Print an article; `raw` with what is noise, dimmed, and why it is taken for it."""
    screen = console()
    width = max(20, min(settings.load().measure, screen.width - MARGIN - 1))
    if not first:
        screen.rule(style="dim")
    if raw:
        _print_raw(screen, article, width)
        return
    if article.title:
        _put(screen, Text(one_line(article.title), style="bold"), width)
    if known := known_line(article):
        _put(screen, Text(one_line(known), style="dim"), width)
    numbered = list(enumerate(article.quotes, start=1))
    for number, paragraph in enumerate(article.paragraphs, start=1):
        if is_heading(article, paragraph):
            continue
        within = [
            (place, quote)
            for place, quote in numbered
            if paragraph.start <= quote.start < paragraph.end
        ]
        screen.print()
        _put(screen, _paragraph(article, paragraph, within), width, str(number))
        for place, quote in within:
            _put(screen, Text(f"[{place}] {_speaker(quote)}", style="dim"), width)


def _paragraph(article: Article, paragraph: Paragraph, quotes: list[tuple[int, Quote]]) -> Text:
    whole = Text(style="dim" if paragraph.label in FAINT else "")
    for start, end in pieces(article, paragraph):
        # One character for one, so that the quotes' positions hold in the piece.
        shown = Text("".join(" " if c.isspace() else c for c in article.text[start:end]))
        for _, quote in quotes:
            if quote.start < end and quote.end > start:
                shown.stylize("bold", max(0, quote.start - start), quote.end - start)
        if len(whole):
            whole.append(" ")
        whole.append_text(shown)
    return whole


def _speaker(quote: Quote) -> str:
    told = ", ".join(part for part in (quote.speaker, quote.role) if part)
    return one_line(told or "nobody is named")


def _print_raw(screen: Console, article: Article, width: int) -> None:
    at: dict[int, Line] = {line.number: line for line in article.lines}
    last = 0
    for number, line in at.items():
        if number > last + 1:
            screen.print()
        last = number
        text = Text(article.text[line.start : line.end], style="" if line.kept else "dim")
        _put(screen, text, width, str(number))
        if not line.kept:
            _put(screen, Text(f"({line.label}: {line.reason})", style="dim italic"), width)


def _put(screen: Console, text: Text, width: int, number: str = "") -> None:
    lines = text.wrap(screen, width)
    for place, line in enumerate(lines):
        margin = Text((number if place == 0 else "").rjust(MARGIN - 1) + " ", style="dim")
        line.rstrip()
        screen.print(Text.assemble(margin, line), soft_wrap=True)
