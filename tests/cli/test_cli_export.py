"""`export`: what a person takes home."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def marked(run: Run, article: Path, seeds: Path) -> Path:
    """The article with a note and a bookmark on it; a sample is marked too."""
    run("note", article, "--quote", "1", "Bandingkan dengan data.", "--tag", "pesisir")
    run("bookmark", article, "--quote", "2")
    run("bookmark", min(seeds.iterdir()), "--tag", "lain")
    return article


def test_without_a_folder_all_is_printed(run: Run, marked: Path) -> None:
    done = run("export")
    assert done.status == 0
    for words in ("Kami ingin anak-anak", "Bandingkan dengan data.", "Bibit ini dari warga"):
        assert words in done.out
    assert run("export", "--to", "-").out == done.out


def test_a_note_is_printed_with_its_own_tabs_and_lines(run: Run, article: Path) -> None:
    run("note", article, "--quote", "1", "- satu\n\t- dua")
    assert "- satu\n\t- dua\n" in run("export").out


def test_into_a_folder_each_article_is_a_file(run: Run, marked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "taken home"
    done = run("export", "--to", folder)
    assert done.status == 0
    files = sorted(folder.glob("*.md"))
    assert len(files) == 2
    assert sorted(done.lines) == [str(file) for file in files]
    assert any("Bandingkan dengan data." in file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize("folder", ["", " "])
def test_an_empty_name_is_no_folder(
    run: Run, marked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    done = run("export", "--to", folder)
    assert (done.status, done.out) == (2, "")
    assert "--to is empty" in done.err
    assert list(here.iterdir()) == []


def test_exporting_again_writes_nothing(run: Run, marked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "home again"
    run("export", "--to", folder)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    done = run("export", "--to", folder)
    assert (done.status, done.out) == (0, "")
    assert "Nothing new" in done.err
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    assert after == before


def test_an_article_is_named_by_path_id_or_title(run: Run, marked: Path) -> None:
    uid = run("notes", "--json").objects[0]["article"]
    for wanted in (str(marked), uid, uid[:6], "seribu bakau"):
        out = run("export", wanted).out
        assert "Bandingkan dengan data." in out
        assert "Korpri" not in out


def test_an_article_that_is_gone_is_exported_all_the_same(run: Run, marked: Path) -> None:
    marked.unlink()
    assert "Bandingkan dengan data." in run("export", "seribu bakau").out


def test_only_one_tag(run: Run, marked: Path) -> None:
    for tag in ("pesisir", "#pesisir"):
        out = run("export", "--tag", tag).out
        assert "Bandingkan dengan data." in out
        assert "Bibit ini dari warga" not in out


def test_for_obsidian_passages_are_callouts(run: Run, marked: Path) -> None:
    assert "> [!" in run("export", "--style", "obsidian").out
    assert "> [!" not in run("export").out


def test_nothing_to_export_is_said(run: Run, article: Path, tmp_path: Path) -> None:
    for words in ([], [article], ["--to", tmp_path / "nowhere"]):
        done = run("export", *words)
        assert (done.status, done.out) == (1, "")
        assert "mark something first" in done.err
        assert done.err.count("\n") == 1
    assert not (tmp_path / "nowhere").exists()


def test_no_folder_is_made_where_its_disk_is_not(run: Run, marked: Path, tmp_path: Path) -> None:
    done = run("export", "--to", tmp_path / "usb" / "notes")
    assert done.status == 1
    assert str(tmp_path / "usb") in done.err
    assert not (tmp_path / "usb").exists()


def test_an_article_that_nobody_knows_is_refused(run: Run, marked: Path) -> None:
    done = run("export", "tidak ada judul begitu")
    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") == 1


def test_json_says_what_was_written(run: Run, marked: Path, tmp_path: Path) -> None:
    (first,) = run("export", "--to", tmp_path / "md", "--json").objects
    assert len(first["written"]) == 2
    (second,) = run("export", "--to", tmp_path / "md", "--json").objects
    assert (second["written"], sorted(second["unchanged"])) == ([], sorted(first["written"]))
