"""Reads dates as people type them: in the words of every language, the day before its month."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from reader.article.dates import Calendar, calendar
from reader.article.language import languages, load_language

_MARK = r"\s?(?P<mark>[-/.])\s?"
_NAME = r"(?P<name>[^\W\d_]+)"
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})"
_MONTH = r"(?P<month>[0-9]{1,2})"
_FORMS = tuple(
    re.compile(form + r"(?![\w/])")
    for form in (
        rf"{_YEAR}{_MARK}{_MONTH}(?:(?P=mark){_DAY})?",
        rf"{_DAY}{_MARK}{_MONTH}\s?(?P=mark)\s?{_YEAR}",
        rf"{_MONTH}{_MARK}{_YEAR}",
        # 22 Oktober 2025, 22nd of October, 2025, 22-Okt-2025, Oktober 2025
        rf"(?:{_DAY}{_ORDINAL}(?:\s+of)?[-\s./]+)?{_NAME}[-\s.,/]+{_YEAR}",
        # October 22, 2025
        rf"{_NAME}\.?\s+{_DAY}{_ORDINAL},?\s+{_YEAR}",
        _YEAR,
    )
)
_WEEKDAY = re.compile(r"([^\W\d_]+(?:['’‘`][^\W\d_]+)?)\.?\s?,?\s+")
_BEFORE_TIME = re.compile(r"(?:t|\s?[,|]\s?|\s+)(?:(?:pukul|pkl|jam|at)\.?\s+)?(?=[0-9])")
_OFFSET = re.compile(r"[+-][0-9]")


def typed_date(words: str) -> str | None:
    """ISO 8601 to the precision typed: a year, month, day, minute or second; with a zone or not.

    A weekday before it is passed over. None where it is no date with a year of
    four figures; ValueError where there is no such day.
    """
    words = " ".join(words.casefold().split())
    weekday = _WEEKDAY.match(words)
    if weekday and _is_weekday(weekday[1]):
        words = words[weekday.end() :]
    for form in _FORMS:
        if found := form.match(words):
            told = _told(found)
            if told and found.end() < len(words):
                clock = _clock(words[found.end() :])
                told = f"{told}T{clock}" if clock and len(told) == 10 else None
            if told:
                return told
    return None


def _told(found: re.Match[str]) -> str | None:
    """What the parts of a date come to."""
    parts = found.groupdict()
    year, day, month = int(parts["year"]), parts.get("day"), parts.get("month")
    if name := parts.get("name"):
        known = _months().get(name)
        if known is None:
            return None
        month = str(known)
    when = date(year, int(month or 1), int(day or 1)).isoformat()
    return when if day else when[:7] if month else when[:4]


def _clock(rest: str) -> str | None:
    """The time that stands behind a date, with its zone; None where something else does."""
    before = _BEFORE_TIME.match(rest)
    if before is None:
        return None
    rest = rest[before.end() :]
    told = next(filter(None, (one.clock(rest) for one in _calendars())), None)
    # An offset that there is not would be left out.
    return told if told and bool(_OFFSET.search(rest)) <= bool(_OFFSET.search(told)) else None


def _is_weekday(word: str) -> bool:
    letters = "".join(filter(str.isalpha, word))
    return letters not in _months() and any(letters in one.weekdays for one in _calendars())


def _calendars() -> Iterator[Calendar]:
    return (calendar(load_language(code)) for code in languages())


@cache
def _months() -> dict[str, int]:
    """The number of every month, by its names and short forms in all languages."""
    return {name: number for one in _calendars() for name, number in one.months.items()}
