"""What an exported file says of its article follows what the user sets, and nothing else of it."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.article import Article, read_article
from reader.notebook.export import export
from reader.notebook.notebook import Notebook

TEXT = (
    "Pasar Lama Dibuka\n\nJumat, 20 November 2026\n\nWarga desa datang sejak pagi ke pasar itu.\n\n"
    "Camat meninjau setiap lapak pada hari yang sama dan berbicara dengan pedagang.\n"
)
ARTICLE = read_article(TEXT)


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    made = Notebook(tmp_path / "home" / "notebook.json")
    start = TEXT.index("Warga desa")
    made.add(ARTICLE, "a.txt", start, start + 10)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def only(folder: Path) -> Path:
    [path] = folder.iterdir()
    return path


def set_title(notebook: Notebook, title: str, article: Article = ARTICLE) -> None:
    notebook.correct(article, "a.txt", "title", title)


def test_a_title_that_is_set_later_reaches_the_file(notebook: Notebook, folder: Path) -> None:
    export(notebook, folder)
    set_title(notebook, "Pasar Baru Dibuka")
    report = export(notebook, folder)
    assert report.written == (only(folder),)
    text = only(folder).read_text("utf-8")
    assert 'title: "Pasar Baru Dibuka"' in text
    assert "# Pasar Baru Dibuka" in text
    assert "Pasar Lama" not in text
    assert export(notebook, folder).written == ()


def test_a_title_that_is_set_twice_reaches_the_file_twice(notebook: Notebook, folder: Path) -> None:
    export(notebook, folder)
    for title in ("Pasar Baru Dibuka", "Pasar Lereng Dibuka"):
        set_title(notebook, title)
        export(notebook, folder)
    assert only(folder).read_text("utf-8").count("Pasar Lereng Dibuka") == 2


def test_an_outlet_that_was_not_known_gets_a_line_of_its_own(
    notebook: Notebook, folder: Path
) -> None:
    export(notebook, folder)
    before = only(folder).read_text("utf-8").split("\n")
    notebook.correct(ARTICLE, "a.txt", "publisher", "Warta Lereng")
    export(notebook, folder)
    after = only(folder).read_text("utf-8").split("\n")
    added = [line for line in after if line not in before]
    assert 'publisher: "Warta Lereng"' in added
    assert after.index('publisher: "Warta Lereng"') < after.index("---", 1)
    assert "Warta Lereng · 2026-11-20" in after


def test_a_heading_that_the_user_wrote_is_left_alone(notebook: Notebook, folder: Path) -> None:
    export(notebook, folder)
    path = only(folder)
    path.write_text(path.read_text("utf-8").replace("# Pasar Lama Dibuka", "# My market"), "utf-8")
    set_title(notebook, "Pasar Baru Dibuka")
    export(notebook, folder)
    text = path.read_text("utf-8")
    assert "# My market" in text
    assert "# Pasar Baru Dibuka" not in text
    assert 'title: "Pasar Baru Dibuka"' in text


def test_a_file_that_does_not_say_what_was_written_is_brought_up_to_date(
    notebook: Notebook, folder: Path
) -> None:
    export(notebook, folder)
    path = only(folder)
    path.write_text(re.sub(r" head=\S+", "", path.read_text("utf-8")), "utf-8")
    assert export(notebook, folder).written == ()
    set_title(notebook, "Pasar Baru Dibuka")
    export(notebook, folder)
    assert path.read_text("utf-8").count("Pasar Baru Dibuka") == 2


@pytest.fixture
def in_jakarta(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_jakarta")
def test_the_day_of_a_note_is_that_of_whoever_wrote_it(
    notebook: Notebook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.notebook.markdown import chosen
    from reader.notebook.model import local_day

    assert local_day("2026-11-28T22:45:00Z") == "2026-11-29"
    assert local_day("2026-11-28T16:59:59Z") == "2026-11-28"
    (note,) = notebook.notes()
    today = local_day(note.updated)
    assert chosen(note, None, today)
    export(notebook, folder)
    assert f"*{today}*" in only(folder).read_text("utf-8")
