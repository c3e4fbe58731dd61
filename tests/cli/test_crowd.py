"""`people` and `echoes` over a file of rows, as a crawler leaves it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

OPENING = "Pelabuhan ikan di muara itu sudah dua tahun dangkal dan kapal besar tidak dapat masuk."
DREDGING = (
    "Pengerukan muara dimulai bulan depan supaya kapal nelayan dapat masuk tanpa menunggu air"
    " pasang"
)
LICENCES = (
    "Dua belas izin tambang pasir kami cabut karena pemiliknya tidak pernah menyerahkan laporan"
)
ROWS = [
    {
        "title": "Muara Dikeruk Bulan Depan",
        "date": "2024-03-05",
        "text": f'{OPENING}\n"{DREDGING}," kata Bupati Ratna Wulandari.\n'
        '"Warga tidak membayar apa pun untuk pekerjaan itu," ujar Ratna.\n',
    },
    {
        "title": "Bupati: Nelayan Tak Perlu Menunggu Pasang",
        "date": "2024-03-06",
        "text": "Bupati Ratna Wulandari meninjau pelabuhan itu pada pagi hari.\n"
        f'"Sabar dulu. {DREDGING}," kata Ratna.\n',
    },
    {
        "title": "Izin Tambang Pasir Dicabut",
        "date": "2024-05-02",
        "text": f'Sungai itu kembali jernih.\n"{LICENCES}," kata Kepala Dinas Budi Hartawan.\n',
    },
]
"""Made up for these tests."""


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    lines = (json.dumps(row, ensure_ascii=False) for row in ROWS)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_statement_of_two_rows_is_one_echo_that_leads_to_both(run: Run, rows: Path) -> None:
    (group,) = run("echoes", rows, "--json").objects
    assert set(group) == {"score", "quotes"}
    assert 0.6 < group["score"] <= 1.0
    first, second = group["quotes"]
    assert [first["path"], second["path"]] == [f"{rows}#1", f"{rows}#2"]
    assert [first["published"], second["published"]] == ["2024-03-05", "2024-03-06"]
    assert first["speaker"] == second["speaker"] == "Ratna Wulandari"
    assert DREDGING in second["text"]
    for quote in (first, second):
        shown = run("show", quote["article"][:12], "--library", rows, "--json")
        text = shown.objects[0]["text"]
        assert text[quote["start"] : quote["end"]] == quote["text"]


def test_a_row_that_comes_twice_does_not_echo_itself(run: Run, rows: Path) -> None:
    rows.write_text(rows.read_text(encoding="utf-8") * 2, encoding="utf-8")
    (group,) = run("echoes", rows, "--json").objects
    assert len(group["quotes"]) == 2
    people = run("people", rows, "--json").objects
    assert {person["name"]: person["quotes"] for person in people} == {
        "Ratna Wulandari": 3,
        "Budi Hartawan": 1,
    }


def test_people_are_joined_over_rows_with_their_names_and_days(run: Run, rows: Path) -> None:
    first, second = run("people", rows, "--json").objects
    assert first["name"] == "Ratna Wulandari"
    assert first["aliases"] == ["Ratna"]
    assert (first["quotes"], first["articles"]) == (3, 2)
    assert (first["first"], first["last"]) == ("2024-03-05", "2024-03-06")
    assert (second["name"], second["articles"]) == ("Budi Hartawan", 1)


def test_without_echoes_it_says_so_and_that_is_no_failure(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(ROWS[0]) + "\n", encoding="utf-8")
    done = run("echoes", path, "--json")
    assert (done.status, done.out) == (0, "")
