"""Files of rows: JSON lines, a list in JSON, an object that holds one; an article a row.

What has a row a line is read line by line, however large it is: JSON lines, and
a list that was written with an item a line, as crawlers do. The rest is parsed as a
whole.
"""

import codecs
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from typing import Any, BinaryIO, cast

from reader.library.sources import LARGEST, Found, UnreadableError, read_whole
from reader.library.sources.decoding import decode
from reader.library.sources.known import known_of

TEXT_NAMES = ("text", "content", "maintext", "body", "isi", "konten", "teks")
FAULTS_SHOWN = 10
"""Rows without an article that are listed one by one; the others of a file are counted."""

HOPELESS = 10_000
"""Rows without an article after which none is hoped for."""

_NOTHING: Any = object()
_AROUND = "[], \t\r\n"
"""What a line has around its row where the lines together are a list."""

_HEAD = 100
"""Lines at the beginning that may be blank before a file shows what it is."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(file: BinaryIO, name: str, number: int = 0, offset: int = 0) -> Iterator[Found]:
    """The articles of the rows, numbered from 1: by their line, or their place in the list."""
    file = _in_utf8(file)
    if offset:
        file.seek(offset)
        return _lines(file, number, offset)
    whole = _NOTHING if _has_rows(file, name) else _whole(file, name)
    if whole is _NOTHING:
        file.seek(0)
        return _from(_few_faults(_lines(file, 1, 0)), number)
    rows = _rows_of(whole)
    if rows is None:
        return iter((_found(whole, 0, 0),))
    return _from(_few_faults(_found(row, at, 0) for at, row in enumerate(rows, 1)), number)


def _from(found: Iterator[Found], number: int) -> Iterator[Found]:
    return (one for one in found if one.number >= number) if number else found


def _has_rows(file: io.BufferedReader, name: str) -> bool:
    """Whether each line is a row. Leaves the file at its beginning."""
    lines = (file.readline(LARGEST).removeprefix(codecs.BOM_UTF8).strip() for _ in range(_HEAD))
    first, second = islice(chain(filter(None, lines), (b"", b"")), 2)
    file.seek(0)
    if first == b"[":
        return _is_row(second)
    if _is_lines(name) and not first.startswith(b"["):
        return True
    return bool(second) and _is_row(first)


def _is_lines(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson"))


def _is_row(line: bytes) -> bool:
    return isinstance(_parsed(line.strip(_AROUND.encode())), Mapping)


def _in_utf8(file: BinaryIO) -> io.BufferedReader:
    mark = file.read(2)
    file.seek(0)
    if mark in _UTF16:
        data = decode(read_whole(file))[0].encode("utf-8", "replace")
        return io.BufferedReader(cast(io.RawIOBase, io.BytesIO(data)))
    return cast(io.BufferedReader, file)


def _whole(file: io.BufferedReader, name: str) -> Any:
    """What all of the file says, or _NOTHING."""
    try:
        return _parsed(read_whole(file))
    except UnreadableError:
        if _is_lines(name):
            return _NOTHING
        raise


def _parsed(data: bytes) -> Any:
    """What the JSON says, or _NOTHING."""
    try:
        return json.loads(decode(data)[0])
    except (ValueError, RecursionError, UnreadableError):
        return _NOTHING


def _rows_of(whole: object) -> list[Any] | None:
    """The rows of a list, or of the list in an object that is no article; else None."""
    if isinstance(whole, Mapping) and _text_of(whole) is None:
        return _list_in(whole)
    return whole if isinstance(whole, list) else None


def _list_in(whole: Mapping[str, Any], depth: int = 2) -> list[Any] | None:
    """The longest list of objects in an object, as an interface on the web answers."""
    found: list[Any] | None = None
    for value in whole.values():
        inner = value
        if isinstance(value, Mapping) and depth > 1:
            inner = _list_in(value, depth - 1)
        if (
            isinstance(inner, list)
            and any(isinstance(item, Mapping) and _text_of(item) for item in inner)
            and (found is None or len(inner) > len(found))
        ):
            found = inner
    return found


def _lines(file: io.BufferedReader, number: int, offset: int) -> Iterator[Found]:
    """A row a line from here on; memory holds one line at a time."""
    while line := file.readline(LARGEST):
        length = len(line)
        if length == LARGEST and not line.endswith(b"\n"):
            length += _skip_line(file)
            yield Found("", number, offset, error=f"Line {number} is too long for an article.")
        elif line.removeprefix(codecs.BOM_UTF8).strip(_AROUND.encode()):
            yield _line(line, number, offset)
        elif blank := _skip_blank(file):
            number += blank.count(b"\n")
            length += len(blank)
        number += 1
        offset += length


def _skip_blank(file: io.BufferedReader) -> bytes:
    """The blank lines that come next, as far as the file was read ahead."""
    ahead = file.peek(1)
    blank = len(ahead) - len(ahead.lstrip(b"\r\n"))
    return file.read(blank) if blank else b""


def _skip_line(file: io.BufferedReader) -> int:
    skipped = 0
    while piece := file.readline(1 << 20):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def _line(line: bytes, number: int, offset: int) -> Found:
    try:
        text, warning = decode(line)
        try:
            row = json.loads(text)
        except ValueError:  # perhaps an item of a list
            row = json.loads(text.strip(_AROUND))
    except (ValueError, RecursionError, UnreadableError):
        return Found("", number, offset, error=f"Line {number} is not JSON.")
    return _found(row, number, offset, warning)


def _found(row: object, number: int, offset: int, warning: str | None = None) -> Found:
    where = f"Row {number}" if number else "The file"
    if not isinstance(row, Mapping):
        return Found("", number, offset, error=f"{where} holds no article.")
    text = _text_of(row)
    if text is not None:
        return Found(text, number, offset, known_of(row), warning)
    wanted = " or ".join(f"“{name}”" for name in TEXT_NAMES[:2])
    return Found("", number, offset, error=f"{where} holds no article: it has no {wanted}.")


def _text_of(row: Mapping[str, Any]) -> str | None:
    for name in TEXT_NAMES:
        text = row.get(name)
        if isinstance(text, str) and text.strip():
            return text
    return None


def _few_faults(found: Iterator[Found]) -> Iterator[Found]:
    """All articles, the first faulty rows, and how many more of these there were.

    UnreadableError where there are nothing but faults for too long.
    """
    faults, last, articles = 0, None, False
    for one in found:
        articles = articles or one.error is None
        faults += one.error is not None
        if one.error is None or faults <= FAULTS_SHOWN:
            yield one
        elif faults < HOPELESS or articles:
            last = one
        else:
            raise UnreadableError(f"Its first {HOPELESS:,} rows hold no article: it is left alone.")
    if last is not None:
        error = f"{faults - FAULTS_SHOWN:,} more rows of this file hold no article."
        yield replace(last, error=error)
