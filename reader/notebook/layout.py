"""The notebook's file: plain JSON as TinyDB has it, a document on each line.

Any JSON reader reads it, stock TinyDB too. That each document has its line
makes it cheap to write (the lines of what did not change are used again) and
to mend (a line that is whole is a document that is whole). The first document
has a checksum of all that follows: where it is right, nobody but `render` made
the file, and what is in it can be looked up without reading all of it.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

from reader.notebook.schema import SCHEMA, Document, Tables, is_newer, schema_of

TABLES = ("meta", "notes", "corrections", "journal")
"""In this order in the file, the dearest first: what is cut off is its end."""


_SUM = "sum"
"""In the first document: CRC-32 of all that follows the table `meta`."""

_LONGEST_HEAD = 4096
"""Bytes that `meta` may take; a file in which it takes more is none of ours."""


class DamagedError(Exception):
    """This is not a whole notebook; the message is a clause that says why."""


class Line(NamedTuple):
    """A document and the bytes that stand for it: its number, itself and a comma."""

    document: Document
    number: str
    text: bytes


def parse(data: bytes) -> Tables:
    """The tables of a notebook's file. Their documents are read-only.

    Raises DamagedError where the file is not a whole notebook. Of a newer schema
    only the tables that look like tables are given.
    """
    if not data or data.isspace():
        raise DamagedError("it is empty")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DamagedError("it is cut off or has been written over") from error
    if not isinstance(found, dict):
        raise DamagedError("it holds something else")
    if schema_of(found) is None:
        raise DamagedError("it does not say which notebook it is")
    newer = is_newer(found)
    tables: Tables = {}
    for name, table in found.items():
        if _is_table(table):
            tables[name] = {number: MappingProxyType(table[number]) for number in table}
        elif not newer:
            raise DamagedError(f"its table {name!r} is not one")
    first = tables["meta"]["1"]
    if _SUM in first:
        own = {name: value for name, value in first.items() if name != _SUM}
        tables["meta"]["1"] = MappingProxyType(own)
    return tables


def render(tables: Tables, lines: Mapping[int, Line]) -> tuple[bytes, dict[int, Line]]:
    """The file for these tables, and its lines by the identity of their documents.

    `lines` are those of an earlier file: a document that is the very same
    object there is not serialised again.
    """
    kept: dict[int, Line] = {}
    rows = [b""]
    for name in sorted((name for name in tables if name != "meta"), key=_rank):
        rows[-1] += b","
        rows += _rows(name, tables[name], lines, kept)
    rest = b"\n".join([*rows, b"}", b""])
    if "meta" not in tables:
        return b"{" + rest.removeprefix(b","), kept
    meta = dict(tables["meta"])
    if "1" in meta:
        meta["1"] = {**meta["1"], _SUM: crc32(rest)}
    return b"\n".join([b"{", *_rows("meta", meta, {}, {})]) + rest, kept


def sealed(data: bytes) -> bytes | None:
    """What follows `meta` in a file that is to the byte as `render` made it; None in any other."""
    head, _, rest = data.partition(b"\n}")
    if len(head) > _LONGEST_HEAD:
        return None
    try:
        tables = json.loads(head + b"\n}}")
        if schema_of(tables) != SCHEMA or tables["meta"]["1"].get(_SUM) != crc32(rest):
            return None
    except (ValueError, RecursionError, AttributeError):
        return None
    return rest


def begin(rest: bytes, table: str) -> int:
    """Where the first line of a table begins, with its line break, in what `sealed` found whole.

    The end of `rest` but for its last lines where there is no such table.
    """
    mark = b"\n" + _spell(table) + b":{"
    start = rest.find(mark)
    return start + len(mark) if start >= 0 else rest.rindex(b"\n}")


def section(rest: bytes, table: str) -> bytes:
    """The lines of a table in what `sealed` has found whole."""
    start = begin(rest, table)
    # In JSON, a string has no line break as such: this is the table's end.
    return rest[start : rest.index(b"\n}", start)]


def lines_of(data: bytes, tables: Tables) -> dict[int, Line]:
    """The lines of a file that `parse` read into `tables`; none where `render` did not make it."""
    lines: dict[int, Line] = {}
    rows = iter(data.split(b"\n"))
    good = next(rows) == b"{"
    for left, (name, table) in zip(range(len(tables))[::-1], tables.items(), strict=True):
        good = good and next(rows, b"") == _spell(name) + b":{"
        more = len(table)
        for number, document in table.items():
            more -= 1
            row = next(rows, b"") if more else next(rows, b"") + b","
            if not (good and row.startswith(b'"%s":{' % number.encode()) and row.endswith(b"},")):
                return {}
            lines[id(document)] = Line(document, number, row)
        good = good and next(rows, b"") == (b"}," if left else b"}")
    return lines if good and list(rows) == [b"}", b""] else {}


def _rows(
    name: str, table: Mapping[str, Document], lines: Mapping[int, Line], kept: dict[int, Line]
) -> list[bytes]:
    rows = [_spell(name) + b":{"]
    for number, document in table.items():
        line = lines.get(id(document))
        if line is None or line.document is not document or line.number != number:
            line = Line(document, number, _spell({number: document})[1:-1] + b",")
        kept[id(document)] = line
        rows.append(line.text)
    if table:
        rows[-1] = rows[-1][:-1]
    rows.append(b"}")
    return rows


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and all(
        number.isdecimal() and isinstance(document, dict) for number, document in table.items()
    )


def _rank(name: str) -> int:
    return TABLES.index(name) if name in TABLES else len(TABLES) - 1


def _spell(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=dict)
    try:
        return text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which UTF-8 has no bytes for
        return json.dumps(value, separators=(",", ":"), default=dict).encode()
