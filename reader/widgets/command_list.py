"""Commands by their names."""

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style

from reader.widgets.row_list import Piece, RowList
from reader.widgets.wrap import fit, pad

#: Cells for the keys, left of what they do.
KEYS = 16


@dataclass(frozen=True, slots=True)
class CommandItem:
    """A command: the keys that do it, and what it does; `also` are further words for it."""

    key: str
    keys: str
    sentence: str
    also: str = ""


class CommandList(RowList[CommandItem]):
    """Commands, one a line: what each does, and its keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"command-list--keys"}

    def name_of(self, item: CommandItem) -> str:
        return item.key

    @property
    def has_keys(self) -> bool:
        return True  # from the line in which a name is typed

    def pieces(self, item: CommandItem, line: int, width: int) -> list[Piece]:
        left = KEYS if width >= 70 else KEYS // 2
        keys = pad(f" {item.keys}", left)
        sentence = fit(item.sentence, width - left)
        return [(keys, self.style_of("command-list--keys")), (sentence, Style())]
