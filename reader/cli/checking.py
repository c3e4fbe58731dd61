"""`check`: what is well, what is not, and what to do then. One line each."""

import sys
from argparse import Namespace

from reader.cli.health import LOOKS, Finding, looked
from reader.cli.printing import one_line, write, write_json
from reader.cli.streams import columns, is_terminal
from reader.cli.wrapping import lines_of
from reader.terminal.widths import guess

BESIDE = 20
"""Columns in which stands whether something is well, and what: the lines are set beside them."""

NARROW = 60
"""Columns of a terminal under which they are set below instead."""


def run(options: Namespace) -> int:
    """Look at everything; exit status 0 where all is well, else 1."""
    status = 0
    for name, look in LOOKS.items():
        for finding in looked(look, options.library):
            status = status if finding.well else 1
            if options.json:
                write_json({"what": name, "well": finding.well, "says": finding.says})
            else:
                _print(name, finding)
    return status


def _print(name: str, finding: Finding) -> None:
    word = "well" if finding.well else "NOT WELL"
    says = one_line(finding.says)
    if not is_terminal():
        write(word, name, says)
        return
    width = columns(sys.stdout)
    edge = BESIDE if width >= NARROW else 0
    longest = max(map(guess, says.split()), default=0)
    if longest <= width:  # a path is not broken as long as there is room for it further left
        edge = min(edge, width - longest)
    lines = lines_of(says, width - edge, BESIDE - edge)
    write(f"{word:<10}{name:<10}{next(lines)}")
    for line in lines:
        write(" " * edge + line)
