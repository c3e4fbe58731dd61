"""`people`, `echoes`, and `quotes --speaker`: who speaks over the whole library."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

HARBOUR = """\
Pelabuhan Teluk Biru Ditutup Sementara

TELUK BIRU - Pelabuhan ditutup karena ombak tinggi, Senin (4/3/2024).

"{words}" kata Bupati Teluk Biru, {name}, di kantornya.

Penutupan berlaku sampai cuaca membaik menurut petugas pelabuhan.
"""
WORDS = "Kami tutup pelabuhan tiga hari supaya nelayan selamat dan kapal barang menunggu di teluk,"


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """Two outlets' articles with the same statement, one cut, and a copy of one of them."""
    folder = tmp_path / "teluk"
    folder.mkdir()
    first = HARBOUR.format(words=WORDS, name="Siti Marlina Dewi")
    second = HARBOUR.format(words=WORDS.split(" dan ")[0] + ",", name="Siti Marlina Dewi")
    (folder / "a.txt").write_text(first)
    (folder / "b.txt").write_text(second.replace("Ditutup Sementara", "Berhenti Melayani"))
    (folder / "copy.txt").write_text(first)
    return folder


def test_a_person_is_listed_once_with_all_that_was_said(run: Run, harbour: Path) -> None:
    (person,) = run("people", harbour, "--json").objects
    assert set(person) == {
        "name", "aliases", "roles", "quotes", "articles", "outlets", "first", "last",
    }  # fmt: skip
    assert (person["name"], person["quotes"], person["articles"]) == ("Siti Marlina Dewi", 2, 2)


def test_to_a_pipe_each_person_is_a_line_of_eight_fields(run: Run, harbour: Path) -> None:
    (row,) = run("people", harbour).rows
    assert len(row) == 8
    assert row[:3] == ["Siti Marlina Dewi", "2", "2"]


def test_a_statement_that_two_articles_print_is_an_echo(run: Run, harbour: Path) -> None:
    (echo,) = run("echoes", harbour, "--json").objects
    assert set(echo) == {"score", "quotes"}
    assert 0 < echo["score"] <= 1
    assert len(echo["quotes"]) == 2, "a copy of an article is no echo"
    for quote in echo["quotes"]:
        assert set(quote) == {
            "article", "path", "publisher", "published", "start", "end", "text", "speaker",
        }  # fmt: skip
        text = run("show", "--json", quote["path"]).objects[0]["text"]
        assert text[quote["start"] : quote["end"]] == quote["text"]
    rows = run("echoes", harbour).rows
    assert [row[0] for row in rows] == ["1", "1"]
    assert {len(row) for row in rows} == {8}


def test_the_samples_have_statements_in_common(run: Run, seeds: Path) -> None:
    groups = run("echoes", seeds, "--json").objects
    assert groups
    for group in groups:
        assert len({quote["article"] for quote in group["quotes"]}) > 1


def test_a_library_without_quotes_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tidak ada yang bicara di sini.\n")
    for verb in ("people", "echoes"):
        done = run(verb, tmp_path)
        assert (done.status, done.out) == (0, "")
        assert done.err.count("\n") == 1


def test_the_long_name_finds_the_articles_that_use_the_short_one(run: Run, harbour: Path) -> None:
    everything = run("quotes", harbour, "--speaker", "Siti Marlina Dewi", "--json").objects
    assert len(everything) == 3
    assert run("quotes", harbour, "--speaker", "marlina", "--json").objects == everything
