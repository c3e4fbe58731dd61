"""The shortest way for the cursor from one cell to another."""

from reader.terminal.capabilities import Capabilities


def way(able: Capabilities, x: int | None, y: int | None, to_x: int, to_y: int) -> str:
    """The shortest sequence from column `x` of row `y` (None: unknown) to another cell.

    Nothing is said of a way that leads over the screen's edge: the cell is on the screen.
    """
    if y is None:
        return _absolute(to_x, to_y)
    down = to_y - y
    if down == 0 and x is not None and x < to_x and able.column and able.steps:
        return _right(x, to_x)
    ways = [_absolute(to_x, to_y)]
    if down == 0:
        ways += _across(able, x, to_x)
    elif x is not None and x == to_x:
        ways += _along(able, down, to_y)
    elif down == 1:
        # CR first: whether LF goes to the first column is the line's affair.
        ways += [f"\r\n{rest}" for rest in _across(able, 0, to_x)] if to_x else ["\r\n"]
    if x is not None and to_x == 0 and down:
        ways += [f"\r{rest}" for rest in _along(able, down, to_y)]
    return min(ways, key=_cost) if len(ways) > 1 else ways[0]


def _cost(sequence: str) -> int:
    """Bytes on the wire, where the line makes CR LF of a line feed."""
    return len(sequence) + sequence.count("\n")


def _absolute(x: int, y: int) -> str:
    if x == 0:
        return f"\x1b[{y + 1}H" if y else "\x1b[H"
    return f"\x1b[{y + 1};{x + 1}H" if y else f"\x1b[;{x + 1}H"


def _across(able: Capabilities, x: int | None, to_x: int) -> list[str]:
    """Ways within a row; none that is never the shortest."""
    if able.column and able.steps and x is not None and x < to_x:
        return [_right(x, to_x)]
    ways = ["\r"] if to_x == 0 else []
    if able.column:
        ways.append(f"\x1b[{to_x + 1}G" if to_x else "\x1b[G")
    if x is None:
        return ways
    right = to_x - x
    if right == 0:
        ways.append("")
    elif right < 0:
        ways.append("\b" * -right)
    if able.steps and right:
        ways.append(_step(abs(right), "C" if right > 0 else "D"))
    if able.steps and to_x > 0:
        ways.append(f"\r{_step(to_x, 'C')}")
    return ways


def _right(x: int, to_x: int) -> str:
    """The shortest way to a column further right, where there are all ways."""
    step = _step(to_x - x, "C")
    column = f"\x1b[{to_x + 1}G"
    return step if len(step) < len(column) else column


def _along(able: Capabilities, down: int, to_y: int) -> list[str]:
    """Ways within a column."""
    ways = []
    if able.line:
        ways.append(f"\x1b[{to_y + 1}d" if to_y else "\x1b[d")
    if able.steps:
        ways.append(_step(abs(down), "B" if down > 0 else "A"))
    if able.scrolls and down < 0:
        ways.append("\x1bM" * -down)
    return ways


def _step(count: int, which: str) -> str:
    return f"\x1b[{count if count > 1 else ''}{which}"
