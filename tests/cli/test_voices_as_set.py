"""What the user set right counts for people, quotes and echoes, and stays out of the catalog."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

PAGE = """\
{title}

Kabar Pesisir | {day} Maret 2024

TELUK BIRU - Pelabuhan itu ditutup selama tiga hari karena ombak, kata petugas di sana.

"{words}" kata {name}.
"""
PHRASE = "Kami tutup pelabuhan tiga hari saja,"


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """Three articles: two with nearly the same statement, of two persons, and one more."""
    folder = tmp_path / "teluk"
    folder.mkdir()
    for file, day, name, words in (
        ("a", 4, "Siti Marlina Dewi", PHRASE),
        ("b", 5, "Bagus Prakoso", PHRASE.replace("saja", "saja mulai besok")),
        ("c", 5, "Siti Marlina Dewi", "Terima kasih atas kesabaran semua warga di pesisir ini,"),
    ):
        page = PAGE.format(title=f"Pelabuhan {file} ditutup", day=day, name=name, words=words)
        (folder / f"{file}.txt").write_text(page)
    return folder


def people(run: Run, folder: Path) -> dict[str, int]:
    return {one["name"]: one["quotes"] for one in run("people", folder, "--json").objects}


def test_a_speaker_that_was_set_is_the_one_who_speaks_and_echoes(run: Run, harbour: Path) -> None:
    assert people(run, harbour) == {"Siti Marlina Dewi": 2, "Bagus Prakoso": 1}
    assert run("echoes", harbour, "--json").objects == []
    run("correct", harbour / "b.txt", "--quote", "1", "--speaker", "Siti Marlina Dewi")
    assert people(run, harbour) == {"Siti Marlina Dewi": 3}
    (group,) = run("echoes", harbour, "--json").objects
    assert [quote["speaker"] for quote in group["quotes"]] == ["Siti Marlina Dewi"] * 2
    assert len(run("quotes", harbour, "--speaker", "Marlina", "--json").objects) == 3
    assert run("quotes", harbour, "--speaker", "Prakoso").out == ""
    run("undo")
    assert people(run, harbour) == {"Siti Marlina Dewi": 2, "Bagus Prakoso": 1}
    assert run("echoes", harbour, "--json").objects == []


def test_a_date_that_was_set_parts_what_was_said_again_later(run: Run, harbour: Path) -> None:
    run("correct", harbour / "b.txt", "--quote", "1", "--speaker", "Siti Marlina Dewi")
    run("correct", harbour / "b.txt", "--date", "2021-01-01")
    assert run("echoes", harbour, "--json").objects == []
    (person,) = run("people", harbour, "--json").objects
    assert (person["first"], person["last"]) == ("2021-01-01", "2024-03-05")
    assert [one["published"] for one in run("quotes", harbour, "--json").objects] == [
        "2024-03-05", "2024-03-04", "2021-01-01",
    ]  # fmt: skip


def test_nothing_of_what_was_set_is_in_the_catalog(run: Run, harbour: Path, home: Path) -> None:
    run("people", harbour)
    run("correct", harbour / "b.txt", "--quote", "1", "--speaker", "Xaverius Qomarudin")
    run("correct", harbour / "c.txt", "--outlet", "Qabar Xuniq")
    for verb in ("people", "echoes", "quotes"):
        run(verb, harbour)
    assert "Xaverius Qomarudin" in run("people", harbour).out
    kept = [path for path in (home / "cache").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        assert b"Qomarudin" not in path.read_bytes()
        assert b"Xuniq" not in path.read_bytes()


def test_an_outlet_that_was_set_is_where_somebody_speaks(run: Run, harbour: Path) -> None:
    before = run("people", harbour, "--json").objects
    run("correct", harbour / "c.txt", "--outlet", "Warta Teluk")
    after = run("people", harbour, "--json").objects
    assert [one["name"] for one in after] == [one["name"] for one in before]
    assert set(after[0]["outlets"]) == {*before[0]["outlets"], "Warta Teluk"}
