"""What a row says of itself, under the names that crawlers give it."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from reader.article.dates import Calendar, calendar
from reader.article.language import load_language
from reader.article.safety import sanitise

_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "judul"),
    "published": (
        "published", "date", "date_publish", "publish_date", "date_published", "published_at",
        "publishedAt", "datePublished", "pubDate", "pub_date", "tanggal",
    ),
    "publisher": ("publisher", "outlet", "sitename", "site_name", "siteName", "media"),
    "authors": ("authors", "author", "byline", "penulis"),
    "url": ("url", "link"),
    "timestamp": ("timestamp",),
}  # fmt: skip
_NAMED = ("source",)
"""Where an interface on the web has the outlet, as an object with its name."""
_WHOLE_DAY = re.compile(r"[T ]00:00(:00(\.0+)?)?$")
_LONGEST = 80
"""Characters of a field in which a date as pages print it is looked for."""
_HALF_DAY = re.compile(r"\d ?[ap]\.?m\b", re.IGNORECASE)
_HOST = re.compile(r"(?:https?:)?//(?:[^/@\s]*@)?([\w.-]+)", re.IGNORECASE)
_SECOND = frozenset(
    {
        "co",
        "com",
        "go",
        "gov",
        "ac",
        "edu",
        "or",
        "org",
        "net",
        "web",
        "sch",
        "my",
        "desa",
        "mil",
        "id",
    }
)
"""Labels that belong to the domain of a country: *co.id*, *com.my*."""
_HOUSES = frozenset({"blogspot.com", "wordpress.com", "substack.com", "medium.com", "tumblr.com"})
"""Domains under which each has a house of its own."""
_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


def known_of(fields: Mapping[str, Any]) -> dict[str, str]:
    """The fields that are known of an article, each safe and in one line; dates in ISO 8601."""
    known: dict[str, str] = {}
    for ours, theirs in _NAMES.items():
        for name in theirs:
            value = fields.get(name)
            words = iso(value) if ours in ("published", "timestamp") else one_line(value)
            if words:
                known[ours] = words
                break
    for name in _NAMED:
        if isinstance(value := fields.get(name), Mapping) and (words := one_line(value)):
            known.setdefault("publisher", words)
    return known


def outlet_of(url: str) -> str | None:
    """The outlet that an address tells of: its domain, without what a site puts before it.

    *https://news.detik.com/berita/d-1* is of detik.com; a blog keeps its own name.
    """
    match = _HOST.match(url)
    if match is None:
        return None
    labels = match[1].lower().rstrip(".").split(".")
    if len(labels) < 2 or not labels[-1].isalpha():
        return None
    size = 2
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND:
        size = 3
    if ".".join(labels[-2:]) in _HOUSES:
        size += 1
    return ".".join(labels[-size:])


def one_line(value: object) -> str:
    """A string, the name of an object, or a list of these, as one safe line; else ""."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, str):
        return " ".join(sanitise(value).split())
    if isinstance(value, Iterable) and not isinstance(value, Mapping | bytes):
        items = (item for item in value if isinstance(item, str | Mapping))
        return "; ".join(filter(None, map(one_line, items)))
    return ""


def iso(value: object) -> str:
    """A date in ISO 8601 to the precision it was given with; "" where it is none.

    Numbers are seconds, or milliseconds, since 1970. A midnight without a zone
    is how programs write a day, so it is one.
    """
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return _from_number(value)
    if not isinstance(value, str):
        return ""
    words = _WHOLE_DAY.sub("", one_line(value))
    if not words or _PARTIAL.fullmatch(words):
        return words
    try:
        if len(words) <= 10:
            return date.fromisoformat(words).isoformat()
        return _written(datetime.fromisoformat(words))
    except ValueError:
        return _loosely(words)


def _from_number(value: float) -> str:
    try:
        seconds = value / 1000 if abs(value) > 1e11 else value
        return _written(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return ""


def _written(when: datetime) -> str:
    return when.isoformat(timespec="seconds" if when.second else "minutes")


def _loosely(words: str) -> str:
    """A date as pages print it, or as mail and feeds do (*Tue, 29 Nov 2022 10:00:00 GMT*)."""
    printed = _calendar("en" if _HALF_DAY.search(words) else "id").first(words[:_LONGEST])
    if printed is not None and printed.has_time and not words.endswith("GMT"):
        return _written(datetime.fromisoformat(printed.when))
    from email.utils import parsedate_to_datetime

    try:
        return _written(parsedate_to_datetime(words))
    except (ValueError, TypeError, IndexError, OverflowError):
        return printed.when if printed is not None else ""


@cache
def _calendar(code: str) -> Calendar:
    """How pages print dates; Indonesian ones in English words as well."""
    return calendar(load_language(code))
