"""An article to a pipe: a paragraph a line, nothing that only an eye needs."""

from typing import TYPE_CHECKING

from reader.article import Article
from reader.article.shown import shown
from reader.cli.layout import known_line, paragraph_text
from reader.cli.printing import one_line, write, write_fields, write_page_break

if TYPE_CHECKING:
    from reader.notebook import Corrected


def print_plain(
    article: Article, corrected: "Corrected | None", *, raw: bool, numbers: bool, first: bool
) -> None:
    """Print an article; `raw` as it came, `numbers` with those that `--paragraph` takes.

    With both, the lines of the page with the numbers that `--line` takes, and their labels.
    From the second article on (`first` is False) a form feed stands before it.
    """
    if not first:
        write_page_break()
    if raw and numbers:
        _print_lines(article)
        return
    if raw:
        write(article.text.removesuffix("\n"))
        return
    paragraphs = shown(article)
    titled = any(one.is_title for one in paragraphs)
    head = [
        ("1" if titled else "", one_line(article.title or "")),
        ("", one_line(known_line(article, corrected))),
    ]
    head = [(number, line) for number, line in head if line]
    for number, line in head:
        _write(number if numbers else "", line)
    blank = bool(head)
    for place, one in enumerate(paragraphs, start=1):
        if one.is_title:
            continue
        if blank:
            write()
        blank = True
        _write(str(place) if numbers else "", one_line(paragraph_text(article, one.paragraph)))


def _print_lines(article: Article) -> None:
    labels = {line.number: line.label for line in article.lines}
    for number, line in enumerate(article.text.removesuffix("\n").split("\n"), start=1):
        write_fields(str(number), labels.get(number), line)


def _write(number: str, line: str) -> None:
    write(*((number, line) if number else (line,)))
