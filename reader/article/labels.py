"""Tells what each line of a page is."""

from reader.article.language import Language
from reader.article.model import Line


def label_lines(text: str, language: Language) -> tuple[Line, ...]:
    """Every line of `text` that is not blank, with its label and the reason."""
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if body := line.strip():
            first = start + line.index(body)
            lines.append(Line(number, first, first + len(body), "body", "the article's text"))
        start += len(line) + 1
    return tuple(lines)
