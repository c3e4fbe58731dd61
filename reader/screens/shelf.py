"""Everything bookmarked or noted, in one list, also of articles that are gone."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from reader.commands import BY_ID, bindings, footer
from reader.errors import ReaderError
from reader.library import Row
from reader.notebook import Note
from reader.screens.session import Session
from reader.widgets.lines import KeyLine, StatusLine
from reader.widgets.note_list import Entry, NoteList
from reader.widgets.row_list import RowList

_COMMANDS = (
    "next", "previous", "line-down", "line-up", "page-down", "page-up", "top", "bottom",
    "open", "back", "delete", "undo", "export-all", "shelf", "leave", "help", "redraw",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader chose on the shelf: a note to go to, or all of them to export."""

    note: Note | None = None
    row: Row | None = None
    export: bool = False


class ShelfScreen(Screen[Wanted | None]):
    """The notebook as a list, newest first; dismisses with what was chosen."""

    BINDINGS = bindings(BY_ID[name] for name in _COMMANDS)  # type: ignore[assignment]  # as Moving

    def __init__(self, session: Session, rows: tuple[Row, ...]) -> None:
        super().__init__()
        self.session = session
        self._by_id = {row.id: row for row in rows if row.id}
        self._by_path = {row.path: row for row in rows}
        self._notes: dict[str, Note] = {}

    def compose(self) -> ComposeResult:
        yield Static(id="shelf-title")
        yield NoteList(id="shelf")
        yield StatusLine(id="status")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.query_one(KeyLine).keys = footer("shelf")
        self.refresh_marks()
        self.shelf.focus()

    @property
    def shelf(self) -> NoteList:
        return self.query_one("#shelf", NoteList)

    def refresh_marks(self) -> None:
        """Show the notebook as it is now."""
        try:
            notes = self.session.notebook.notes()
        except ReaderError as error:
            self._say(error.sentence, trouble=True)
            return
        self._notes = {note.uid: note for note in notes}
        self.shelf.items = tuple(self._entry(note) for note in reversed(notes))
        title = f"Everything bookmarked or noted: {len(notes)}"
        if not notes:
            title = "Nothing is bookmarked or noted yet: Esc, then m or a on a passage."
        self.query_one("#shelf-title", Static).update(Content(title))

    def row_of(self, note: Note) -> Row | None:
        """The article that a note belongs to, in this library: by its text, else by its path."""
        return self._by_id.get(note.article) or self._by_path.get(note.path)

    def _entry(self, note: Note) -> Entry:
        row = self.row_of(note)
        title = note.title or (row.headline if row else note.path.rpartition("/")[2])
        about = f"{note.created[:10]} · {title}"
        lost = "" if row else "not in this library"
        return Entry(note.uid, about, " ".join(note.words.split()), note.note, note.tags, lost)

    def _say(self, words: str, *, trouble: bool = False) -> None:
        self.query_one(StatusLine).say(words, trouble=trouble)

    def on_key(self) -> None:
        self._say("")

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        status = self.query_one(StatusLine)
        item = self.shelf.item
        note = self._notes.get(item.uid) if item else None
        status.where = note.path if note else ""
        count = len(self.shelf.items)
        status.share = f"{event.index + 1} of {count}" if count else ""

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        item = event.item
        note = self._notes.get(item.uid) if isinstance(item, Entry) else None
        if note is None:
            return
        row = self.row_of(note)
        if row is None:
            self._say("The article is not in this library; X exports its notes all the same.")
            return
        self.dismiss(Wanted(note, row))

    def action_delete(self) -> None:
        item = self.shelf.item
        if item is None:
            return
        try:
            self.session.notebook.delete(item.uid)
        except ReaderError as error:
            self._say(error.sentence, trouble=True)
            return
        self.refresh_marks()
        self._say("Deleted. u undoes it.")

    def action_undo(self) -> None:
        try:
            undone = self.session.notebook.undo()
        except ReaderError as error:
            self._say(error.sentence, trouble=True)
            return
        self.refresh_marks()
        self._say(undone or "There is nothing to undo.")

    def action_export_all(self) -> None:
        self.dismiss(Wanted(export=True))

    def action_next(self) -> None:
        self.shelf.move(1)

    def action_previous(self) -> None:
        self.shelf.move(-1)

    action_line_down = action_next
    action_line_up = action_previous

    def action_page_down(self) -> None:
        self.shelf.page(1)

    def action_page_up(self) -> None:
        self.shelf.page(-1)

    def action_top(self) -> None:
        self.shelf.to_end(False)

    def action_bottom(self) -> None:
        self.shelf.to_end(True)

    def action_open(self) -> None:
        self.shelf.choose()

    def action_back(self) -> None:
        self.dismiss(None)

    action_shelf = action_back

    def action_redraw(self) -> None:
        self.refresh(repaint=True, layout=True)
