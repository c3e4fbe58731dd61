"""The commands as Textual binds them."""

from collections.abc import Iterable

from textual.binding import Binding

from reader.commands import COMMANDS, Command


def bindings(commands: Iterable[Command] = COMMANDS) -> list[Binding]:
    """The commands as bindings of a screen, each with its id, so that its key can be remapped."""
    return [
        Binding(command.keys, command.action, command.help, id=command.id, show=False)
        for command in commands
        if command.keys
    ]
