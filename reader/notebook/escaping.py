"""Makes words of an article into Markdown that shows just these words.

Checked against parsers of CommonMark and of GitHub's dialect by property tests;
what Obsidian adds (tags, block ids, highlights, comments, formulas) is escaped
by the same rules.
"""

import re

from reader.article import sanitise

# What means something anywhere in a line: emphasis, code, links, HTML, tables,
# strikethrough, formulas, tags, block ids, and the escape itself.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~$#^]")
# What means something only in company: entities, highlights and comments of
# Obsidian, addresses that GitHub makes links of by itself (and rewrites).
_TOGETHER = re.compile(
    r"&(?=[#A-Za-z])|=(?==)|(?<==)=|%(?=%|[0-9A-Fa-f]{2})|(?<=%)%"
    r"|:(?=//)|(?<=[Ww]{3})\.|(?<=[Xx][Nn])-|(?<=[Mm][Aa][Ii][Ll][Tt][Oo]):"
)
# What means something only where a line begins: lists, rules, underlines of
# headings, the first column of a table, definitions.
_FIRST = re.compile(r"[-+=:]|\d{1,9}(?=[.)])")


def escape_line(words: str) -> str:
    """One line: the words without line ends and outer spaces, as text that stands for itself."""
    line = " ".join(piece.strip() for piece in sanitise(words).split("\n")).strip()
    return _escape(line)


def escape_lines(words: str) -> list[str]:
    """The lines of a passage, "" where a paragraph ends; none at the ends.

    Spaces at the ends of lines are layout, and Markdown drops them.
    """
    lines: list[str] = []
    for line in sanitise(words).split("\n"):
        escaped = _escape(line.strip())
        if escaped or (lines and lines[-1]):
            lines.append(escaped)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _escape(line: str) -> str:
    escaped = _TOGETHER.sub(r"\\\g<0>", _ANYWHERE.sub(r"\\\g<0>", line))
    if match := _FIRST.match(escaped):
        at = match.end() if match[0][0].isdigit() else 0
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return escaped
