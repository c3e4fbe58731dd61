"""Makes a text safe to keep and to draw.

What a terminal would obey goes, whole: escape sequences with their contents, and
control characters. What an eye cannot see goes: bidirectional overrides, zero
width characters, tags. What is left is words, spaces and line feeds.
"""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

# A string that a terminal takes in (DCS, SOS, OSC, PM, APC) goes with its content
# only where it ends within its line: words are not lost to a stray introducer.
# Possessive, and no content may hold another introducer, so the cost is linear.
_STRING = r"(?:\x1b[PX\]^_]|[\x90\x98\x9d-\x9f])(?:[^\x00-\x1f\x7f-\x9f]|\t)*+(?:\x07|\x9c|\x1b\\)"
_CSI = r"(?:\x1b\[|\x9b)[0-?]*+[ -/]*+[@-~]?"
_ESCAPE = r"\x1b[ -/]*+[0-~]?"

# Joiners shape words in these scripts: there they stay, between two letters.
_JOINED = "\u0620-\u06dc\u0900-\u0dff"
# One joiner makes a single picture of two, as in a family; the ranges hold all such signs.
_PICTURES = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_JOINER = re.compile(
    f"(?!(?<=[{_JOINED}]).(?=[{_JOINED}])|(?<=[{_PICTURES}])\u200d(?=[{_PICTURES}]))[\u200c\u200d]"
)

_UNSEEN_CHARS = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSEEN = re.compile(f"[{_UNSEEN_CHARS}]")

# Most texts have nothing but these, and are searched no further; the next has what few do.
_UNUSUAL = re.compile("[^\n -~\xa0-\xac\xae-\u024f\u2010-\u2027\u2030-\u2038]")
_SUSPECT = re.compile(f"[{_UNSEEN_CHARS}\r\x0b\x0c\u200c\u200d\u2028\u2029\ud800-\udfff]")
_INTRODUCER = re.compile("[\x1b\x90\x98\x9b\x9d-\x9f]")
_SEQUENCE = re.compile("|".join((_STRING, _CSI, _ESCAPE)))


def sanitise(text: str) -> str:
    """The text without what a terminal would obey or an eye cannot see.

    Every line end becomes a line feed, the only control character that is left;
    a tab becomes a space. Odd spaces stay: they are seen and do no harm. Halves of
    a surrogate pair are joined, single ones become U+FFFD. Applying it twice
    changes nothing more.
    """
    if not _UNUSUAL.search(text):
        return text
    if not _SUSPECT.search(text):
        return text.replace("\t", " ")
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _LINE_END.sub("\n", text)
    if _INTRODUCER.search(text):
        text = _SEQUENCE.sub("", text)
    text = _UNSEEN.sub("", text)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINER.sub("", text)
    return text.replace("\t", " ")
