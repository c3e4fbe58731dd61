"""A list with a line below it in which something can be asked."""

from collections.abc import Iterable

from textual.widget import Widget

from reader.commands import COMMANDS, Context
from reader.screens.listing import Listing
from reader.widgets.prompt import Prompt

ACTIONS = frozenset(command.action for command in COMMANDS)


class AskingListing(Listing):
    """While something is typed, no key is a command, and the line that is typed in keeps them."""

    def make_rest(self) -> Iterable[Widget]:
        yield Prompt(id="prompt")

    @property
    def prompt(self) -> Prompt:
        """Where it is asked; hidden when nothing is."""
        return self.query_one(Prompt)

    @property
    def context(self) -> Context:
        return "asking" if self.prompt.display else self.CONTEXT

    def close_prompt(self) -> None:
        """Go back to the list."""
        self.prompt.close()
        self.tell_keys(self.CONTEXT)
        self.rows.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not (self.is_mounted and self.prompt.display and action in ACTIONS)

    def on_descendant_focus(self) -> None:
        """A click or Tab leads to no other place."""
        if self.prompt.display:
            self.prompt.hold()
