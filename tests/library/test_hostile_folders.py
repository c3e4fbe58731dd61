"""Folders as they come: everything is listed, nothing hangs, nothing is followed outside."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReaderError
from reader.library import Library, Row, scanning
from reader.library.folder import shown
from reader.library.sources import LARGEST

Open = Callable[..., Library]


def known(library: Library) -> tuple[Row, ...]:
    """What the catalog has."""
    return tuple(library.rows())


def scanned(library: Library, *how: Any, **further: Any) -> tuple[Row, ...]:
    """What a library has after a look at the disk."""
    library.scan(*how, **further)
    return tuple(library.rows())


def story(title: str) -> str:
    return f'{title}\n\n"Semua berjalan baik," kata Budi Santoso.\n'


def by_name(library: Library) -> dict[str, Row]:
    return {Path(row.path).name: row for row in scanned(library)}


def test_files_of_known_kinds_are_listed_and_others_passed_over(
    folder: Path, open_library: Open
) -> None:
    (folder / "foto.jpg").write_bytes(b"\xff\xd8")
    (folder / "Makefile").write_text("all:")
    (folder / ".rahasia.txt").write_text("x")
    (folder / ".git").mkdir()
    (folder / ".git" / "d.txt").write_text("x")
    (folder / "KAPITAL.TXT").write_text(story("Huruf besar"), "utf-8")
    assert sorted(by_name(open_library(folder))) == ["KAPITAL.TXT", "a.txt", "b.md", "c.txt"]


def test_rows_are_called_as_the_root_was_typed(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    assert {row.path for row in scanned(open_library("arsip"))} == {
        "arsip/a.txt",
        "arsip/b.md",
        "arsip/2022/c.txt",
    }


def test_a_root_may_be_one_file_of_any_name(tmp_path: Path, open_library: Open) -> None:
    path = tmp_path / "catatan"
    path.write_text(story("Tanpa akhiran"), "utf-8")
    (row,) = scanned(open_library(path))
    assert (row.path, row.error) == (str(path), None)


def test_roots_inside_each_other_list_each_file_once(folder: Path, open_library: Open) -> None:
    library = open_library(folder, folder / "2022", folder / "a.txt", folder)
    assert len(scanned(library)) == 3


def test_a_root_that_is_not_there_is_said_so_with_what_to_do(open_library: Open) -> None:
    with pytest.raises(ReaderError, match=r"No such file or folder: tidak/ada\. Check the name"):
        open_library("tidak/ada")
    with pytest.raises(ReaderError, match="No such file or folder"):
        open_library("")
    with pytest.raises(ReaderError, match="No such file or folder"):
        open_library("nol\0byte")
    with pytest.raises(ReaderError, match="give a folder"):
        Library([])


def test_a_folder_without_articles_has_no_rows(tmp_path: Path, open_library: Open) -> None:
    (tmp_path / "kosong").mkdir()
    assert scanned(open_library(tmp_path / "kosong")) == ()


def test_pipes_sockets_and_devices_are_listed_and_never_opened(
    folder: Path, open_library: Open
) -> None:
    os.mkfifo(folder / "pipa.txt")
    (folder / "nol.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(folder)  # the name of a socket may have 108 bytes at most
        try:
            listener.bind("soket.txt")
        finally:
            os.chdir(here)
        rows = by_name(open_library(folder))
    assert rows["pipa.txt"].error == "This is a named pipe, not a file: it was not opened."
    assert rows["soket.txt"].error == "This is a socket, not a file: it was not opened."
    assert "out of the library" in (rows["nol.txt"].error or "")
    assert rows["a.txt"].error is None


def test_a_file_that_becomes_a_pipe_before_it_is_read_does_not_hang(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library(folder)
    compare = scanning.compare

    def seen_then_replaced(*given: Any) -> bool:
        done = compare(*given)
        (folder / "a.txt").unlink()
        os.mkfifo(folder / "a.txt")
        return done

    monkeypatch.setattr(scanning, "compare", seen_then_replaced)
    assert "named pipe" in (by_name(library)["a.txt"].error or "")


def test_a_file_too_large_for_an_article_is_listed_and_not_read(
    folder: Path, open_library: Open
) -> None:
    with (folder / "besar.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    row = by_name(open_library(folder))["besar.txt"]
    assert (row.id, row.words) == ("", 0)
    assert "32 MiB" in (row.error or "")


def test_a_file_that_may_not_be_read_is_listed_and_read_once_it_may(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = os.open

    def refusing(path: str, *rest: int) -> int:
        if str(path).endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        return opening(path, *rest)

    library = open_library(folder)
    with monkeypatch.context() as patch:
        patch.setattr("os.open", refusing)
        row = by_name(library)["a.txt"]
        assert row.error == "Permission denied: ask its owner, or change its permissions."
    assert by_name(library)["a.txt"].error is None


def test_a_folder_that_may_not_be_listed_is_a_row_and_its_articles_come_back(
    folder: Path,
    open_library: Open,
    monkeypatch: pytest.MonkeyPatch,
    readings_made: list[str],
) -> None:
    library = open_library(folder)
    library.scan()
    listing = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("2022"):
            raise PermissionError(13, "Permission denied")
        return listing(path)

    with monkeypatch.context() as patch:
        patch.setattr("os.scandir", refusing)
        rows = by_name(library)
        assert rows["2022"].error == "The folder cannot be read: permission denied."
        assert "c.txt" in rows
        assert not library.changed()
    assert library.changed()
    readings_made.clear()
    assert by_name(library)["c.txt"].error is None
    assert readings_made == []


def test_links_are_followed_to_files_below_the_root_only(
    folder: Path, tmp_path: Path, open_library: Open
) -> None:
    (tmp_path / "luar.txt").write_text(story("Di luar"), "utf-8")
    (folder / "keluar.txt").symlink_to(tmp_path / "luar.txt")
    (folder / "dalam.txt").symlink_to("a.txt")
    (folder / "putus.txt").symlink_to("tidak-ada.txt")
    (folder / "putar.txt").symlink_to("putar.txt")
    rows = by_name(open_library(folder))
    assert "out of the library" in (rows["keluar.txt"].error or "")
    assert rows["dalam.txt"].id == rows["a.txt"].id
    assert "nowhere" in (rows["putus.txt"].error or "")
    assert "circle" in (rows["putar.txt"].error or "")


def test_folders_that_link_in_circles_come_to_an_end(folder: Path, open_library: Open) -> None:
    (folder / "2022" / "naik").symlink_to("..")
    (folder / "diri").symlink_to(".")
    (folder / "luar").symlink_to("/")
    assert sorted(by_name(open_library(folder))) == ["a.txt", "b.md", "c.txt"]


def test_a_root_that_is_a_link_is_followed(folder: Path, open_library: Open) -> None:
    link = folder.parent / "tautan"
    link.symlink_to(folder)
    rows = scanned(open_library(link))
    assert {row.path for row in rows} >= {f"{link}/a.txt"}
    assert len(rows) == 3


NAMES = (
    b"baris\nbaru.txt",
    b"\x1b[31mmerah.txt",
    b"bukan\xffutf8.txt",
    "kebalik\u202etxt.txt".encode(),
    b"garis\\n.txt",
    b"100% [bold]tebal[b].txt",
)


def test_strange_names_are_shown_safely_and_open(folder: Path, open_library: Open) -> None:
    for name in NAMES:
        path = folder / os.fsdecode(name)
        path.write_text(story(f"Nama ke-{NAMES.index(name)}"), "utf-8")
    library = open_library(folder)
    rows = scanned(library)
    assert len({row.path for row in rows}) == 3 + len(NAMES)
    for row in rows:
        assert row.path.isprintable()
        row.path.encode()
        assert library.article(row).id == row.id
        assert library.find(row.path) == row
    again = open_library(folder)
    assert known(again) == rows
    assert all(again.article(row).id == row.id for row in rows)


def test_no_two_names_are_shown_alike() -> None:
    names = ("a\nb", "a\\nb", "a\\\nb", "a\udcffb", "a\\xffb", "a\u202eb", "a\\u202eb")
    assert len({shown(name) for name in names}) == len(names)
    assert all(shown(name).isprintable() for name in names)


def test_a_folder_called_like_a_text_is_a_folder(folder: Path, open_library: Open) -> None:
    (folder / "arsip.txt").mkdir()
    (folder / "arsip.txt" / "d.txt").write_text(story("Di dalam"), "utf-8")
    assert "d.txt" in by_name(open_library(folder))


def test_a_deep_tree_is_walked(tmp_path: Path, open_library: Open) -> None:
    deep = tmp_path / "akar"
    for _ in range(60):
        deep /= "dalam"
    deep.mkdir(parents=True)
    (deep / "e.txt").write_text(story("Paling dalam"), "utf-8")
    assert list(by_name(open_library(tmp_path / "akar"))) == ["e.txt"]
