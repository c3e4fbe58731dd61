"""What a user may set of an article: each field's value as it is kept, or why it cannot be."""

import re
from datetime import datetime
from typing import get_args

from reader.article.model import Label
from reader.article.safety import sanitise
from reader.errors import ReaderError
from reader.notebook.model import Correctable

LABELS: tuple[Label, ...] = get_args(Label)

LONGEST_NAME = 200
"""Characters that a person's name may have; more is a passage that was pasted by mistake."""

_DATE = re.compile(
    r"(?P<day>\d{4}(?:-\d\d(?:-\d\d)?)?)"
    r"(?:(?<=\d{4}-\d\d-\d\d)[T ](?P<clock>(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)"
    r" ?(?P<zone>Z|[+-]\d\d:[0-5]\d)?)?",
    re.ASCII,
)


def entered(field: Correctable, value: str) -> str:
    """The value as it is kept: made safe, on one line. ReaderError where it cannot be one."""
    words = " ".join(sanitise(value).split())
    match field:
        case "published":
            return _date(words)
        case "label":
            if words.lower() not in LABELS:
                raise ReaderError(f"“{words}” is no label: give one of {', '.join(LABELS)}.")
            return words.lower()
        case "speaker":
            if not any(map(str.isalpha, words)) or len(words) > LONGEST_NAME:
                raise ReaderError(
                    f"“{words[:40]}” is no name: write the speaker's name as it is to be shown."
                )
        case "title" | "publisher" if not words:
            name = "title" if field == "title" else "outlet"
            raise ReaderError(f"The {name} is empty: write one, or take the correction away.")
    return words


def _date(words: str) -> str:
    """ISO 8601 to the precision given: a year, month, day, minute or second; with a zone or not.

    As it is kept, or as people write it: see `typed_date`.
    """
    found = _DATE.fullmatch(words)
    try:
        if found is None:
            from reader.article.typed import typed_date  # most dates need no words of a language

            when = typed_date(words)
        else:
            day, clock = found["day"], found["clock"]
            zone = (found["zone"] or "").replace("Z", "+00:00")
            when = f"{day}T{clock}{zone}" if clock else day
            datetime.fromisoformat(when if len(day) == 10 else day + "-01-01"[len(day) - 10 :])
    except ValueError:
        order = "" if words[:4].isdigit() else ", the day before the month"
        raise ReaderError(f"There is no such date as “{words}”: look at it again{order}.") from None
    if when is None:
        raise ReaderError(
            f"“{words}” is not a date: write the day first and the year in four figures, such as "
            "29/11/2022, 29 November 2022, November 2022, 2022, 29/11/2022 15:34 WIB, "
            "or 2022-11-29T15:34+07:00."
        )
    return when
