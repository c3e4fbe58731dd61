"""`reader` without a verb: opens the screen, or prints where there is none."""

import gc
import os
import sys
from argparse import Namespace

from reader.cli.parser import VERBS
from reader.cli.printing import complain, is_terminal
from reader.errors import ReaderError


def run(options: Namespace) -> int:
    """Open the reader; to a pipe, a dumb terminal, or asked for plain text, list the articles."""
    if len(options.library) > 0 and not os.path.lexists(options.library[0]):
        _refuse_misspelt_verb(options.library[0])
    if options.plain or not is_terminal() or not sys.stdin.isatty():
        from reader.cli import articles

        status = articles.list_articles(options.library, as_json=False)
        sys.stdout.flush()
        complain(_hint(options))
        return status
    if not sys.stderr.isatty():
        raise ReaderError("The screen is drawn on standard error: leave out `2>`, or use --plain.")
    gc.disable()  # until the first paint: what is loaded now stays
    try:
        from reader.app import run as open_reader

        return open_reader(options.library or None)
    finally:
        gc.enable()


def _refuse_misspelt_verb(word: str) -> None:
    from difflib import get_close_matches

    likely = get_close_matches(word, VERBS, n=1, cutoff=0.8)
    if likely := likely or [verb for verb in VERBS if sorted(verb) == sorted(word)]:
        raise ReaderError(
            f"There is neither a library nor a verb “{word}”: "
            f"perhaps you mean `reader {likely[0]}`; `reader --help` names all verbs."
        )


def _hint(options: Namespace) -> str:
    reading = "`reader show ID` prints one, `reader --help` tells what else there is"
    if options.plain:
        return f"{reading}."
    if os.environ.get("TERM", "") in ("", "dumb"):
        return f"this terminal (TERM={os.environ.get('TERM', '')}) shows lines only: {reading}."
    return f"this is no terminal, so the articles are listed: {reading}."
