"""Chooses an article's headline among the lines above its text."""

import re
from collections.abc import Mapping, Sequence

from reader.article.page.bylines import is_name
from reader.article.page.clues import Phrases
from reader.article.page.seen import Seen

_WORD = re.compile(r"[^\W\d_]{4,}")

# So much of the text is searched for the headline's words, in pieces.
_TEXT_PIECES = 12

# A headline's picture stands no more than so many pieces below it.
_PICTURE = 16

# A sentence that is a headline is no longer than this, in characters; a headline
# that nothing bears out has so many words.
_SHORT, _PLAIN = 110, 4

# A line needs so much evidence to be taken for the headline.
_ENOUGH = 0.6


def choose_headline(page: Sequence[Seen], begin: int, end: int) -> int | None:
    """The index of the headline, which stands above the text at `begin`; or None.

    What speaks for a line: its words come again in the text, a breadcrumb stands
    above it, a date or a byline near it, it is printed twice, it is near the text.
    """
    if not begin:
        return None
    in_text = " ".join(
        seen.key for seen in page[begin : min(end, begin + _TEXT_PIECES)] if seen.shape.prose
    )
    best, most = None, _ENOUGH
    previous: Seen | None = None
    path_above = listed = dated = False
    share = above = 0.0
    met: set[str] = set()
    times: dict[str, int] = {}
    for seen in page[:begin]:
        times[seen.key] = times.get(seen.key, 0) + 1
    for index in range(begin):
        seen = page[index]
        if seen.opens == "path" or seen.says("kicker"):
            path_above = True
        if not seen.unsaid:
            # Below its own date a headline stands only where the breadcrumb ends in the date.
            above_it = previous is not None and not previous.says("kicker")
            dated = dated or (path_above and above_it and seen.says("date", "byline"))
            listed = seen.opens == "links" or (listed and seen.says("related", "date"))
        elif _could_be(seen) and seen.key not in met:
            words = _WORD.findall(seen.key)
            share = _share(words, in_text)
            weight = 3.0 * share - 1.0 * (seen.shape.words < 3) - 0.4 * (seen.shape.size > 110)
            weight -= 0.4 * (seen.shape.words < 4) + 0.8 * _could_name(seen)
            weight += 0.5 * (previous is not None and _section_like(previous))
            # What stands below a headline that fits as well is its summary.
            weight -= 0.6 * (above >= 0.5)
            weight += 1.0 * path_above + 0.5 * (previous is None)
            weight += 1.2 * (_repeated(seen, times) or _captioned(page, index, begin))
            weight += _signed(page, index, begin)
            weight -= 0.7 * listed + 0.05 * min(begin - index, 30)
            weight -= 1.0 * dated
            weight -= 0.8 * (seen.shape.prose > 0)
            if previous is not None and previous.says("date") and not path_above:
                weight += 0.3
            if weight > most:
                best, most = index, weight
        above = share if seen.unsaid else 0.0
        share = 0.0
        met.add(seen.key)
        previous = seen
    return best


def first_headline(page: Sequence[Seen], begin: int, bare: bool, known: Phrases) -> int | None:
    """The index of the first line above the text that could be its headline; or None.

    Where nothing bears a line out. `bare`: the page has not its site's furniture, so
    that any line may be, short as it is; the name of an outlet or of a section only
    where there is no other.
    """
    listed, named = False, None
    for index, seen in enumerate(page[:begin]):
        if not seen.unsaid:
            listed = seen.opens == "links" or (listed and seen.says("related", "date"))
            continue
        shape = seen.shape
        if bare:
            sentence = shape.prose > 0 and seen.text.endswith(".")
            fits = not seen.proof and not sentence and (shape.prose < 1 or shape.size <= _SHORT)
        else:
            fits = not listed and shape.headline and shape.words >= _PLAIN
        if fits and (seen.key in known.sections or known.outlets.is_outlet(seen.text)):
            named = index if named is None else named
        elif fits:
            return index
    return named


def _could_name(seen: Seen) -> bool:
    """Whether a line could be its author's name."""
    return 2 <= seen.shape.words <= 3 and is_name(seen.text)


def _repeated(seen: Seen, times: Mapping[str, int]) -> bool:
    """Whether a line is printed twice above the text; a menu's short entries may be."""
    return seen.shape.words >= 5 and times[seen.key] > 1


def _section_like(seen: Seen) -> bool:
    return seen.unsaid and seen.text.isupper() and seen.shape.words <= 2


def _captioned(page: Sequence[Seen], index: int, begin: int) -> bool:
    """Whether a picture below has the line for its caption, and a credit behind it."""
    key = page[index].key
    below = page[index + 1 : min(begin, index + _PICTURE)]
    return any(seen.key.startswith(key) and seen.key != key for seen in below)


def _could_be(seen: Seen) -> bool:
    shape = seen.shape
    return shape.words >= 2 and 10 <= shape.size <= 260 and (shape.prose < 1 or shape.size <= 160)


def _share(words: Sequence[str], in_text: str) -> float:
    """How much of a headline's words the text has, with whatever prefixes and endings."""
    if not words or not in_text:
        return 0.0
    return sum(word in in_text for word in words) / max(4, len(words))


def _signed(page: Sequence[Seen], index: int, begin: int) -> float:
    """Whether a date or a byline stands below a line, within a few pieces."""
    for near in page[index + 1 : min(begin, index + 6)]:
        if near.says("date", "byline"):
            return 1.0
        if near.unsaid and near.shape.headline and near.shape.words > 4 and not near.shape.prose:
            return 0.0
    return 0.0
