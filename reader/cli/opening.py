"""`reader` without a verb: opens the screen, or prints where there is none."""

import gc
import os
import sys
from collections.abc import Sequence

from reader.cli.streams import is_terminal
from reader.errors import ReaderError


def open_or_list(library: Sequence[str], *, plain: bool = False, thin: bool = True) -> int:
    """Open the reader; to a pipe, a dumb terminal, or asked for plain text, list the articles."""
    if library and not os.path.lexists(library[0]):
        _refuse_misspelt_verb(library[0])
    if plain or not is_terminal() or not sys.stdin.isatty():
        from reader.cli import articles
        from reader.cli.printing import complain

        status = articles.list_articles(library, as_json=False)
        sys.stdout.flush()
        complain(_hint(plain))
        return status
    if not sys.stderr.isatty():
        raise ReaderError("The screen is drawn on standard error: leave out `2>`, or use --plain.")
    gc.disable()  # until the first paint: what is loaded now stays
    try:
        from reader.app import run as open_reader

        return open_reader(library or None, thin=thin)
    finally:
        gc.enable()


def _refuse_misspelt_verb(word: str) -> None:
    from difflib import get_close_matches

    from reader.cli.parser import VERBS

    likely = get_close_matches(word, VERBS, n=1, cutoff=0.8)
    if likely := likely or [verb for verb in VERBS if sorted(verb) == sorted(word)]:
        raise ReaderError(
            f"There is neither a library nor a verb “{word}”: "
            f"perhaps you mean `reader {likely[0]}`; `reader --help` names all verbs."
        )


def _hint(plain: bool) -> str:
    reading = "`reader show ID` prints one, `reader --help` tells what else there is"
    if plain:
        return f"{reading}."
    if os.environ.get("TERM", "") in ("", "dumb"):
        return f"this terminal (TERM={os.environ.get('TERM', '')}) shows lines only: {reading}."
    return f"this is no terminal, so the articles are listed: {reading}."
