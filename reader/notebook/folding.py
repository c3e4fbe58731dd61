"""A text as anchors compare it: without what changes when a page is collected again."""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

_QUOTES = dict.fromkeys("‘’‚‛′‵`´ʼ‹›", "'") | dict.fromkeys("“”„‟″‶«»「」『』〝〞＂", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_SAME = str.maketrans(_QUOTES | _DASHES)
# Invisible in print: soft hyphens, joiners, marks of direction, byte order marks.
_NOTHING = re.compile(r"[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")

# Words that fold as they stand but for their case; runs of spaces; one character
# with all that combines with it, since NFKC joins what stands together.
_RUN = re.compile(
    r"(?P<plain>[!-~]+(?: [!-~]+)*(?![\u0300-\u036f]))|(?P<space>\s+)"
    r"|(?P<cluster>[^\s][\u0300-\u036f\u1100-\u11ff\u3099\u309a]*)"
)
_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, eq=False)  # no slots: the words are worked out when first asked for
class Folded:
    """`text` folded; character `i` of it was made of `starts[i]:ends[i]` of the original."""

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's code points that a span of the folded text, not empty, was made of."""
        return self.starts[start], self.ends[end - 1]

    def near(self, position: int) -> int:
        """The folded place of a position in the original."""
        return bisect_left(self.starts, position)

    @cached_property
    def token_starts(self) -> "array[int]":
        """Where words and signs begin, in the folded text."""
        return array("l", (match.start() for match in _TOKEN.finditer(self.text)))

    @cached_property
    def token_ends(self) -> "array[int]":
        """Where words and signs end, in the folded text."""
        return array("l", (match.end() for match in _TOKEN.finditer(self.text)))

    @cached_property
    def words(self) -> Mapping[str, "array[int]"]:
        """Every word of three characters or more with the places where it begins."""
        places: dict[str, array[int]] = {}
        for word, place in words_in(self.text):
            places.setdefault(word, array("l")).append(place)
        return places

    def starts_between(self, low: int, high: int) -> "array[int]":
        """Where words and signs begin, from `low` to `high`, both included."""
        tokens = self.token_starts
        return tokens[bisect_left(tokens, low) : bisect_right(tokens, high)]

    def ends_between(self, low: int, high: int) -> "array[int]":
        """Where words and signs end, from `low` to `high`, both included."""
        tokens = self.token_ends
        return tokens[bisect_left(tokens, low) : bisect_right(tokens, high)]


def words_in(text: str) -> Iterator[tuple[str, int]]:
    """The words of three characters or more, each with the place where it begins."""
    for match in _WORD.finditer(text):
        yield match[0], match.start()


@lru_cache(maxsize=8)  # an article's notes are looked for one after another
def fold(text: str) -> Folded:
    """The text in NFKC, without case; one kind of quote, apostrophe, dash and space."""
    pieces: list[str] = []
    starts, ends = array("l"), array("l")
    for match in _RUN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "plain":
            pieces.append(match[0].lower().replace("`", "'"))
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
            continue
        piece = " " if kind == "space" else _fold_cluster(match[0])
        if piece == " " and pieces and pieces[-1] == " ":
            ends[-1] = end  # what was invisible stood between two spaces
            continue
        if piece:
            pieces.append(piece)
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
    return Folded("".join(pieces), starts, ends)


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    folded = unicodedata.normalize("NFKC", _NOTHING.sub("", cluster).translate(_SAME))
    # Some signs decompose into a space and a mark: only real spaces part words.
    return unicodedata.normalize("NFKC", folded.casefold()).replace(" ", "").translate(_SAME)
