"""Everything bookmarked or noted, in one list, also of articles that are gone."""

from collections.abc import Callable, Sequence

from textual import on

from reader.commands import BY_ID
from reader.errors import ReaderError
from reader.notebook import Note
from reader.screens.keys import bindings
from reader.screens.listing import Listing, Wanted
from reader.screens.session import Session
from reader.widgets.note_list import Entry, NoteList
from reader.widgets.row_list import RowList
from reader.widgets.source import Source


class Entries(Source[Entry]):
    """Notes as entries of a list: each looks for its article when it is looked at."""

    def __init__(self, notes: Sequence[Note], entry_of: Callable[[Note], Entry]) -> None:
        super().__init__()
        self._notes = notes
        self._entry_of = entry_of

    def __len__(self) -> int:
        return len(self._notes)

    def fetch(self, start: int, stop: int) -> Sequence[Entry]:
        return [self._entry_of(note) for note in self._notes[start:stop]]

    def place(self, name: str) -> int | None:
        return next((n for n, note in enumerate(self._notes) if note.uid == name), None)


class ShelfScreen(Listing):
    """The notebook as a list, newest first."""

    BINDINGS = bindings(BY_ID[name] for name in ("delete", "undo", "export-all", "shelf"))
    CONTEXT = "shelf"
    LIST = NoteList

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._notes: dict[str, Note] = {}

    def on_mount(self) -> None:
        self.refresh_marks()

    def refresh_marks(self) -> None:
        """Show the notebook as it is now."""
        try:
            notes = self.session.notebook.notes()
        except ReaderError as error:
            self.say(error.sentence, trouble=True)
            return
        self._notes = {note.uid: note for note in notes}
        self.rows.items = Entries(tuple(reversed(notes)), self._entry)
        self.entitle(
            f"Everything bookmarked or noted: {len(notes)}"
            if notes
            else "Nothing is bookmarked or noted yet."
        )

    def _entry(self, note: Note) -> Entry:
        row = self.session.row_of(note.article, note.file)
        title = note.title or (row.headline if row else note.path.rpartition("/")[2])
        about = f"{note.created[:10]} · {title}"
        lost = "" if row else "not in this library"
        return Entry(note.uid, about, " ".join(note.words.split()), note.note, note.tags, lost)

    def about(self, index: int) -> str:
        return self._notes[self.rows.items[index].uid].path

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        note = self._notes.get(event.item.uid)
        if note is None:
            return
        row = self.session.row_of(note.article, note.file)
        if row is None:
            key = self.session.keys.of("export-all")
            self.say(f"The article is not in this library; {key} exports its notes all the same.")
            return
        self.dismiss(Wanted(row, note=note))

    def action_delete(self) -> None:
        item = self.rows.item
        if item is not None:
            self._change(
                lambda: self.session.notebook.delete(item.uid),
                f"Deleted. {self.session.keys.of('undo')} undoes it.",
            )

    def action_undo(self) -> None:
        self._change(self.session.notebook.undo, "There is nothing to undo.")

    def _change(self, work: Callable[[], object], otherwise: str) -> None:
        """Change the notebook and say what became of it."""
        try:
            said = work()
        except ReaderError as error:
            self.say(error.sentence, trouble=True)
            return
        self.refresh_marks()
        self.say(said if isinstance(said, str) else otherwise)

    def action_export_all(self) -> None:
        self.dismiss(Wanted(export=True))

    def action_shelf(self) -> None:
        self.dismiss(None)
