"""Labels the pieces of an article's text, and what stands between them."""

from collections.abc import Sequence

from reader.article.page.bare import bare_furniture
from reader.article.page.run import NO_RUN, Run, Verdict, in_run
from reader.article.page.seen import Seen


def label_inside(page: Sequence[Seen], begin: int, end: int, title: str | None) -> list[Verdict]:
    """The labels of the pieces from `begin` to before `end`; `title`: the headline's key."""
    run, verdicts = NO_RUN, list[Verdict]()
    bare = bare_furniture(page, begin, end)
    for index in range(begin, end):
        seen = page[index]
        followed = index + 1 < end and page[index + 1].unsaid and page[index + 1].shape.prose >= 0.5
        if seen.clue is not None:
            verdict = _said(seen, run)
            run = NO_RUN if verdict[0] == "body" else run.after(seen)
        elif found := in_run(run, seen, in_text=True, followed=followed):
            verdict, run = found, run.longer()
            if verdict[0] == "caption":
                run = NO_RUN
        else:
            verdict, run = bare.get(index) or _unsaid(seen, title), NO_RUN
        verdicts.append(verdict)
    return verdicts


def _said(seen: Seen, run: Run) -> Verdict:
    """A line in the text that says what it is, unless it is text all the same."""
    clue, shape = seen.clue, seen.shape
    assert clue is not None
    if clue.label == "date":
        if run.opens == "links" or (seen.moment and seen.moment.has_time):
            return "related", "the date of another article in a list of links"
        return "body", "a date as a subhead of the text"
    if (
        clue.label == "caption"
        and clue.how == "starts"
        and shape.prose >= 1
        and ":" not in seen.text[:24]
    ):
        return "body", "the article's text"
    if clue.label == "kicker":
        return "nav", "part of the site's menu"
    if clue.label == "related" and clue.how == "bar":
        return "related", "how long ago another article came out"
    return clue.label, clue.reason


def _unsaid(seen: Seen, title: str | None) -> Verdict:
    if title is not None and seen.key == title and seen.shape.prose < 1:
        return "title", "the headline, printed again"
    if seen.shape.prose:
        return "body", "the article's text"
    if seen.shape.item:
        return "body", "a list item in the text"
    return "body", "a short line in the text, as subheads are"
