"""What the lines below a heading are: the links of a list, tags, the number of a page."""

from dataclasses import dataclass

from reader.article.model import Label
from reader.article.page.clues import Opens
from reader.article.page.seen import Seen

Verdict = tuple[Label, str]
"""A label and its reason."""

# Captions are shorter than paragraphs, in characters; subheads than links, in words too.
_CAPTION = 250
_QUOTES = "\"”’'»)"
_SUBHEAD_WORDS, _SUBHEAD_SIZE = 4, 36


@dataclass(frozen=True, slots=True)
class Run:
    """The list that was opened by the last heading, and how many lines it has so far."""

    opens: Opens = ""
    lines: int = 0

    def longer(self) -> "Run":
        """The run with one line more."""
        return Run(self.opens, self.lines + 1)

    def after(self, seen: Seen) -> "Run":
        """The run once a line that says what it is has been read."""
        if seen.clue is None:
            return self
        if seen.opens:
            return Run(seen.clue.opens)
        if self.opens in ("links", "comments") and seen.says("date", "related"):
            return self.longer()
        if self.opens == "links" and seen.says("caption"):
            return self
        if self.opens == "pager" and seen.clue.how == "bar":
            return self
        if self.opens == "comments" or (self.opens in ("links", "tags") and seen.clue.how == "bar"):
            return self
        if seen.says("ad"):
            return Run() if self.opens == "caption" else self
        return Run()


NO_RUN = Run()
"""No list is open."""


def ends_links(seen: Seen) -> bool:
    """Whether a line that says nothing of itself is no link: a sentence, or *Bahan:*."""
    prose = seen.shape.prose
    sentence = seen.text.rstrip(_QUOTES).endswith(".")
    return prose >= 1 or seen.text.endswith(":") or (prose >= 0.4 and sentence)


def in_run(run: Run, seen: Seen, in_text: bool, followed: bool) -> Verdict | None:
    """What a line that says nothing of itself is in a run, or None where the run is over.

    `followed`: running text comes next.
    """
    if not run.opens:
        return None
    shape = seen.shape
    if run.opens == "links":
        if ends_links(seen) and (in_text or run.lines == 0 or seen.text.endswith(":")):
            return None
        short = shape.words <= _SUBHEAD_WORDS and shape.size <= _SUBHEAD_SIZE
        if in_text and followed and run.lines and short:
            return None
        return "related", "it stands in a list of links to other articles"
    if run.opens == "tags":
        listed = run.lines == 0 and "?" not in seen.text
        if shape.prose or shape.size > (160 if listed else 40) or "?" in seen.text:
            return None
        return "nav", "a tag of the article"
    if run.opens == "comments" and not in_text:
        return "nav", "it belongs to the comments"
    if run.opens == "pager" and (shape.size <= 12 or (seen.text.endswith(("…", "...")))):
        return "page", "it belongs to the turning of pages"
    if run.opens == "caption" and shape.size <= _CAPTION:
        return "caption", "it stands below the button that enlarges a picture"
    return None
