"""Breaks a sentence into lines of a terminal, between its words."""

from collections.abc import Iterator

from reader.terminal.widths import guess


def lines_of(sentence: str, width: int, first: int = 0) -> Iterator[str]:
    """Yield lines of at most `width` columns, the first of them `first` columns shorter.

    A word that is wider than a line begins one and is broken, where it can be
    behind a slash: a path.
    """
    line, room = "", max(1, width - first)
    for word in sentence.split():
        if line and guess(line) + 1 + guess(word) <= room:
            line += f" {word}"
            continue
        # The first line is shorter: what does not fit there goes below, if it fits there.
        if line or room < guess(word) <= width:
            yield line
            room = max(1, width)
        while (end := _reach(word, room)) < len(word):
            end = (word.rfind("/", end // 2, end) + 1) or end
            yield word[:end]
            word = word[end:]
        line = word
    yield line


def _reach(word: str, room: int) -> int:
    """How many characters of a word stand on a line, one at least."""
    used = 0
    for end, character in enumerate(word):
        used += guess(character)
        if used > room and end:
            return end
    return len(word)
