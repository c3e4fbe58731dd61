"""Any file can be read, outside any library, or says in one sentence why not."""

import json
import os
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.library import open_path
from reader.library.sources import LARGEST

STORY = 'Loket dibuka\n\n"Kami siap," kata Ratna Dewi.\n'


def refusal(path: Path | str) -> str:
    with pytest.raises(ReaderError) as caught:
        open_path(path)
    assert caught.value.sentence.isprintable()
    return caught.value.sentence


def test_a_file_of_any_name_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "berita").write_text(STORY, "utf-8")
    article, path, known = open_path(str(tmp_path / "berita"))
    assert (article.text, path, dict(known)) == (STORY, str(tmp_path / "berita"), {})


def test_a_missing_file_is_said_so() -> None:
    assert refusal("tidak/ada.txt") == "No such file: tidak/ada.txt. Check the name."
    assert refusal("").startswith("No such file: ")
    assert refusal("nol\0byte").startswith("No such file: ")
    assert refusal("panen.jsonl#3").startswith("No such file: ")


def test_what_is_no_readable_file_is_said_so(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    (tmp_path / "gambar.png").write_bytes(b"\x89PNG\0\0\xff")
    (tmp_path / "kosong.txt").touch()
    (tmp_path / "putus.txt").symlink_to("tidak-ada")
    with (tmp_path / "besar.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert "is a folder" in refusal(tmp_path)
    assert "named pipe" in refusal(tmp_path / "pipa")
    assert "not a text file" in refusal(tmp_path / "gambar.png")
    assert "no text" in refusal(tmp_path / "kosong.txt")
    assert "gone" in refusal(tmp_path / "putus.txt")
    assert "too large" in refusal(tmp_path / "besar.txt")
    assert "device" in refusal("/dev/null")


def test_a_row_of_a_file_is_named_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "panen.jsonl"
    rows = [{"text": STORY, "url": f"https://contoh.id/{n}"} for n in (1, 2, 3)]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    opened = open_path(f"{path}#2")
    assert (opened.path, opened.known["url"]) == (f"{path}#2", "https://contoh.id/2")
    assert "name one by its row" in refusal(path)
    assert "there is no row 9" in refusal(f"{path}#9")
    assert "there is no row 0" in refusal(f"{path}#0")


def test_a_text_has_no_rows(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    assert "there is no row 2" in refusal(f"{tmp_path}/a.txt#2")


def test_a_file_whose_name_ends_like_a_row_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt#2").write_text(STORY, "utf-8")
    (tmp_path / "a.txt").write_text("Lain.", "utf-8")
    assert open_path(f"{tmp_path}/a.txt#2").article.text == STORY
