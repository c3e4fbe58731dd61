"""A notebook is looked at before anything is done to it."""

from pathlib import Path

import pytest

from reader.article.model import Article
from reader.errors import ReaderError
from reader.notebook import Notebook, examine


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_well_notebook_is_counted(notebook: Notebook, article: Article) -> None:
    notebook.add(article, "pasar.txt", 0, 5, note="words")
    for _ in range(2):
        notebook.add(article, "pasar.txt", 0, 5)
    notebook.delete(notebook.notes()[-1].uid)
    health = examine(notebook.path)
    assert (health.damage, health.schema) == (None, 1)
    assert (health.notes, health.bookmarks, health.deleted) == (1, 1, 1)
    assert len(health.backups) == 3
    assert health.backups[0].endswith(" UTC")
    assert health.size == notebook.path.stat().st_size


def test_a_notebook_yet_to_begin_is_well(file: Path) -> None:
    health = examine(file)
    assert (health.damage, health.notes, health.backups) == (None, 0, ())
    assert not file.parent.exists()


def test_a_damaged_notebook_is_reported_and_left_alone(file: Path, article: Article) -> None:
    notebook = Notebook(file)
    for number in range(4):
        notebook.add(article, "pasar.txt", 0, 5, note=f"number {number}")
    file.write_bytes(b"null")
    before = _files(file.parent)
    health = examine(file)
    assert health.damage == "it holds something else"
    assert health.notes == 4, "what the newest backup and the last change would bring back"
    assert _files(file.parent) == before

    Notebook(file).notes()
    mended = examine(file)
    assert (mended.damage, mended.notes) == (None, 4)
    assert [path.read_bytes() for path in mended.set_aside] == [b"null"]


def test_a_missing_notebook_with_backups_is_reported(file: Path, article: Article) -> None:
    for _ in range(2):
        Notebook(file).add(article, "pasar.txt", 0, 5)
    file.unlink()
    health = examine(file)
    assert (health.damage, health.bookmarks) == ("it is missing", 2)
    assert not file.exists()


def test_a_notebook_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="could not be read"):
        examine(tmp_path)
