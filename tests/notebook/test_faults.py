"""The disk is full, broken or closed: the old notebook is whole and the user is told why."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen

import pytest

from reader.article.model import Article
from reader.errors import ReaderError
from reader.notebook import Notebook
from reader.notebook.atomic import write_file
from reader.notebook.backups import backups

CALLS = ("open", "write", "fsync", "fstat", "close", "replace", "link", "mkdir", "scandir", "stat")


class Fault:
    """Makes the nth call of some of the system's functions fail, and says whether it came to it."""

    def __init__(self, nth: int, number: int) -> None:
        self.left = nth
        self.number = number
        self.call = ""

    @contextmanager
    def at_work(self, names: tuple[str, ...]) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in names:
                patch.setattr(os, name, self._failing(name, getattr(os, name)))
            yield

    def _failing(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **more: object) -> object:
            self.left -= 1
            if self.left == 0:
                self.call = name
                if name == "close":
                    real(*args, **more)  # as Linux does: the handle is gone all the same
                raise OSError(self.number, os.strerror(self.number))
            return real(*args, **more)

        return call


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
def test_whichever_call_fails_the_old_notes_are_whole_and_the_lock_is_free(
    file: Path, article: Article, number: int
) -> None:
    notebook = Notebook(file)
    kept = {notebook.add(article, "pasar.txt", 0, 10, note="before the fault").uid}
    failed = set()
    for nth in range(1, 200):
        fault = Fault(nth, number)
        other = Article(f"{nth:064x}", article.text, title="Lain")
        with fault.at_work(CALLS):
            try:
                kept.add(Notebook(file).add(other, "lain.txt", 0, 5, note="during it").uid)
            except ReaderError as error:
                failed.add(fault.call)
                _is_one_sentence(error)
        if not fault.call:
            break
        after = Notebook(file)
        assert kept <= {note.uid for note in after.notes()}
        assert after.notices == []
        kept.add(after.add(article, "pasar.txt", 3, 8, note="after the fault").uid)
        assert list(file.parent.glob("*.tmp")) == []
        assert list(file.parent.glob(".*.tmp")) == []
    else:
        pytest.fail("a write never came to its end")
    assert {"open", "write", "fsync", "close", "replace"} <= failed


@pytest.mark.parametrize("call", ["open", "write", "fsync", "close", "replace"])
def test_a_file_that_could_not_be_replaced_is_the_old_one_to_the_byte(
    tmp_path: Path, call: str
) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    with Fault(1, errno.ENOSPC).at_work((call,)), pytest.raises(OSError, match="No space"):
        write_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_that_takes_only_half_of_what_is_written_at_a_time_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[: len(data) // 2 + 1]))
    write_file(tmp_path / "file", b"all of it")
    assert (tmp_path / "file").read_bytes() == b"all of it"


def test_a_file_may_grow_no_more(
    file: Path, article: Article, writer: Callable[..., "Popen[str]"]
) -> None:
    first = Notebook(file).add(article, "pasar.txt", 0, 10, note="before the disk was full")
    out, _ = writer("fill", file, 6000).communicate()
    said = [json.loads(line) for line in out.splitlines()]
    assert "no room left" in said[-1]["sentence"]
    notebook = Notebook(file)
    assert {note.uid for note in notebook.notes()} == {first.uid, *(s["uid"] for s in said[:-1])}
    assert notebook.notices == []
    assert list(file.parent.rglob(".*.tmp")) == []


def test_a_folder_that_may_not_be_written_to_can_be_read_and_says_what_to_do(
    file: Path, article: Article
) -> None:
    Notebook(file).add(article, "pasar.txt", 0, 10, note="written before")
    real = os.open

    def refuse(path: object, flags: int, *args: object, **more: object) -> int:
        if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, flags, *args, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", refuse)
        notebook = Notebook(file)
        assert [note.note for note in notebook.notes()] == ["written before"]
        with pytest.raises(ReaderError, match=r"may not be written to; .*KLIPING_HOME") as caught:
            notebook.edit(notebook.notes()[0].uid, note="cannot be kept")
    _is_one_sentence(caught.value)
    assert [note.note for note in Notebook(file).notes()] == ["written before"]


def test_what_could_not_be_saved_is_not_shown_as_saved(file: Path, article: Article) -> None:
    notebook = Notebook(file)
    note = notebook.add(article, "pasar.txt", 0, 10, note="saved")
    with Fault(1, errno.ENOSPC).at_work(("replace",)), pytest.raises(ReaderError, match="no room"):
        notebook.edit(note.uid, note="not saved")
    assert notebook.get(note.uid).note == "saved"
    assert notebook.edit(note.uid, note="saved now").rev == 2


def test_failed_saves_push_no_backup_out(file: Path, article: Article) -> None:
    notebook = Notebook(file)
    for number in range(7):
        notebook.add(article, "pasar.txt", 0, 10, note=f"number {number}")
    before = backups(file)
    for _ in range(7):
        with Fault(1, errno.EIO).at_work(("replace",)), pytest.raises(ReaderError, match="disk"):
            notebook.add(article, "pasar.txt", 0, 10)
    assert backups(file) == before


def _is_one_sentence(error: ReaderError) -> None:
    assert error.sentence.endswith(".")
    assert "\n" not in error.sentence
    assert "Errno" not in error.sentence
    assert "Traceback" not in error.sentence
