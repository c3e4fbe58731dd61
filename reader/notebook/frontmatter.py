"""The YAML at the head of an exported file."""

import json
import re
from collections.abc import Collection, Mapping, Sequence

FENCE = "---"

# YAML takes these for line ends or does not allow them at all; JSON leaves them alone.
_NOT_IN_YAML = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ID = re.compile(r"""id:\s*(["']?)([0-9a-f]{64})\1\s*""")


def scalar(text: str) -> str:
    """A string as JSON writes it, which YAML reads the same; lone surrogates become U+FFFD."""
    quoted = json.dumps(_SURROGATE.sub("\ufffd", text), ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def line(key: str, value: str | Sequence[str]) -> str:
    """One field: a string, or a list of strings on one line."""
    if isinstance(value, str):
        return f"{key}: {scalar(value)}"
    return f"{key}: [{', '.join(map(scalar, value))}]"


def in_order(tags: Collection[str]) -> list[str]:
    """Each tag once, by the alphabet."""
    return sorted(set(tags), key=lambda tag: (tag.casefold(), tag))


def front_matter(fields: Mapping[str, str | Sequence[str]]) -> list[str]:
    """The lines of the front matter, fences included."""
    return [FENCE, *(line(key, value) for key, value in fields.items()), FENCE]


def end_of_front_matter(lines: Sequence[str]) -> int:
    """How many of a file's lines are its front matter; 0 where it has none."""
    if not lines or lines[0].lstrip("\ufeff").rstrip() != FENCE:
        return 0
    for number, one in enumerate(lines[1:], 1):
        if one.rstrip() in (FENCE, "..."):
            return number + 1
    return 0


def article_id(lines: Sequence[str]) -> str | None:
    """The id that a file's front matter gives, also when another program re-wrote it."""
    for one in lines[: end_of_front_matter(lines)]:
        if match := _ID.fullmatch(one.rstrip("\r\n")):
            return match[2]
    return None
