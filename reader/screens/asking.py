"""A list with a line below it in which something can be asked; one in which it can be found."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from reader.commands import BY_ID, COMMANDS, Context
from reader.errors import ReaderError
from reader.screens.keys import bindings
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


class SeekingListing(AskingListing):
    """A list in which words are looked for, from the cursor on and round the end."""

    BINDINGS = bindings(  # type: ignore[assignment]  # as Moving
        BY_ID[name] for name in ("find", "find-next", "find-previous")
    )
    _sought = ""
    """The words looked for last."""

    def places_of(self, words: str) -> Sequence[int]:
        """The places of the items that have the words, in their order. Raises ReaderError."""
        raise NotImplementedError

    def none_has(self, words: str) -> str:
        """The sentence that says that no item has the words."""
        raise NotImplementedError

    def action_find(self) -> None:
        self.prompt.ask("find", "Find:", self._sought, self.session.asked_before(self._kind))
        self.tell_keys(self.context)

    def action_find_next(self) -> None:
        self.go_to_next(1)

    def action_find_previous(self) -> None:
        self.go_to_next(-1)

    @on(Prompt.Answered)
    def _asked_for(self, event: Prompt.Answered) -> None:
        if event.key != "find":
            return
        self._sought = event.answer.strip()
        self.session.remember_asking(self._kind, self._sought)
        self.close_prompt()
        self.go_to_next(1, here=True)

    @on(Prompt.Left)
    def _left_asking(self) -> None:
        self.say("")
        self.close_prompt()

    @property
    def _kind(self) -> str:
        return f"find in {self.CONTEXT}"

    def go_to_next(self, steps: int, *, here: bool = False) -> None:
        """Go to the next item that has the words, and on from the other end."""
        words = self._sought
        if not words:
            key = self.session.keys.of("find")
            self.say(f"Nothing has been looked for yet: press {key} first.")
            return
        try:
            places = self.places_of(words)
        except ReaderError as error:
            self.say(error.sentence, trouble=True)
            return
        if not places:
            self.say(self.none_has(words))
            return
        cursor = self.rows.cursor
        ahead = [
            n
            for n, one in enumerate(places)
            if (one - cursor) * steps > 0 or (here and one == cursor)
        ]
        nth = (ahead[0] if steps > 0 else ahead[-1]) if ahead else (0 if steps > 0 else -1)
        self.rows.move(places[nth] - cursor)
        self.tell_place()
        self.say(f"{nth % len(places) + 1:,} of {len(places):,} with “{words}”")
