"""Everything bookmarked or noted, in one list, also of articles that are gone."""

from collections.abc import Callable, Sequence

from textual import on

from reader.commands import BY_ID, Context
from reader.errors import ReaderError
from reader.notebook import Change, Note
from reader.screens.asking import ACTIONS, SeekingListing
from reader.screens.keys import bindings
from reader.screens.listing import Wanted
from reader.screens.session import Session
from reader.screens.writing import NoteWriting, of_note, tags_in, told_tags
from reader.widgets.find import find_all
from reader.widgets.note_box import NoteArea, NoteBox
from reader.widgets.note_list import Entry, NoteList
from reader.widgets.prompt import Prompt
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


class ShelfScreen(SeekingListing, NoteWriting):
    """The notebook as a list, newest first; a note is changed in its row."""

    BINDINGS = bindings(  # type: ignore[assignment]  # as Moving
        BY_ID[name] for name in ("note", "tags", "delete", "undo", "redo", "export-all", "shelf")
    )
    CONTEXT = "shelf"
    LIST = NoteList

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._notes: dict[str, Note] = {}
        self._tagging = ""
        """The uid of the note whose tags are asked for."""

    def on_mount(self) -> None:
        self.refresh_marks()

    def refresh_marks(self) -> None:
        """Show the notebook as it is now."""
        try:
            notes = self.session.notebook.titled_notes()
        except ReaderError as error:
            self.say(error.sentence, trouble=True)
            return
        self._notes = {note.uid: note for note in reversed(notes)}
        self.rows.items = Entries(tuple(self._notes.values()), self._entry)
        self.entitle(
            f"Everything bookmarked or noted: {len(notes)}"
            if notes
            else "Nothing is bookmarked or noted yet."
        )

    def _entry(self, note: Note) -> Entry:
        row = self.session.row_of(note.article, note.file)
        title = note.title or (row.headline if row else note.path.rpartition("/")[2])
        about = f"{note.day} · {title}"
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

    # What stands in a row, changed

    @property
    def context(self) -> Context:
        writing = self._note_box is not None and self._note_box.display
        return "writing" if writing else super().context

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        writing = self.is_mounted and self.context == "writing"
        allowed = super().check_action(action, parameters)
        return allowed and not (writing and action in ACTIONS)

    def on_descendant_focus(self) -> None:
        """The box that is typed in keeps the keys."""
        if self.context == "writing" and not (field := self.query_one(NoteArea)).has_focus:
            field.focus()
        self.tell_keys(self.context)

    async def note_box(self) -> NoteBox:
        if self._note_box is None:
            self._note_box = NoteBox(id="note-box")
            await self.mount(self._note_box, before="#status")
        return self._note_box

    def left_box(self, *, saved: bool) -> None:
        self.rows.focus()

    async def action_note(self) -> None:
        """Change what is written on the row under the cursor."""
        if (note := self._note_here()) is not None:
            await self.write(of_note(note), note.note)

    def action_tags(self) -> None:
        """Ask for the tags of the row under the cursor."""
        if (note := self._note_here()) is not None:
            self._tagging = note.uid
            before = self.session.asked_before("tags")
            self.prompt.ask("tags", "Tags:", " ".join(note.tags), before)
            self.tell_keys(self.context)

    @on(Prompt.Answered)
    def _tagged(self, event: Prompt.Answered) -> None:
        if event.key != "tags":
            return
        tags = tags_in(event.answer)
        self.session.remember_asking("tags", event.answer.strip())
        try:
            self.session.notebook.edit(self._tagging, tags=tags)
        except ReaderError as error:
            self.prompt.refuse(event.answer)
            self.complain(error)
            return
        self.close_prompt()
        self.refresh_marks()
        self.say(told_tags(tags))

    def action_delete(self) -> None:
        if (note := self._note_here()) is None:
            return
        try:
            self.session.notebook.delete(note.uid)
        except ReaderError as error:
            self.complain(error)
            return
        self.refresh_marks()
        self.say(f"Deleted. {self.key('undo')} undoes it.")

    def in_sight(self, change: Change) -> bool:
        """All notes are; what the user set is not listed here."""
        return change.kind == "notes"

    def look_at(self, change: Change) -> None:
        if change.about in self._notes:
            self.rows.cursor = list(self._notes).index(change.about)

    def _note_here(self) -> Note | None:
        """The note under the cursor; where there is none, the reader is told."""
        item = self.rows.item
        if item is None:
            self.say("There is no note to do that with.")
            return None
        return self._notes.get(item.uid)

    # Finding a note

    def places_of(self, words: str) -> Sequence[int]:
        return [n for n, note in enumerate(self._notes.values()) if find_all(_all_of(note), words)]

    def none_has(self, words: str) -> str:
        return f"“{words}” is in no note, no tag, no marked words and no title here."

    def action_export_all(self) -> None:
        self.dismiss(Wanted(export=True))

    def action_shelf(self) -> None:
        self.dismiss(None)


def _all_of(note: Note) -> str:
    """All words by which a note may be looked for."""
    tags = " ".join(f"#{tag}" for tag in note.tags)
    return "\n".join((note.note, note.words, note.title, note.path, tags))
