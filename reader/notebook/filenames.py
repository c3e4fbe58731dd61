"""Names of exported files: the same on Linux, macOS and Windows."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 120  # bytes in UTF-8, extension included
SUFFIX = ".md"

# What Windows forbids, what Obsidian's links trip over, what no eye sees.
_UNWELCOME = re.compile(
    r'[<>:"/\\|?*#^\[\]\x00-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u2028-\u202e\ufeff]+'
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def file_name(published: str | None, title: str, article: str, *, digits: int = 8) -> str:
    """Date, title, the first `digits` of the article's id: sorted by time, told apart by id."""
    date = _DATE.match(published or "")
    tail = f"{article[:digits]}{SUFFIX}"
    head = f"{date[0]} " if date else ""
    room = LONGEST - len(head.encode()) - len(tail.encode()) - 1
    name = f"{head}{_cut(_clean(title), room)}".rstrip(" .")
    name = f"{name} {tail}".lstrip(" .-~")
    if _RESERVED.fullmatch(name.split(".")[0].rstrip()):
        name = f"_{name}"  # Windows takes *CON.anything* for the console
    return name


def _clean(title: str) -> str:
    decent = title.encode("utf-8", "ignore").decode()
    spaced = _UNWELCOME.sub(" ", unicodedata.normalize("NFC", decent))
    return " ".join(spaced.split()).lstrip(".-~ ").rstrip(". ")


def _cut(text: str, room: int) -> str:
    """As much of the text as fits into so many bytes: no character torn."""
    if len(text.encode()) <= room:
        return text
    kept = ""
    for cluster in _clusters(text):
        if len((kept + cluster).encode()) > room:
            break
        kept += cluster
    word = kept.rfind(" ")
    return kept[:word] if word > len(kept) * 2 // 3 else kept


def _clusters(text: str) -> Iterator[str]:
    """What a reader takes for one character: a letter with its marks, a flag, a joined emoji."""
    cluster = ""
    for character in text:
        if cluster and not _belongs(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _belongs(cluster: str, character: str) -> bool:
    if cluster.endswith("\u200d") or character == "\u200d":  # the joiner of emoji
        return True
    if "\U0001f1e6" <= character <= "\U0001f1ff":  # a flag is two letters
        return len(cluster) == 1 and "\U0001f1e6" <= cluster <= "\U0001f1ff"
    # Marks, and the five skin tones.
    return unicodedata.category(character)[0] == "M" or "\U0001f3fb" <= character <= "\U0001f3ff"
