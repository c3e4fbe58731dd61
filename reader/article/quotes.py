"""Finds direct quotations: which marks belong together, and what between them is speech."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.article.language import Language
from reader.article.marks import Mark, find_marks
from reader.article.model import Line, Paragraph, Span
from reader.article.strings import StringJudge
from reader.article.vocabulary import speech_of


@dataclass(frozen=True, slots=True)
class Quoted:
    """A string between two marks, or after one that is never closed (`closed_at` is None).

    `start` and `end` leave the marks out; `opened_at` is where the first mark
    begins, `closed_at` where the last one ends.
    """

    start: int
    end: int
    opened_at: int
    closed_at: int | None


def find_quotes(
    text: str, lines: Sequence[Line], paragraphs: Sequence[Paragraph], language: Language
) -> tuple[Span, ...]:
    """The spans of speech in the body, without their marks, in reading order."""
    judge = StringJudge(text, speech_of(language))
    spans: list[Span] = []
    for paragraph in paragraphs:
        if paragraph.label != "body":
            continue
        start, end = paragraph.start, paragraph.end
        marks = list(find_marks(text, (start, end)))
        for quoted in pair_marks(text, marks, (start, end), judge):
            span = judge.speech(quoted, (start, end))
            spans += [span] if span else []
    return tuple(spans)


def pair_marks(
    text: str, marks: Sequence[Mark], span: Span, judge: StringJudge
) -> Iterator[Quoted]:
    """Yield the strings between the marks of one paragraph, in order, none inside another."""
    opened: Mark | None = None
    skip = -1
    for index, mark in enumerate(marks):
        if index <= skip:
            continue
        if opened is None:
            if mark.side != "close" or _faces_wrong(text, marks, index):
                opened = mark
            continue
        if mark.side != "open" or judge.cue_stands_at(mark.end, span[1]):
            yield Quoted(opened.end, mark.start, opened.start, mark.end)
            opened = None
        elif _is_nested(marks, index):
            skip = index + 1
        else:
            yield Quoted(opened.end, _trimmed(text, opened.end, mark.start), opened.start, None)
            opened = mark
    if opened is not None:
        yield Quoted(opened.end, span[1], opened.start, None)


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


def _trimmed(text: str, start: int, end: int) -> int:
    """`end` without the spaces before it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
