"""Labels what stands above an article's headline: menus, breadcrumb, other headlines."""

from collections.abc import Sequence

from reader.article.page.clues import Phrases
from reader.article.page.run import NO_RUN, Verdict, in_run
from reader.article.page.seen import Seen

# A breadcrumb is no longer than so many pieces.
_PATH = 9

# A name and a date belong together when no more than so many pieces lie between.
_NEAR = 3


def label_masthead(page: Sequence[Seen], headline: int, phrases: Phrases) -> list[Verdict]:
    """The labels of the pieces before `headline`."""
    path = _path_begins(page, headline, phrases)
    run, verdicts = NO_RUN, list[Verdict]()
    for index in range(headline):
        seen = page[index]
        if index >= path and (seen.unsaid or seen.says("kicker") or _is_section(seen, phrases)):
            verdicts.append(("kicker", "the section, between the menu and the headline"))
            continue
        if index >= path and seen.clue and seen.clue.how == "bar" and _no_letters(seen.text):
            verdicts.append(("kicker", "a mark between the steps of the breadcrumb"))
            continue
        if seen.clue is not None:
            verdicts.append(_said_above(page, index, headline))
            run = run.after(seen)
            continue
        found = in_run(run, seen, in_text=False, followed=False)
        run = run.longer() if found else NO_RUN
        # A caption has no business in a menu.
        if found and found[0] != "caption":
            verdicts.append(found)
        elif seen.shape.headline and seen.shape.words >= 5:
            verdicts.append(("related", "a headline above the article's own"))
        else:
            reason = "a short line above the headline, as menus have them"
            verdicts.append(("nav", reason))
    return verdicts


def _said_above(page: Sequence[Seen], index: int, headline: int) -> Verdict:
    seen = page[index]
    clue = seen.clue
    assert clue is not None
    if clue.label in ("date", "byline", "kicker"):
        between = page[index + 1 : min(headline, index + _PATH)]
        own = all(near.says("byline", "date", "ad", "nav", "kicker") for near in between)
        if clue.label == "date" and not (own and headline - index <= _NEAR + 1):
            return "related", "the date of another article, above the headline"
        if clue.label == "kicker" and (
            clue.opens == "path" or any(near.shape.headline and near.unsaid for near in between)
        ):
            return "nav", "part of the site's menu"
    return clue.label, clue.reason


def _path_begins(page: Sequence[Seen], headline: int, phrases: Phrases) -> int:
    """The index of the first piece of the breadcrumb; `headline` when there is none."""
    begin = headline
    for index in range(headline - 1, max(-1, headline - _PATH), -1):
        seen = page[index]
        if seen.says("date", "byline"):
            continue
        if seen.opens == "path" or (seen.says("kicker") and begin >= index):
            begin = index
            if seen.opens == "path":
                break
        elif _is_section(seen, phrases) or phrases.outlets.is_address(seen.text):
            if _contiguous(page, index, begin, headline):
                begin = index
        elif seen.shape.words > 5 or seen.says("related", "ad") or _menu_entry(seen):
            break
    if begin == headline and headline and _lone_kicker(page, headline):
        return headline - 1
    if begin < headline and page[begin].opens != "path" and not page[begin].says("kicker"):
        # Names of sections make menus as well: more than two without a *Home* are one,
        # and so are two with other short lines above them.
        run = begin
        while run and page[run - 1].unsaid and page[run - 1].shape.words <= 3:
            run -= 1
        steps = sum(not seen.says("date", "byline") for seen in page[begin:headline])
        known = phrases.outlets.is_address(page[begin].text)
        if (steps > 2 and not known) or (begin - run >= 2 and steps > 1 and not known):
            return headline
    return begin


def _menu_entry(seen: Seen) -> bool:
    """Whether a line is a known part of a menu, so that a breadcrumb cannot go on above it."""
    return seen.clue is not None and seen.clue.label == "nav" and seen.clue.how == "whole"


def _is_section(seen: Seen, phrases: Phrases) -> bool:
    return seen.text.strip(" >»›/|").casefold() in phrases.sections


def _contiguous(page: Sequence[Seen], index: int, begin: int, headline: int) -> bool:
    """Whether only dates and breadcrumb stand between a section's name and the headline."""
    return all(
        near.says("date", "kicker", "byline") or near_index >= begin or _step(near)
        for near_index, near in enumerate(page[index + 1 : headline], index + 1)
    )


def _step(seen: Seen) -> bool:
    return seen.unsaid and seen.shape.words <= 2 and not seen.shape.prose


def _lone_kicker(page: Sequence[Seen], headline: int) -> bool:
    """Whether the line above the headline is a section's name that no menu goes with."""
    above = page[headline - 1]
    if not above.unsaid or above.shape.words > 4 or above.shape.size > 40:
        return False
    if above.text.isupper() and above.shape.words <= 2:
        return True
    direct = page[headline].piece.lines[0].number == above.piece.lines[-1].number + 1
    if headline == 1:
        return True
    before = page[headline - 2]
    apart = before.piece.lines[-1].number + 1 < above.piece.lines[0].number
    return (direct and apart) or before.shape.words >= 5


def _no_letters(line: str) -> bool:
    return not any(map(str.isalpha, line))
