"""Rows that are sent as they were written, for only the terminal knows what they show.

Terminals disagree about how wide some characters are. What Textual writes
right of one stands in another column in another terminal; so do the halves of
wide characters that are written over. In such a row everything goes out as it
came, in its order, until all of the row is known again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.terminal.frames import Run
from reader.terminal.grid import Row


@dataclass(slots=True)
class LiteralRow:
    """What a row is made of: perhaps cells at first, then runs; `sent` of these parts are out."""

    parts: list[Row | Run] = field(default_factory=list)
    sent: int = 0

    def add(self, runs: Sequence[Run], columns: int) -> None:
        """Add runs to a row of `columns`; what they seem to cover needs no sending any more."""
        reach = 0
        for run in sorted(runs, key=lambda run: run.x):
            if run.x <= reach:
                reach = max(reach, run.end)
        if reach >= columns:
            self.parts.clear()
            self.sent = 0
        for run in runs:
            for place in reversed(range(len(self.parts))):
                part = self.parts[place]
                if isinstance(part, Run) and part.x >= run.x and part.end <= run.end:
                    del self.parts[place]
                    self.sent -= place < self.sent
            self.parts.append(run)

    @property
    def waiting(self) -> list[Row | Run]:
        return self.parts[self.sent :]
