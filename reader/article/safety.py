"""Makes a text safe to keep and to draw."""

import re

_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSAFE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


def sanitise(text: str) -> str:
    """The text without what a terminal would obey or an eye cannot see."""
    text = _LINE_END.sub("\n", text)
    return _UNSAFE.sub("", text).encode("utf-8", "replace").decode()
