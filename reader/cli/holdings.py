"""A library as the user has it: what was set right in the place of what was worked out."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader import paths
from reader.cli.printing import complain
from reader.errors import ReaderError
from reader.library import Library, Own, Progress, Row, Said, State
from reader.notebook.glance import may_hold_corrections

if TYPE_CHECKING:  # the notebook is loaded once there is something to read in it
    from reader.notebook import Corrections, Notebook

WORTH_TELLING = 200
"""Files from which on it takes so long to read them that it is told how far it is."""


def what_was_set(notebook: "Notebook | None" = None) -> "Corrections | None":
    """The corrections in the notebook, None where there are none.

    Without a notebook at hand the one there is gets read, and it is told what
    is wrong with it; articles can be shown without it.
    """
    if notebook is not None:
        return notebook.all_corrections() or None
    if not may_hold_corrections(paths.data_folder() / "notebook.json"):
        return None
    from reader.notebook import Notebook

    opened = Notebook()
    try:
        found = opened.all_corrections()
    except ReaderError as error:
        complain(error.sentence)
        return None
    for notice in opened.notices:
        complain(notice)
    return found or None


def own_of(needed: frozenset[str]) -> Own:
    """What the user made, as far as a search needs it: see `Query.depends_on`."""
    if not needed & {"noted", "tags"}:
        return Own(corrections=what_was_set(), seen=State().path if "seen" in needed else None)
    from reader.notebook import Notebook
    from reader.notebook.marked import marked, tagged

    notebook = Notebook()
    own = Own(
        marked(notebook),
        tagged(notebook) if "tags" in needed else {},
        what_was_set(notebook),
        State().path if "seen" in needed else None,
    )
    for notice in notebook.notices:
        complain(notice)
    return own


def look_at(library: Library) -> None:
    """Have the library know what is on the disk; to a terminal, tell how far that is."""
    shown = False

    def tell(progress: Progress) -> None:
        nonlocal shown
        if progress.total >= WORTH_TELLING:
            shown = True
            sys.stderr.write(f"\rreader: {progress.done:,} of {progress.total:,} read ")
            sys.stderr.flush()

    try:
        whole = library.glance(tell if sys.stderr.isatty() else None)
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
    if not whole:
        complain("Another reader is reading this library: this is what it has read so far.")


class Holdings:
    """The rows and quotes of a library with what the user set, as it is on the disk now."""

    def __init__(self, library: Library, corrections: "Corrections | None") -> None:
        self.library = library
        self.own = Own(corrections=corrections)
        look_at(library)

    def rows(self) -> Iterator[Row]:
        """All rows, newest first."""
        return self.library.rows(self.own)

    def find(self, wanted: str) -> Row:
        """The row that a path, an id or a part of a title names: of the title that is shown."""
        return self.library.find(wanted, self.own)

    def quotes(self) -> Iterator[tuple[Row, tuple[Said, ...]]]:
        """The articles in which somebody is quoted, newest first, with who said what."""
        return self.library.quotes(self.own)
