"""`list` and `show`: what the library holds."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.cli.finding import Finder, library
from reader.cli.holdings import Holdings, what_was_set
from reader.cli.objects import article_object, row_object
from reader.cli.printing import (
    SHORT,
    Column,
    complain,
    day,
    write_json,
    write_table,
)
from reader.cli.streams import is_terminal
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.library import Row


def run(verb: str, options: Namespace) -> int:
    """Run one of the two."""
    if verb == "list":
        return list_articles(options.library, as_json=options.json)
    return show(options)


def list_articles(roots: Sequence[str], *, as_json: bool) -> int:
    """Print the rows of a library. Files that cannot be read are among them, with their error."""
    rows = Holdings(library(roots), what_was_set()).rows()
    if as_json:
        for row in rows:
            write_json(row_object(row))
        return 0
    count = 0

    def lines() -> Iterator[tuple[str | None, ...]]:
        nonlocal count
        for row in rows:
            count += 1
            yield _list_row(row)

    columns = (
        Column("id", "Id", fixed=True),
        Column("published", "Date", fixed=True),
        Column("publisher", "Outlet"),
        Column("words"),
        Column("quotes", "Quotes", right=True),
        Column("title", "Title"),
        Column("path"),
    )
    write_table(columns, lines())
    if not count:
        complain("There are no articles here: `reader FOLDER` opens a folder that has some.")
    return 0


def _list_row(row: "Row") -> tuple[str | None, ...]:
    if row.error:
        return (None, None, None, None, None, row.error, row.path)
    return (
        row.id[:SHORT],
        day(row.published),
        row.publisher,
        str(row.words),
        str(row.quotes),
        row.headline,
        row.path,
    )


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
            write_json(article_object(found.article, found.path, found.corrected))
        elif is_terminal():
            from reader.cli.page import print_page

            print_page(
                found.article,
                found.corrected,
                raw=options.raw,
                numbers=options.numbers,
                first=place == 0,
            )
        else:
            from reader.cli.plain import print_plain

            print_plain(
                found.article,
                found.corrected,
                raw=options.raw,
                numbers=options.numbers,
                first=place == 0,
            )
    return status
