"""The parts of an exported file: blocks that Kliping wrote, and everything else.

A block stands between two comments on lines of their own:

    <!-- kliping:note UID HASH -->
    > the words
    <!-- kliping:end UID SOURCE -->

HASH is that of the lines between as Kliping wrote them: where it is another
now, the user has edited the block. SOURCE is that of the note they were made
of: where it is another now, there is something new to write. One more comment
lists what was ever exported into the file, so that a block which is missing is
known to have been deleted by the user; it also marks where new blocks go, and has
the fingerprints of the lines above the blocks that say what is known of the article.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

_UID = r"[0-9A-Za-z]{1,64}"
_HASH = r"[0-9a-f]{12}"
_BEGIN = re.compile(rf"<!-- kliping:note ({_UID}) ({_HASH}) -->")
_END = re.compile(rf"<!-- kliping:end ({_UID}) ({_HASH}) -->")
_KNOWN = rf"[a-z]+:{_HASH}"
_EXPORTED = re.compile(
    rf"<!-- kliping:exported tags=({_HASH})(?: head=({_KNOWN}(?:,{_KNOWN})*))?((?: {_UID})*) -->"
)
_OURS = re.compile(r"<!--(?=\s*kliping:)", re.IGNORECASE)


def fingerprint(text: str) -> str:
    """Twelve hexadecimal digits that are other ones for another text."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def source_of(words: str, note: str, tags: Iterable[str]) -> str:
    """The fingerprint of what the user can change of a note, however it is rendered."""
    return fingerprint(json.dumps([words, note, list(tags)]))


def content_hash(lines: Iterable[str]) -> str:
    """The fingerprint of a block's lines, but for spaces at line ends and outer blank lines."""
    return fingerprint("\n".join(line.rstrip() for line in lines).strip("\n"))


def inert(text: str) -> str:
    """The text with any comment that looks like one of ours shown instead of obeyed."""
    return _OURS.sub(r"\\<!--", text)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A block as the notebook would have it now; lines without their ends."""

    uid: str
    lines: tuple[str, ...]
    source: str

    @property
    def hash(self) -> str:
        """What the block's first comment says of its lines."""
        return content_hash(self.lines)

    def written(self) -> list[str]:
        """The block with its two comments."""
        return [
            f"<!-- kliping:note {self.uid} {self.hash} -->",
            *self.lines,
            f"<!-- kliping:end {self.uid} {self.source} -->",
        ]


@dataclass(frozen=True, slots=True)
class Block:
    """A block as it stands in a file; `lines` are those of the file, comments included."""

    uid: str
    hash: str
    source: str
    lines: tuple[str, ...]

    @property
    def inner(self) -> tuple[str, ...]:
        """What stands between the comments."""
        return self.lines[1:-1]


@dataclass(frozen=True, slots=True)
class Exported:
    """The comment that lists what was exported into a file, ever.

    `tags` is the fingerprint of the front matter's tags as Kliping wrote them, `head`
    those of the lines that say what is known, by what they say (`title`, `heading`).
    `line` is the comment as it stands in the file, "" where it is new.
    """

    uids: frozenset[str]
    tags: str
    head: tuple[tuple[str, str], ...] = ()
    line: str = field(default="", compare=False)

    def written(self) -> str:
        """The comment."""
        head = ",".join(f"{what}:{mark}" for what, mark in self.head)
        parts = [f"tags={self.tags}", *([f"head={head}"] if head else []), *sorted(self.uids)]
        return " ".join(["<!-- kliping:exported", *parts, "-->"])


Piece = str | Block | Exported
"""A line of the user's, a block, or the list of what was exported."""


def pieces_of(lines: Sequence[str]) -> list[Piece]:
    """A file's lines (ends kept) as pieces.

    A comment without its counterpart, or with another block's comment in
    between, is the user's line like any other: what it held is no block any more.
    """
    pieces: list[Piece] = []
    at = 0
    while at < len(lines):
        piece = _block_at(lines, at) or _exported_at(lines[at])
        pieces.append(piece or lines[at])
        at += len(piece.lines) if isinstance(piece, Block) else 1
    return pieces


def _block_at(lines: Sequence[str], at: int) -> Block | None:
    begin = _BEGIN.fullmatch(lines[at].strip())
    if not begin:
        return None
    for number in range(at + 1, len(lines)):
        line = lines[number].strip()
        if _BEGIN.fullmatch(line) or _EXPORTED.fullmatch(line):
            return None
        if end := _END.fullmatch(line):
            if end[1] != begin[1]:
                return None
            return Block(begin[1], begin[2], end[2], tuple(lines[at : number + 1]))
    return None


def _exported_at(line: str) -> Exported | None:
    match = _EXPORTED.fullmatch(line.strip())
    if match is None:
        return None
    head = (match[2] or "").split(",") if match[2] else []
    known = tuple((what, mark) for what, _, mark in (one.partition(":") for one in head))
    return Exported(frozenset(match[3].split()), match[1], known, line)
