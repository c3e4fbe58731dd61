"""An app whose terminal is sent only what differs."""

from reader.screens.leaving import Leaving
from reader.terminal.driver import ThinDriver


class Wired(Leaving):
    """An app over a thin wire, where it is wanted and the terminal can be written to so."""

    def __init__(self, *, ansi_color: bool | None = None, thin: bool = True) -> None:
        super().__init__(ansi_color=ansi_color)
        if thin and ThinDriver.suits():
            self.driver_class = ThinDriver

    def action_redraw(self) -> None:
        """Paint the screen anew: something else has written on it."""
        if isinstance(self._driver, ThinDriver):
            self._driver.repaint()
        self.refresh(repaint=True, layout=True)
