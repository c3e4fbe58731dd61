"""The box at the bottom in which a note is written."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea


class NoteArea(TextArea, inherit_bindings=True):
    """The text of the note."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", id="note-save", show=False),
        Binding("escape", "leave", "leave", id="note-leave", show=False),
        Binding("ctrl+e", "editor", "editor", id="note-editor", show=False),
    ]

    def _box(self) -> "NoteBox":
        box = self.parent
        assert isinstance(box, NoteBox)
        return box

    def action_save(self) -> None:
        self._box().post_message(NoteBox.Saved(self._box().key, self.text))

    def action_leave(self) -> None:
        self._box().post_message(NoteBox.Left(self._box().key, self.text))

    def action_editor(self) -> None:
        self._box().post_message(NoteBox.EditorWanted(self._box().key, self.text))


class NoteBox(Vertical):
    """Writes one note at a time; hidden when none is being written.

    `key` names what is being written, for the one who opened the box.
    """

    @dataclass
    class Typed(Message):
        """The words have changed."""

        key: str
        text: str

    @dataclass
    class Saved(Message):
        """The note is finished."""

        key: str
        text: str

    @dataclass
    class Left(Message):
        """The box was left without saving."""

        key: str
        text: str

    @dataclass
    class EditorWanted(Message):
        """The words are to be handed to `$EDITOR`."""

        key: str
        text: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.key = ""
        self._about = ""
        self.display = False

    @property
    def about(self) -> str:
        """What the note is on."""
        return self._about

    @property
    def text(self) -> str:
        """What has been written so far."""
        return self.query_one(NoteArea).text

    def compose(self) -> ComposeResult:
        yield Static(id="note-about")
        area = NoteArea(soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        area.cursor_blink = False
        area.highlight_cursor_line = False
        yield area

    def open(self, key: str, about: str, text: str) -> None:
        """Write a note: on what `about` says, beginning with `text`."""
        self.key, self._about = key, about
        self.query_one("#note-about", Static).update(Content(about))
        area = self.query_one(NoteArea)
        area.load_text(text)
        area.move_cursor(area.document.end)
        self.display = True
        area.focus()
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        """Put the terminal's own cursor where one writes: before, the box had no place yet."""
        area = self.query_one(NoteArea)
        if area.has_focus:
            self.app.cursor_position = area.cursor_screen_offset

    def close(self) -> None:
        """Put the box away."""
        self.key = ""
        self.display = False

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.display and self.key:
            self.post_message(self.Typed(self.key, event.text_area.text))
