"""Articles as they were when they were first marked: `snapshots/<id>.json`, one file each.

They are kept beside the notebook and not in it: a text is written once and
never changes, and a notebook of 10,000 notes that carried its texts would be
twice as long to write at every note.
"""

import contextlib
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from reader.article.model import Article
from reader.notebook.atomic import make_folder, sweep, write_file
from reader.notebook.model import Snapshot
from reader.notebook.troubles import trouble

_PLAIN = re.compile(r"[0-9a-f]{8,64}")
_LISTS = frozenset({"authors", "editors"})


def take(article: Article, path: str, known: Mapping[str, str]) -> Snapshot:
    """The snapshot of an article; `path` and `known` are the library's."""
    return Snapshot(
        article=article.id,
        path=path,
        text=article.text,
        language=article.language,
        title=article.title,
        publisher=article.publisher,
        section=article.section,
        published=article.published,
        place=article.place,
        authors=article.authors,
        editors=article.editors,
        source=article.source,
        known=dict(known),
    )


class Snapshots:
    """The snapshots in one folder. They are written once, and never removed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, snapshot: Snapshot) -> None:
        """Keep a snapshot, unless that article's is kept already and still whole.

        The notebook's lock is held. Raises ReaderError where it cannot be written.
        """
        with contextlib.suppress(OSError):  # one that cannot be read is written anew
            if self._read(snapshot.article) is not None:
                return
        record = {**asdict(snapshot), "sha256": _digest(snapshot.text)}
        try:
            make_folder(self._folder)
            sweep(self._folder, alone=True)
            write_file(self._file(snapshot.article), json.dumps(record, ensure_ascii=True).encode())
        except OSError as error:
            raise trouble(error, "The article's text could not be kept", self._folder) from error

    def load(self, article: str) -> Snapshot | None:
        """The snapshot of the article of that id; None where there is none that is whole.

        Raises ReaderError where it cannot be read.
        """
        try:
            return self._read(article)
        except OSError as error:
            raise trouble(error, "The article's text could not be read", self._folder) from error

    def _read(self, article: str) -> Snapshot | None:
        try:
            record = json.loads(self._file(article).read_bytes())
        except (FileNotFoundError, ValueError, RecursionError):
            return None
        if not isinstance(record, dict) or record.get("article") != article:
            return None
        text = record.get("text")
        if not isinstance(text, str) or record.get("sha256") != _digest(text):
            return None
        try:
            return _snapshot(record)
        except TypeError:
            return None

    def _file(self, article: str) -> Path:
        # An id is a SHA-256; anything else must not be able to name a file elsewhere.
        name = article if _PLAIN.fullmatch(article) else _digest(article)
        return self._folder / f"{name}.json"


def _snapshot(record: Mapping[str, Any]) -> Snapshot:
    names = {field.name for field in fields(Snapshot)}
    values = {name: value for name, value in record.items() if name in names}
    return Snapshot(**{**values, **{name: tuple(values.get(name) or ()) for name in _LISTS}})


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
