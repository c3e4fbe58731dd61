"""What a notebook holds: frozen values, as the rest of the program sees them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal, get_args

from reader.notebook.anchors import Anchor

Kind = Literal["bookmark", "note"]

Correctable = Literal["title", "published", "publisher", "label", "speaker"]
"""What of an article the user may set: of the whole, of one of its lines, of one of its quotes."""

CORRECTABLE: tuple[Correctable, ...] = get_args(Correctable)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the user marked: a bookmark, or a note once words are written beside it.

    `uid` is a ULID, `rev` counts the changes from 1, `created` and `updated` are
    UTC in ISO 8601 with seconds. `note` is the user's own Markdown, as typed.
    `extra` is what a newer Kliping stored with it: kept, not understood. `file`
    is the article's path from the root on, for going through a library.
    """

    uid: str
    rev: int
    kind: Kind
    anchor: Anchor
    note: str
    tags: tuple[str, ...]
    created: str
    updated: str
    extra: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    file: str = ""

    @property
    def article(self) -> str:
        """The id of the article that was marked, as it was then."""
        return self.anchor.article

    @property
    def path(self) -> str:
        """Where that article lay when it was marked."""
        return self.anchor.path

    @property
    def title(self) -> str:
        """What that article was called when it was marked; empty where it had no title."""
        return self.anchor.title

    @property
    def words(self) -> str:
        """The marked words themselves."""
        return self.anchor.exact

    @property
    def day(self) -> str:
        """The day on which it was marked, where the reader is."""
        return local_day(self.created)

    @property
    def changed(self) -> str:
        """The day of its last change, where the reader is."""
        return local_day(self.updated)


def local_day(moment: str) -> str:
    """The day of a moment (ISO 8601, UTC) where the reader is."""
    try:
        return datetime.fromisoformat(moment).astimezone().date().isoformat()
    except (ValueError, OverflowError):
        return moment[:10]


@dataclass(frozen=True, slots=True)
class Known:
    """What was worked out of an article, before the user set anything."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Something of an article that the user set, in the place of what was worked out.

    `article` is the id of the text in which it was set, `path` where that lay
    and `file` the same as an absolute path; `known` is what was worked out of
    it then. `anchor` is the line of a label or the words of a quote, None for
    what is true of the whole article. `uid`, `rev`, `created` and `updated` are
    as a Note's.
    """

    uid: str
    rev: int
    article: str
    path: str
    file: str
    field: Correctable
    value: str
    anchor: Anchor | None
    known: Known
    created: str
    updated: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An article as it was when it was first marked, so that its notes outlive the file.

    `article` is the id and `text` the text it is the id of; `known` is what the
    library knew beside the page (a url from a row of a `.jsonl`).
    """

    article: str
    path: str
    text: str
    language: str = "und"
    title: str | None = None
    publisher: str | None = None
    section: str | None = None
    published: str | None = None
    place: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    source: str | None = None
    known: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def url(self) -> str | None:
        """Where the page was on the web, where the library knew it."""
        return self.known.get("url") or None
