"""What taking back a change does, in words: to which note or correction, of which article."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, Literal

from reader.notebook.documents import Fields

What = Literal["add", "edit", "tags", "delete"]
Where = Literal["notes", "corrections"]
Effect = Literal["gone", "back", "other"]
"""What becomes of a document: it goes, it comes back, or it is as it was at another time."""

_CALLED = {"published": "date", "publisher": "outlet"}
"""What the user calls a field, where it is not its name."""

_WORDS = 40
"""Code points of a passage that are enough to know it by."""


def done(where: str, what: str, effect: Effect, now: Fields) -> str:
    """A sentence that says what became of a document, which is `now` as it is to be."""
    if effect != "other":
        ending = "was taken away again" if effect == "gone" else "is back"
        return f"{_capital(_thing(where, now))} {ending}."
    if where == "corrections":
        return f"{_capital(_field(now))} is “{short(now['value'])}” again, as you set it before."
    if what == "tags":
        tags = _tags(now)
        has = f"has the tags {tags} again" if tags else "is without tags again"
        return f"{_capital(_thing(where, now))} {has}."
    if not now["note"].strip():
        return f"The note on {_passage(now)} is a bookmark again, without words."
    return f"The note on {_passage(now)} says “{short(now['note'])}” again."


def would(where: str, what: str, effect: Effect, now: Fields) -> str:
    """The same before it is done: what goes on after *would*, without a full stop."""
    if effect != "other":
        verb = "take away" if effect == "gone" else "bring back"
        return f"{verb} {_thing(where, now)}"
    if where == "corrections":
        return f"make “{short(now['value'])}” {_field(now)} again"
    if what == "tags":
        tags = _tags(now)
        given = f"give the tags {tags} back to" if tags else "take the tags off"
        return f"{given} {_thing(where, now)}"
    if not now["note"].strip():
        return f"make the note on {_passage(now)} a bookmark again, without words"
    return f"let the note on {_passage(now)} say “{short(now['note'])}” again"


def article_of(where: str, document: Mapping[str, Any]) -> tuple[str, str]:
    """The id of the article that a note or a correction is of, and its file."""
    if where == "corrections":
        return document["article"], document["file"]
    anchor = document["anchor"]
    return anchor["article"], str(document.get("file", anchor["path"]))


def _thing(where: str, document: Fields) -> str:
    """A note or a correction, as one would call it."""
    if where == "corrections":
        about = _about(document)
        anchor = document["anchor"]
        on = f"“{short(anchor['exact'])}” in {about}" if anchor else about
        return f"the {_name(document)} “{short(document['value'])}” that you set for {on}"
    words = f"note “{short(document['note'])}”" if document["note"].strip() else "bookmark"
    return f"the {words} on {_passage(document)}"


def _passage(note: Fields) -> str:
    """The marked words and the article they are in."""
    anchor = note["anchor"]
    title = anchor["title"] or PurePath(anchor["path"]).name
    return f"“{short(anchor['exact'])}” in “{short(title)}”"


def _field(correction: Fields) -> str:
    """What a correction sets: *the date of “A title”*."""
    anchor = correction["anchor"]
    about = f"“{short(anchor['exact'])}” in {_about(correction)}" if anchor else _about(correction)
    return f"the {_name(correction)} of {about}"


def _about(correction: Fields) -> str:
    return f"“{short(correction['known']['title'] or PurePath(correction['path']).name)}”"


def _name(correction: Fields) -> str:
    return _CALLED.get(correction["field"], str(correction["field"]))


def _tags(note: Fields) -> str:
    return " ".join(f"#{tag}" for tag in note["tags"])


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def short(text: str, most: int = _WORDS) -> str:
    """The first words of a text on one line, of `most` code points, with an ellipsis for more."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rstrip() + "…"
