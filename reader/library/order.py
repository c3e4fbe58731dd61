"""The orders of the list, as SQL that an index answers."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

By = Literal["date", "outlet", "title", "length", "quotes", "unread", "notes", "language"]


@dataclass(frozen=True, slots=True)
class Order:
    """How the list is sorted; what is equal stands newest first, then by path.

    Equal titles, and equal counts, are turned round with the list. What lacks the
    field comes last, also in reverse. `fold` shows one row a wire story: the first
    in this order.
    """

    by: By = "date"
    reverse: bool = False
    fold: bool = False


class Segment(NamedTuple):
    """A part of the list: which articles are in it, and their order there."""

    where: str
    order: str


NEWEST = "moment desc, path, number"
OLDEST = "moment, path, number"
BACKWARDS = "moment, path desc, number desc"
_PATH = "path, number"

_SEEN = "key in (select key from temp.seen)"
_NOTED = "key in (select key from temp.noted)"


def segments(order: Order) -> tuple[Segment, ...]:
    """The parts of the list from the first to the last."""
    back = order.reverse
    match order.by:
        case "date":
            if not back:
                return (Segment("true", NEWEST),)
            return (Segment("moment is not null", OLDEST), Segment("moment is null", _PATH))
        case "unread" | "notes":
            first = f"not {_SEEN}" if order.by == "unread" else _NOTED
            last = _SEEN if order.by == "unread" else f"not {_NOTED}"
            return tuple(Segment(one, NEWEST) for one in ((last, first) if back else (first, last)))
        case "length" | "quotes":
            column = "words" if order.by == "length" else "quotes"
            if back:
                return (Segment("true", f"{column}, {BACKWARDS}"),)
            return (Segment("true", f"{column} desc, {NEWEST}"),)
        case _:
            column = {"outlet": "outlet", "title": "heading", "language": "language"}[order.by]
            known = f"{column}, {NEWEST}"
            if back:  # two articles have one title so seldom that it is gone through backwards
                equal = BACKWARDS if order.by == "title" else NEWEST
                known = f"{column} desc, {equal}"
            return (
                Segment(f"{column} is not null", known),
                Segment(f"{column} is null", NEWEST),
            )
