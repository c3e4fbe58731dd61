"""Labels the pieces below an article's text: bylines, tags, links, comments, imprint."""

from collections.abc import Sequence

from reader.article.page.bylines import Bylines
from reader.article.page.run import NO_RUN, Run, Verdict, in_run
from reader.article.page.seen import Seen

# A date that an article is signed with stands no more than so many pieces below it.
_SIGNED_WITHIN = 2


def label_below(
    page: Sequence[Seen], end: int, title: str | None, bylines: Bylines, sections: frozenset[str]
) -> list[Verdict]:
    """The labels of the pieces from `end` on; `title`: the headline's key.

    `sections`: the names of sections, in small letters.
    """
    run, verdicts = NO_RUN, list[Verdict]()
    unsaid = 0
    names = names_beside_roles(page, end, len(page), bylines)
    own = own_date(page, end)
    for index in range(end, len(page)):
        seen = page[index]
        if index in names:
            verdict: Verdict = "byline", "a name beside a role"
            run = NO_RUN
        elif index == own:
            verdict, run = ("date", "the only date of the page, directly below the text"), NO_RUN
        elif own is not None and index < own and bylines.bare(seen.text):
            verdict, run = ("byline", "a name above the date below the text"), NO_RUN
        elif not unsaid and _signed(seen, bylines):
            verdict, run = ("byline", "a name in capitals directly below the text"), NO_RUN
        elif seen.clue is not None:
            verdict = _said(seen, run, page[index + 1 : index + 2])
            run = run.after(seen)
        elif _in_menu(page, index, sections):
            verdict, run = ("nav", "one of several sections in a menu"), NO_RUN
        elif found := in_run(run, seen, in_text=False, followed=False):
            verdict, run = found, run.longer()
            if verdict[0] == "caption":
                run = NO_RUN
        else:
            verdict = _unsaid(seen, title)
            run = NO_RUN
        unsaid += seen.unsaid
        verdicts.append(verdict)
    return verdicts


def own_date(page: Sequence[Seen], end: int) -> int | None:
    """The index of the article's own date where it stands below the text, or None.

    It is the only date line of the page, and nothing but a name stands before it.
    """
    dated = [index for index, seen in enumerate(page) if seen.moment and seen.says("date")]
    if len(dated) != 1 or not end <= dated[0] <= end + _SIGNED_WITHIN:
        return None
    between = page[end : dated[0]]
    named = all(seen.says("byline") or (seen.unsaid and not seen.shape.prose) for seen in between)
    return dated[0] if named else None


def _in_menu(page: Sequence[Seen], index: int, sections: frozenset[str]) -> bool:
    """Whether a line and its neighbours are names of sections."""
    near = page[max(0, index - 1) : index + 2]
    return page[index].key in sections and sum(seen.key in sections for seen in near) > 1


def _signed(seen: Seen, bylines: Bylines) -> bool:
    """Whether a line is a name in capitals, as some outlets sign their articles."""
    return seen.unsaid and seen.text.isupper() and bylines.bare(seen.text) is not None


def _said(seen: Seen, run: Run, after: Sequence[Seen]) -> Verdict:
    clue = seen.clue
    assert clue is not None
    if clue.label == "date":
        return "related", "the date of another article"
    if clue.label == "kicker":
        return "nav", "part of the site's menu"
    if run.opens == "comments" and clue.how == "bar":
        return "nav", "it belongs to the comments"
    if clue.how == "bar" and run.opens == "links" and any(map(str.isdigit, seen.text)):
        return "related", "a number in a list of links"
    if clue.how == "bar" and seen.text.isdigit() and any(_is_headline(next_) for next_ in after):
        return "related", "the rank of a link in a list"
    if clue.how == "bar" and run.opens == "pager" and not any(map(str.isalpha, seen.text)):
        return "page", "the number of a page"
    return clue.label, clue.reason


def _is_headline(seen: Seen) -> bool:
    return seen.unsaid and seen.shape.headline and seen.shape.words >= 4


def _unsaid(seen: Seen, title: str | None) -> Verdict:
    shape = seen.shape
    if not shape.ends and shape.words >= 2 and (seen.text.islower() or _enumerates(seen.text)):
        return "nav", "words without a sentence below the text, as tags are"
    if title is not None and seen.key == title:
        return "related", "the headline in a list below the text"
    if shape.prose >= 0.8:
        return "nav", "it stands below the end of the text"
    if shape.headline and (shape.words >= 5 or shape.size >= 40):
        return "related", "a headline below the text"
    return "nav", "a short line below the text, as tags and menus have them"


def _enumerates(line: str) -> bool:
    """Whether a line is three short entries or more with commas between: tags."""
    entries = line.split(",")
    return len(entries) >= 3 and all(0 < len(entry.split()) <= 3 for entry in entries)


def names_beside_roles(
    page: Sequence[Seen], start: int, end: int, bylines: Bylines
) -> frozenset[int]:
    """The lines that are the name which belongs to a role directly above or below."""
    found: set[int] = set()
    index = start
    while index < end:
        if page[index].opens != "name":
            index += 1
            continue
        # The role stands first (*Editor*, name) or after its name (name, *Editor*).
        if index + 1 < end and _name(page[index + 1], bylines):
            found.add(index + 1)
            index += 2
        elif index > start and _name(page[index - 1], bylines) and index - 1 not in found:
            found.add(index - 1)
            index += 1
        else:
            index += 1
    return frozenset(found)


def _name(seen: Seen, bylines: Bylines) -> bool:
    return seen.unsaid and seen.shape.size <= 60 and bylines.names(seen.text) != ((), None)
