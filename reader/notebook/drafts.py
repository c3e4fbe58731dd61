"""Words that are being typed, each in a file of its own, until they are saved as a note.

A draft outlives a hang-up, a kill and a crash: the next start offers it back.
"""

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from reader.notebook.atomic import make_folder, sweep, write_file
from reader.notebook.owner import Owner
from reader.notebook.troubles import trouble

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Draft:
    """Words not yet saved.

    `key` is the name that it was saved under, `article`, `path`, `start` and
    `end` say what it is about (code points into that article's text), `note` is
    the uid of the note it changes and `rev` the one that was seen (empty and 0
    for a new note). `updated` is UTC, `owner` the process that wrote it.
    """

    key: str
    text: str
    article: str = ""
    path: str = ""
    start: int = 0
    end: int = 0
    note: str = ""
    rev: int = 0
    tags: tuple[str, ...] = ()
    updated: str = ""
    owner: Owner | None = None

    @property
    def orphaned(self) -> bool:
        """Whether nobody is typing it any more, so that it should be offered back."""
        return self.owner is None or self.owner.gone


class Drafts:
    """The drafts in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(
        self,
        key: str,
        text: str,
        *,
        article: str = "",
        path: str = "",
        start: int = 0,
        end: int = 0,
        note: str = "",
        rev: int = 0,
        tags: tuple[str, ...] = (),
    ) -> Draft:
        """Keep `text` under `key`, in the place of what was there.

        It is on the disk when this returns. Raises ReaderError where it cannot
        be written; what was there before then still is.
        """
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        draft = Draft(key, text, article, path, start, end, note, rev, tags, now, Owner.me())
        try:
            make_folder(self._folder)
            sweep(self._folder)
            write_file(self._file(key), json.dumps(asdict(draft)).encode())
        except OSError as error:
            doing = "What you are typing could not be kept as a draft"
            raise trouble(error, doing, self._folder) from error
        return draft

    def load(self, key: str) -> Draft | None:
        """The draft of that key, if there is one."""
        file = self._file(key)
        try:
            return _read(file)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise trouble(error, "A draft could not be read", self._folder) from error

    def discard(self, key: str) -> None:
        """Remove the draft of that key: it was saved as a note, or is not wanted."""
        try:
            self._file(key).unlink(missing_ok=True)
        except OSError as error:
            raise trouble(error, "A draft could not be removed", self._folder) from error

    def all(self) -> tuple[Draft, ...]:
        """Every draft, oldest first; also those that other sessions are typing now."""
        drafts = []
        for file in self._files():
            with contextlib.suppress(OSError):
                drafts.append(_read(file))
        return tuple(sorted(drafts, key=lambda draft: (draft.updated, draft.key)))

    def orphaned(self) -> tuple[Draft, ...]:
        """The drafts whose session has ended without saving them, oldest first."""
        return tuple(draft for draft in self.all() if draft.orphaned)

    def left(self) -> tuple[Draft, ...]:
        """The drafts that no other session is typing: of ended ones and of this; oldest first."""
        me = Owner.me()
        return tuple(draft for draft in self.all() if draft.orphaned or draft.owner == me)

    def file_for_editor(self, key: str) -> Path:
        """A file beside the drafts in which an editor may work on the words of one."""
        return self._file(key).with_suffix(".md")

    def _files(self) -> Iterator[Path]:
        with contextlib.suppress(OSError):
            for name in sorted(os.listdir(self._folder)):  # noqa: PTH208  names alone are wanted
                if name.endswith(".json") and not name.startswith("."):
                    yield self._folder / name

    def _file(self, key: str) -> Path:
        plain = _PLAIN.fullmatch(key) is not None
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{key if plain else digest}.json"


def _read(file: Path) -> Draft:
    data = file.read_bytes()
    try:
        record = json.loads(data)
        owner = record.pop("owner")
        owner = None if owner is None else Owner(**owner)
        draft = Draft(**{**record, "tags": tuple(record["tags"]), "owner": owner})
        if not isinstance(draft.key, str) or not isinstance(draft.text, str):
            raise TypeError
    except (ValueError, TypeError, KeyError, AttributeError):
        # Not as it was written: the words in it are offered back all the same.
        return Draft(file.stem, data.decode("utf-8", "replace"))
    return draft
