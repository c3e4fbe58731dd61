"""Reads dates as pages print them, in the words of a language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reader.article.language import Language
from reader.article.model import Span
from reader.article.page.tables import sections, words
from reader.article.vocabulary import one_of

if TYPE_CHECKING:
    from dateutil.parser import parser

_TIME = (
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d)(?:\.\d+)?)?)?"
    r"(?!\d)(?:\s?(?P<half>[ap]\.?m\b\.?|{halves}))?"
)
_NAMED_DATE = re.compile(r"[^\W\d]{3}")
_NUMBERS = re.compile(r"[0-9](?:[0-9]{3}|\s?[/.-]\s?[0-9]|[0-9]\s?[|,-]?\s?[0-9]{1,2}[:.][0-9]{2})")
_DAY_FIRST = re.compile(r"(\d\d?)(?: ?[/ -] ?(\d\d?) ?[/ -] ?| +([^\W\d]+) +)(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d]+) +(\d\d?) +(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_DEFAULT = datetime(2000, 1, 1)

# Between a date and its time stands no more than this many characters.
_NEAR = 24

# A date reaches no further than this before its first number, and behind it.
_LEAD, _TAIL = 80, 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in a text: where it stands, and what it says.

    `when` is ISO 8601 to the precision that is printed. `weekday` is false where a
    weekday is printed that the date does not fall on.
    """

    start: int
    end: int
    when: str
    has_time: bool
    weekday: bool | None

    @property
    def day(self) -> str:
        """The date alone."""
        return self.when[:10]


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """How a language writes dates."""

    date: re.Pattern[str]
    time: re.Pattern[str]
    zone: re.Pattern[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    zones: Mapping[str, int]
    afternoon: frozenset[str]

    def moments(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Moment]:
        """The possible dates with a year that stand between two positions, in order."""
        stop = len(text) if end is None else end
        for first, last in _numbered(text, start, stop):
            for match in self.date.finditer(text, first, last):
                if moment := self._moment(text, match, start, stop):
                    yield moment

    def first(self, text: str, start: int = 0, end: int | None = None) -> Moment | None:
        """The first date of a text, or None."""
        stop = len(text) if end is None else end
        if not _NUMBERS.search(text, start, stop):
            return None  # as of most lines
        return next(self.moments(text, start, stop), None)

    def clock(self, text: str) -> str | None:
        """The time of a line that gives a time and no more (*03:26 pm*), as ISO 8601."""
        match = self.time.match(text)
        if match is None or match["minute"] is None:
            return None
        clock, zone = _clock(match, self.afternoon), self.zone.match(text, match.end())
        end = zone.end() if zone else match.end()
        return None if text[end:].strip(" .|") else clock + self._offset(zone)

    def _moment(self, text: str, match: re.Match[str], start: int, stop: int) -> Moment | None:
        day = _day(self, match["day"])
        if day is None:
            return None
        named = match["weekday"] and self.weekdays.get(_letters(match["weekday"]))
        right = None if named is None or not match["weekday"] else named == day.weekday()
        when, time, zone = day.isoformat(), None, None
        begin, last = match.start(), match.end()
        after = self.time.search(text, last, min(stop, last + _NEAR))
        if after and after["minute"] and _joins(text[last : after.start()]):
            time, last = after, after.end()
        elif before := self._time_before(text, start, begin):
            time, begin = before, before.start()
        if time:
            zone = self.zone.match(text, time.end(), stop)
            if zone:
                last = max(last, zone.end())
            when += f"T{_clock(time, self.afternoon)}{self._offset(zone)}"
        return Moment(begin, last, when, time is not None, right)

    def _time_before(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The time that stands before a date (*15:04, 1 March 2021*)."""
        for match in self.time.finditer(text, max(start, end - _NEAR), end):
            if match["minute"]:
                zone = self.zone.match(text, match.end(), end)
                if _joins(text[zone.end() if zone else match.end() : end]):
                    return match
        return None

    def _offset(self, zone: re.Match[str] | None) -> str:
        """An offset as ISO 8601 has it, or nothing."""
        if zone is None:
            return ""
        if zone["sign"]:
            minutes = int(zone["hours"]) * 60 + int(zone["minutes"] or 0)
            minutes *= -1 if zone["sign"] == "-" else 1
        else:
            minutes = self.zones[zone["name"].lower()]
        hours, rest = divmod(abs(minutes), 60)
        return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}" if hours < 24 else ""


def _numbered(text: str, start: int, stop: int) -> Iterator[Span]:
    """Yield the stretches of a text in which the numbers of a date stand, in order."""
    first = last = -1
    for number in _NUMBERS.finditer(text, start, stop):
        begin = number.start() - _LEAD
        if first >= 0 and begin > last:
            yield first, last
            first = -1
        if first < 0:
            first = max(start, begin, last)
        last = min(stop, number.end() + _TAIL)
    if first >= 0:
        yield first, last


# A page prints its date several times, and several stages ask for it.
@lru_cache(maxsize=4096)
def _day(known: Calendar, printed: str) -> date | None:
    """The day of a printed date; None where there is no such day.

    What nearly all pages print is read here; dateutil, which reads the rest, would come to
    the same, but not as fast, and takes its time to load.
    """
    plain = _plain(printed)
    if usual := _DAY_FIRST.fullmatch(plain):
        month = int(usual[2]) if usual[2] else known.months.get(usual[3].lower())
        if month is not None and month <= 12:
            return _known_day(int(usual[4]), month, int(usual[1]))
    elif usual := _MONTH_FIRST.fullmatch(plain):
        if month := known.months.get(usual[1].lower()):
            return _known_day(int(usual[3]), month, int(usual[2]))
    elif (usual := _YEAR_FIRST.fullmatch(plain)) and int(usual[2]) <= 12:
        return _known_day(int(usual[1]), int(usual[2]), int(usual[3]))
    return _unusual_day(known, plain)


def _unusual_day(known: Calendar, plain: str) -> date | None:
    from dateutil.parser import ParserError

    try:
        # With the day first, dateutil would read 2022-11-02 as the 11th of February.
        first = not plain[:4].isdigit()
        day: datetime = _parser(known).parse(plain, default=_DEFAULT, dayfirst=first)
    except (ParserError, OverflowError, ValueError, TypeError):
        return None
    numbers = [int(number) for number in re.findall(r"\d+", plain)]
    if day.day not in numbers or not {day.year, day.year % 100} & set(numbers):
        return None
    if not _NAMED_DATE.search(plain) and day.month not in numbers:
        return None
    return day.date() if 1900 <= day.year <= 2100 else None


@cache
def _parser(known: Calendar) -> "parser":
    """dateutil's parser, with a language's words."""
    from dateutil.parser import parser, parserinfo

    def forms(names: Mapping[str, int], numbers: range) -> list[tuple[str, ...]]:
        return [tuple(name for name in names if names[name] == number) for number in numbers]

    words = {"MONTHS": forms(known.months, range(1, 13))}
    words["WEEKDAYS"] = forms(known.weekdays, range(7))
    return parser(type("Info", (parserinfo,), words)())


def _known_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _letters(word: str) -> str:
    return "".join(filter(str.isalpha, word.lower()))


def _plain(printed: str) -> str:
    """A printed date as dateutil takes it."""
    return re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", re.sub(r"['’‘`.,|]", " ", printed))


def _joins(between: str) -> bool:
    """Whether what stands between a date and a time joins them: marks, a word or two."""
    return len(between.split()) <= 3 and not any(char.isdigit() for char in between)


def _clock(match: re.Match[str], afternoon: frozenset[str]) -> str:
    hour, half = int(match["hour"]), _letters(match["half"] or "")
    if (half == "pm" or half in afternoon) and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    clock = f"{hour:02}:{match['minute']}"
    return f"{clock}:{match['second']}" if match["second"] else clock


@cache
def calendar(language: Language) -> Calendar:
    """How a language writes dates, with English words besides."""
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    zones: dict[str, int] = {}
    for table in sections(language, "dates"):
        for number, forms in enumerate(table.get("months", ()), 1):
            months |= dict.fromkeys(forms.split(), number)
        for number, forms in enumerate(table.get("weekdays", ())):
            weekdays |= dict.fromkeys(forms.split(), number)
        zones |= table.get("zones", {})
    month = one_of(months)
    weekday = f"jum['’‘`]at|{one_of(weekdays)}"
    halves = words(language, "dates", "pm") | words(language, "dates", "am")
    date = (
        rf"(?<![\w/])(?:(?P<weekday>{weekday})\.?\s*[,|(/]?\s*)?(?P<day>"
        r"\d{4}(?P<dash>[-/])\d\d?(?P=dash)\d\d?"
        r"|\d{1,2}(?P<mark>\s?[/.-]\s?)\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?![\d.])"
        rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s|[.-]|\sof\s){{0,2}}(?:{month})(?:\s|[.,'’-]){{1,2}}\d{{4}}"
        rf"|(?:{month})\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
        # A year of two figures only with a time behind it: *09 Aug 21 | 07:44*.
        rf"|\d{{1,2}}\s(?:{month})\s\d\d(?=\s?[|,-]?\s?\d{{1,2}}[:.]\d\d(?!\d))"
        r")(?!\d)"
    )
    return Calendar(
        re.compile(date, re.IGNORECASE),
        re.compile(
            r"(?<![\d:./-])" + _TIME.replace("{halves}", _any(set(halves)) or "(?!)"),
            re.IGNORECASE,
        ),
        re.compile(
            rf"\s?\(?(?:(?:gmt|utc)\s?)?(?:(?P<sign>[+-])(?P<hours>\d\d?):?(?P<minutes>\d\d)?"
            rf"|(?P<name>{_any(set(zones))})\b)\)?",
            re.IGNORECASE,
        ),
        months,
        weekdays,
        zones,
        words(language, "dates", "pm"),
    )


def _any(forms: set[str]) -> str:
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))
