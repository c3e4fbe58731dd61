"""A library as the user has it: what was set right in the place of what was worked out."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reader import paths
from reader.cli.printing import complain
from reader.errors import ReaderError
from reader.library import Library, Row, Said
from reader.notebook.glance import may_hold_corrections

if TYPE_CHECKING:  # the notebook is loaded once there is something to read in it
    from reader.notebook import Corrections, Notebook


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


class Holdings:
    """The rows and quotes of a library with what the user set."""

    def __init__(self, library: Library, corrections: "Corrections | None") -> None:
        self.library = library
        self._set = corrections

    def rows(self) -> tuple[Row, ...]:
        """All rows after a look at the disk, newest first."""
        return self._shown(self.library.scan())

    def find(self, wanted: str) -> Row:
        """The row that a path, an id or a part of a title names: of the title that is shown."""
        return self.library.find(wanted, self._shown(self.library.rows()))

    def quotes(self) -> Iterator[tuple[Row, tuple[Said, ...]]]:
        """The articles in which somebody is quoted, newest first, with who said what."""
        self.library.scan()
        if self._set is None:
            yield from self.library.quotes()
            return
        from reader.library.reading import said_in
        from reader.library.row import newest_first

        spoken = self._set.quotes(
            self.library.rows(),
            self.library.quotes(),
            read=self.library.article,
            said_in=said_in,
        )
        yield from sorted(spoken, key=lambda one: newest_first(one[0]))

    def _shown(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        if self._set is None:
            return rows
        from reader.library.row import newest_first

        shown = self._set.rows(rows)
        counted = tuple(map(self._counted, shown))
        return counted if shown is rows else tuple(sorted(counted, key=newest_first))

    def _counted(self, row: Row) -> Row:
        """A row with its words and quotes counted anew where the user set what its lines are."""
        if self._set is None or not self._set.changes_lines(row):
            return row
        from reader.library.reading import said_in, words_in

        try:
            article = self._set.article(self.library.article(row), row.path).article
        except ReaderError:
            return row
        return replace(row, words=words_in(article), quotes=len(said_in(article)))
