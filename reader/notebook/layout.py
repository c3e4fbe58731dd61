"""The notebook's file: plain JSON as TinyDB has it, a document on each line.

Any JSON reader reads it, stock TinyDB too. That each document has its line
makes it cheap to write (the lines of what did not change are used again) and
to mend (a line that is whole is a document that is whole).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reader.notebook.schema import Document, Tables, is_newer, schema_of

TABLES = ("meta", "notes", "corrections", "journal")
"""In this order in the file, the dearest first: what is cut off is its end."""


class DamagedError(Exception):
    """This is not a whole notebook; the message is a clause that says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """A document and the bytes that stand for it in the file, its number included."""

    document: Document
    number: str
    text: bytes


def parse(data: bytes) -> Tables:
    """The tables of a notebook's file. Their documents are read-only.

    Raises DamagedError where the file is not a whole notebook. Of a newer schema
    only the tables that look like tables are given.
    """
    if not data.strip():
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
    blocks: list[bytes] = []
    for name in sorted(tables, key=_rank):
        rows: list[bytes] = []
        for number, document in tables[name].items():
            line = lines.get(id(document))
            if line is None or line.document is not document or line.number != number:
                line = Line(document, number, _spell({number: document})[1:-1])
            kept[id(document)] = line
            rows.append(line.text)
        inside = b"\n" + b",\n".join(rows) + b"\n" if rows else b""
        blocks.append(_spell(name) + b":{" + inside + b"}")
    return b"{\n" + b",\n".join(blocks) + b"\n}\n", kept


def lines_of(data: bytes, tables: Tables) -> dict[int, Line]:
    """The lines of a file that `parse` read into `tables`; none where `render` did not make it."""
    lines: dict[int, Line] = {}
    rows = iter(data.split(b"\n"))
    try:
        if next(rows) != b"{":
            return {}
        for left, (name, table) in zip(range(len(tables) - 1, -1, -1), tables.items(), strict=True):
            end = b"}," if left else b"}"
            head = _spell(name) + b":{"
            if not table:
                if next(rows) != head + end:
                    return {}
                continue
            if next(rows) != head:
                return {}
            last = len(table) - 1
            for place, (number, document) in enumerate(table.items()):
                row = next(rows)
                if place != last:
                    if not row.endswith(b","):
                        return {}
                    row = row[:-1]
                if not (row.startswith(b'"%s":{' % number.encode()) and row.endswith(b"}")):
                    return {}
                lines[id(document)] = Line(document, number, row)
            if next(rows) != end:
                return {}
        whole = next(rows) == b"}" and next(rows) == b"" and next(rows, None) is None
    except StopIteration:
        return {}
    return lines if whole else {}


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
