"""What goes to standard output: plain text to a pipe, rich tables and styles to a terminal.

Whatever is printed is made safe here, where it leaves: names of files and notes
may hold what a terminal would obey.
"""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TextIO

from reader.article.safety import sanitise
from reader.cli.streams import columns, is_terminal

if TYPE_CHECKING:  # 40 ms that only a terminal needs
    from rich.console import Console
    from rich.table import Table

_SPACE = re.compile(r"\s+")
# What JSON leaves as it is, though a terminal obeys it or a reader of lines ends a line there.
_RAW_IN_JSON = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

SHORT = 12
"""Characters of an id that are printed: of 100,000 articles no two are likely to share them."""

AT_ONCE = 500
"""Lines of a table that are laid out at once."""

GAP = 2
"""Columns between two columns of a table."""

NARROWEST = 8
"""Columns that a column of a table keeps, however narrow the terminal is."""

NOTHING = "-"
"""Stands for an empty field, so that a line has its columns in any tool."""


def one_line(text: str) -> str:
    """`text` made safe and on one line."""
    return _SPACE.sub(" ", sanitise(text)).strip()


def day(published: str | None) -> str | None:
    """The day for the eye; the time as well for who asks through a pipe."""
    return published[:10] if published and is_terminal() else published


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: to a pipe they are all printed, to a terminal those with a heading.

    `fixed` is never broken over lines, `right` is set to the right.
    """

    name: str
    heading: str = ""
    fixed: bool = False
    right: bool = False


def write(*fields: str) -> None:
    """Print a line: `fields`, each made safe, between tabs."""
    sys.stdout.write("\t".join(map(sanitise, fields)) + "\n")


def write_fields(*fields: str | None) -> None:
    """Print a line of fields, each on one line, none of them empty."""
    write(*(one_line(field or "") or NOTHING for field in fields))


def write_page_break() -> None:
    """Print a form feed on a line: what stands between two articles."""
    sys.stdout.write("\f\n")


def say(sentence: str) -> None:
    """Print one sentence: to a terminal broken between its words, to a pipe on one line."""
    _put(sys.stdout, "", one_line(sentence), broken=is_terminal())


def complain(sentence: str) -> None:
    """Print one sentence to standard error."""
    _put(sys.stderr, "reader: ", one_line(sentence), broken=sys.stderr.isatty())


def _put(stream: TextIO, label: str, sentence: str, *, broken: bool) -> None:
    if broken:
        from reader.cli.wrapping import lines_of

        sentence = "\n".join(lines_of(sentence, columns(stream), len(label)))
    stream.write(f"{label}{sentence}\n")


def write_json(value: dict[str, Any]) -> None:
    """Print one object on one line. An undecodable name of a file comes back as it was."""
    import json

    text = json.dumps(value, ensure_ascii=False)
    text = _RAW_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    sys.stdout.write(text + "\n")


def write_table(columns: Sequence[Column], rows: Iterable[Sequence[str | None]]) -> None:
    """Print `rows`: a table to a terminal, lines with tabs between all columns to a pipe.

    They are printed as they come, however many there are.
    """
    if not is_terminal():
        for row in rows:
            write_fields(*row)
        return
    screen = console()
    coming = iter(rows)
    widths: dict[int, int] = {}
    while some := list(islice(coming, AT_ONCE)):
        lines = [[one_line(field or "") for field in row] for row in some]
        first = not widths
        widths = widths or _widths(columns, lines, screen.width)
        screen.print(_table(columns, lines, widths, headed=first))
    if not widths:
        screen.print(_table(columns, (), _widths(columns, (), screen.width), headed=True))


def _widths(columns: Sequence[Column], lines: Iterable[Sequence[str]], room: int) -> dict[int, int]:
    """How wide the columns with a heading are, by what stands in the first lines.

    What does not fit takes from the widest that may be broken; what is left over
    is the last one's, since longer lines may come.
    """
    from rich.cells import cell_len

    widths = {n: cell_len(one.heading) for n, one in enumerate(columns) if one.heading}
    for line in lines:
        widths |= {n: max(width, cell_len(line[n])) for n, width in widths.items()}
    over = sum(widths.values()) + GAP * (len(widths) - 1) - room
    loose = [n for n in widths if not (columns[n].fixed or columns[n].right)]
    if over < 0 and loose:
        widths[loose[-1]] -= over
    while over > 0 and loose:
        ordered = sorted((widths[n], n) for n in loose)
        width, widest = ordered[-1]
        next_to_it = ordered[-2][0] if len(ordered) > 1 else 0
        less = min(over, max(width - next_to_it, 1), width - NARROWEST)
        if less <= 0:
            break
        widths[widest] -= less
        over -= less
    return widths


def _table(
    columns: Sequence[Column],
    lines: Iterable[Sequence[str]],
    widths: Mapping[int, int],
    *,
    headed: bool,
) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=None, pad_edge=False, header_style="dim", padding=(0, GAP, 0, 0), show_header=headed
    )
    for place, width in widths.items():
        column = columns[place]
        justify: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(
            Text(column.heading),
            justify=justify,
            width=width,
            no_wrap=column.fixed,
            overflow="fold",
        )
    for line in lines:
        table.add_row(*(Text(line[place]) for place in widths))
    return table


def console() -> "Console":
    """The terminal by rich: no markup, nothing coloured by guess."""
    from rich.console import Console

    return Console(file=sys.stdout, markup=False, highlight=False, emoji=False, soft_wrap=False)
