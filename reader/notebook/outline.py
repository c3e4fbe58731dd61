"""What the start needs to know of a notebook, without a look at each of its words.

At 10,000 notes, reading the file as JSON takes 55 ms and making a value of each
note 100 ms more; which articles have marks is found in the lines in 30 ms.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reader.notebook.layout import begin, sealed, section
from reader.notebook.model import Kind

Marked = tuple[str, str, Kind]
"""An article's id, the path of its file from the root on, and what was made there."""

_STRING = rb'"[^"\\]*(?:\\.[^"\\]*)*"'
_NOTE = re.compile(
    # Inside a string a quotation mark is escaped, so what looks like a field here is one.
    rb'\n"\d+":\{"uid":"[0-9A-Z]{26}","rev":\d+,'
    rb'("kind":"(?:bookmark|note)","anchor":\{"article":%b,"path":%b),.*'
    rb',"created":"[^"\\]*","updated":"[^"\\]*"(?:,"file":(%b))?(,"deleted":"[^"\\]*")?\},?'
    % (_STRING, _STRING, _STRING)
)


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """How many live marks there are of each kind and place, and the corrections' documents."""

    marks: Mapping[Marked, int]
    corrections: tuple[Mapping[str, Any], ...]


def outline(data: bytes) -> Outline | None:
    """The outline of a notebook's file; None where all of it must be read to be sure.

    That is any file but one that is to the byte as it was written, with no
    document in it of a shape that this Kliping does not write.
    """
    rest = sealed(data)
    if rest is None:
        return None
    found: Counter[tuple[bytes, bytes | None]] = Counter()
    at = begin(rest, "notes")
    while note := _NOTE.match(rest, at):
        about, file, deleted = note.groups()
        if deleted is None:
            found[about, file] += 1
        at = note.end()
    if not rest.startswith(b"\n}", at):
        return None
    marks: Counter[Marked] = Counter()
    for (about, file), number in found.items():
        record = json.loads(b"{" + about + b"}}")
        anchor = record["anchor"]
        marks[anchor["article"], json.loads(file) if file else anchor["path"], record["kind"]] += (
            number
        )
    corrections = json.loads(b"{" + section(rest, "corrections") + b"}")
    return Outline(marks, tuple(corrections.values()))
