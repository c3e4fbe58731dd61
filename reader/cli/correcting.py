"""`correct`: what the user sets of an article, in the place of what was worked out."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reader.article import Article, Span
from reader.cli.finding import Finder, Found
from reader.cli.layout import CALLED
from reader.cli.objects import correction_object
from reader.cli.passage import numbered_line, numbered_quote
from reader.cli.printing import Column, complain, say, write_json, write_table
from reader.errors import UsageError
from reader.notebook import (
    Correctable,
    Correction,
    Notebook,
    apply_corrections,
    find_anchor,
)
from reader.notebook.corrections import line_of, quote_of
from reader.notebook.entries import entered

FIELDS: dict[str, Correctable] = {
    "title": "title", "date": "published", "outlet": "publisher", "label": "label",
    "speaker": "speaker",
}  # fmt: skip
"""What the options call the fields."""

OF_A_PLACE = {"label": "line", "speaker": "quote"}
"""The options that say of which line and quote."""

NUMBERED_BY = {"line": "reader show --raw --numbers", "quote": "reader quotes"}
"""What prints the numbers of lines and of quotes."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is asked for: a value to set, or None to take it away."""

    field: Correctable
    value: str | None
    span: Span | None


def run(options: Namespace) -> int:
    """Set, take away or list; then say what the notebook has to say of itself."""
    given = _given(options)
    notebook = Notebook()
    found = Finder(options.library, notebook).find(options.article)
    # All is looked at before anything is set.
    changes = list(_changes(found.article, given, options))
    if changes:
        _make(notebook, found, changes, as_json=options.json)
    else:
        _list(notebook, found, as_json=options.json)
    for notice in notebook.notices:
        complain(notice)
    return 0


def _given(options: Namespace) -> dict[str, str]:
    """The fields with a value. `UsageError` where the options do not go together."""
    given = {name: value for name in FIELDS if (value := getattr(options, name)) is not None}
    for name, value in given.items():
        if not value:
            raise UsageError(f"--{name} is empty; --clear {name} takes away what you set.")
        if name in options.clear:
            raise UsageError(f"--{name} sets what --clear {name} takes away: give one of them.")
    for name, place in OF_A_PLACE.items():
        number = getattr(options, place)
        if name in given and number is None:
            raise UsageError(
                f"--{name} is of one {place}: say which with --{place} N; "
                f"`{NUMBERED_BY[place]}` prints the numbers."
            )
        if number is not None and name not in given and name not in options.clear:
            raise UsageError(f"--{place} needs --{name}, or --clear {name}.")
    return given


def _changes(article: Article, given: dict[str, str], options: Namespace) -> Iterator[Change]:
    for name, field in FIELDS.items():
        if name in given or name in options.clear:
            span = None
            if name == "label" and options.line is not None:
                span = numbered_line(article, options.line)
            elif name == "speaker" and options.quote is not None:
                span = numbered_quote(article, options.quote)
            value = entered(field, given[name]) if name in given else None
            yield Change(field, value, span)


def _make(notebook: Notebook, found: Found, changes: Iterable[Change], *, as_json: bool) -> None:
    # With the quotes that are shown, under the title that was worked out.
    read = found.read
    article = replace(
        found.article, title=read.title, published=read.published, publisher=read.publisher
    )
    made: list[Correction] = []
    for change in changes:
        start, end = change.span or (None, None)
        if change.value is None and change.span is None and change.field in OF_A_PLACE:
            related = notebook.corrections_of(article.id, found.path)
            gone = [notebook.withdraw(one.uid) for one in related if one.field == change.field]
        else:
            one = notebook.correct(article, found.path, change.field, change.value, start, end)
            gone = [one] if change.value is None else []
            made += [one] if change.value is not None else []
        for one in gone:
            _tell_gone(one, as_json=as_json)
    if made:
        _print(notebook, found, made, as_json=as_json)


def _tell_gone(one: Correction, *, as_json: bool) -> None:
    if as_json:
        write_json({"cleared": one.uid, "field": one.field, "value": one.value})
    else:
        say(f"Took away the {CALLED[one.field]} “{one.value}” that you set.")


def _list(notebook: Notebook, found: Found, *, as_json: bool) -> None:
    corrected = notebook.corrected(found.read, found.path)
    if corrected.held or corrected.lost:
        _print(notebook, found, [*corrected.held, *corrected.lost], as_json=as_json)
    else:
        complain("You have set nothing of this article: `reader correct --help` tells what can be.")


def _print(
    notebook: Notebook, found: Found, corrections: Iterable[Correction], *, as_json: bool
) -> None:
    article = apply_corrections(
        found.read, notebook.corrections_of(found.read.id, found.path)
    ).article
    if as_json:
        for one in corrections:
            place = find_anchor(one.anchor, article.text, article.id) if one.anchor else None
            write_json(correction_object(one, _number(article, one), place))
        return
    columns = (
        Column("field", "Set", fixed=True),
        Column("number", "Line or quote", right=True),
        Column("value", "To"),
        Column("words", "Words"),
    )
    write_table(columns, (_row(article, one) for one in corrections))


def _row(article: Article, one: Correction) -> tuple[str | None, ...]:
    number = _number(article, one)
    return (
        CALLED[one.field],
        None if number is None else str(number),
        one.value,
        one.anchor.exact if one.anchor else None,
    )


def _number(article: Article, one: Correction) -> int | None:
    """The number of the line or quote; None where it is lost, or of the whole article."""
    if one.field == "label":
        line = line_of(article, one)
        return None if line is None else article.lines[line].number
    quote = quote_of(article, one) if one.field == "speaker" else None
    return None if quote is None else quote + 1
