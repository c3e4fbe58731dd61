"""The notebook's file: read as it is now, changed under the lock, mended when damaged."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from tinydb import TinyDB

from reader.errors import ReaderError
from reader.notebook.atomic import sweep
from reader.notebook.backups import (
    back_up,
    copy,
    folder_of,
    has_backups,
    keep_change,
    thin_out,
)
from reader.notebook.layout import DamagedError
from reader.notebook.lock import locked
from reader.notebook.outline import Outline
from reader.notebook.recovery import count, merge, newest_backup, salvage, set_aside
from reader.notebook.schema import SCHEMA, Tables, is_newer, is_older, migrated, schema_of
from reader.notebook.storage import Batch, NotebookStorage
from reader.notebook.troubles import trouble
from reader.notebook.ulid import new_ulid

T = TypeVar("T")


class Store:
    """Reads and changes a notebook's file through TinyDB."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._storage = NotebookStorage(path)
        self._clock = clock
        self._rescued: tuple[object, Tables] | None = None
        self.notices: list[str] = []
        self._said: set[str] = set()

    @property
    def path(self) -> Path:
        """The file itself; a link is followed."""
        return self._storage.path

    @property
    def version(self) -> object:
        """Which state of the file was read last."""
        return self._storage.version if self._rescued is None else self._rescued[0]

    def stamp(self) -> object:
        """Which state the file is in now."""
        return self._storage.stamp()

    def notice(self, sentence: str) -> None:
        """Have a sentence shown to the user, once."""
        if sentence not in self._said:
            self._said.add(sentence)
            self.notices.append(sentence)

    def read(self) -> TinyDB:
        """The notebook as it is now, to be read only."""
        tables = self._tables() or {}
        if is_newer(tables):
            self.notice(self._newer(tables))
        return _database(Batch(migrated(tables)))

    def outline(self) -> Outline | None:
        """What the start needs of the notebook; None where `read` must be asked for it."""
        return self._storage.outline() if self._rescued is None else None

    def change(self, work: Callable[[TinyDB], T]) -> T:
        """Let `work` change the notebook as it is now, and write what it made of it.

        No other process changes it meanwhile. When this returns, the change is
        on the disk; when it raises (BusyError, another ReaderError, what `work`
        raises), nothing of it is.
        """
        with self._alone():
            self._storage.doubt()
            tables = self._whole()
            if is_newer(tables):
                raise ReaderError(self._newer(tables), title="The notebook")
            if is_older(tables):
                self._copy_first(tables)
            batch = Batch({"meta": {"1": _meta()}, **migrated(tables)})
            result = work(_database(batch))
            if batch.changed:
                meta = batch.tables["meta"]
                change = {"1": {**meta["1"], "change": new_ulid()}}
                self._write(tables, {**batch.tables, "meta": {**meta, **change}})
            return result

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the notebook, with what killed writers left swept away."""
        path = self.path
        with locked(path):
            sweep(path.parent, path.name, alone=True)
            sweep(folder_of(path), alone=True)
            yield

    def _tables(self) -> Tables | None:
        """What the file holds; a damaged or missing one is mended, on the disk if possible."""
        try:
            tables = self._storage.read()
            if tables is not None or not self._lost:
                self._rescued = None
                return tables
        except DamagedError:
            pass
        stamp = self._storage.stamp()
        if self._rescued is not None and self._rescued[0] == ("rescued", stamp):
            return self._rescued[1]
        try:
            with self._alone():
                return self._whole()
        except ReaderError as error:
            # It can be read at least: from what there is, and the file stays as it is.
            rescued, sentence = self._mended(self._why())
            self.notice(f"{sentence} It could not be mended on the disk yet. {error.sentence}")
            self._rescued = ("rescued", stamp), rescued
            return rescued

    def _whole(self) -> Tables:
        """What the file holds, after mending it where it is damaged. The lock is held."""
        why = self._why()
        if not why:
            self._rescued = None
            return self._storage.read() or {}
        tables, sentence = self._mended(why)
        path = self.path
        try:
            with contextlib.suppress(FileNotFoundError):
                aside = set_aside(path, path.read_bytes())
                sentence = f"{sentence} The damaged file is kept as {aside}."
        except OSError as error:
            raise trouble(
                error, "The damaged notebook could not be set aside", path.parent
            ) from error
        self._storage.write(tables)
        self._rescued = None
        self.notice(sentence)
        return self._storage.read() or {}

    @property
    def _lost(self) -> bool:
        """Whether a missing file is one that was there before, and not a notebook yet to begin."""
        return self._storage.last is not None or has_backups(self.path)

    def _why(self) -> str:
        """What is wrong with the file, as a clause; empty where nothing is."""
        try:
            if self._storage.read() is None and self._lost:
                return "it is missing"
        except DamagedError as damaged:
            return str(damaged)
        return ""

    def _mended(self, why: str) -> tuple[Tables, str]:
        """A whole notebook out of all that there is, and the sentence that tells of it."""
        path = self.path
        try:
            found = salvage(path.read_bytes())
        except FileNotFoundError:
            found = {}
        except OSError as error:
            raise trouble(error, "The notebook could not be read", path.parent) from error
        backup = newest_backup(path)
        known = self._storage.last
        sources = [migrated({"meta": {"1": _meta()}, **found})]
        if known is not None and not is_newer(known):
            sources.append(migrated(known))
        if backup is not None:
            sources.append(backup[1])
        tables: Tables = {"meta": {"1": _meta()}, **merge(sources)}
        mended = merge([found])
        where = backup[0] if backup else "what this program still knew"
        came = []
        for table, thing in (("notes", "note"), ("corrections", "correction")):
            own, whole = count(mended, table), count(tables, table)
            if own:
                came.append(f"{_counted(own, thing)} could be read in it")
            if whole > own:
                came.append(f"{_counted(whole - own, thing)} came back from {where}")
        if not came:
            came = ["there was nothing in it or in a backup to bring back, and it begins anew"]
        return tables, f"The notebook {path} could not be used, {why}: {', '.join(came)}."

    def _write(self, old: Tables, new: Tables) -> None:
        path = self.path
        made: Path | None = None
        try:
            made = back_up(path, self._clock())
        except FileNotFoundError:
            pass  # the first write of all
        except OSError as error:
            self.notice(trouble(error, "No backup could be made", path.parent).sentence)
        try:
            self._storage.write(new)
        except BaseException:
            if made is not None:
                with contextlib.suppress(OSError):
                    made.unlink()
            raise
        with contextlib.suppress(OSError):
            keep_change(path, old, new)
        with contextlib.suppress(OSError):
            thin_out(path)

    def _copy_first(self, tables: Tables) -> None:
        """Keep the notebook as the older Kliping left it, before it gets another shape."""
        path = self.path
        target = path.with_name(f"{path.stem}.schema-{schema_of(tables)}{path.suffix}")
        try:
            with contextlib.suppress(FileExistsError):
                copy(path, target)
        except OSError as error:
            raise trouble(error, "The notebook could not be copied", path.parent) from error

    def _newer(self, tables: Tables) -> str:
        return (
            f"The notebook {self.path} was written by a newer Kliping "
            f"(schema {schema_of(tables)}, this one knows {SCHEMA}): "
            "it can be read here; to change it, install that Kliping."
        )


def _database(batch: Batch) -> TinyDB:
    return TinyDB(storage=lambda: batch)


def _meta() -> dict[str, object]:
    return {"schema": SCHEMA, "program": "kliping", "change": new_ulid()}


def _counted(number: int, thing: str) -> str:
    return f"1 {thing}" if number == 1 else f"{number} {thing}s"
