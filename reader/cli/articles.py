"""`list`, `show` and `quotes`: what the library holds."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.cli.finding import Finder, library
from reader.cli.objects import article_object, library_quote_object, row_object
from reader.cli.printing import Column, complain, is_terminal, write_json, write_table
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.article import Article, Quote
    from reader.library import Row

SHORT = 12
"""Characters of an id that are printed: of 100,000 articles no two are likely to share them."""


def run(verb: str, options: Namespace) -> int:
    """Run one of the three."""
    if verb == "list":
        return list_articles(options.library, as_json=options.json)
    if verb == "show":
        return show(options)
    return quotes(options)


def list_articles(roots: Sequence[str], *, as_json: bool) -> int:
    """Print the rows of a library. Files that cannot be read are among them, with their error."""
    rows = library(roots).scan()
    if as_json:
        for row in rows:
            write_json(row_object(row))
        return 0
    columns = (
        Column("id", "Id", fixed=True),
        Column("published", "Date", fixed=True),
        Column("publisher", "Outlet"),
        Column("words"),
        Column("quotes", "Quotes", right=True),
        Column("title", "Title"),
        Column("path"),
    )
    write_table(columns, (_list_row(row) for row in rows))
    if not rows:
        complain("There are no articles here: `reader FOLDER` opens a folder that has some.")
    return 0


def _list_row(row: "Row") -> tuple[str | None, ...]:
    if row.error:
        return (None, None, None, None, None, row.error, row.path)
    return (
        row.id[:SHORT],
        _date(row.published),
        row.publisher,
        str(row.words),
        str(row.quotes),
        row.headline,
        row.path,
    )


def _date(published: str | None) -> str | None:
    """The day for the eye; the time too for who asks through a pipe."""
    return published[:10] if published and is_terminal() else published


def show(options: Namespace) -> int:
    """Print articles in the order asked; what cannot be shown is told, and the others are."""
    finder = Finder(options.library)
    status = 0
    for place, wanted in enumerate(options.articles):
        try:
            found = finder.find(wanted)
        except ReaderError as error:
            complain(error.sentence)
            status = 1
            continue
        if options.json:
            write_json(article_object(found.article, found.path))
        elif is_terminal():
            from reader.cli.page import print_page

            print_page(found.article, raw=options.raw, first=place == 0)
        else:
            from reader.cli.plain import print_plain

            print_plain(found.article, raw=options.raw, numbers=options.numbers, first=place == 0)
    return status


def quotes(options: Namespace) -> int:
    """Print the quotes of a library, or those of one person."""
    found = _quotes(options.library, options.speaker)
    if options.json:
        for article, row, _, quote in found:
            write_json(library_quote_object(article, row.path, quote))
        return 0
    columns = (
        Column("id", "Id", fixed=True),
        Column("number", "N", right=True, fixed=True),
        Column("speaker", "Speaker"),
        Column("words", "Words"),
        Column("publisher", "Outlet"),
        Column("published", "Date", fixed=True),
        Column("path"),
    )
    write_table(
        columns,
        (
            (
                row.id[:SHORT],
                str(number),
                quote.speaker,
                article.text[quote.start : quote.end],
                article.publisher,
                _date(article.published),
                row.path,
            )
            for article, row, number, quote in found
        ),
    )
    return 0


def _quotes(
    roots: Sequence[str], speaker: str | None
) -> Iterator[tuple["Article", "Row", int, "Quote"]]:
    """Article, its row, the number of the quote in it (from 1) and the quote."""
    from reader.cli.speaking import spoken_by

    shelf = library(roots)
    for row in shelf.scan():
        if row.error or not row.quotes:
            continue
        article = shelf.article(row)
        for number, quote in enumerate(article.quotes, start=1):
            if speaker is None or spoken_by(article, quote, speaker):
                yield article, row, number, quote
