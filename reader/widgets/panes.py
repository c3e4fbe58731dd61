"""Containers whose first size is no reason to lay out and to paint all of them a second time."""

from typing import TypeVar

from textual import events
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

T = TypeVar("T")


class Unscrolled:
    """A widget or screen that shows all it has.

    Textual takes what could be scrolled over for something to lay out anew for;
    here it only follows from the layout that was just made.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)


class Steady(Unscrolled, Screen[T]):
    """A screen that does not paint all it has when the keys go to another part of it."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """The terminal's own cursor goes back to where the reading is."""
        if self.focused is not None:
            self.focused.refresh()


class Panes(Unscrolled, Horizontal):
    """Panes side by side."""


class Pane(Unscrolled, Vertical):
    """What stands in one pane, from above to below."""
