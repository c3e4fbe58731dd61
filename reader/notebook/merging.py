"""Brings an exported file up to date without touching what the user made of it.

- A block as Kliping wrote it is written anew where its note has changed, and
  goes with its note.
- A block that the user edited stays. Where its note has changed since, it loses
  its comments and is the user's text from then on, and the new version stands
  below it, once.
- A block that the user deleted stays deleted: the file's list of what was
  exported remembers it.
- New blocks are put in reading order: before the block they precede, else
  before the list, else at the end.
- Of everything else those lines may change that say what is known of the article
  (its title, outlet, date, and the `tags:` of its notes), as long as they are the
  lines that Kliping wrote.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from reader.notebook import frontmatter
from reader.notebook.blocks import (
    Block,
    Exported,
    Fresh,
    Piece,
    content_hash,
    fingerprint,
    pieces_of,
)
from reader.notebook.frontmatter import in_order


@dataclass(frozen=True, slots=True)
class Merged:
    """A file's new text, and the uids of blocks whose edits were kept beside a new version."""

    text: str
    kept_edits: tuple[str, ...]


def merge(
    text: str,
    fresh: Sequence[Fresh],
    *,
    order: Sequence[str],
    deleted: Collection[str],
    tags: Callable[[Collection[str]], Collection[str]],
    head: Mapping[str, str],
    former: Mapping[str, str],
) -> Merged:
    """The file's text with these blocks in it.

    `order` are the uids of all live notes of the article in reading order,
    `deleted` those of notes that the user deleted. `tags` gives the tags of the
    notes of some uids, as far as the notebook knows them. `head` are the lines that say
    what is known, `former` as they may have been written into a file that does not say.
    """
    lines = text.split("\n")
    lines = [line + "\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1])
    end = "\r\n" if 2 * sum(line.endswith("\r\n") for line in lines) > len(lines) else "\n"
    pieces = pieces_of(lines)
    lists = [piece for piece in pieces if isinstance(piece, Exported)]
    exported = {uid for one in lists for uid in one.uids}
    untouched = {
        piece.uid
        for piece in pieces
        if isinstance(piece, Block) and content_hash(piece.inner) == piece.hash
    }
    merging = _Merging({one.uid: one for one in fresh}, deleted, untouched, end)
    for piece in pieces:
        merging.take(piece)
    present = {piece.uid for piece in pieces if isinstance(piece, Block)}
    exported |= present & set(merging.wanted)
    exported -= merging.removed
    for one in fresh:
        if one.uid not in exported:
            merging.insert(one, order)
            exported.add(one.uid)
    foreign = exported - set(order) - set(deleted)  # another machine's, in a shared folder
    known = lists[-1].tags if lists else ""
    now = merging.put_tags(tags(exported), known, add=bool(foreign))
    recorded = lists[-1].head if lists else ()
    if head and (recorded or former != head):
        written = dict(recorded) or {what: fingerprint(one) for what, one in former.items()}
        recorded = merging.put_head(head, written)
    merging.put_list(Exported(frozenset(exported), now, recorded), lists)
    return Merged("".join(merging.lines()), tuple(merging.kept_edits))


def new_file(
    front: Sequence[str], head: Sequence[str], known: Mapping[str, str], fresh: Sequence[Fresh]
) -> str:
    """The text of a file that was not there; `known` are the lines of both that may change."""
    tags_line = next(line for line in front if line.startswith("tags:"))
    lines = [*front, "", *head, ""]
    for one in fresh:
        lines += [*one.written(), ""]
    marks = tuple(sorted((what, fingerprint(one)) for what, one in known.items()))
    listed = Exported(frozenset(one.uid for one in fresh), fingerprint(tags_line), marks)
    return "\n".join([*lines, listed.written(), ""])


# What is known stands there below the front matter.
_BELOW = frozenset({"heading", "known"})


def _is_line(piece: Piece) -> bool:
    return isinstance(piece, str)


class _Merging:
    """The pieces of the new file, one after another."""

    def __init__(
        self,
        wanted: dict[str, Fresh],
        deleted: Collection[str],
        untouched: Collection[str],
        end: str,
    ) -> None:
        self.wanted = wanted
        self.kept_edits: list[str] = []
        self.removed: set[str] = set()
        self._deleted = deleted
        self._end = end
        self._pieces: list[Piece] = []
        # Whose new version stands in the file already: where the user copied a
        # block, or just now below an edited one.
        self._renewed = set(untouched)
        self._gap = False  # the blank line that comes next belongs to a block that went

    def take(self, piece: Piece) -> None:
        """The next piece of the old file."""
        if not isinstance(piece, Block):
            after_removed = piece == self._end and self._gap
            self._gap = False
            if not after_removed:
                self._pieces.append(piece)
            return
        self._gap = False
        edited = content_hash(piece.inner) != piece.hash
        one = self.wanted.get(piece.uid)
        if one is None:
            if piece.uid in self._deleted and not edited:
                self.removed.add(piece.uid)
                self._gap = not self._pieces or self._blank(self._pieces[-1])
            else:
                self._pieces.append(piece)
        elif not edited or content_hash(piece.inner) == one.hash:
            current = (one.hash, one.source) == (piece.hash, piece.source)
            self._pieces.append(piece if current else self._made(one))
        elif one.source == piece.source:
            self._pieces.append(piece)
        else:
            self._pieces.extend(piece.inner)
            self.kept_edits.append(piece.uid)
            if piece.uid not in self._renewed:
                self._put(len(self._pieces), self._made(one))
                self._renewed.add(one.uid)

    def insert(self, one: Fresh, order: Sequence[str]) -> None:
        """A block that was never in the file."""
        rank = {uid: number for number, uid in enumerate(order)}
        here = rank.get(one.uid, len(order))
        after = [
            (rank[piece.uid], at)
            for at, piece in enumerate(self._pieces)
            if isinstance(piece, Block) and rank.get(piece.uid, -1) > here
        ]
        listed = [at for at, piece in enumerate(self._pieces) if isinstance(piece, Exported)]
        at = min(after)[1] if after else listed[-1] if listed else len(self._pieces)
        self._put(at, self._made(one))

    def put_tags(self, tags: Collection[str], known: str, *, add: bool) -> str:
        """The front matter's tags, where the line is still the one of the fingerprint `known`.

        `add` leaves those that are there. Returns the fingerprint of the line now.
        """
        front = [str(piece) for piece in takewhile(_is_line, self._pieces)]
        for number in range(frontmatter.end_of_front_matter(front)):
            old = front[number].rstrip("\r\n")
            if old.startswith("tags:") and fingerprint(old) == known:
                before = json.loads(old.removeprefix("tags:")) if add else ()
                new = frontmatter.line("tags", in_order({*tags, *before}))
                if new != old:
                    self._pieces[number] = self._line(new)
                return fingerprint(new)
        return known or fingerprint("")

    def put_head(
        self, head: Mapping[str, str], written: Mapping[str, str]
    ) -> tuple[tuple[str, str], ...]:
        """The lines that say what is known, where they are still those that Kliping wrote.

        `written` are the fingerprints of those by what they say. What the user changed or
        took away stays so. Returns the fingerprints of what stands there now.
        """
        now = dict(written)
        front = [str(piece) for piece in takewhile(_is_line, self._pieces)]
        size = frontmatter.end_of_front_matter(front)
        for number in range(len(front) - 1, -1, -1):
            old = front[number].rstrip("\r\n")
            what = next((one for one, mark in written.items() if mark == fingerprint(old)), None)
            if what is None or not old or (what in _BELOW) == (number < size):
                continue
            if what not in head:
                del self._pieces[number]
                del now[what]
            elif head[what] != old:
                self._pieces[number] = self._line(head[what])
                now[what] = fingerprint(head[what])
        for what in head.keys() - written.keys() - _BELOW:
            if size > 0:  # a field that was not known before
                self._pieces.insert(self._place_of_path(), self._line(head[what]))
                now[what] = fingerprint(head[what])
        return tuple(sorted(now.items()))

    def _place_of_path(self) -> int:
        """Where a new field of the front matter goes: before `path:`, else before its end."""
        front = [str(piece) for piece in takewhile(_is_line, self._pieces)]
        size = frontmatter.end_of_front_matter(front)
        fields = front[:size]
        return next((n for n, one in enumerate(fields) if one.startswith("path:")), size - 1)

    def put_list(self, new: Exported, old: Sequence[Exported]) -> None:
        """The list of what was exported; the last one, where a user copied it."""
        if not old:
            self._put(len(self._pieces), new)
        elif old[-1] != new:
            at = max(n for n, piece in enumerate(self._pieces) if isinstance(piece, Exported))
            self._pieces[at] = new

    def lines(self) -> list[str]:
        """The new file's lines, with their ends."""
        lines: list[str] = []
        for piece in self._pieces:
            if isinstance(piece, Block):
                lines.extend(piece.lines)
            else:
                lines.append(piece if isinstance(piece, str) else self._listed(piece))
        # What was the last line may have no end.
        return [
            line if line.endswith("\n") or number == len(lines) else line + self._end
            for number, line in enumerate(lines, 1)
        ]

    def _put(self, at: int, piece: Piece) -> None:
        """A piece between blank lines."""
        before = self._pieces[at - 1] if at else None
        new: list[Piece] = [piece]
        if before is not None and not self._blank(before):
            new.insert(0, self._end)
        if at < len(self._pieces) and not self._blank(self._pieces[at]):
            new.append(self._end)
        self._pieces[at:at] = new

    def _made(self, one: Fresh) -> Block:
        lines = tuple(self._line(line) for line in one.written())
        return Block(one.uid, one.hash, one.source, lines)

    def _listed(self, one: Exported) -> str:
        return one.line or self._line(one.written())

    def _line(self, line: str) -> str:
        return line + self._end

    @staticmethod
    def _blank(piece: Piece) -> bool:
        return isinstance(piece, str) and not piece.strip()
