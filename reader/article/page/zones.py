"""Finds where on a page the article's text begins and ends.

Each piece of the page has some evidence for standing above the text, in it or
below it. The page is cut in three so that the evidence is strongest altogether:
a Viterbi pass over three states that only move downwards.
"""

from collections.abc import Sequence

Evidence = tuple[float, float, float]
"""What speaks for a piece standing above the text, in it and below it; a sentence is about 1."""


def text_range(evidence: Sequence[Evidence]) -> tuple[int, int]:
    """The first piece of the text and the one after its last; equal when there is no text.

    Of equal cuts the one that begins first and ends first is taken.
    """
    nothing = float("-inf")
    above, inside, below = 0.0, nothing, nothing
    begin, cut = 0, (0, 0)
    for index, (head, text, foot) in enumerate(evidence):
        if inside > below:
            below, cut = inside, (begin, index)
        if above > inside:
            inside, begin = above, index
        above += head
        inside += text
        below += foot
    size = len(evidence)
    if inside > max(above, below):
        return begin, size
    return cut if below > above else (size, size)
