"""`check`: what is well, what is not, and what to do then. One line each."""

from argparse import Namespace

from reader.cli.health import LOOKS, Finding, looked
from reader.cli.printing import one_line, write, write_json
from reader.cli.streams import is_terminal


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
    if is_terminal():
        write(f"{word:<10}{name:<10}{one_line(finding.says)}")
    else:
        write(word, name, one_line(finding.says))
