"""A small box in which one of several is chosen, by its letter or by the cursor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message

from reader.widgets.row_list import Piece, RowList
from reader.widgets.wrap import cells, fit

HEAD = 8
"""Lines that the title may take."""
FRAME = 4
"""Lines of a screen that are no place for the box: its border, and the two bottom lines."""


@dataclass(frozen=True, slots=True)
class Option:
    """One that can be chosen: `letter` takes it; `now` says that it counts at present."""

    key: str
    letter: str
    word: str
    about: str = ""
    now: bool = False


class Menu(RowList[Option]):
    """Options one below the other; hidden when nothing is to be chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"menu--letter", "menu--words"}

    @dataclass
    class Taken(Message):
        """One was chosen; `purpose` is what the box was opened for."""

        key: str
        purpose: str

    @dataclass
    class Left(Message):
        """None was chosen."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.display = False
        self.purpose = ""

    def open(self, purpose: str, title: str, options: Sequence[Option]) -> None:
        """Offer these, the cursor on the one that counts now; `purpose` tells boxes apart."""
        self.purpose = purpose
        self.border_title = None
        self.head = title
        self.show_from_top(options)
        self.cursor = next((n for n, option in enumerate(options) if option.now), 0)
        self.display = True
        self.refresh(layout=True)
        self.focus()

    def close(self) -> None:
        """Put the box away."""
        self.display = False

    def on_key(self, event: events.Key) -> None:
        """While the box is open, every key is the box's."""
        event.stop()
        event.prevent_default()
        letters = {option.letter: option.key for option in self.source.slice(0, len(self.items))}
        match event.key:
            case "down" | "j" | "tab":
                self.move(1)
            case "up" | "k" | "shift+tab":
                self.move(-1)
            case "enter" | "space":
                if self.item is not None:
                    self.post_message(self.Taken(self.item.key, self.purpose))
            case "escape" | "q":
                self.post_message(self.Left())
            case _ if event.character in letters:
                self.post_message(self.Taken(letters[event.character], self.purpose))

    def choose(self) -> None:
        if self.item is not None:
            self.post_message(self.Taken(self.item.key, self.purpose))

    @property
    def most_head(self) -> int:
        # Long words are to be read whole, as far as the options keep their place.
        return max(1, min(HEAD, self.app.size.height - FRAME - len(self.items)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.items) + self.head_height_in(width)

    def name_of(self, item: Option) -> str:
        return item.key

    def pieces(self, item: Option, line: int, width: int) -> list[Piece]:
        sign = "●" if item.now else " "
        word = f"{sign} {item.word}"
        letter = (f"{item.letter} ", self.style_of("menu--letter"))
        about = fit(f"  {item.about}" if item.about else "", width - cells(word) - 2)
        return [letter, (word, Style()), (about, self.style_of("menu--words"))]
