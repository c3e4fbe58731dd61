"""What a page says of itself: title, outlet, date, place, people who made it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from reader.article.dates import Calendar, Moment, calendar
from reader.article.language import Language
from reader.article.model import Line
from reader.article.page.breadcrumb import name_section
from reader.article.page.datelines import read_dateline
from reader.article.page.outlets import Outlets, outlets
from reader.article.page.publisher import name_publisher
from reader.article.page.signatures import name_people
from reader.article.page.tables import words

_SOURCE = re.compile(r"[^:]{2,20}:\s*(?P<source>\S.{0,80})$")
_DAY_AND_MONTH = re.compile(r"\b0?(\d{1,2})/(?=0?(\d{1,2})\b)")
# *Harga Beras Naik - Warta Lereng | Kabar Hari Ini*
_OUTLET_BEHIND = re.compile(r"(?<=\S)\s+[-–—|]\s+(?=\S)")
_SENTENCE = re.compile(r"[^.!?…]{20,200}[.!?…](?=[\"”\s]|$)")

# A title made from the first sentence is no longer than this, in characters.
_TITLE = 120

# A date in the text is looked for in so many lines, and so many a line.
_TOLD = 12


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of an Article that the page gives; None or empty where it does not."""

    title: str | None = None
    publisher: str | None = None
    section: str | None = None
    published: str | None = None
    place: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    source: str | None = None
    inferred: tuple[str, ...] = ()


def read_metadata(text: str, lines: Sequence[Line], language: Language, name: str = "") -> Metadata:
    """What the lines tell, each field with the first rule that finds it.

    `name`, a file's, is no evidence: crawlers name files as they like.
    """
    inferred: list[str] = []
    title = _title(text, lines, outlets(language))
    if title is None and (title := _first_sentence(text, lines)):
        inferred.append("title")
    published = _published(text, lines, language)
    if published is None and (published := _told_date(text, lines, calendar(language))):
        inferred.append("published")
    dateline = next(
        (
            read_dateline(text[line.start : line.end], language)
            for line in lines
            for part in line.parts
            if part.label == "dateline"
        ),
        None,
    )
    authors, editors, outlet = name_people(text, lines, language)
    publisher, is_inferred = name_publisher(
        text, lines, language, dateline.outlet if dateline else None, outlet
    )
    if is_inferred:
        inferred.append("publisher")
    return Metadata(
        title,
        publisher,
        name_section(text, lines, language),
        published,
        dateline.place if dateline else None,
        authors,
        editors,
        _source(text, lines),
        tuple(inferred),
    )


def _title(text: str, lines: Sequence[Line], known: Outlets) -> str | None:
    """The headline; its lines joined where it was wrapped, without the outlet behind it."""
    printed: list[str] = []
    above = None
    for line in lines:
        if line.label == "title" and (above is None or line.number == above + 1):
            said = text[line.start : line.end]
            if said in printed:
                break
            printed.append(said)
            above = line.number
        elif printed:
            break
    title = " ".join(printed)
    for mark in _OUTLET_BEHIND.finditer(title):
        if known.is_outlet(title[mark.end() :].split(" | ")[0].strip()):
            return title[: mark.start()]
    return title or None


def _first_sentence(text: str, lines: Sequence[Line]) -> str | None:
    """The text's first sentence without its dateline, cut between words."""
    first = next((line for line in lines if line.label == "body"), None)
    if first is None:
        return None
    start = next((part.end for part in first.parts if part.label == "dateline"), first.start)
    said = text[start : min(first.end, start + 400)].strip()
    sentence = _SENTENCE.match(said)
    said = (sentence[0] if sentence else said).rstrip(".").strip()
    if len(said) <= _TITLE:
        return said or None
    return said[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _published(text: str, lines: Sequence[Line], language: Language) -> str | None:
    """The moment of publication that the page's date line gives."""
    reader = calendar(language)
    best: Moment | None = None
    later: Moment | None = None
    updated = _updates(language)
    for line in lines:
        if line.label == "body" and best is not None:
            break
        if line.label not in ("date", "byline"):
            continue
        for moment in islice(reader.moments(text, line.start, line.end), _TOLD):
            if updated.search(text, line.start, moment.start):
                later = later or moment
            elif best is None or (moment.has_time and not best.has_time and moment.day == best.day):
                best = moment
    best = best or later
    if best is None or best.has_time:
        return best.when if best else None
    return best.when + (f"T{clock}" if (clock := _clock(text, lines, reader)) else "")


@cache
def _updates(language: Language) -> re.Pattern[str]:
    """The words that tell a date of change from one of publication."""
    return re.compile(rf"(?i)\b(?:{'|'.join(sorted(words(language, 'dates', 'updated')))})\b")


def _clock(text: str, lines: Sequence[Line], reader: Calendar) -> str | None:
    """The time of publication where it has a line of its own."""
    for line in lines:
        if line.label == "body":
            return None
        if line.label == "date" and (clock := reader.clock(text[line.start : line.end])):
            return clock
    return None


def _told_date(text: str, lines: Sequence[Line], reader: Calendar) -> str | None:
    """The day that the text tells of first: *Selasa (29/11/2022)*.

    A day that falls on another weekday than the one printed is not believed; a
    caption's date only where the text names the same day.
    """
    body = [line for line in lines if line.label == "body"][:_TOLD]
    for line in body:
        for moment in islice(reader.moments(text, line.start, line.end), _TOLD):
            if moment.weekday:
                return moment.day
    for line in lines:
        if line.label != "caption":
            continue
        for moment in islice(reader.moments(text, line.start, line.end), _TOLD):
            if moment.weekday and any(_has_day(text, told, moment.day) for told in body):
                return moment.day
    return None


def _has_day(text: str, line: Line, date: str) -> bool:
    """Whether a line has the day and the month of a date: *(29/11)*."""
    _, month, day = map(int, date.split("-"))
    days = _DAY_AND_MONTH.findall(text, line.start, line.end)
    return any((int(first), int(second)) == (day, month) for first, second in days)


def _source(text: str, lines: Sequence[Line]) -> str | None:
    for line in lines:
        if line.label == "source" and (match := _SOURCE.match(text[line.start : line.end])):
            return match["source"].strip()
    return None
