"""The keys, by what they are for."""

from itertools import groupby

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from reader.commands import BY_ID, COMMANDS, SIGNS, WRITING, Keys
from reader.screens.keys import bindings
from reader.widgets.lines import KeyLine

_MOVES = (
    "next", "previous", "line-down", "line-up", "page-down", "page-up", "top", "bottom",
    "back", "leave", "help",
)  # fmt: skip


class HelpScreen(Screen[None]):
    """Every command with its key, its id for `config.toml`, and what the signs mean."""

    BINDINGS = bindings(BY_ID[name] for name in _MOVES)  # type: ignore[assignment]  # as Moving

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self.keys_that_count = keys

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help-body"):
            for group, commands in groupby(COMMANDS, key=lambda command: command.group):
                yield Static(Content(group), classes="help-group")
                for command in commands:
                    keys = self.keys_that_count.of(command.id)
                    yield self._line(keys, f"{command.help}  ({command.id})")
            yield Static(Content("Writing a note"), classes="help-group")
            for keys, _, words in WRITING:
                yield self._line(keys, words)
            yield Static(Content("Signs"), classes="help-group")
            for sign, words in SIGNS:
                yield self._line(sign, words)
        yield KeyLine(id="keys")

    @staticmethod
    def _line(keys: str, words: str) -> Horizontal:
        return Horizontal(
            Static(Content(keys), classes="help-keys"),
            Static(Content(words), classes="help-words"),
            classes="help-line",
        )

    def on_mount(self) -> None:
        self.query_one(KeyLine).keys = self.keys_that_count.footer("help")
        self.body.focus()

    @property
    def body(self) -> VerticalScroll:
        return self.query_one("#help-body", VerticalScroll)

    def action_next(self) -> None:
        self.body.scroll_relative(y=1, animate=False)

    def action_previous(self) -> None:
        self.body.scroll_relative(y=-1, animate=False)

    action_line_down = action_next
    action_line_up = action_previous

    def action_page_down(self) -> None:
        self.body.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        self.body.scroll_page_up(animate=False)

    def action_top(self) -> None:
        self.body.scroll_home(animate=False)

    def action_bottom(self) -> None:
        self.body.scroll_end(animate=False)

    def action_back(self) -> None:
        self.dismiss()

    action_help = action_back
    action_leave = action_back
