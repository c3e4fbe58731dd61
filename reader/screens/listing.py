"""What the screens with one list have in common: moving, opening, going back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reader.commands import BY_ID, Context
from reader.errors import ReaderError
from reader.library import Row
from reader.notebook import Note
from reader.screens.help import HelpScreen
from reader.screens.keys import bindings
from reader.screens.session import Session
from reader.widgets.lines import KeyLine, StatusLine
from reader.widgets.panes import Steady
from reader.widgets.row_list import RowList

COMMANDS = (
    "next", "previous", "line-down", "line-up", "page-down", "page-up", "top", "bottom",
    "open", "back", "leave", "help", "palette", "redraw",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader chose on a list: a place in an article, or all notes to export.

    `at` is a code point into the article's text; `note` the note that was chosen,
    `hit` the number of what was found by the search, `command` the id of a command.
    """

    row: Row | None = None
    at: int | None = None
    note: Note | None = None
    export: bool = False
    hit: int | None = None
    command: str = ""


class Listing(Steady[Wanted | None]):
    """A title, a list, and the two bottom lines; dismisses with what was chosen."""

    BINDINGS = bindings(BY_ID[name] for name in COMMANDS)  # type: ignore[assignment]  # as Moving
    CONTEXT: ClassVar[Context] = "listing"
    LIST: ClassVar[type[RowList[Any]]] = RowList
    """The kind of list that this screen has."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def make_rest(self) -> Iterable[Widget]:
        """What stands below the list."""
        return ()

    def about(self, index: int) -> str:
        """What the status line says of an item."""
        return ""

    def compose(self) -> ComposeResult:
        yield Static(id="listing-title")
        yield self.LIST(id="listing")
        yield from self.make_rest()
        yield StatusLine(id="status")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:  # Textual calls that of each class, this one last
        self.tell_keys(self.context)
        if self.focused is None:
            self.rows.focus()

    @property
    def context(self) -> Context:
        """Where the keys are."""
        return self.CONTEXT

    def tell_keys(self, context: Context) -> None:
        """Show the keys that help."""
        self.query_one(KeyLine).keys = self.session.keys.footer(context)

    @property
    def rows(self) -> RowList[Any]:
        return self.query_one(RowList)

    def entitle(self, title: str) -> None:
        """Say above the list what it lists."""
        self.query_one("#listing-title", Static).update(Content(title))

    def say(self, message: str, *, trouble: bool = False) -> None:
        """Tell what has been done, or what could not be."""
        self.query_one(StatusLine).say(message, trouble=trouble)

    def complain(self, error: ReaderError) -> None:
        """Tell what could not be done."""
        self.say(error.sentence, trouble=True)

    def on_key(self) -> None:
        """A message has been seen once another key is pressed, but for one that helps to answer."""
        if self.context != "asking":
            self.say("")

    @on(RowList.Moved)
    def tell_place(self) -> None:
        """Say what the cursor stands on, and where that is in the list."""
        status, rows = self.query_one(StatusLine), self.rows
        count, index = len(rows.items), rows.cursor
        status.where = self.about(index) if count else ""
        status.share = f"{index + 1:,} of {count:,}" if count else ""

    def action_next(self) -> None:
        self.rows.move(1)
        self.tell_place()  # with the movement itself, so that both are one frame

    def action_previous(self) -> None:
        self.rows.move(-1)
        self.tell_place()

    action_line_down = action_next
    action_line_up = action_previous

    def action_page_down(self) -> None:
        self.rows.page(1)
        self.tell_place()

    def action_page_up(self) -> None:
        self.rows.page(-1)
        self.tell_place()

    def action_top(self) -> None:
        self.rows.to_end(False)
        self.tell_place()

    def action_bottom(self) -> None:
        self.rows.to_end(True)
        self.tell_place()

    def action_open(self) -> None:
        self.rows.choose()

    def action_back(self) -> None:
        self.dismiss(None)

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen(self.session.keys))

    def action_palette(self) -> None:
        from reader.screens.palette import PaletteScreen, doable

        self.app.push_screen(PaletteScreen(self.session, doable(self)), self._from_palette)

    async def _from_palette(self, wanted: Wanted | None) -> None:
        if wanted is not None:
            await self.run_action(BY_ID[wanted.command].action)

    async def action_redraw(self) -> None:
        await self.run_action("app.redraw")
