"""Containers whose first size is no reason to lay out and to paint all of them a second time."""

from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget


class Unscrolled:
    """A widget or screen that shows all it has.

    Textual takes what could be scrolled over for something to lay out anew for;
    here it only follows from the layout that was just made.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)


class Steady(Unscrolled):
    """A screen that does not paint all it has when the keys go to another part of it."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)


class Panes(Unscrolled, Horizontal):
    """Panes side by side."""


class Pane(Unscrolled, Vertical):
    """What stands in one pane, from above to below."""
