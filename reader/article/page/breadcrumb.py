"""Names the section that an article stands in."""

import re
from collections.abc import Sequence
from functools import cache

from reader.article.language import Language
from reader.article.model import Line
from reader.article.page import tables
from reader.article.page.clues import phrases

_STEP = re.compile(r"\s*[»>›/|]\s*")


def name_section(text: str, lines: Sequence[Line], language: Language) -> str | None:
    """The last step of the breadcrumb; else what stands before the date."""
    known = phrases(language)
    found = None
    for line in lines:
        if line.label in ("title", "body"):
            if line.label == "title" and found is None:
                continue
            break
        if line.label == "kicker" and (step := _last_step(text[line.start : line.end], language)):
            found = step
    if found:
        return found
    for line in lines:
        if line.label not in ("date", "byline"):
            continue
        first = _STEP.split(text[line.start : line.end])[0].strip()
        if first.casefold() in known.sections or (
            first.isupper() and first[0].isalpha() and len(first.split()) <= 2
        ):
            return _as_title(first) if first.isupper() else first
    return None


def _last_step(line: str, language: Language) -> str | None:
    """The section that a line of the breadcrumb names, or None."""
    known = phrases(language)
    steps = [step for step in _STEP.split(line.strip(" >»›/|")) if any(map(str.isalpha, step))]
    if not steps or len(line) > 100 or line.endswith((".", ")", "?", "!")):
        return None
    home, never = _homes(language), tables.phrases(language, "sections", "never")
    if len(steps) == 1:
        entries = line.split()
        if entries[0].casefold() in home and len(entries) > 1:
            return _as_title(entries[1]) if entries[1].isupper() else entries[1]
    steps = [
        step
        for step in steps
        if step.casefold() not in home
        and not known.outlets.is_outlet(step)
        and step.casefold() not in never
        and len(step.split()) <= 4
    ]
    return steps[-1] if steps else None


@cache
def _homes(language: Language) -> frozenset[str]:
    whole = phrases(language).whole
    return frozenset(phrase for phrase, clue in whole.items() if clue.opens == "path")


def _as_title(name: str) -> str:
    """A name in capitals as it is written in running text."""
    return name.title() if len(name) > 3 else name
