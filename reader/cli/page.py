"""An article to a terminal: to a measure, its quotes to be seen, with who spoke at hand."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from rich.text import Text

from reader.article import Article, Paragraph, Quote
from reader.article.shown import shown
from reader.cli.layout import known_line, pieces
from reader.cli.printing import one_line
from reader.cli.typeset import Sheet

if TYPE_CHECKING:
    from reader.notebook import Corrected

FAINT = frozenset({"kicker", "date", "byline", "caption", "source"})


def print_page(
    article: Article, corrected: "Corrected | None", *, raw: bool, numbers: bool, first: bool
) -> None:
    """Print an article; `raw` with what is noise, dimmed, and why it is taken for it.

    With `numbers` as well, every line of the page has its label and the reason.
    """
    sheet = Sheet()
    if not first:
        sheet.rule()
    if raw:
        yours = corrected.lines if corrected else frozenset()
        told = {line.number for line in article.lines if numbers or not line.kept} | yours
        _print_raw(sheet, article, told)
        return
    spoken = corrected.quotes if corrected else frozenset()
    paragraphs = shown(article)
    if article.title:
        titled = any(one.is_title for one in paragraphs)
        sheet.put(article.title, "bold", "1" if titled else "")
    if known := known_line(article, corrected):
        sheet.put(known, "dim")
    for number, one in enumerate(paragraphs, start=1):
        if one.is_title:
            continue
        within = [
            (place, quote)
            for place, quote in enumerate(article.quotes, start=1)
            if one.start <= quote.start < one.end
        ]
        sheet.blank()
        sheet.put(_paragraph(article, one.paragraph, within), margin=str(number))
        for place, quote in within:
            mark = " (set by you)" if (quote.start, quote.end) in spoken else ""
            sheet.put(f"[{place}] {speaker_line(quote.speaker, quote.role)}{mark}", "dim")


def speaker_line(speaker: str | None, role: str | None) -> str:
    """Who spoke, and as what."""
    return one_line(", ".join(part for part in (speaker, role) if part)) or "nobody is named"


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


def _print_raw(sheet: Sheet, article: Article, told: Collection[int]) -> None:
    """The lines with their numbers, those `told` with their labels and why they have them."""
    last = 0
    for line in article.lines:
        if line.number > last + 1:
            sheet.blank()
        last = line.number
        style = "" if line.kept else "dim"
        sheet.put(article.text[line.start : line.end], style, str(line.number))
        if line.number in told:
            sheet.put(f"({line.label}: {line.reason})", "dim italic")
