"""What an export does not write over, and what it says then."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.article import Article, read_article
from reader.errors import ReaderError
from reader.notebook.export import export
from reader.notebook.model import Note
from reader.notebook.notebook import Notebook

WORDS = "Camat meninjau setiap lapak"
TEXT = (
    "Pasar Lama Dibuka\n\nJumat, 20 November 2026\n\nWarga desa datang sejak pagi ke pasar itu.\n\n"
    f"{WORDS} pada hari yang sama dan berbicara dengan pedagang.\n"
)
ARTICLE = read_article(TEXT)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder beside the notebook's."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def mark(notebook: Notebook, note: str = "", article: Article = ARTICLE) -> Note:
    start = article.text.index(WORDS)
    return notebook.add(article, "hilang.txt", start, start + len(WORDS), note=note)


def only_file(folder: Path) -> Path:
    [path] = [path for path in folder.rglob("*") if path.is_file()]
    return path


def beside(path: Path) -> dict[Path, bytes | None]:
    """All that lies in the folder, to see that nothing was touched."""
    return {one: one.read_bytes() if one.is_file() else None for one in path.rglob("*")}


def a_stranger(path: Path) -> None:
    path.write_text("Bukan punya Kliping.\n", "utf-8")


def a_folder(path: Path) -> None:
    path.mkdir()


def a_link(path: Path) -> None:
    outside = path.parent.parent / "luar.md"
    outside.write_text("di luar\n", "utf-8")
    path.symlink_to(outside)


def a_dead_link(path: Path) -> None:
    path.symlink_to(path.parent.parent / "tiada.md")


@pytest.mark.parametrize("make", [a_stranger, a_folder, a_link, a_dead_link])
def test_what_is_not_ours_is_not_written_over(
    notebook: Notebook, out: Path, make: Callable[[Path], None]
) -> None:
    folder = out / "ekspor"
    folder.mkdir()
    mark(notebook)
    make(folder / f"2026-11-20 Pasar Lama Dibuka {ARTICLE.id[:8]}.md")
    before = beside(out)
    with pytest.raises(ReaderError, match="move it away, or export into another folder") as error:
        export(notebook, folder)
    assert error.value.sentence.count("\n") == 0
    assert beside(out) == before


def test_a_link_to_an_export_elsewhere_is_not_followed(notebook: Notebook, out: Path) -> None:
    inside, outside = out / "dalam", out / "luar"
    inside.mkdir()
    outside.mkdir()
    note = mark(notebook, "lama")
    export(notebook, outside)
    target = only_file(outside)
    (inside / "pintasan.md").symlink_to(target)
    before = target.read_bytes()
    notebook.edit(note.uid, note="baru")
    export(notebook, inside)
    assert target.read_bytes() == before


def test_one_refusal_keeps_every_file_as_it_was(notebook: Notebook, out: Path) -> None:
    note = mark(notebook, "lama")
    export(notebook, out)
    notebook.edit(note.uid, note="baru")
    other = read_article(TEXT.replace("Lama", "Baru"))
    mark(notebook, article=other)
    a_stranger(out / f"2026-11-20 Pasar Baru Dibuka {other.id[:8]}.md")
    before = beside(out)
    with pytest.raises(ReaderError):
        export(notebook, out)
    assert beside(out) == before


def test_a_file_that_may_only_be_read_is_left_as_it_is(notebook: Notebook, out: Path) -> None:
    note = mark(notebook, "lama")
    export(notebook, out)
    path = only_file(out)
    path.chmod(0o444)
    assert export(notebook, out).unchanged == (path,)
    notebook.edit(note.uid, note="baru")
    with pytest.raises(ReaderError, match="may only be read"):
        export(notebook, out)
    assert "lama" in path.read_text("utf-8")


def test_a_file_keeps_its_rights(notebook: Notebook, out: Path) -> None:
    note = mark(notebook, "lama")
    export(notebook, out)
    path = only_file(out)
    path.chmod(0o640)
    notebook.edit(note.uid, note="baru")
    export(notebook, out)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_in_another_encoding_is_refused_in_a_sentence(notebook: Notebook, out: Path) -> None:
    mark(notebook, "lama")
    export(notebook, out)
    path = only_file(out)
    path.write_bytes(path.read_bytes() + b"caf\xe9\n")
    with pytest.raises(ReaderError, match="save it as UTF-8"):
        export(notebook, out)


@pytest.mark.parametrize("case", ["missing", "file", "read-only"])
def test_a_folder_that_cannot_be_used_is_refused_in_a_sentence(
    notebook: Notebook, out: Path, case: str
) -> None:
    mark(notebook)
    folder = out / "tujuan"
    if case == "file":
        folder.write_text("x", "utf-8")
    elif case == "read-only":
        folder.mkdir(mode=0o555)
    with pytest.raises(ReaderError, match=r"name (one|another)"):
        export(notebook, folder)
    if case == "read-only":
        assert list(folder.iterdir()) == []


def test_a_disk_that_is_full_leaves_the_old_file_whole(
    notebook: Notebook, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = mark(notebook, "lama")
    export(notebook, out)
    path = only_file(out)
    before = path.read_bytes()
    notebook.edit(note.uid, note="baru")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReaderError, match="No space left on device"):
        export(notebook, out)
    assert only_file(out) == path
    assert path.read_bytes() == before


def test_a_second_copy_of_a_file_is_left_alone_and_said(notebook: Notebook, out: Path) -> None:
    note = mark(notebook, "lama")
    export(notebook, out)
    path = only_file(out)
    copy = path.with_name(f"{path.stem} (salinan).md")
    copy.write_bytes(path.read_bytes())
    before = copy.read_bytes()
    notebook.edit(note.uid, note="baru")
    report = export(notebook, out)
    assert report.written == (path,)
    assert "second file of the same article" in report.messages[0]
    assert copy.read_bytes() == before


def test_a_notebook_is_exported_after_its_file_is_gone(notebook: Notebook, out: Path) -> None:
    note = mark(notebook, "Ingat.")
    export(notebook, out)
    path = only_file(out)
    assert f"> {WORDS}\n\nIngat.\n" in path.read_text("utf-8")
    notebook.delete(note.uid)
    export(notebook, out)
    assert "Ingat." not in path.read_text("utf-8")
    notebook.undo()
    export(notebook, out)
    assert "Ingat." in path.read_text("utf-8")
