"""Labels the pieces above an article's text: menus, headline, byline, picture."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.article.page.below import names_beside_roles
from reader.article.page.bylines import Bylines
from reader.article.page.clues import Phrases
from reader.article.page.run import Run, Verdict, in_run
from reader.article.page.seen import Seen

_SHOWN = re.compile(
    r"(?i)\((?:tengah|kiri|kanan|depan|belakang|berdiri|duduk|left|right|centre|center|"
    r"second (?:left|right|from)|kedua|ketiga|paling|dua (?:kiri|kanan)|l|r|c|ilustrasi)\b"
)

# Whom an article is about, its first pieces of text name.
_LEAD = 6

# A name and a date belong together when no more than so many pieces lie between.
_NEAR = 3


def label_above(
    page: Sequence[Seen],
    begin: int,
    headline: int | None,
    phrases: Phrases,
    bylines: Bylines,
    in_text: Sequence[str],
) -> list[Verdict]:
    """The labels of the pieces before `begin`; `in_text`: the keys of the text's pieces."""
    masthead = _masthead(page, headline if headline is not None else 0, phrases)
    if headline is None:
        return masthead + _intro(page, 0, begin, None, bylines, in_text)
    title: Verdict = ("title", "the headline: its words come again in the text")
    return [*masthead, title, *_intro(page, headline + 1, begin, headline, bylines, in_text)]


def _masthead(page: Sequence[Seen], headline: int, phrases: Phrases) -> list[Verdict]:
    """What stands above the headline."""
    path = _path_begins(page, headline, phrases)
    run, verdicts = Run(), list[Verdict]()
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
        run = replace(run, lines=run.lines + 1) if found else Run()
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
        between = page[index + 1 : headline]
        own = all(near.says("byline", "date", "ad", "nav", "kicker") for near in between)
        if clue.label == "date" and not (own and len(between) <= _NEAR):
            return "related", "the date of another article, above the headline"
        if clue.label == "kicker" and (
            clue.opens == "path" or any(near.shape.headline and near.unsaid for near in between)
        ):
            return "nav", "part of the site's menu"
    return clue.label, clue.reason


def _path_begins(page: Sequence[Seen], headline: int, phrases: Phrases) -> int:
    """The index of the first piece of the breadcrumb; `headline` when there is none."""
    begin = headline
    for index in range(headline - 1, max(-1, headline - 9), -1):
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
        # Known section names also make menus: a long run of short lines is one.
        # More than two steps without a *Home* are one, and so is a run of others above.
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


def _intro(
    page: Sequence[Seen],
    start: int,
    begin: int,
    headline: int | None,
    bylines: Bylines,
    in_text: Sequence[str],
) -> list[Verdict]:
    """What stands between the headline and the text."""
    run, verdicts = Run(), list[Verdict]()
    names = _name_lines(page, start, begin, bylines, in_text)
    title = page[headline].key if headline is not None else None
    pictured = False
    for index in range(start, begin):
        seen = page[index]
        if title is not None and seen.key == title:
            verdict: Verdict = "title", "the headline, printed again"
            run = Run()
        elif index in names:
            verdict, run = ("byline", names[index]), Run()
        elif seen.clue is not None:
            own = seen.says("related") and seen.clue.how == "bar" and not run.opens
            if own and any(
                near.says("byline", "date") for near in page[max(0, index - 3) : index + 3]
            ):
                verdict = "date", "how long ago it was published"
            elif seen.says("date") and run.opens == "links" and run.lines:
                verdict = "related", "the date of another article in a list of links"
            elif (
                seen.says("related")
                and seen.clue.how == "search"
                and run.opens != "links"
                and (not seen.opens and seen.shape.words <= 4)
            ):
                verdict = "nav", "how often the article was read"
            elif seen.says("source"):
                verdict = "caption", "the source of the picture above the text"
            else:
                verdict = seen.clue.label, seen.clue.reason
            run = run.after(seen)
        elif found := in_run(run, seen, in_text=False, followed=False):
            verdict, run = found, replace(run, lines=run.lines + 1)
            if verdict[0] == "caption":
                run = Run()
        else:
            verdict, run = _unsaid(page, index, begin, headline, pictured, in_text), Run()
        pictured = pictured or verdict[0] == "caption"
        verdicts.append(verdict)
    return verdicts


def _unsaid(
    page: Sequence[Seen],
    index: int,
    begin: int,
    headline: int | None,
    pictured: bool,
    in_text: Sequence[str],
) -> Verdict:
    """A line below the headline that says nothing of itself."""
    seen = page[index]
    shape = seen.shape
    credited = index + 1 < begin and page[index + 1].says("source", "caption")
    if credited and not shape.prose and shape.words >= 2 and shape.size <= 60:
        return "caption", "it stands above a picture's credit"
    if shape.prose >= 0.4 or shape.size >= 130:
        if _SHOWN.search(seen.text):
            return "caption", "it says who stands where in a picture"
        if _repeated(seen, in_text):
            return "kicker", "a summary above the text, which repeats it"
        title = page[headline] if headline is not None else None
        if (
            index
            and title is not None
            and page[index - 1].key == title.key
            and index - 1 != headline
        ):
            return "caption", "it stands below the picture's repeated headline"
        return "kicker", "a summary between the headline and the text"
    if shape.words >= 5 and shape.headline and not shape.ends:
        later = [near for near in page[index + 1 : begin] if near.says("date", "byline")]
        if later and index - (headline or 0) <= 2:
            return "kicker", "a line between the headline and its date"
        if pictured or shape.lower < 0.5:
            return "related", "a headline of another article, above the text"
        return "caption", "a line between the headline and the text, as pictures have them"
    if index == begin - 1 and not pictured and shape.words >= 2 and index - (headline or 0) > 1:
        return "caption", "a short line directly above the text, as pictures have them"
    return "nav", "a short line between the headline and the text"


def _repeated(seen: Seen, in_text: Sequence[str]) -> bool:
    return any(seen.key in key for key in in_text)


def _name_lines(
    page: Sequence[Seen], start: int, begin: int, bylines: Bylines, in_text: Sequence[str]
) -> dict[int, str]:
    """The lines between the headline and the text that are names alone, with reasons.

    A name needs a neighbour that bears it out: a date, or a role. Somebody whom the
    text tells of did not write it.
    """
    found = dict.fromkeys(names_beside_roles(page, start, begin, bylines), "a name beside a role")
    for index in range(start, begin):
        seen = page[index]
        if index in found or (seen.clue and seen.clue.opens == "name"):
            continue
        named = index - 1 in found or (index > start and page[index - 1].says("byline"))
        if named and seen.unsaid and bylines.is_title(seen.text):
            found[index] = "what the author does, below the name"
            continue
        bare = seen.text.strip(" :,.")
        if not (seen.unsaid or seen.says("date")) or seen.shape.prose or seen.shape.size > 90:
            continue
        byline = bylines.bare(bare)
        if byline is None or any(bare.casefold() in key for key in in_text[:_LEAD]):
            continue
        if byline.outlet:
            found[index] = "a name and an outlet below the headline"
            continue
        near = [*page[max(start, index - 1) : index], *page[index + 1 : min(begin, index + 2)]]
        if any(other.says("date", "byline") or other.opens == "name" for other in near):
            found[index] = "a name beside a date or a role"
    return found
