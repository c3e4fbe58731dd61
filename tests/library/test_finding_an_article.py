"""What a person types to mean one article."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.library import Library, tables
from reader.library.finding import find_row
from reader.library.folder import Root
from reader.library.own import NOTHING, prepare
from reader.library.places import Places, split
from reader.library.row import Reading, parted

Open = Callable[..., Library]


def put(db: sqlite3.Connection, path: str, title: str | None, id: str) -> None:  # noqa: A002  the field's name
    file, number = parted(path)
    reading = Reading(number or 0, id=id.ljust(64, "0"), title=title, language="id", words=1)
    folder, name = split(os.fsencode(f"0/{file}"))
    db.execute("insert or ignore into folder (place) values (?)", (folder,))
    db.execute(
        "insert or ignore into file (folder, name, due)"
        " select id, ?, 0 from folder where place = ?",
        (name, folder),
    )
    (number,) = db.execute("select max(id) from file").fetchone()
    tables.add(db, (tables.Found(number, folder + name, reading),))


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """A catalog with a few articles of the library `arsip`."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        tables.create(db)
        prepare(db, PLACES, NOTHING, lambda _: None)
        put(db, "a.txt", "Loket pajak dibuka", "aabb01")
        put(db, "2022/b.txt", "Pasar lama dipugar", "aabb02")
        put(db, "2023/b.txt", "Pasar", "cafe03")
        put(db, "panen.jsonl#1", "Jalan tol diperbaiki", "dddd04")
        put(db, "panen.jsonl#12", None, "dddd05")
        yield db


PLACES = Places((Root("arsip", "/berita/arsip", False),))

Found = Callable[[str], str]


@pytest.fixture
def found(db: sqlite3.Connection) -> Found:
    return lambda wanted: find_row(db, PLACES, wanted).path


def test_an_article_is_found_by_its_path_or_the_end_of_it(found: Found) -> None:
    assert found("arsip/a.txt") == "arsip/a.txt"
    assert found("a.txt") == "arsip/a.txt"
    assert found("2023/b.txt") == "arsip/2023/b.txt"
    assert found("panen.jsonl#12") == "arsip/panen.jsonl#12"


def test_an_article_is_found_by_the_beginning_of_its_id(found: Found) -> None:
    assert found("aabb01") == "arsip/a.txt"
    assert found("CAFE") == "arsip/2023/b.txt"


def test_three_letters_of_an_id_are_not_enough(found: Found) -> None:
    with pytest.raises(ReaderError, match="No article “caf” in this library"):
        found("caf")


def test_an_article_is_found_by_a_part_of_its_title(found: Found) -> None:
    assert found("LOKET  pajak") == "arsip/a.txt"
    assert found("tol") == "arsip/panen.jsonl#1"


def test_a_whole_title_beats_a_part_of_another(found: Found) -> None:
    assert found("pasar") == "arsip/2023/b.txt"


def test_what_names_several_lists_them(found: Found) -> None:
    with pytest.raises(ReaderError) as caught:
        found("aabb")
    assert caught.value.sentence == (
        "“aabb” names 2 articles: aabb0200 Pasar lama dipugar; aabb0100 Loket pajak dibuka. "
        "Say more of it, or give the id."
    )
    with pytest.raises(ReaderError, match="names 2 articles"):
        found("b.txt")
    with pytest.raises(ReaderError, match="names 2 articles"):
        found("panen.jsonl")


def test_five_candidates_are_listed_and_the_others_counted(
    db: sqlite3.Connection, found: Found
) -> None:
    for n in range(12):
        put(db, f"x/{n:02}.txt", f"Terminal {n}", f"{n:04x}")
    with pytest.raises(ReaderError, match=r"names 12 articles: .*Terminal 4; and 7 more\."):
        found("terminal")


def test_when_a_word_is_in_most_titles_the_articles_are_counted_all_the_same(
    db: sqlite3.Connection, found: Found
) -> None:
    for n in range(345):
        put(db, f"x/{n:03}.txt", f"Terminal {n}", f"{n:04x}")
    with pytest.raises(ReaderError, match=r"names 345 articles: .*Terminal 4; and 340 more\."):
        found("terminal")


def test_two_files_with_one_text_are_one_article(db: sqlite3.Connection, found: Found) -> None:
    put(db, "salinan.txt", "Loket pajak dibuka", "aabb01")
    assert found("loket") == "arsip/a.txt"


def test_nothing_and_blanks_name_nothing(found: Found) -> None:
    for wanted in ("", "  ", "\n"):
        with pytest.raises(ReaderError, match="No article"):
            found(wanted)


def test_what_was_typed_is_told_back_safely(found: Found) -> None:
    with pytest.raises(ReaderError) as caught:
        found("\x1b[2Jhapus\udcff")
    assert caught.value.sentence.isprintable()


def test_any_way_to_write_the_same_path_is_understood(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    library = open_library("arsip")
    for wanted in (
        "arsip/2022/c.txt",
        "./arsip/2022/c.txt",
        "arsip/../arsip/2022/c.txt",
        f"{folder}/2022/c.txt",
        os.path.relpath(folder / "2022" / "c.txt"),
        "c.txt",
    ):
        assert library.find(wanted).path == "arsip/2022/c.txt", wanted


def test_a_file_with_one_row_is_that_row(tmp_path: Path, open_library: Open) -> None:
    path = tmp_path / "panen.jsonl"
    path.write_text(json.dumps({"text": "Satu berita."}), "utf-8")
    assert open_library(path).find(str(path)).path == f"{path}#1"


def test_a_row_is_found_by_its_absolute_path(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "p.jsonl").write_text('{"text": "Satu."}\n{"text": "Dua."}\n', "utf-8")
    monkeypatch.chdir(folder.parent)
    assert open_library("arsip").find(f"{folder}/p.jsonl#2").path == "arsip/p.jsonl#2"
