"""Reads the dateline that an article's first line begins with."""

import re
from dataclasses import dataclass
from functools import cache

from reader.article.language import Language
from reader.article.page.outlets import Outlets, outlets
from reader.article.page.tables import phrases, sections, words

# A dateline is no longer than this, in characters, its separator included.
_LONGEST = 90

# A dateline without a dash, alone on its line, is no longer than this.
_ALONE = 40

# An outlet's address has its point within so many characters.
_ADDRESS = 40

_SEPARATOR = re.compile(r"\s*(?:--+|—|–|―|−)\s*|\s+-\s*|-\s+|\s*:\s+|-(?=[A-Z][a-z])|\s+\|\s+")
_SEPARATING = re.compile(r"[-—–―−:|]")
_PARTS = re.compile(r"\s*[,/|()·•]\s*")
_ENCLOSED = re.compile(r"\[([^\[\]]+)\]\s+(?=\S)")
_STOPPED = re.compile(r"([A-Z][\w-]*(?: [A-Z][\w-]*)*), ([A-Z][\w-]*(?: [A-Z][\w-]*)?)\. (?=[A-Z])")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_][\w.'’-]*")
_NEXT_WORDS = (
    re.compile(r"\s*,\s*((?:[A-Z][\w'-]*\s){2}[A-Z][\w'-]*)(?=\s)"),
    re.compile(r"\s*,\s*([A-Z][\w'-]*\s[A-Z][\w'-]*)(?=\s)"),
)
_NEXT_WORD = re.compile(r"\s*,\s*([A-Z][\w'-]*)(?=\s+[\"“‘'A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where an article was written and for whom: *JAKARTA, KOMPAS.TV –*.

    `end` is the position in the line where the article's own words begin.
    """

    end: int
    place: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True, eq=False)
class _Gazetteer:
    places: frozenset[str]
    joined: frozenset[str]
    never: frozenset[str]
    capitals: bool
    days: re.Pattern[str]
    dated: re.Pattern[str]
    updated: frozenset[str]
    district: re.Pattern[str]
    outlets: Outlets


@cache
def _gazetteer(language: Language) -> _Gazetteer:
    months = {
        form
        for table in sections(language, "dates")
        for forms in (*table.get("months", ()), *table.get("weekdays", ()))
        for form in forms.split()
    }
    some = "|".join(sorted(months, key=len, reverse=True))
    return _Gazetteer(
        frozenset(place.casefold() for place in phrases(language, "dateline", "places"))
        | frozenset(place.casefold() for place in phrases(language, "dateline", "cities")),
        words(language, "dateline", "joins"),
        words(language, "dateline", "never"),
        bool(language.table.get("dateline", {}).get("capitals")),
        re.compile(rf"(?i)(?:(?:{some})\.?|\d{{1,4}}(?:st|nd|rd|th)?|[\d/.:-]+)(?:\s|$)"),
        re.compile(rf"(?i)(?<=\w)\s+\d{{1,2}} (?:{some})\.?(?: \d{{4}})?$"),
        words(language, "dates", "updated"),
        re.compile(rf"^(?:{'|'.join(words(language, 'dateline', 'districts')) or '(?!)'})\.?\s+"),
        outlets(language),
    )


def read_dateline(line: str, language: Language) -> Dateline | None:
    """The dateline of a line, or None where it has none."""
    known = _gazetteer(language)
    head = line[:_LONGEST]
    if enclosed := _ENCLOSED.match(head):
        place = enclosed[1]
        return Dateline(enclosed.end(), as_name(place), None) if _is_place(place, known) else None
    if not (head[:1].isupper() or known.outlets.address.match(head)):
        return None
    for separator in _SEPARATOR.finditer(head) if _SEPARATING.search(head) else ():
        before = head[: separator.start()]
        if before.count("(") != before.count(")"):
            continue
        if separator[0] == "-" and not _is_place(before, known):
            # A hyphen without spaces: *JAKARTA-Presiden*, but *PDI-Perjuangan*.
            continue
        if found := _read(before, ":" in separator[0], known):
            return Dateline(separator.end(), *found)
        if separator[0].strip() != "-":
            break
    return _unmarked(head, known)


def is_place(name: str, language: Language) -> bool:
    """Whether the tables have a place of this name."""
    return _is_place(name, _gazetteer(language))


def _is_place(name: str, known: _Gazetteer) -> bool:
    bare = name.strip().casefold()
    return bare in known.places or known.district.sub("", bare) in known.places


def _read(before: str, colon: bool, known: _Gazetteer) -> tuple[str | None, str | None] | None:
    """The place and the outlet of what stands before the separator."""
    bracketed = {part.strip() for part in _BRACKETED.findall(before)}
    places: list[str] = []
    outlet = None
    for part in filter(None, _PARTS.split(before)):
        part = known.dated.sub("", part)
        if known.outlets.is_outlet(part) or (part in bracketed and _is_called(part, known)):
            outlet = outlet or part.strip(" ®©*")
        elif known.days.match(part) or part in bracketed:
            continue
        elif _capitalised(part, known):
            places.append(part)
        else:
            return None
    if not places and not outlet:
        return None
    if places and known.never.intersection(places[0].casefold().split()):
        return None
    if places and not outlet and known.outlets.hints.intersection(places[0].casefold().split()):
        # *KABAR SELATAN -*: nobody lives there.
        outlet, places = places[0], places[1:]
    if places and not _is_place(places[0], known):
        later = next((place for place in places[1:] if _is_place(place, known)), None)
        if later and outlet is None:
            outlet, places = places[0], [later]
    place = places[0] if places else None
    sure = before.isupper() or _is_place(place or "", known) or outlet is not None
    if known.capitals and not sure and not (place or "").isupper():
        return None
    if colon and not outlet and not (before.isupper() or _is_place(place or "", known)):
        return None
    if len(places) > 3 or (place and len(place) > 40):
        return None
    return place and as_name(place), outlet


def _is_called(part: str, known: _Gazetteer) -> bool:
    """Whether what stands in brackets may be an outlet's name: not *(Updated 9:50 a.m.)*."""
    plain = part.casefold().split()
    return part[0].isalpha() and not _DIGIT.search(part) and known.updated.isdisjoint(plain)


def _capitalised(part: str, known: _Gazetteer) -> bool:
    found = _WORD.findall(part)
    return (
        0 < len(found) <= 4
        and max(map(len, found)) > 1
        and found[0][0].isupper()
        and all(word[0].isupper() or word in known.joined for word in found)
        and not any(char in '"“”‘?!' for char in part)
    )


def _unmarked(head: str, known: _Gazetteer) -> Dateline | None:
    """A dateline without a dash: *Liputan6.com, Jakarta Sepekan lamanya …*."""
    if len(head) <= _ALONE and (found := _read(head, False, known)) and None not in found:
        # *Jakarta, NU Online*, on a line of its own.
        return Dateline(len(head), *found)
    if (stopped := _STOPPED.match(head)) and _is_place(stopped[2], known):
        # *Suara Kampus, Medan. Mahasiswa …*
        outlet = stopped[1]
        if known.outlets.is_outlet(outlet) or known.outlets.is_called(outlet):
            return Dateline(stopped.end(), as_name(stopped[2]), outlet)
    address = known.outlets.mentioned.match(head) if "." in head[:_ADDRESS] else None
    if address is None:
        return None
    for words_ in _NEXT_WORDS:
        match = words_.match(head, address.end())
        if match and _is_place(match[1], known):
            return Dateline(match.end() + 1, as_name(match[1]), address[0])
    match = _NEXT_WORD.match(head, address.end())
    if match is None:
        return None
    return Dateline(match.end() + 1, as_name(match[1]), address[0])


def as_name(place: str) -> str:
    """A place as it is written in running text: *JAKARTA* is Jakarta."""
    return place.title() if place.isupper() and len(place) > 3 else place
