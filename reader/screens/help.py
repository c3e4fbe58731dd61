"""The keys, by what they are for."""

from collections.abc import Iterator
from itertools import groupby

from textual import on
from textual.app import ComposeResult

from reader.commands import BY_ID, COMMANDS, WRITING, Keys
from reader.screens.keys import bindings
from reader.widgets.help_view import HelpView, Told
from reader.widgets.lines import KeyLine
from reader.widgets.panes import Steady
from reader.widgets.prompt import Prompt

_MOVES = (
    "next", "previous", "line-down", "line-up", "page-down", "page-up", "top", "bottom",
    "back", "leave", "find", "help",
)  # fmt: skip
ACTIONS = frozenset(BY_ID[name].action for name in _MOVES)

#: What the signs on the screen mean.
SIGNS: tuple[tuple[str, str], ...] = (
    ("●", "not read yet"),
    ("✗", "a file that cannot be read, with the reason"),
    ("◆", "bookmarked"),
    ("✎", "a note"),
    ("+2", "two more articles of the same story are folded into this row; -2: they stand below it"),
    ("❝", "who speaks, and how the text says so"),
    ("~", "worked out, not printed on the page as such"),
    ("^", "came beside the text: from a row of a file, from the head of a web page"),
    ("=", "set by you"),
)

#: How a quote has come to its speaker, as the bottom line says it.
ATTRIBUTIONS: tuple[tuple[str, str], ...] = (
    ("by name", "the text names who speaks, beside the quote: kata Jokowi"),
    ("by pronoun", "the text says he, she, dia, -nya (ujarnya): who was speaking before"),
    ("carried over", "the text does not say it at this quote; it goes on with the one before"),
    ("not told", "nobody is named whose words these could be"),
    ("set by you", "by “Set who said the quote” of the palette"),
)


class HelpScreen(Steady[None]):
    """Every command with its key, its id for `config.toml`, and what the signs mean."""

    BINDINGS = bindings(BY_ID[name] for name in _MOVES)  # type: ignore[assignment]  # as Moving

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self.keys_that_count = keys

    def compose(self) -> ComposeResult:
        yield HelpView(id="help-body")
        yield Prompt(id="prompt")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.query_one(KeyLine).keys = self.keys_that_count.footer("help")
        self.body.told = tuple(told(self.keys_that_count))
        self.body.focus()

    @property
    def body(self) -> HelpView:
        return self.query_one(HelpView)

    @property
    def prompt(self) -> Prompt:
        return self.query_one(Prompt)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed, no key is a command."""
        return not (self.is_mounted and self.prompt.display and action in ACTIONS)

    def on_descendant_focus(self) -> None:
        """The line that is typed in keeps the keys."""
        if self.prompt.display:
            self.prompt.hold()

    # Looking for a key

    def action_find(self) -> None:
        self.prompt.ask("find", "Find:", self.body.wanted)
        self.query_one(KeyLine).keys = self.keys_that_count.footer("asking")

    @on(Prompt.Typed)
    def _typed(self, event: Prompt.Typed) -> None:
        self.body.wanted = event.answer.strip()

    @on(Prompt.Answered)
    def _answered(self, event: Prompt.Answered) -> None:
        self._close_prompt()

    @on(Prompt.Left)
    def _left(self, event: Prompt.Left) -> None:
        self.body.wanted = ""
        self._close_prompt()

    def _close_prompt(self) -> None:
        self.prompt.close()
        self.query_one(KeyLine).keys = self.keys_that_count.footer("help")
        self.body.focus()

    # Moving

    def action_next(self) -> None:
        self.body.scroll_by(1)

    def action_previous(self) -> None:
        self.body.scroll_by(-1)

    action_line_down = action_next
    action_line_up = action_previous

    def action_page_down(self) -> None:
        self.body.page(1)

    def action_page_up(self) -> None:
        self.body.page(-1)

    def action_top(self) -> None:
        self.body.scroll_lines_to(0)

    def action_bottom(self) -> None:
        self.body.scroll_lines_to(self.body.line_count)

    def action_back(self) -> None:
        if self.body.wanted:
            self.body.wanted = ""
        else:
            self.dismiss()

    def action_leave(self) -> None:
        self.dismiss()

    action_help = action_leave


def told(keys: Keys) -> Iterator[Told]:
    """All that the help says, from above to below."""
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        yield Told("", group)
        for command in commands:
            yield Told(keys.of(command.id), f"{command.help}  ({command.id})")
    yield Told("", "Writing a note")
    for key, _, words in WRITING:
        yield Told(key, words)
    yield Told("", "Signs")
    for sign, words in SIGNS:
        yield Told(sign, words)
    yield Told("", "How a quote has its speaker")
    for sign, words in ATTRIBUTIONS:
        yield Told(sign, words)
