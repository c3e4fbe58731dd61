"""Notes and corrections as documents of TinyDB, and back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from types import MappingProxyType
from typing import Any

from reader.notebook.anchors import Anchor
from reader.notebook.entries import LABELS
from reader.notebook.model import CORRECTABLE, Correction, Kind, Known, Note

Fields = dict[str, Any]

_ANCHOR = {field.name: field.type for field in fields(Anchor)}
_WHOLE_NUMBERS = frozenset({"start", "end", "occurrences"})
_OWN = frozenset({"uid", "rev", "kind", "anchor", "note", "tags", "created", "updated"})
_KNOWN = tuple(field.name for field in fields(Known))
_CORRECTION = tuple(
    field.name for field in fields(Correction) if field.name not in ("anchor", "known")
)
_UNSEEN = frozenset({"file", "deleted"})
"""The store's own: the absolute path of the article where its `path` is not, and when it went."""
_UNDERSTOOD = _OWN | _UNSEEN


def note_document(
    uid: str, anchor: Anchor, note: str, tags: Iterable[str], now: str, file: str
) -> Fields:
    """A new note's document; `file` is the absolute path of its article, `now` UTC."""
    document: Fields = {
        "uid": uid,
        "rev": 1,
        "kind": kind_of(note),
        "anchor": {name: getattr(anchor, name) for name in _ANCHOR},
        "note": note,
        "tags": list(clean_tags(tags)),
        "created": now,
        "updated": now,
    }
    if file != anchor.path:
        document["file"] = file
    return document


def note_of(document: Mapping[str, Any]) -> Note:
    """The note that a document holds. Raises ValueError where it does not hold one."""
    if not is_note(document):
        raise ValueError("not a note")
    anchor = document["anchor"]
    note = document["note"]
    return Note(
        document["uid"],
        document["rev"],
        kind_of(note),
        Anchor(**{name: anchor[name] for name in _ANCHOR}),
        note,
        tuple(document["tags"]),
        document["created"],
        document["updated"],
        MappingProxyType(
            {name: value for name, value in document.items() if name not in _UNDERSTOOD}
        ),
        str(document.get("file", anchor["path"])),
    )


def is_note(document: Mapping[str, Any]) -> bool:
    """Whether a document has all that makes a note, of the right kinds."""
    rev, tags = document.get("rev"), document.get("tags")
    return (
        _is_anchor(document.get("anchor"))
        and all(
            isinstance(document.get(name), str) for name in ("uid", "note", "created", "updated")
        )
        and type(rev) is int
        and isinstance(tags, list)
        and all(isinstance(tag, str) for tag in tags)
    )


def correction_document(correction: Correction) -> Fields:
    """A correction's document."""
    return asdict(correction)


def correction_of(document: Mapping[str, Any]) -> Correction:
    """The correction that a document holds. Raises ValueError where it does not hold one."""
    if not is_correction(document):
        raise ValueError("not a correction")
    anchor, known = document["anchor"], document["known"]
    return Correction(
        **{name: document[name] for name in _CORRECTION},
        anchor=anchor and Anchor(**{name: anchor[name] for name in _ANCHOR}),
        known=Known(**{name: known[name] for name in _KNOWN}),
    )


def is_correction(document: Mapping[str, Any]) -> bool:
    """Whether a document has all that makes a correction, of the right kinds."""
    field, known = document.get("field"), document.get("known")
    anchor = document.get("anchor")
    return (
        all(isinstance(document.get(name), str) for name in _CORRECTION if name != "rev")
        and type(document.get("rev")) is int
        and field in CORRECTABLE
        and (field != "label" or document["value"] in LABELS)
        and (_is_anchor(anchor) if field in ("label", "speaker") else anchor is None)
        and isinstance(known, Mapping)
        and all(isinstance(known.get(name, 0), str | None) for name in _KNOWN)
    )


def _is_anchor(anchor: object) -> bool:
    return isinstance(anchor, Mapping) and all(
        isinstance(anchor.get(name), int if name in _WHOLE_NUMBERS else str) for name in _ANCHOR
    )


def kind_of(note: str) -> Kind:
    """A mark with words beside it is a note, one without is a bookmark."""
    return "note" if note.strip() else "bookmark"


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: without `#` and outer spaces, none twice whatever its case."""
    kept: dict[str, str] = {}
    for tag in tags:
        name = re.sub(r"\s+", " ", tag).strip().lstrip("#").strip()
        if name:
            kept.setdefault(name.casefold(), name)
    return tuple(kept.values())
