"""What the terminal shows, what it should show, and the bytes between the two."""

from collections.abc import Iterator

from reader.terminal.capabilities import Capabilities
from reader.terminal.frames import FrameReader, Reading
from reader.terminal.grid import Box, Grid
from reader.terminal.literal import LiteralRow
from reader.terminal.painting import Apart, Painter, differences, effort
from reader.terminal.pens import PLAIN, Pen
from reader.terminal.scrolling import FEW, moves

#: Synchronised output: what stands between is shown at once.
_TOGETHER = ("\x1b[?2026h", "\x1b[?2026l")

#: Ways whose costs are this close by estimate are both tried.
_CLOSE = 1.3


class Shadow:
    """Takes what Textual writes; gives what has to be sent, the newest state alone.

    `able` is what the terminal can do, and may change at any time.
    """

    def __init__(self, columns: int, rows: int, able: Capabilities) -> None:
        self.able = able
        self._wanted = Grid(columns, rows)
        self._shown = Grid(columns, rows)
        self._reader = FrameReader(self._wanted)
        self._literal: dict[int, LiteralRow] = {}
        self._beside: list[str] = []
        # Where the cursor is in truth, and which pen is in the terminal's hand.
        self._x: int | None = None
        self._y: int | None = None
        self._pen: Pen | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._wanted.columns, self._wanted.rows

    @property
    def literal(self) -> frozenset[int]:
        """The rows of which only the terminal knows what they show."""
        return frozenset(self._literal)

    @property
    def knows_cursor(self) -> bool:
        """Whether it is known where the cursor is to be."""
        return self._reader.x is not None

    # -- what comes in -----------------------------------------------------------------------

    def receive(self, data: str) -> None:
        """Take a piece of output: whole sequences."""
        reading = self._reader.read(data)
        self._settle(reading)
        self._beside += reading.beside
        if reading.screen:
            self.repaint()
        if reading.rest:
            # The screen as it was before what is not understood, then that, untouched.
            painter = self._paint()
            if reading.rest_x is not None:
                painter.go(min(reading.rest_x, self._wanted.columns - 1), reading.rest_y)
            painter.dip(reading.rest_pen)
            self._keep(painter)
            self._beside += [*painter.out, reading.rest]
            self.forget()

    def aside(self, text: str) -> None:
        """Have something sent that changes no cell that is wanted, but moves the cursor."""
        self._beside.append(text)
        self._x = self._y = None

    def _settle(self, reading: Reading) -> None:
        """Tell the rows that can be painted from those that can only be written."""
        for y, written in reading.rows.items():
            literal = self._literal.get(y)
            if not written.disputed and (literal is None or self._wanted.knows(y)):
                if literal is not None:
                    del self._literal[y]
                    self._shown.forget(y)
                continue
            if literal is None:
                literal = self._literal[y] = LiteralRow()
                if written.before != (self._shown.chars[y], self._shown.pens[y]):
                    literal.parts.append(written.before)
            literal.add([*written.runs(reading.data, y)], self._wanted.columns)
            self._wanted.forget(y)
            self._shown.forget(y)

    @property
    def presses(self) -> bool:
        """Whether there is something to be sent besides frames."""
        return bool(self._beside)

    # -- what goes out -----------------------------------------------------------------------

    def beside(self) -> str:
        """What has to be sent whatever the screen should show; it is given once."""
        text = "".join(self._beside)
        self._beside.clear()
        return text

    def difference(self) -> str:
        """What makes the terminal show what it should; after it is sent, it does."""
        painter = self._paint()
        if painter.out:
            painter.dip(PLAIN)
        if self._reader.x is not None:
            painter.go(min(self._reader.x, self._wanted.columns - 1), self._reader.y)
        self._keep(painter)
        text = "".join(painter.out)
        if text and self._reader.together:
            return text.join(_TOGETHER)
        return text

    def _paint(self) -> Painter:
        """Paint all that differs by the cheapest way; it counts as shown then."""
        wanted, shown = self._wanted, self._shown
        apart = differences(wanted, shown)
        best = self._painter()
        if len(apart) == wanted.rows and self._anew():
            blank = Grid(*self.size)
            blank.erase()
            best.clear()
            best.paint(wanted, differences(wanted, blank))
        elif apart:
            best = min(self._ways(apart), key=len)
        for y, literal in sorted(self._literal.items()):
            best.repeat(y, literal.waiting)
            literal.sent = len(literal.parts)
        for y in apart:
            shown.take(y, wanted)
        return best

    def _ways(self, apart: Apart) -> Iterator[Painter]:
        """Paint what differs: as it is, or after rows were moved where they belong.

        Of ways that are plainly longer than another there is none.
        """
        wanted, shown = self._wanted, self._shown
        ways: list[tuple[int, list[Box], Apart]] = []
        for boxes in self._moves(apart):
            left = differences(wanted, shown.scrolled(boxes))
            ways.append((effort(wanted, left), boxes, left))
        ways.append((effort(wanted, apart) if ways else 0, [], apart))
        least = min(cost for cost, _, _ in ways)
        for cost, boxes, left in ways:
            if cost <= least * _CLOSE:
                painter = self._painter()
                for box in boxes:
                    painter.scroll(box, *self.size)
                painter.paint(wanted, left)
                yield painter

    def _moves(self, apart: Apart) -> Iterator[list[Box]]:
        """Ways to move rows, where the terminal can."""
        if not self.able.scrolls or len(apart) <= FEW:
            return
        wanted, shown = self._wanted, self._shown
        # What nobody knows must stay where it is.
        within = range(min(apart), max(apart) + 1)
        fixed = {y for y in within if not (shown.knows(y) and wanted.knows(y))}
        yield from moves(wanted, shown, apart, fixed, self.able.margins)

    def _anew(self) -> bool:
        """Whether the screen is best erased first: nothing is known of it, and all is wanted."""
        rows = range(self._shown.rows)
        return self.able.erase_screen and all(
            self._wanted.knows(y) and self._shown.blind(y) for y in rows
        )

    def _painter(self) -> Painter:
        return Painter(self.able, self._x, self._y, self._pen)

    def _keep(self, painter: Painter) -> None:
        self._x, self._y, self._pen = painter.x, painter.y, painter.pen

    # -- forgetting --------------------------------------------------------------------------

    def forget(self) -> None:
        """Know nothing of the terminal any more, nor what it should show: others wrote on it."""
        self._wanted.forget()
        self.repaint()
        self._literal.clear()
        self._reader.x = None

    def repaint(self) -> None:
        """Take it that the terminal does not show what it should: send all of it again."""
        self._shown.forget()
        self._x = self._y = self._pen = None
        for literal in self._literal.values():
            literal.sent = 0

    def resize(self, columns: int, rows: int) -> None:
        """The terminal has another size, and what it shows is not known."""
        self._wanted = self._reader.grid = Grid(columns, rows)
        self._shown = Grid(columns, rows)
        self.forget()
