"""Everything bookmarked or noted, in one list."""

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style

from reader.widgets.row_list import Piece, RowList
from reader.widgets.wrap import fit, pad


@dataclass(frozen=True, slots=True)
class Entry:
    """A bookmark or a note as the list shows it.

    `about` names the article and when it was marked, `words` are the marked
    ones, `note` what the user wrote. `lost` says in a few words why the passage
    cannot be gone to; empty where it can.
    """

    uid: str
    about: str
    words: str
    note: str = ""
    tags: tuple[str, ...] = ()
    lost: str = ""


class NoteList(RowList[Entry]):
    """Notes and bookmarks: the article, the marked words, the note."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "note-list--about",
        "note-list--lost",
        "note-list--note",
    }

    @property
    def row_height(self) -> int:
        return 4

    def name_of(self, item: Entry) -> str:
        return item.uid

    def pieces(self, item: Entry, line: int, width: int) -> list[Piece]:
        if line == 0:
            lost = f" {item.lost} " if item.lost else ""
            room = max(0, width - len(lost))
            return [
                (pad(f" {item.about}", room), self.style_of("note-list--about")),
                (lost, self.style_of("note-list--lost")),
            ]
        if line == 1:
            return [(fit(f"   “{item.words}”", width), Style())]
        if line == 2:
            sign = "✎ " if item.note else "◆ bookmark"
            tags = "".join(f" #{tag}" for tag in item.tags)
            words = f"   {sign}{item.note}{tags}"
            return [(fit(words, width), self.style_of("note-list--note"))]
        return []
