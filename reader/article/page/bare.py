"""Tells furniture in the text by its shape alone: lists without a known heading, repeats."""

from collections.abc import Iterator, Sequence

from reader.article.page.run import Verdict
from reader.article.page.seen import Seen

# A button that is printed so often, of so few words, is no subhead.
_OFTEN, _BUTTON_WORDS = 3, 2

# A line that comes again, of so many words, is no subhead either.
_PICTURE_WORDS = 8
_PICTURE: Verdict = "caption", "a picture's words, printed with the picture again"


def bare_furniture(page: Sequence[Seen], begin: int, end: int) -> dict[int, Verdict]:
    """The pieces from `begin` to before `end` that only look like furniture.

    Entries of a table of contents come again below, as subheads. Links are
    headlines in title case, several of them, perhaps with a short heading. A
    button is printed again and again, with text beside it; a picture has its words again.
    """
    found: dict[int, Verdict] = {}
    places: dict[str, list[int]] = {}
    for place in range(begin, end):
        places.setdefault(page[place].key, []).append(place)
    for same in places.values():
        if len(same) > 1 and _is_picture(page[same[0]]):
            found |= dict.fromkeys(same, _PICTURE)
    for first, last in _short_runs(page, begin, end):
        above = page[first - 1].text if first > begin else ""
        for place in _contents(page, first, last, places):
            found[place] = "nav", "an entry of the table of contents"
        if not above.endswith(":"):
            for place in _links(page, first, last):
                found[place] = "related", "one of several headlines in the text"
        for place in range(first, last):
            if last - first == 1 and _is_button(page[place], places[page[place].key]):
                found[place] = "nav", "a button: printed again and again between the paragraphs"
    return found


def _short_runs(page: Sequence[Seen], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The runs of short lines that say nothing of themselves."""
    index = begin
    while index < end:
        first = index
        while index < end and page[index].unsaid and not page[index].shape.prose:
            index += 1
        if index > first:
            yield first, index
        index += 1


def _contents(
    page: Sequence[Seen], first: int, last: int, places: dict[str, list[int]]
) -> Sequence[int]:
    entries = [
        place
        for place in range(first, last)
        if page[place].shape.size >= 10
        and not page[place].text.endswith(":")
        and places[page[place].key][0] == place
    ]
    twice = all(len(places[page[place].key]) == 2 for place in entries)
    return entries if len(entries) > 1 and twice else ()


def _links(page: Sequence[Seen], first: int, last: int) -> Sequence[int]:
    headed = page[first].shape.words <= 3 and not page[first].shape.item
    links = range(first + 1 if headed else first, last)
    several = len(links) >= 2 and all(_is_link(page[place]) for place in links)
    return range(first, last) if several else ()


def _is_link(seen: Seen) -> bool:
    """Whether a line in the text has the looks of another article's headline."""
    shape = seen.shape
    if seen.text.count(",") > 2 or ";" in seen.text:
        return False  # a line-up
    return shape.headline and not shape.item and shape.words >= 6 and shape.lower <= 0.35


def _is_picture(seen: Seen) -> bool:
    """Whether a line that comes again may be a picture's words: no sentence, no subhead."""
    plain = not seen.shape.ends and not seen.shape.item and not seen.text.endswith(":")
    return plain and seen.shape.words >= _PICTURE_WORDS


def _is_button(seen: Seen, places: Sequence[int]) -> bool:
    plain = not seen.shape.ends and not seen.shape.item and not seen.text.endswith(":")
    return plain and len(places) >= _OFTEN and seen.shape.words <= _BUTTON_WORDS
