"""The tables of a catalog, and how articles and quotes go in and come out of them.

Everything here raises what sqlite3 raises; `reader.library.catalog` copes.
"""

import os
import time
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import reader
from reader.library import derived
from reader.library.places import Places, Spot, Useless
from reader.library.row import Reading, Row, Said, moment

if TYPE_CHECKING:
    import sqlite3

SCHEMA = """
create table meta (name text primary key, value) without rowid;
create table folder (
    id integer primary key, parent integer, place blob not null unique, mtime_ns integer,
    settled integer, digest blob);
create index folder_parent on folder (parent);
create table file (
    id integer primary key, folder integer not null, name blob not null, size integer,
    mtime_ns integer, due integer not null, reached integer, unique (folder, name));
create index file_due on file (due, id) where due > 0;
create table article (
    key integer primary key autoincrement, file integer not null, number integer not null,
    offset integer, id text, path blob, title text, publisher text, published text,
    language text, words integer, quotes integer, error text, warning text,
    moment real, outlet text, heading text, story integer, spans blob);
create index article_file on article (file, number);
create index article_id on article (id);
create index article_date on article (moment desc, path, number);
create index article_outlet on article (outlet, moment desc, path, number);
create index article_title on article (heading, moment desc, path, number);
create index article_words on article (words desc, moment desc, path, number);
create index article_quotes on article (quotes desc, moment desc, path, number);
create index article_language on article (language, moment desc, path, number);
create index article_story on article (story) where story is not null;
create index article_error on article (key) where error is not null;
create table quote (
    key integer primary key autoincrement, article integer not null, nth integer, start integer,
    finish integer, words text, speaker text, mention text, role text, cue text,
    attribution text);
create index quote_article on quote (article, nth)
"""
# SQLite holds any type in any column, and a damaged page may show one: the casts make sure.
ROW = """
coalesce(cast(id as text), ''), cast(path as blob), cast(number as integer), cast(title as text),
cast(publisher as text), cast(published as text), cast(language as text),
coalesce(cast(words as integer), 0), coalesce(cast(quotes as integer), 0),
cast(error as text), cast(warning as text), key
"""
SAID = """
coalesce(cast(start as integer), 0), coalesce(cast(finish as integer), 0),
coalesce(cast(words as text), ''), cast(speaker as text), cast(mention as text),
cast(role as text), cast(cue as text), coalesce(cast(attribution as text), 'none')
"""
COLUMNS = (
    "key", "file", "number", "offset", "id", "path", "title", "publisher", "published", "language",
    "words", "quotes", "error", "warning", "moment", "outlet", "heading", "story", "spans",
)  # fmt: skip
_ADD = f"insert into article values ({', '.join('?' * len(COLUMNS))})"
_ADD_QUOTE = f"insert into quote values ({', '.join('?' * 11)})"


_BEGINNING = 1_577_836_800  # 2020
AT_ONCE = 1000
"""Articles that are forgotten at once."""


