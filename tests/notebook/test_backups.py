"""Copies of the notebook: enough of them, no more, and never of something broken."""

import errno
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import Popen

import pytest

from reader.article.model import Article
from reader.errors import ReaderError
from reader.notebook import Notebook, lock, store
from reader.notebook.backups import backups


class Days:
    """A clock that goes on by some minutes at each look, and by days when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=3)
        return self.now


def test_the_five_latest_and_one_of_each_of_seven_days_are_kept(
    file: Path, article: Article
) -> None:
    clock = Days()
    notebook = Notebook(file, clock=clock)
    for day in range(1, 11):
        clock.now = datetime(2026, 3, day, 8, 0, tzinfo=UTC)
        for number in range(8):
            notebook.add(article, "pasar.txt", 0, 5, note=f"{number} on day {day}")
    kept = backups(file)
    assert [backup.day for backup in kept] == [
        *["20260310"] * 6,
        *(f"2026030{d}" for d in range(9, 3, -1)),
    ]
    as_they_were = {backup.day: len(Notebook(backup.path).notes()) for backup in kept[5:]}
    assert as_they_were == {f"202603{day:02}": 8 * (day - 1) for day in range(4, 11)}
    assert [len(Notebook(backup.path).notes()) for backup in kept[:5]] == [79, 78, 77, 76, 75]


def test_a_backup_is_the_old_file_itself_and_no_second_one(file: Path, article: Article) -> None:
    notebook = Notebook(file)
    notebook.add(article, "pasar.txt", 0, 5)
    inode = file.stat().st_ino
    notebook.add(article, "pasar.txt", 0, 5)
    assert backups(file)[0].path.stat().st_ino == inode
    assert file.stat().st_nlink == 1, "writing into the live file would not touch a backup"


def test_where_links_are_impossible_a_copy_is_made(
    file: Path, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    notebook = Notebook(file)
    notebook.add(article, "pasar.txt", 0, 5)
    before = file.read_bytes()
    notebook.add(article, "pasar.txt", 0, 5)
    assert [backup.path.read_bytes() for backup in backups(file)] == [before]
    assert notebook.notices == []


def test_a_note_is_saved_also_when_no_backup_can_be_made(file: Path, article: Article) -> None:
    notebook = Notebook(file)
    notebook.add(article, "pasar.txt", 0, 5)
    shutil.rmtree(file.parent / "backups")
    (file.parent / "backups").write_text("in the way")
    notebook.add(article, "pasar.txt", 0, 5)
    assert len(Notebook(file).notes()) == 2
    assert notebook.notices[0].startswith("No backup could be made: ")


def test_a_damaged_file_never_becomes_a_backup(file: Path, article: Article) -> None:
    notebook = Notebook(file)
    for _ in range(8):
        notebook.add(article, "pasar.txt", 0, 5)
    good = {backup.path.read_bytes() for backup in backups(file)}
    file.write_bytes(b"")
    notes = Notebook(file).notes()
    assert {backup.path.read_bytes() for backup in backups(file)} == good
    Notebook(file).delete(notes[0].uid)
    assert all(Notebook(backup.path).notes() for backup in backups(file))


def test_a_clock_set_back_does_not_make_a_new_backup_the_oldest(
    file: Path, article: Article
) -> None:
    clock = Days()
    notebook = Notebook(file, clock=clock)
    for _ in range(7):
        notebook.add(article, "pasar.txt", 0, 5)
    clock.now -= timedelta(days=400)
    notebook.add(article, "pasar.txt", 0, 5)
    newest = backups(file)[0]
    assert len(Notebook(newest.path).notes()) == 7


def test_a_busy_notebook_says_who_may_hold_it(
    file: Path,
    article: Article,
    writer: Callable[..., "Popen[str]"],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Notebook(file).add(article, "pasar.txt", 0, 5)
    before = file.read_bytes()
    monkeypatch.setattr(store, "locked", lambda path: lock.locked(path, wait=0.05))
    with writer("hold", file) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline()
        who = rf"held by process {holder.pid} on \S+, since 20"
        with pytest.raises(ReaderError, match=who) as caught:
            Notebook(file).add(article, "pasar.txt", 0, 5)
        assert caught.value.title == "The notebook is busy"
        assert len(Notebook(file).notes()) == 1, "reading waits for nobody"
        assert file.read_bytes() == before
        holder.kill()
    Notebook(file).add(article, "pasar.txt", 0, 5)
    assert len(Notebook(file).notes()) == 2
