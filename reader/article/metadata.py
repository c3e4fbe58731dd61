"""What a page says of itself: title, outlet, date, place, people who made it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from reader.article.dates import Calendar, Moment, calendar
from reader.article.language import Language
from reader.article.model import Line
from reader.article.page.bylines import Byline, Bylines, bylines
from reader.article.page.clues import phrases
from reader.article.page.datelines import read_dateline
from reader.article.page.publisher import name_publisher

_SOURCE = re.compile(r"[^:]{2,20}:\s*(?P<source>\S.{0,80})$")
_SENTENCE = re.compile(r"[^.!?…]{20,200}[.!?…](?=[\"”\s]|$)")
_STEP = re.compile(r"\s*[»>›/|]\s*")

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
    title = _title(text, lines)
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
    authors, editors, outlet = _people(text, lines, bylines(language))
    publisher, is_inferred = name_publisher(
        text, lines, language, dateline.outlet if dateline else None, outlet
    )
    if is_inferred:
        inferred.append("publisher")
    return Metadata(
        title,
        publisher,
        _section(text, lines, language),
        published,
        dateline.place if dateline else None,
        authors,
        editors,
        _source(text, lines),
        tuple(inferred),
    )


# -- title ---------------------------------------------------------------------


def _title(text: str, lines: Sequence[Line]) -> str | None:
    """The headline; its lines joined where it was wrapped."""
    printed: list[str] = []
    above = None
    for line in lines:
        if line.label == "title" and (above is None or line.number == above + 1):
            words = text[line.start : line.end]
            if words in printed:
                break
            printed.append(words)
            above = line.number
        elif printed:
            break
    return " ".join(printed) or None


def _first_sentence(text: str, lines: Sequence[Line]) -> str | None:
    """The text's first sentence without its dateline, cut between words."""
    first = next((line for line in lines if line.label == "body"), None)
    if first is None:
        return None
    start = next((part.end for part in first.parts if part.label == "dateline"), first.start)
    said = text[start : min(first.end, start + 400)].strip()
    sentence = _SENTENCE.match(said)
    words = (sentence[0] if sentence else said).rstrip(".").strip()
    if len(words) <= _TITLE:
        return words or None
    return words[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


# -- date ----------------------------------------------------------------------


def _published(text: str, lines: Sequence[Line], language: Language) -> str | None:
    """The moment of publication that the page's date line gives."""
    reader = calendar(language)
    best: Moment | None = None
    for line in lines:
        if line.label == "body" and best is not None:
            break
        if line.label not in ("date", "byline"):
            continue
        for moment in islice(reader.moments(text, line.start, line.end), _TOLD):
            if best is None or (moment.has_time and not best.has_time and moment.day == best.day):
                best = moment
    if best is None or best.has_time:
        return best.when if best else None
    return best.when + (f"T{clock}" if (clock := _clock(text, lines, reader)) else "")


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
            _, month, day = moment.day.split("-")
            short = re.compile(rf"\b0?{int(day)}/0?{int(month)}\b")
            if moment.weekday and any(short.search(text, told.start, told.end) for told in body):
                return moment.day
    return None


# -- people --------------------------------------------------------------------


def _people(
    text: str, lines: Sequence[Line], reader: Bylines
) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Authors, editors, and the outlet that a byline names."""
    authors: list[str] = []
    editors: list[str] = []
    outlet = None
    signed = [
        (line.number, text[line.start : line.end].strip())
        for line in lines
        if line.label in ("byline", "date")
    ]
    for byline in _signed(signed, reader):
        authors += byline.authors
        editors += byline.editors
        outlet = outlet or byline.outlet
    edited = _once(editors)
    written = tuple(name for name in _once(authors) if name not in edited)
    return written, edited, outlet


def _signed(signed: Sequence[tuple[int, str]], reader: Bylines) -> Iterator[Byline]:
    """The bylines of the lines that are signed, roles joined with the names beside them."""
    index = 0
    while index < len(signed):
        line = signed[index][1]
        after = signed[index + 1][1] if index + 1 < len(signed) else ""
        role, next_role = reader.role_alone(line), reader.role_alone(after)
        if role is not None:
            names = reader.names(after)[0] if after and next_role is None else ()
            # The name stands below its role, unless the names came first: then it was read.
            if role != "team" and names and not _names_first(signed, index, reader):
                yield _as(role, names)
                index += 1
        elif byline := reader.read(line):
            yield byline
        elif next_role in ("author", "editor") and (names := reader.names(line)[0]):
            yield _as(next_role, names)
            index += 1
        elif byline := reader.bare(line.strip(" :,.")):
            yield byline
        index += 1


def _names_first(signed: Sequence[tuple[int, str]], index: int, reader: Bylines) -> bool:
    """Whether each name stands above its role: *Isna Rahayu*, *Penulis*."""
    return (
        index > 0
        and reader.role_alone(signed[index - 1][1]) is None
        and bool(reader.bare(signed[index - 1][1]))
        and index + 2 < len(signed)
        and reader.role_alone(signed[index + 2][1]) is not None
    )


def _as(role: str, names: tuple[str, ...]) -> Byline:
    return Byline((), names) if role == "editor" else Byline(names)


def _once(names: Sequence[str]) -> tuple[str, ...]:
    """Names without repeats, whatever their case; a part of a name is none of its own."""
    kept: list[str] = []
    for name in names:
        same = next((other for other in kept if _same(other, name)), None)
        if same is None:
            kept.append(name)
        elif len(name) > len(same):
            kept[kept.index(same)] = name
    return tuple(kept)


def _same(a: str, b: str) -> bool:
    short, long = sorted((a.casefold(), b.casefold()), key=len)
    return long == short or long.startswith(short + " ")


# -- section and source --------------------------------------------------------


def _section(text: str, lines: Sequence[Line], language: Language) -> str | None:
    """The last step of the breadcrumb; else what stands before the date."""
    known = phrases(language)
    found = None
    for line in lines:
        if line.label in ("title", "body"):
            if line.label == "title" and found is None:
                continue
            break
        if line.label == "kicker" and (step := _last_step(text[line.start : line.end], language)):
            found = step
    if found:
        return found
    for line in lines:
        if line.label not in ("date", "byline"):
            continue
        first = _STEP.split(text[line.start : line.end])[0].strip()
        if first.casefold() in known.sections or (first.isupper() and len(first.split()) <= 2):
            return as_title(first) if first.isupper() else first
    return None


def _last_step(line: str, language: Language) -> str | None:
    """The section that a line of the breadcrumb names, or None."""
    known = phrases(language)
    steps = [step for step in _STEP.split(line.strip(" >»›/|")) if any(map(str.isalpha, step))]
    if not steps or len(line) > 100 or line.endswith((".", ")", "?", "!")):
        return None
    home = _homes(language)
    if len(steps) == 1:
        words = line.split()
        if words[0].casefold() in home and len(words) > 1:
            return as_title(words[1]) if words[1].isupper() else words[1]
    steps = [
        step
        for step in steps
        if step.casefold() not in home
        and not known.outlets.is_outlet(step)
        and step.casefold() not in _DETAIL
        and len(step.split()) <= 4
    ]
    return steps[-1] if steps else None


_DETAIL = frozenset({"detail berita", "detail", "berita", "read", "article", "artikel"})


@cache
def _homes(language: Language) -> frozenset[str]:
    whole = phrases(language).whole
    return frozenset(phrase for phrase, clue in whole.items() if clue.opens == "path")


def as_title(name: str) -> str:
    """A name in capitals as it is written in running text."""
    return name.title() if len(name) > 3 else name


def _source(text: str, lines: Sequence[Line]) -> str | None:
    for line in lines:
        if line.label == "source" and (match := _SOURCE.match(text[line.start : line.end])):
            return match["source"].strip()
    return None