@cache
def engine() -> str:
    """A digest of all that decides how a text is read: where it differs, all is read anew."""
    house = Path(reader.__file__).parent
    digest = blake2b(f"{reader.__version__}\n{SCHEMA}".encode(), digest_size=16)
    for folder in (house / "article", house / "library"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def is_empty(db: "sqlite3.Connection") -> bool:
    return not db.execute("select count(*) from sqlite_master").fetchone()[0]


def engine_of(db: "sqlite3.Connection") -> object:
    row = db.execute("select value from meta where name = 'engine'").fetchone()
    return row[0] if row else None


def create(db: "sqlite3.Connection") -> None:
    """Begin inside one transaction: another process may be doing the same."""
    db.execute("begin immediate")
    if is_empty(db):
        for schema in (SCHEMA, *(one.SCHEMA for one in derived.indexes())):
            for statement in filter(str.strip, schema.split(";")):
                db.execute(statement)
        # A catalog that takes another's place is of a later version than that ever was.
        now = time.time_ns() // 1000
        meta = (("engine", engine()), ("version", now), ("whole", 0))
        db.executemany("insert into meta values (?, ?)", meta)
        # Nor are its keys those of that one: who still has some finds nothing by them.
        first = (int(time.time() - _BEGINNING) // 60) << 20
        keys = (("article", first), ("quote", first))
        db.executemany("insert into sqlite_sequence (name, seq) values (?, ?)", keys)
    db.execute("commit")


def version_of(db: "sqlite3.Connection") -> int:
    return _number(db, "version")


def is_whole(db: "sqlite3.Connection") -> bool:
    """Whether a scan came to its end, and none has begun to change anything since."""
    return bool(_number(db, "whole"))


def _number(db: "sqlite3.Connection", name: str) -> int:
    row = db.execute("select value from meta where name = ?", (name,)).fetchone()
    if row is None or not isinstance(row[0], int):
        raise Useless(f"its {name} is missing")
    return row[0]


def due(db: "sqlite3.Connection") -> int:
    """How many files are to be read."""
    return int(db.execute("select count(*) from file where due > 0").fetchone()[0])


def row_of(places: Places, found: Sequence[Any], copies: int = 0) -> Row:
    """The row of an article that was selected as ROW."""
    name, place, number, *rest = found
    return Row(*(name, places.shown(place, number), *rest, copies))


def spot_of(
    db: "sqlite3.Connection", places: Places, key: int, shown: str | None = None
) -> Spot | None:
    """Where an article is to be read; None where it is not the one that is `shown` so.

    A catalog that was made anew gives its keys to other articles.
    """
    found = db.execute(
        "select cast(path as blob), cast(number as integer), coalesce(cast(offset as integer), 0)"
        " from article where key = ?",
        (key,),
    ).fetchone()
    if found is None or (shown is not None and places.shown(*found[:2]) != shown):
        return None
    return Spot(places.real(found[0]), *found[1:])


def keys_at(db: "sqlite3.Connection", place: bytes, number: int | None = None) -> list[int]:
    """The articles of a file; of one row of it if a number is given."""
    folder, slash, name = place.rpartition(b"/")
    found = db.execute(
        "select article.key, article.number from folder join file on file.folder = folder.id"
        " join article on article.file = file.id where folder.place = ? and file.name = ?"
        " order by article.number",
        (folder + slash, name),
    )
    return [key for key, row in found if number in (None, row)]


def said(db: "sqlite3.Connection", key: int) -> tuple[Said, ...]:
    """The quotes of an article."""
    found = db.execute(f"select {SAID} from quote where article = ? order by nth", (key,))
    return tuple(Said(*row) for row in found)


class Found(NamedTuple):
    """An article of a file, to be added: the file's number and place, and what was read."""

    file: int
    place: bytes
    reading: Reading


def add(db: "sqlite3.Connection", found: Sequence[Found]) -> None:
    """Articles and their quotes, and what is derived from them."""
    key, quote = _last(db, "article"), _last(db, "quote")
    kept: list[derived.Kept] = []
    for one in found:
        key += 1
        said = one.reading.quotes
        kept.append(derived.Kept(key, one.reading, range(quote + 1, quote + 1 + len(said))))
        quote += len(said)
    db.executemany(_ADD, [_columns(one, two.key) for one, two in zip(found, kept, strict=True)])
    db.executemany(_ADD_QUOTE, [row for one in kept for row in _quotes(one)])
    for index in derived.indexes():
        index.add(db, kept)


def forget(db: "sqlite3.Connection", files: Sequence[int]) -> None:
    """The articles of some files, and what was derived from them; the files stay."""
    asked = "select key from article where file = ?"
    _forget(db, [key for file in files for (key,) in db.execute(asked, (file,))])


def _forget(db: "sqlite3.Connection", keys: Sequence[int]) -> None:
    for at in range(0, len(keys), AT_ONCE):
        some = keys[at : at + AT_ONCE]
        for index in derived.indexes():
            index.remove(db, some)
        numbered = [(key,) for key in some]
        db.executemany("delete from quote where article = ?", numbered)
        db.executemany("delete from article where key = ?", numbered)


def cut_off(db: "sqlite3.Connection", file: int, number: int) -> int:
    """Forget the rows of a file behind this one; where this one begins, in bytes."""
    asked = "select key from article where file = ? and number > ?"
    _forget(db, [key for (key,) in db.execute(asked, (file, number))])
    row = db.execute(
        "select offset from article where file = ? and number = ?", (file, number)
    ).fetchone()
    return int(row[0]) if row else 0


def _last(db: "sqlite3.Connection", table: str) -> int:
    row = db.execute("select seq from sqlite_sequence where name = ?", (table,)).fetchone()
    return int(row[0]) if row else 0


def _columns(one: Found, key: int) -> tuple[object, ...]:
    read = one.reading
    return (
        key, one.file, read.number, read.offset, read.id, one.place, read.title, read.publisher,
        read.published, read.language, read.words, len(read.quotes), read.error, read.warning,
        moment(read.published), *sorted_as(read.title, read.publisher, one.place), None,
        pack(read.spans),
    )  # fmt: skip


def sorted_as(
    title: str | None, publisher: str | None, place: bytes
) -> tuple[str | None, str | None]:
    """Outlet and title as the list is sorted by them, whatever their case."""
    outlet = " ".join(publisher.casefold().split()) if publisher else None
    heading = title or os.path.basename(os.fsdecode(place).rstrip("/"))
    return outlet or None, heading_of(heading) or None


def heading_of(title: str) -> str:
    """A title as it is sorted and found: whatever its case, and without marks before it."""
    return safe(title).casefold().lstrip(_MARKS)


_MARKS = " \t\"'“”‘’«»([…"


def safe(text: str) -> str:
    """Text that SQLite takes: a byte that is no letter is replaced."""
    return text.encode("utf-8", "replace").decode()


def _quotes(one: derived.Kept) -> Iterable[tuple[object, ...]]:
    for nth, (key, said) in enumerate(zip(one.quotes, one.reading.quotes, strict=True)):
        yield (
            key, one.key, nth, said.start, said.end, said.text, said.speaker, said.mention,
            said.role, said.cue, said.attribution,
        )  # fmt: skip


def pack(spans: Iterable[tuple[int, int]]) -> bytes | None:
    """Spans as they are kept in the catalog; None for none."""
    return array("I", chain.from_iterable(spans)).tobytes() or None


def unpack(spans: bytes | None) -> tuple[tuple[int, int], ...]:
    """The spans of `pack`."""
    flat = array("I")
    whole = spans if isinstance(spans, bytes) else b""
    flat.frombytes(whole[: len(whole) // 8 * 8])
    return tuple(zip(flat[::2], flat[1::2], strict=True))
