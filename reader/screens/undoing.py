"""Taking back the last change of the notebook, and doing it again."""

from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.screens.session import Session
from reader.widgets.panes import Steady

if TYPE_CHECKING:  # the notebook is opened after the first paint
    from reader.notebook import Change


class Undoing(Steady[Any]):
    """A screen on which notes are changed.

    A change that is not in sight, or was made before this run of the reader, is
    told first: the same key again does it.
    """

    session: Session
    _keys_pressed = 0
    _would: tuple[object, int] | None = None
    """What was told, and how many keys had been pressed by then."""

    # What a screen does in its own way

    def say(self, message: str) -> None:
        """Tell what has been done."""

    def complain(self, error: ReaderError) -> None:
        """Tell what could not be done."""

    def refresh_marks(self) -> None:
        """Show the notebook as it is now."""

    def in_sight(self, change: "Change") -> bool:
        """Whether what a change is about is on the screen."""
        return False

    def look_at(self, change: "Change") -> None:
        """Go to what a change was about, where the screen has it in a list."""

    # What they have in common

    def key(self, command_id: str) -> str:
        """The key of a command, for a sentence."""
        return self.session.keys.of(command_id)

    def on_key(self) -> None:
        self._keys_pressed += 1

    def action_undo(self) -> None:
        """Take back the last change."""
        self._step(back=True)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self._step(back=False)

    def _step(self, *, back: bool) -> None:
        from reader.notebook.model import local_day

        notebook = self.session.notebook
        try:
            change = notebook.next_undo() if back else notebook.next_redo()
            if change is None:
                since = "There is nothing to redo: nothing was undone, or more was changed since."
                self.say("There is nothing to undo." if back else since)
                return
            told = self._would == ((back, change.uid), self._keys_pressed - 1)
            if not told and (change.made < self.session.begun or not self.in_sight(change)):
                self._would = (back, change.uid), self._keys_pressed
                key = self.key("undo" if back else "redo")
                when = f"{'changed' if back else 'undone'} on {local_day(change.made)}"
                self.say(f"This would {change.would} ({when}): {key} again does it.")
                return
            said = notebook.undo(change) if back else notebook.redo(change)
        except ReaderError as error:
            self.complain(error)
            return
        self.refresh_marks()
        self.look_at(change)
        if back:
            self.say(f"{said} {self.key('redo')} redoes it.")
        else:
            self.say(said or "")
