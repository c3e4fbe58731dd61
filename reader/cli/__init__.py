"""The command line: parse, call, print.

Exit status: 0 done, 1 could not (one sentence on standard error that says what
to do), 2 wrong usage, 130 interrupted, 141 when who reads the output has gone.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from reader.cli.parser import parse
from reader.errors import ReaderError, UsageError

DONE, COULD_NOT, WRONG_USAGE, INTERRUPTED, NOBODY_READS = 0, 1, 2, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb, or open the reader. Gives the exit status and raises nothing."""
    try:
        return _guarded(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return NOBODY_READS


def _guarded(argv: Sequence[str]) -> int:
    from reader.cli.printing import complain

    try:
        _prepare_output()
        verb, options = parse(argv)
        status = _run(verb, options)
        sys.stdout.flush()
    except UsageError as error:
        complain(error.sentence)
        return WRONG_USAGE
    except ReaderError as error:
        sys.stdout.flush()
        complain(error.sentence)
        return COULD_NOT
    except SystemExit as leaving:  # argparse, after --help and --version
        return leaving.code if isinstance(leaving.code, int) else DONE
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:
        from reader.cli.failing import explain

        complain(explain(error))
        _abandon_output()
        return COULD_NOT
    return status


def _run(verb: str | None, options: Namespace) -> int:
    """Each verb loads what it needs and no more."""
    match verb:
        case "list" | "show" | "quotes":
            from reader.cli import articles

            return articles.run(verb, options)
        case "people" | "echoes":
            from reader.cli import voices

            return voices.run(verb, options)
        case "bookmark" | "note" | "notes" | "delete" | "undo":
            from reader.cli import notes

            return notes.run(verb, options)
        case "correct":
            from reader.cli import correcting

            return correcting.run(options)
        case "export":
            from reader.cli import exporting

            return exporting.run(options)
        case "check":
            from reader.cli import checking

            return checking.run(options)
        case _:
            from reader.cli import opening

            return opening.run(options)


def _prepare_output() -> None:
    """UTF-8 to a pipe whatever the locale; nothing that a terminal cannot show is an error."""
    if sys.stdout is None:  # closed by who started us
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # absent where tests replaced it
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _abandon_output() -> None:
    """What is still to be written goes nowhere, so that leaving does not fail again."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # no real standard output: nothing is left to fail
        return
