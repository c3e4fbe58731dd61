"""Finds direct quotations: which marks belong together, and what between them is speech."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reader.article.language import Language
from reader.article.marks import Mark, Quoted, find_marks, mark_starts
from reader.article.model import Line, Paragraph, Span
from reader.article.strings import StringJudge, trimmed
from reader.article.vocabulary import speech_of


def find_quotes(
    text: str, lines: Sequence[Line], paragraphs: Sequence[Paragraph], language: Language
) -> tuple[Span, ...]:
    """The spans of speech in the body, without their marks, in reading order."""
    starts = mark_starts(text)
    if not starts:
        return ()
    judge = StringJudge(text, speech_of(language))
    strings: list[tuple[Quoted, Span]] = []
    runs_on = False
    for paragraph in paragraphs:
        if paragraph.label != "body":
            continue
        within = (paragraph.start, paragraph.end)
        if runs_on or bisect_left(starts, within[0]) < bisect_left(starts, within[1]):
            found = list(pair_marks(text, within, judge, runs_on))
            strings += [(quoted, within) for quoted in found]
            runs_on = bool(found) and judge.runs_on(found[-1], within)
    judge.learn_style(quoted for quoted, _ in strings)
    return tuple(span for quoted, within in strings if (span := judge.speech(quoted, within)))


def pair_marks(
    text: str, span: Span, judge: StringJudge, runs_on: bool = False
) -> Iterator[Quoted]:
    """Yield the strings between the marks of one paragraph, in order, none inside another.

    `runs_on`: the paragraph before ended inside a quote, which may end in this one, or
    go on through it.
    """
    marks = list(find_marks(text, span))
    if runs_on and not marks and text[span[0]].islower():
        yield Quoted(span[0], span[1], span[0], None)
    opened: Mark | None = None
    skip = -1
    if runs_on and marks and marks[0].side == "close":
        skip = 0
        yield Quoted(span[0], marks[0].start, span[0], marks[0].end)
    for index, mark in enumerate(marks):
        if index <= skip:
            continue
        cued = judge.cue_stands_at(mark.end, span[1])
        if opened is None:
            if mark.side == "close":
                opened = mark if _faces_wrong(text, marks, index) else None
            elif not (cued and _ends_speech(text, mark.start)):
                opened = mark
        elif cued or mark.side != "open":
            yield Quoted(opened.end, mark.start, opened.start, mark.end)
            opened = None
        elif _is_nested(marks, index):
            skip = index + 1
        else:
            yield Quoted(opened.end, trimmed(text, opened.end, mark.start)[1], opened.start, None)
            opened = mark
    if opened is not None:
        yield Quoted(opened.end, span[1], opened.start, None)


def _ends_speech(text: str, start: int) -> bool:
    """Whether a mark with its space on the wrong side closes: *siap, "kata Sari*."""
    before = text[max(0, start - 3) : start].rstrip()
    return before[-1:] in (",", "?", "!")


def _faces_wrong(text: str, marks: Sequence[Mark], index: int) -> bool:
    """Whether a mark that looks like a closing one opens: *mengatakan," Kami siap," *."""
    mark = marks[index]
    return (
        index + 1 < len(marks)
        and marks[index + 1].side == "close"
        and (mark.looks_open or text[mark.start - 1] in ",:")
    )


def _is_nested(marks: Sequence[Mark], index: int) -> bool:
    """Whether an opening mark inside a quote has its own closing one before the quote's."""
    following = marks[index + 1 : index + 3]
    return len(following) == 2 and all(mark.side == "close" for mark in following)
