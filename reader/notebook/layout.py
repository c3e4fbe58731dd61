"""The notebook's file: plain JSON as TinyDB has it, a document on each line.

Any JSON reader reads it, stock TinyDB too. That each document has its line
makes it cheap to write (the lines of what did not change are used again) and
to mend (a line that is whole is a document that is whole).
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from reader.notebook.schema import Document, Tables, is_newer, schema_of

TABLES = ("meta", "notes", "corrections", "journal")
"""In this order in the file, the dearest first: what is cut off is its end."""


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
    return tables


def render(tables: Tables, lines: Mapping[int, Line]) -> tuple[bytes, dict[int, Line]]:
    """The file for these tables, and its lines by the identity of their documents.

    `lines` are those of an earlier file: a document that is the very same
    object there is not serialised again.
    """
    kept: dict[int, Line] = {}
    rows = [b"{"]
    for name in sorted(tables, key=_rank):
        rows.append(_spell(name) + b":{")
        for number, document in tables[name].items():
            line = lines.get(id(document))
            if line is None or line.document is not document or line.number != number:
                line = Line(document, number, _spell({number: document})[1:-1] + b",")
            kept[id(document)] = line
            rows.append(line.text)
        if tables[name]:
            rows[-1] = rows[-1][:-1]
        rows.append(b"},")
    rows[-1] = rows[-1][:-1]
    rows += b"}", b""
    return b"\n".join(rows), kept


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
