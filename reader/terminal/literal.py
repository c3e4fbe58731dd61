"""Rows that are sent as they were written, for only the terminal knows what they show.

Terminals disagree about how wide some characters are. What Textual writes
right of one stands in another column in another terminal; so do the halves of
wide characters that are written over. In such a row everything goes out as it
came, in its order, until all of the row is known again.
"""

from dataclasses import dataclass, field

from reader.terminal.frames import Run
from reader.terminal.grid import Row


@dataclass(slots=True)
class LiteralRow:
    """What a row is made of: perhaps cells at first, then runs; `sent` of these parts are out."""

    parts: list[Row | Run] = field(default_factory=list)
    sent: int = 0

    def add(self, run: Run) -> None:
        """Add a run; what it seems to cover needs no sending any more."""
        for place in reversed(range(len(self.parts))):
            part = self.parts[place]
            if isinstance(part, Run):
                covered = run.x <= part.x and part.x + part.width <= run.x + run.width
            else:
                covered = run.x == 0 and run.width >= len(part[0])
            if covered:
                del self.parts[place]
                self.sent -= place < self.sent
        self.parts.append(run)

    @property
    def waiting(self) -> list[Row | Run]:
        return self.parts[self.sent :]
