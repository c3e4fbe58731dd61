"""The commands by their names: type a part of one, and Enter does it."""

import re
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from textual import on
from textual.screen import Screen
from textual.widget import Widget

from reader.commands import COMMANDS, Command, Context, Keys
from reader.screens.listing import Listing, Wanted
from reader.screens.session import Session
from reader.widgets.command_list import CommandItem, CommandList
from reader.widgets.prompt import Prompt
from reader.widgets.row_list import RowList

QUESTION = "Command:"
_WORD = re.compile(r"\w+")
ACTIONS = frozenset(command.action for command in COMMANDS)


class PaletteScreen(Listing):
    """What can be done where one was; dismisses with the command that was chosen."""

    LIST = CommandList

    def __init__(self, session: Session, commands: Sequence[Command]) -> None:
        super().__init__(session)
        self._items = [_item(command, session.keys) for command in commands]

    def make_rest(self) -> Iterable[Widget]:
        yield Prompt(id="prompt")

    def on_mount(self) -> None:
        self.entitle("What can be done here")
        self.rows.items = tuple(self._items)
        self.prompt.ask("palette", QUESTION)

    @property
    def context(self) -> Context:
        return "choosing"

    @property
    def prompt(self) -> Prompt:
        return self.query_one(Prompt)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Something is typed here all the time: no key is a command."""
        return not (self.is_mounted and action in ACTIONS)

    def on_descendant_focus(self) -> None:
        """The line that is typed in keeps the keys."""
        self.prompt.hold()

    @on(Prompt.Typed)
    def _typed(self, event: Prompt.Typed) -> None:
        self.rows.show_from_top(ranked(self._items, event.answer))

    @on(Prompt.Stepped)
    def _stepped(self, event: Prompt.Stepped) -> None:
        self.rows.move(event.steps)

    @on(Prompt.Answered)
    @on(RowList.Chosen)
    def _chosen(self) -> None:
        item = self.rows.item
        if item is not None:
            self.dismiss(Wanted(command=item.key))
        else:
            self.say("There is no such command: Esc leaves.")

    @on(Prompt.Left)
    def _left(self) -> None:
        self.dismiss(None)


def doable(screen: Screen[Any]) -> list[Command]:
    """The commands of the palette that a screen can do."""
    return [
        command
        for command in COMMANDS
        if command.palette and hasattr(screen, f"action_{command.action}")
    ]


def _item(command: Command, keys: Keys) -> CommandItem:
    shown = keys.of(command.id) if command.keys else ""
    return CommandItem(command.id, shown, command.sentence, command.also)


def ranked(items: Sequence[CommandItem], typed: str) -> tuple[CommandItem, ...]:
    """The commands that all words typed are of, those first that are called so."""
    words = typed.split()
    found = []
    for item in items:
        ranks = [rank for word in words if (rank := _rank(item, word)) is not None]
        if len(ranks) == len(words):
            found.append((sum(ranks), item))
    return tuple(item for _, item in sorted(found, key=itemgetter(0)))


def _rank(item: CommandItem, word: str) -> int | None:
    """How far a word is from what a command is called; None where it is not of it at all."""
    folded = word.casefold()
    names, also = item.key.split("-"), item.also.casefold().split()
    sentence = item.sentence.casefold()
    fits = (
        word in item.keys.split() or folded in names,
        folded in also,
        any(name.startswith(folded) for name in names),
        any(one.startswith(folded) for one in also),
        any(one.startswith(folded) for one in _WORD.findall(sentence)),
        folded in sentence or folded in item.keys.casefold(),
    )
    return fits.index(True) if True in fits else None
