"""What changes while a library is open is seen, and only that is looked at again."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library import Library, scanning
from reader.library.folder import Folder, Walk
from reader.library.notices import Notices

Open = Callable[..., Library]

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells")


@pytest.fixture
def open_one(folder: Path, open_library: Open) -> Library:
    """A library that has been looked at, and listens."""
    library = open_library(folder)
    library.scan()
    assert not library.changed()
    return library


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the folders that a scan goes through."""
    names: list[str] = []
    look = Walk.look

    def noted(walk: Walk, place: bytes) -> Folder | None:
        folder = look(walk, place)
        names.append(Path(folder.path).name if folder else "?")
        return folder

    monkeypatch.setattr(Walk, "look", noted)
    return names


def overwrite(path: Path, words: str) -> None:
    """Write over a file in its place: the folder's time stays as it is."""
    with path.open("r+", encoding="utf-8") as file:
        file.write(words)


def files(library: Library) -> set[str]:
    return {Path(row.path).name for row in library.rows()}


@linux
def test_a_file_that_is_written_over_is_noticed_at_once_in_any_library(
    open_one: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.freshness.A_GLANCE", 0)
    overwrite(folder / "2022" / "c.txt", "Kabar baru sekali. ")
    assert open_one.changed()
    open_one.scan()
    assert open_one.article(open_one.find("c.txt")).text.startswith("Kabar baru sekali.")
    assert not open_one.changed()


def test_only_the_folders_in_which_something_differs_are_gone_through(
    open_one: Library, folder: Path, looked_at: list[str]
) -> None:
    (folder / "2022" / "d.txt").write_text("Baru masuk.", "utf-8")
    assert open_one.changed()
    open_one.scan()
    assert looked_at == ["2022"]
    assert files(open_one) == {"a.txt", "b.md", "c.txt", "d.txt"}
    assert not open_one.changed()


def test_a_new_folder_is_gone_through_with_all_below_it(
    open_one: Library, folder: Path, looked_at: list[str]
) -> None:
    (folder / "2023" / "01").mkdir(parents=True)
    (folder / "2023" / "01" / "e.txt").write_text("Baru masuk.", "utf-8")
    assert open_one.changed()
    open_one.scan()
    assert looked_at == ["arsip", "2023", "01"]
    assert "e.txt" in files(open_one)
    (folder / "2023" / "01" / "f.txt").write_text("Baru masuk lagi.", "utf-8")
    assert open_one.changed()
    open_one.scan()
    assert "f.txt" in files(open_one)


def test_a_folder_that_is_gone_takes_all_below_it_along(open_one: Library, folder: Path) -> None:
    (folder / "2022" / "01").mkdir()
    (folder / "2022" / "01" / "e.txt").write_text("Baru masuk.", "utf-8")
    open_one.scan()
    assert "e.txt" in files(open_one)
    (folder / "2022").rename(folder.parent / "pindah")
    assert open_one.changed()
    open_one.scan()
    assert files(open_one) == {"a.txt", "b.md"}
    assert not open_one.changed()


def test_a_folder_that_comes_to_another_place_is_read_there(
    open_one: Library, folder: Path
) -> None:
    before = {row.id for row in open_one.rows()}
    (folder / "2022").rename(folder / "lama")
    assert open_one.changed()
    open_one.scan()
    assert {row.id for row in open_one.rows()} == before
    assert any("/lama/c.txt" in row.path for row in open_one.rows())


def test_a_scan_that_was_not_told_of_changes_looks_everywhere(
    open_one: Library, looked_at: list[str]
) -> None:
    open_one.scan()
    assert sorted(looked_at) == ["2022", "arsip"]


def test_a_scan_that_was_stopped_is_followed_by_a_whole_one(
    open_one: Library, folder: Path, looked_at: list[str]
) -> None:
    (folder / "2022" / "d.txt").write_text("Baru masuk.", "utf-8")
    assert open_one.changed()
    open_one.scan(stop=lambda: True)
    assert open_one.changed()
    open_one.scan()
    assert "arsip" in looked_at
    assert "d.txt" in files(open_one)


@linux
def test_what_is_of_no_interest_is_not_heard(open_one: Library, folder: Path) -> None:
    (folder / "unduhan.part").write_text("x")
    (folder / ".a.txt.swp").write_text("x")
    (folder / "a.txt").read_text("utf-8")
    assert not open_one.changed()


@pytest.fixture
def notices(folder: Path) -> Iterator[Notices]:
    listening = Notices()
    listening.follow(b"0/", str(folder))
    yield listening
    listening.close()


@linux
def test_each_change_is_heard_once(notices: Notices, folder: Path) -> None:
    assert notices.heard() == set()
    overwrite(folder / "a.txt", "x")
    assert notices.heard() == {b"0/"}
    assert notices.heard() == set()
    (folder / "b.md").unlink()
    assert notices.heard() == {b"0/"}


@linux
def test_where_no_more_folders_can_be_listened_to_nothing_is_relied_on(
    notices: Notices, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not notices.deaf
    monkeypatch.setattr("reader.library.notices.MOST", 1)
    notices.follow(b"0/2022/", str(folder / "2022"))
    assert notices.deaf


@linux
def test_a_folder_that_cannot_be_listened_to_makes_it_deaf(notices: Notices, folder: Path) -> None:
    notices.follow(b"0/x/", str(folder / "tidak-ada"))
    assert notices.deaf


def test_without_a_system_that_tells_files_take_turns(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    monkeypatch.setattr("reader.library.freshness.A_LOOK", 1)
    library = open_library(folder)
    library.scan()
    library.changed()
    path = folder / "2022" / "c.txt"
    overwrite(path, "Kabar baru sekali. ")
    os.utime(path, ns=(path.stat().st_mtime_ns + 10**9,) * 2)
    assert True in [library.changed() for _ in range(4)]


def test_a_look_at_a_library_that_is_known_reads_nothing_and_lists_no_folder(
    open_one: Library, folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_ago = (folder.stat().st_mtime_ns - 10**10,) * 2
    for one in (folder, folder / "2022"):
        os.utime(one, ns=long_ago)
    open_one.scan()

    def refused(*_: object) -> None:
        raise AssertionError("there is nothing to be done")

    monkeypatch.setattr(scanning, "compare", refused)
    monkeypatch.setattr(os, "scandir", refused)
    library = open_library(folder)
    assert library.glance()
    assert files(library) == {"a.txt", "b.md", "c.txt"}


def test_a_glance_sees_a_file_that_is_new(
    open_one: Library, folder: Path, open_library: Open
) -> None:
    (folder / "d.txt").write_text("Baru masuk.", "utf-8")
    library = open_library(folder)
    assert library.glance()
    assert "d.txt" in files(library)


def test_a_glance_tries_again_what_could_not_be_read(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = os.open

    def refusing(path: str, *rest: int) -> int:
        if str(path).endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        return opening(path, *rest)

    with monkeypatch.context() as patch:
        patch.setattr("os.open", refusing)
        open_library(folder).scan()
    library = open_library(folder)
    assert library.glance()
    assert not [row for row in library.rows() if row.error]


def test_a_glance_goes_on_with_a_scan_that_was_stopped(
    folder: Path, open_library: Open, readings_made: list[str]
) -> None:
    library = open_library(folder)
    library.scan(stop=lambda: len(readings_made) >= 1)
    assert len(files(library)) < 3
    again = open_library(folder)
    assert again.glance()
    assert len(files(again)) == 3
