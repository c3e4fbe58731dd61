"""The kinds of files that articles come in: one line here and one small file each.

A source is a module with one function::

    def read(file: BinaryIO, name: str, number: int = 0, offset: int = 0) -> Iterator[Found]

It yields the articles of an opened (and unpacked) file in their order, from the
row `number` at byte `offset` on where these are given, and raises `UnreadableError`
where the file as a whole cannot be read.
"""

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol, cast

from reader.errors import ReaderError

LARGEST = 32 * 1024 * 1024
"""Bytes of a text that is read as a whole. A megabyte is a novel; this is no article."""

REGISTRY: Mapping[str, str] = {
    ".txt": "plain",
    ".md": "plain",
    ".jsonl": "records",
    ".ndjson": "records",
    ".json": "records",
    ".html": "page",
    ".htm": "page",
}

STREAMED = frozenset({".jsonl", ".ndjson", ".json"})
"""Read row by row where they have a row a line, so of any size."""


class UnreadableError(ReaderError):
    """A file that gives no article; `lasting` unless another try may go better."""

    title = "This cannot be read"

    def __init__(self, sentence: str, *, lasting: bool = True) -> None:
        super().__init__(sentence)
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Found:
    """An article as a source finds it: its text, where it was, what is known of it.

    `known` has `title`, `published` (ISO 8601), `publisher`, `authors` (parted
    by "; "), `url` and others as the row gives them, made safe.
    """

    text: str
    number: int = 0
    offset: int = 0
    known: Mapping[str, str] = field(default_factory=dict)
    warning: str | None = None
    error: str | None = None


class Source(Protocol):
    """What a module of this package offers."""

    def read(
        self, file: BinaryIO, name: str, number: int = 0, offset: int = 0
    ) -> Iterator[Found]: ...


def kind_of(name: str) -> str | None:
    """The ending that says how a file is read (`.jsonl` for `a.jsonl.gz`), or None."""
    name = name.lower()
    if name.endswith(".gz"):
        name = name[:-3]
    stem, dot, ending = name.rpartition(".")
    ending = dot + ending
    return ending if stem and ending in REGISTRY else None


def source_for(kind: str) -> Source:
    """The module that reads a kind of file."""
    return cast(Source, importlib.import_module(f"{__name__}.{REGISTRY[kind]}"))


def read_whole(file: BinaryIO) -> bytes:
    """All of a file that is read as a whole; UnreadableError where it unpacks to too much."""
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableError(too_large(None))
    return data


def too_large(size: int | None) -> str:
    """The sentence for a file of `size` bytes (None: not known) that is not read."""
    much = "more than 32 MiB" if size is None else f"{size / 1048576:,.0f} MiB"
    return f"The file is {much}, too large for an article: split it, or make it a .jsonl."
