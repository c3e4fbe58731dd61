"""Files of rows: JSON lines, a JSON list, or one JSON object; an article a row."""

import codecs
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from reader.library.sources import LARGEST, STREAMED, Found, UnreadableError, kind_of, read_whole
from reader.library.sources.decoding import decode
from reader.library.sources.known import known_of

TEXT_NAMES = ("text", "content", "maintext", "body")
FAULTS_SHOWN = 10
"""Rows without an article that are listed one by one; the others of a file are counted."""

_NOTHING: Any = object()


def read(file: BinaryIO, name: str, number: int = 0, offset: int = 0) -> Iterator[Found]:
    """The articles of the rows, numbered from 1: by their line, or their place in the list."""
    file = _in_utf8(file)
    if offset:
        file.seek(offset)
        return _lines(file, number, offset)
    whole = _NOTHING
    if not _is_lines(file, name):
        file.seek(0)
        whole = _parsed(read_whole(file))
    file.seek(0)
    if isinstance(whole, list):
        found = _few_faults(_found(row, at, 0) for at, row in enumerate(whole, 1))
    elif isinstance(whole, dict):
        return iter((_found(whole, 0, 0),))
    else:
        found = _few_faults(_lines(file, 1, 0))
    return (one for one in found if one.number >= number) if number else found


def _is_lines(file: BinaryIO, name: str) -> bool:
    """Whether the first line already is a row; a lone object in a `.json` is all of its file."""
    first = file.readline(LARGEST)
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return False
    if kind_of(name) in STREAMED:
        return True
    return isinstance(_parsed(first), dict) and bool(file.read(4096).strip())


def _in_utf8(file: BinaryIO) -> BinaryIO:
    mark = file.read(2)
    file.seek(0)
    if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return io.BytesIO(decode(read_whole(file))[0].encode("utf-8", "replace"))
    return file


def _parsed(data: bytes) -> Any:
    """What the JSON says, or _NOTHING."""
    try:
        return json.loads(decode(data)[0])
    except (ValueError, RecursionError, UnreadableError):
        return _NOTHING


def _lines(file: BinaryIO, number: int, offset: int) -> Iterator[Found]:
    """A row a line from here on; memory holds one line at a time."""
    while line := file.readline(LARGEST):
        length = len(line)
        if length == LARGEST and not line.endswith(b"\n"):
            length += _skip_line(file)
            yield Found("", number, offset, error=f"Line {number} is too long for an article.")
        elif line.strip():
            yield _line(line, number, offset)
        number += 1
        offset += length


def _skip_line(file: BinaryIO) -> int:
    skipped = 0
    while piece := file.readline(1 << 20):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def _line(line: bytes, number: int, offset: int) -> Found:
    try:
        text, warning = decode(line)
        row = json.loads(text)
    except (ValueError, RecursionError, UnreadableError):
        return Found("", number, offset, error=f"Line {number} is not JSON.")
    return _found(row, number, offset, warning)


def _found(row: object, number: int, offset: int, warning: str | None = None) -> Found:
    where = f"Row {number}" if number else "The file"
    if not isinstance(row, Mapping):
        return Found("", number, offset, error=f"{where} holds no article.")
    for name in TEXT_NAMES:
        text = row.get(name)
        if isinstance(text, str) and text.strip():
            return Found(text, number, offset, known_of(row), warning)
    wanted = " or ".join(f"“{name}”" for name in TEXT_NAMES[:2])
    return Found("", number, offset, error=f"{where} holds no article: it has no {wanted}.")


def _few_faults(found: Iterator[Found]) -> Iterator[Found]:
    """All articles, the first faulty rows, and how many more of these there were."""
    faults, last = 0, Found("")
    for one in found:
        faults += one.error is not None
        if one.error is None or faults <= FAULTS_SHOWN:
            yield one
        else:
            last = one
    if more := max(faults - FAULTS_SHOWN, 0):
        error = f"{more:,} more rows of this file hold no article."
        yield Found("", last.number, last.offset, error=error)
