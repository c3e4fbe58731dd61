"""The command line: parse, call, print.

Exit status: 0 done, 1 could not (one sentence on standard error that says what
to do), 2 wrong usage, 130 interrupted, 141 when who reads the output has gone, 143
ended from outside.
"""

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.cli.streams import abandon_output, prepare_output
from reader.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

DONE, COULD_NOT, WRONG_USAGE, INTERRUPTED, NOBODY_READS, ENDED = 0, 1, 2, 130, 141, 143


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb, or open the reader. Gives the exit status and raises nothing."""
    try:
        return _guarded(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        abandon_output()
        return NOBODY_READS


def _guarded(argv: Sequence[str]) -> int:
    try:
        prepare_output()
        status = _run(argv)
        sys.stdout.flush()
    except UsageError as error:
        _complain(error.sentence)
        return WRONG_USAGE
    except ReaderError as error:
        sys.stdout.flush()
        _complain(error.sentence)
        return COULD_NOT
    except SystemExit as leaving:  # argparse, after --help and --version
        return leaving.code if isinstance(leaving.code, int) else DONE
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:
        from reader.cli.failing import explain

        _complain(explain(error))
        abandon_output()
        return COULD_NOT
    return status


def _complain(sentence: str) -> None:
    from reader.cli.printing import complain

    complain(sentence)


def _run(argv: Sequence[str]) -> int:
    """Open the reader, or run a verb; paths alone are no verb, so no grammar is needed."""
    if all(word.startswith(("/", "./", "../")) for word in argv):
        from reader.cli import opening

        return opening.open_or_list(argv)
    from reader.cli.parser import parse

    return _run_verb(*parse(argv))


def _leave_tidily_when_ended() -> None:
    """Have SIGTERM end a verb as Ctrl-C does: with the processes that it has started."""
    import signal

    def leave(number: int, frame: object) -> None:
        raise SystemExit(ENDED)

    with suppress(ValueError):  # somebody's own thread runs the verb
        signal.signal(signal.SIGTERM, leave)


def _run_verb(verb: str | None, options: "Namespace") -> int:
    """Each verb loads what it needs and no more."""
    if verb is not None:
        _leave_tidily_when_ended()
    match verb:
        case "list" | "show":
            from reader.cli import articles

            return articles.run(verb, options)
        case "people" | "quotes" | "echoes":
            from reader.cli import voices

            return voices.run(verb, options)
        case "search":
            from reader.cli import searching

            return searching.run(options)
        case "bookmark" | "note" | "notes" | "delete" | "undo" | "redo":
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

            return opening.open_or_list(
                options.library, plain=options.plain, thin=not options.no_thin
            )
