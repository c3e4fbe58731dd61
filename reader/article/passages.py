"""Puts together what line ends and paragraph ends have parted: sentences, and long quotes."""

from collections.abc import Iterator, Sequence

from reader.article.marks import is_closed, past_marks
from reader.article.model import Span

_MARKS = "\"“”«»'’"

Chain = Sequence[Span]
"""The spans of one quote: several where it goes on over lines or paragraphs."""


def chained(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """The quotes as chains: one that is not closed goes on in the next, if nothing is between."""
    chains: list[list[Span]] = []
    for span in spans:
        before = chains[-1][-1][1] if chains else 0
        if chains and not is_closed(text, before) and past_marks(text, before, span[0]) == span[0]:
            chains[-1].append(span)
        else:
            chains.append([span])
    return chains


def passages(
    text: str, paragraphs: Sequence[Span], chains: Sequence[Chain]
) -> Iterator[tuple[Span, Sequence[Chain]]]:
    """Yield the paragraphs with their quotes; those that belong together as one.

    They do where a quote goes on from one to the next, and where one ends in the
    middle of a sentence and the next begins with a small letter.
    """
    index = first = 0
    start = end = -1
    for paragraph in paragraphs:
        inside = index > first and paragraph[0] < chains[index - 1][-1][1]
        if end >= 0 and (inside or _runs_on(text, end, paragraph[0])):
            end = paragraph[1]
        else:
            if end >= 0:
                yield (start, end), chains[first:index]
            first = index
            start, end = paragraph
        while index < len(chains) and chains[index][0][0] < end:
            index += 1
    if end >= 0:
        yield (start, end), chains[first:index]


def _runs_on(text: str, end: int, start: int) -> bool:
    """Whether a sentence that has not ended at `end` goes on at `start`.

    It does in small letters; also behind a quote: *"Harga naik!"*, *kata Siti*.
    """
    if not text[start : start + 1].islower():
        return False
    last = text[max(0, end - 4) : end].rstrip()
    return last.rstrip(_MARKS) != last or last[-1:] not in set(".!?:…")
