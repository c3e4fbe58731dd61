"""What a person types to mean one article."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.library import Library, Row
from reader.library.finding import find_row

Open = Callable[..., Library]


def row(path: str, title: str | None, id: str) -> Row:  # noqa: A002  the field's name
    return Row(id.ljust(64, "0"), path, title, None, None, "id", 1, 0, None)


ROWS = (
    row("arsip/a.txt", "Loket pajak dibuka", "aabb01"),
    row("arsip/2022/b.txt", "Pasar lama dipugar", "aabb02"),
    row("arsip/2023/b.txt", "Pasar", "cafe03"),
    row("arsip/panen.jsonl#1", "Jalan tol diperbaiki", "dddd04"),
    row("arsip/panen.jsonl#12", None, "dddd05"),
)


def found(wanted: str) -> str:
    return find_row(ROWS, wanted, ()).path


def test_an_article_is_found_by_its_path_or_the_end_of_it() -> None:
    assert found("arsip/a.txt") == "arsip/a.txt"
    assert found("a.txt") == "arsip/a.txt"
    assert found("2023/b.txt") == "arsip/2023/b.txt"
    assert found("panen.jsonl#12") == "arsip/panen.jsonl#12"


def test_an_article_is_found_by_the_beginning_of_its_id() -> None:
    assert found("aabb01") == "arsip/a.txt"
    assert found("CAFE") == "arsip/2023/b.txt"


def test_three_letters_of_an_id_are_not_enough() -> None:
    with pytest.raises(ReaderError, match="No article “caf” in this library"):
        found("caf")


def test_an_article_is_found_by_a_part_of_its_title() -> None:
    assert found("LOKET  pajak") == "arsip/a.txt"
    assert found("tol") == "arsip/panen.jsonl#1"


def test_a_whole_title_beats_a_part_of_another() -> None:
    assert found("pasar") == "arsip/2023/b.txt"


def test_what_names_several_lists_them() -> None:
    with pytest.raises(ReaderError) as caught:
        found("aabb")
    assert caught.value.sentence == (
        "“aabb” names 2 articles: aabb0100 Loket pajak dibuka; aabb0200 Pasar lama dipugar. "
        "Say more of it, or give the id."
    )
    with pytest.raises(ReaderError, match="names 2 articles"):
        found("b.txt")
    with pytest.raises(ReaderError, match="names 2 articles"):
        found("panen.jsonl")


def test_five_candidates_are_listed_and_the_others_counted() -> None:
    many = [row(f"{n}.txt", f"Pasar {n}", f"{n:04x}") for n in range(12)]
    with pytest.raises(ReaderError, match=r"Pasar 4; and 7 more\."):
        find_row(many, "pasar", ())


def test_two_files_with_one_text_are_one_article() -> None:
    twins = (row("a.txt", "Loket", "aabb"), row("salinan.txt", "Loket", "aabb"))
    assert find_row(twins, "loket", ()).path == "a.txt"


def test_nothing_and_blanks_name_nothing() -> None:
    for wanted in ("", "  ", "\n"):
        with pytest.raises(ReaderError, match="No article"):
            found(wanted)


def test_what_was_typed_is_told_back_safely() -> None:
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
