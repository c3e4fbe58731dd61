"""The line at the bottom in which something short is asked: words to find, tags, a folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from reader.widgets.wrap import cells


class PromptInput(Input):
    """The words of the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="prompt-leave", show=False),
        Binding("up", "asked_before(1)", "asked before", id="prompt-before", show=False),
        Binding("down", "asked_before(-1)", "asked after", id="prompt-after", show=False),
    ]

    before: Sequence[str] = ()
    """What was answered earlier, the last first."""
    _nth = 0
    """Which of these is in the line, counted from 1; 0 for what is being typed."""
    _typed = ""

    def action_asked_before(self, steps: int) -> None:
        """Put an earlier answer, or a later one, into the line; step on where there is none."""
        if not self.before:
            prompt = self.parent
            assert isinstance(prompt, Prompt)
            prompt.post_message(Prompt.Stepped(-steps))
            return
        if self._nth == 0:
            self._typed = self.value
        choices = self._typed, *self.before
        wanted = self._nth + steps
        while 0 <= wanted < len(choices) and choices[wanted] == self.value:
            wanted += steps  # it stands there already
        if 0 <= wanted < len(choices):
            self._nth, self.value = wanted, choices[wanted]
            self.cursor_position = len(self.value)

    def begin(self, answer: str, before: Sequence[str]) -> None:
        """Take an answer to begin with, and earlier ones to choose from."""
        self.before, self._nth = tuple(before), 0
        with self.prevent(Input.Changed):
            self.value = answer
        self.cursor_position = len(answer)

    def keep(self, answer: str) -> None:
        """Let an answer that was not taken stand, and offer it again once it is changed."""
        self.before = (answer, *(one for one in self.before if one != answer))
        self._nth = 0

    def action_leave(self) -> None:
        prompt = self.parent
        assert isinstance(prompt, Prompt)
        prompt.post_message(Prompt.Left(prompt.key))


class Prompt(Horizontal):
    """Asks one short question at a time; hidden when there is none."""

    @dataclass
    class Answered(Message):
        """The question was answered with Enter."""

        key: str
        answer: str

    @dataclass
    class Typed(Message):
        """The answer so far."""

        key: str
        answer: str

    @dataclass
    class Stepped(Message):
        """An arrow was pressed, down where `steps` is positive, and nothing was answered before."""

        steps: int

    @dataclass
    class Left(Message):
        """The question was left unanswered."""

        key: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.key = ""
        self.display = False

    def compose(self) -> ComposeResult:
        yield Static(id="prompt-question")
        answer = PromptInput(compact=True, select_on_focus=False)
        answer.cursor_blink = False
        yield answer

    def ask(self, key: str, question: str, answer: str = "", before: Sequence[str] = ()) -> None:
        """Ask a question, with an answer to begin with, and earlier ones, the last first."""
        self.key = key
        label = self.query_one("#prompt-question", Static)
        label.update(Content(question))
        label.styles.width = cells(question) + 2  # as far as the answer keeps its room: see styles
        field = self.query_one(PromptInput)
        field.begin(answer, before)
        self.display = True
        field.focus()
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        """Put the terminal's own cursor where the answer begins: before, it had no place yet."""
        field = self.query_one(PromptInput)
        if field.has_focus:
            self.app.cursor_position = field.cursor_screen_offset

    def refuse(self, answer: str) -> None:
        """Ask on: the answer was not taken, and stands there to be mended."""
        self.query_one(PromptInput).keep(answer)

    def hold(self) -> None:
        """Keep the keys: a click or Tab leads to no other place while something is asked."""
        field = self.query_one(PromptInput)
        if not field.has_focus:
            field.focus()

    def close(self) -> None:
        """Put the question away."""
        self.key = ""
        self.display = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Answered(self.key, event.value))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.display and self.key:
            self.post_message(self.Typed(self.key, event.value))
