"""Names the outlet that published a page."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from reader.article.language import Language
from reader.article.model import Line
from reader.article.page.clues import phrases
from reader.article.page.outlets import Outlets, outlets, plain
from reader.article.page.tables import words

# What each kind of mention is worth; a page is named by the most of all together.
_DATELINE, _BYLINE, _DATE, _PATH, _FOLLOW, _IMPRINT, _SAID_TO, _CREDIT = 6, 5, 5, 4, 4, 2.5, 2, 1

# With less than this, the outlet is only inferred.
_SURE = 2

_FOLLOW_US = re.compile(
    r"(?i)(?:follow|ikuti|©|copyright)[^\w]*(?:\d{4}\s)?(?P<name>[^\n,|]{2,40})"
)
_OWNER = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)[ ©]*\d{4}(?:\s?[-–]\s?\d{4})?,?\s"
    r"(?P<name>(?!All |Hak )[A-Z][\w&.-]*(?: [A-Z][\w&-]*){0,3}?)(?=\s?(?:[.,|-]|All |Hak |All$|$))"
)
_CREDITED = re.compile(r"[(©.\s]\s*(?P<name>[^\W\d_][\w. ]{1,30}?)[®*]?\s?/")
_EDGE = re.compile(r"\s*[|/,•·]\s*|\s+[-–—]+\s+")

Mention = tuple[str, float]


def name_publisher(
    text: str, lines: Sequence[Line], language: Language, dateline: str | None, byline: str | None
) -> tuple[str | None, bool]:
    """The outlet's name as the page prints it, and whether it is only inferred.

    `dateline`, `byline`: the outlets that these name.
    """
    known = outlets(language)
    worth: dict[str, float] = {}
    printed: dict[str, str] = {}
    mentions = list(_mentions(text, lines, known, language))
    if byline:
        mentions.insert(0, (byline, _BYLINE))
    if dateline:
        mentions.insert(0, (dateline, _DATELINE / 3 if known.is_agency(dateline) else _DATELINE))
    for name, weight in mentions:
        key = _brand(name)
        worth[key] = worth.get(key, 0) + weight
        printed.setdefault(key, name.strip(" ®©*.") if not name.startswith("www.") else name[4:])
    if not worth:
        return None, False
    best = max(worth, key=lambda key: worth[key])
    return printed[best], worth[best] < _SURE


def _brand(name: str) -> str:
    """What two forms of a name have in common: *KOMPAS.TV* and *Kompas TV* are one."""
    return plain(
        re.sub(r"(?i)^www\.|\.(?:com|co\.id|id|net|co|news|org)$", "", name.strip(" ®©*."))
    )


def _mentions(
    text: str, lines: Sequence[Line], known: Outlets, language: Language
) -> Iterator[Mention]:
    sections = phrases(language).sections
    told_to = _told_to(language)
    if told_to and not told_to.search(text):
        told_to = None
    for line in lines:
        said = text[line.start : line.end]
        if line.label in ("date", "byline"):
            dated = line.label == "date"
            yield from (
                (part, _DATE)
                for part in filter(None, _EDGE.split(said))
                if known.is_outlet(part) or (dated and known.is_called(part))
            )
        elif line.label == "kicker" and len(said) < 100:
            yield from (
                (part.strip(), _PATH)
                for part in re.split(r"[»>›/|]", said)
                if known.is_outlet(part.strip()) and part.strip().casefold() not in sections
            )
        elif line.label == "title":
            yield from ((part, _PATH) for part in _EDGE.split(said)[1:] if known.is_outlet(part))
        elif line.label == "nav":
            if (match := _FOLLOW_US.match(said)) and (name := _leading(match["name"], known)):
                yield name, _IMPRINT if "©" in said or "opyright" in said else _FOLLOW
            elif "©" in said or "opyright" in said.casefold():
                owner = _OWNER.search(said)
                if owner and not known.mentioned.search(said):
                    yield owner["name"], _IMPRINT
                yield from ((match[0], _IMPRINT) for match in known.mentioned.finditer(said))
        elif line.label == "caption":
            yield from (
                (match["name"].strip(), _CREDIT)
                for match in _CREDITED.finditer(said)
                if known.is_outlet(match["name"].strip()) and not known.is_agency(match["name"])
            )
        elif line.label == "body":
            for told in told_to.finditer(text, line.start, line.end) if told_to else ():
                if match := known.mentioned.match(text, told.end(), line.end):
                    yield match[0], _SAID_TO


@cache
def _told_to(language: Language) -> re.Pattern[str] | None:
    """The words after which somebody names the outlet that they spoke to."""
    told = words(language, "outlets", "told")
    return re.compile("|".join(f"{word} " for word in sorted(told))) if told else None


def _leading(words: str, known: Outlets) -> str | None:
    """The outlet's name that words begin with, as many as make one."""
    parts = words.split()
    for size in range(min(4, len(parts)), 0, -1):
        name = " ".join(parts[:size]).strip(" .,®")
        if known.is_outlet(name):
            return name
    return None
