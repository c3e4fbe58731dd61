"""`search`: the articles in which something is found, with the words."""

from argparse import Namespace
from collections.abc import Iterator
from itertools import chain

from reader.cli.finding import library
from reader.cli.holdings import look_at, own_of
from reader.cli.objects import hit_object
from reader.cli.printing import SHORT, complain, write_fields, write_json
from reader.cli.streams import is_terminal
from reader.errors import ReaderError
from reader.library import Library
from reader.library.search import Hit, Hits, compile_query

SHOWN = 50
"""Hits that a terminal shows where nothing else is said."""

_SLICE = 50


def run(options: Namespace) -> int:
    """Print the hits, the best first, and what a filter hid."""
    query = compile_query(options.query)
    if query.tree is None:
        raise ReaderError("Nothing to look for: `reader search --help` shows what can be asked.")
    searched = _library(options.library)
    own = own_of(query.depends_on)
    look_at(searched)
    found = searched.search(options.query, own, newest_first=options.newest or None)
    limit = options.limit or (SHOWN if is_terminal() and not options.json else len(found))
    shown = _all(found, min(limit, len(found)))
    if options.json:
        for hit in shown:
            write_json(hit_object(hit))
    elif is_terminal():
        from reader.cli.blocks import print_hits

        print_hits(shown)
    else:
        for hit in shown:
            _write(hit)
    _tell(options.query, found, limit)
    return 0


def _library(given: list[str]) -> Library:
    try:
        return library(given)
    except ReaderError as error:
        if not given or error.title != "No such library":
            raise
        hint = "A query of several words is one argument: reader search 'air bersih'."
        raise ReaderError(f"{error.sentence} {hint}", title=error.title) from None


def _all(found: Hits, limit: int) -> Iterator[Hit]:
    """The hits one after the other; their files are read slice by slice."""
    return chain.from_iterable(
        found.slice(start, min(start + _SLICE, limit)) for start in range(0, limit, _SLICE)
    )


def _write(hit: Hit) -> None:
    row = hit.row
    write_fields(
        row.id[:SHORT],
        row.published,
        row.publisher,
        f"{hit.score:.2f}",
        str(hit.start) if hit.spans else None,
        str(hit.end) if hit.spans else None,
        hit.trouble if row.error else hit.snippet,
        row.headline,
        row.path,
    )


def _tell(query: str, found: Hits, limit: int) -> None:
    """What is not to be seen in what was printed."""
    if not len(found):
        complain(f"Nothing in this library has {query}.")
    elif len(found) > limit:
        complain(f"{len(found) - limit:,} more: --limit {len(found)} shows all.")
    for hidden in found.hidden:
        many = f"{hidden.articles:,} more article{'s' if hidden.articles > 1 else ''}"
        complain(f"Without {hidden.filter} there are {many}.")
