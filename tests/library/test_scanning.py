"""A library is read once; after that only what changed is."""

import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReaderError
from reader.library import Library, Progress, Row, reading, scanning, workers
from reader.library.row import Reading
from reader.library.writer import Writer

Open = Callable[..., Library]


def known(library: Library) -> tuple[Row, ...]:
    """What the catalog has."""
    return tuple(library.rows())


def scanned(library: Library, *how: Any, **further: Any) -> tuple[Row, ...]:
    """What a library has after a look at the disk."""
    library.scan(*how, **further)
    return tuple(library.rows())


def titles(rows: tuple[Row, ...]) -> set[str]:
    return {Path(row.path).name for row in rows}


def write(path: Path, words: str) -> None:
    """Write so that the time differs from before, whatever the disk's clock."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(f'{words}\n\n"Sudah selesai," kata Budi Santoso.\n', "utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


def test_a_second_start_reads_nothing(
    folder: Path, open_library: Open, readings_made: list[str]
) -> None:
    first = scanned(open_library(folder))
    assert sorted(readings_made) == ["a.txt", "b.md", "c.txt"]
    readings_made.clear()
    again = open_library(folder)
    assert known(again) == first
    assert scanned(again) == first
    assert dict(again.quotes()) == dict(open_library(folder).quotes())
    assert readings_made == []


@pytest.mark.parametrize("typed", ["arsip", "arsip/", "./arsip", "../{0}/arsip", "arsip/2022/.."])
def test_rows_are_called_the_same_from_the_catalog_as_from_the_disk(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.chdir(folder.parent)
    typed = typed.format(folder.parent.name)
    rows = scanned(open_library(typed))
    library = open_library(typed)
    assert known(library) == rows
    assert all(row.path.startswith(typed) and Path(row.path).is_file() for row in rows)
    monkeypatch.chdir(folder)
    here = open_library(".")
    assert known(here) == scanned(here)
    assert titles(here.rows()) == {"a.txt", "b.md", "c.txt"}


def test_nothing_is_known_of_a_new_library(folder: Path, open_library: Open) -> None:
    assert known(open_library(folder)) == ()


def test_only_what_changed_is_read(
    folder: Path, open_library: Open, readings_made: list[str]
) -> None:
    open_library(folder).scan()
    readings_made.clear()
    write(folder / "a.txt", "Loket pajak ditutup")
    write(folder / "d.txt", "Baru masuk")
    (folder / "b.md").unlink()
    library = open_library(folder)
    assert titles(scanned(library)) == {"a.txt", "c.txt", "d.txt"}
    assert sorted(readings_made) == ["a.txt", "d.txt"]
    assert library.article(library.find("a.txt")).text.startswith("Loket pajak ditutup")
    assert titles(known(open_library(folder))) == {"a.txt", "c.txt", "d.txt"}


def test_a_renamed_file_keeps_its_identity(folder: Path, open_library: Open) -> None:
    library = open_library(folder)
    library.scan()
    before = library.find("a.txt").id
    (folder / "a.txt").rename(folder / "2022" / "z.txt")
    library.scan()
    assert library.find("z.txt").id == before
    with pytest.raises(ReaderError, match=r"No article “a\.txt”"):
        library.find("a.txt")


def test_a_file_that_is_gone_is_said_to_be(folder: Path, open_library: Open) -> None:
    library = open_library(folder)
    row = next(row for row in scanned(library) if row.path.endswith("a.txt"))
    (folder / "a.txt").unlink()
    with pytest.raises(ReaderError, match="gone"):
        library.article(row)
    library.scan()
    with pytest.raises(ReaderError, match="no longer in the library"):
        library.article(row)


def test_a_file_that_vanishes_before_it_is_read_is_no_row(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library(folder)
    compare = scanning.compare

    def seen_then_gone(*given: Any) -> bool:
        done = compare(*given)
        (folder / "a.txt").unlink()
        return done

    monkeypatch.setattr(scanning, "compare", seen_then_gone)
    assert titles(scanned(library)) == {"b.md", "c.txt"}


def test_a_file_written_while_it_is_read_is_read_again(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library(folder)
    compare = scanning.compare

    def seen_then_changed(*given: Any) -> bool:
        done = compare(*given)
        write(folder / "a.txt", "Sedang ditulis")
        return done

    monkeypatch.setattr(scanning, "compare", seen_then_changed)
    library.scan()
    monkeypatch.undo()
    write(folder / "a.txt", "Selesai ditulis")
    assert library.changed()
    library.scan()
    row = library.find("a.txt")
    assert library.article(row).text.startswith("Selesai")
    assert library.article(row).id == row.id


def test_progress_counts_from_nothing_to_all(folder: Path, open_library: Open) -> None:
    told: list[Progress] = []
    library = open_library(folder)
    scanned(library, told.append)
    assert (told[0], told[-1]) == (Progress(0, 3), Progress(3, 3))
    assert [one.done for one in told] == sorted(one.done for one in told)
    told.clear()
    scanned(library, told.append)
    assert told == []


def test_what_was_read_before_a_stop_is_shown_and_not_read_again(
    folder: Path, open_library: Open, readings_made: list[str]
) -> None:
    library = open_library(folder)
    rows = scanned(library, stop=lambda: len(readings_made) >= 2)
    assert 1 <= len(rows) <= 2
    assert library.changed()
    done = titles(rows)
    readings_made.clear()
    assert len(scanned(open_library(folder))) == 3
    assert done.isdisjoint(readings_made)


def test_a_stop_before_anything_was_seen_forgets_nothing(folder: Path, open_library: Open) -> None:
    rows = scanned(open_library(folder))
    library = open_library(folder)
    assert scanned(library, stop=lambda: True) == rows
    assert known(open_library(folder)) == rows


def test_rows_can_be_seen_while_the_scan_goes_on(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.writer.PATIENCE", 0.0)
    library = open_library(folder)
    seen: list[int] = []

    def stop() -> bool:
        seen.append(len(known(library)))
        return False

    scanned(library, stop=stop)
    assert set(seen) >= {0, 1, 2}


def rows_file(path: Path, rows: Iterable[int]) -> Path:
    path.write_text("".join(f'{{"text": "Berita {n}."}}\n' for n in rows), "utf-8")
    return path


@pytest.fixture
def pieces_made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the rows that were read, of files that come piece by piece."""
    monkeypatch.setattr("reader.library.scanning.PASSED", 0)
    monkeypatch.setattr(workers.read_files, "__kwdefaults__", {"many": 1_000_000})
    made: list[int] = []
    real = reading.read

    def read(task: Any) -> Iterator[Reading]:
        if not isinstance(task, str):
            made.append(task.found.number)
        return real(task)

    monkeypatch.setattr(reading, "read", read)
    return made


def test_a_long_file_of_rows_is_left_in_the_middle_and_gone_on_with_there(
    tmp_path: Path, open_library: Open, pieces_made: list[int]
) -> None:
    rows_file(tmp_path / "panen.jsonl", range(200))
    first = scanned(open_library(tmp_path), stop=lambda: len(pieces_made) >= 50)
    assert 0 < len(first) < 200
    library = open_library(tmp_path)
    rows = scanned(library)
    assert len(rows) == 200
    assert sorted(pieces_made) == list(range(1, 201))
    assert [library.article(row).text for row in rows[::50]] == [
        f"Berita {n}." for n in (0, 50, 100, 150)
    ]


def test_a_long_file_that_changed_meanwhile_is_begun_anew(
    tmp_path: Path, open_library: Open, pieces_made: list[int]
) -> None:
    path = rows_file(tmp_path / "panen.jsonl", range(200))
    scanned(open_library(tmp_path), stop=lambda: len(pieces_made) >= 50)
    rows_file(path, range(1000, 1020))
    library = open_library(tmp_path)
    rows = scanned(library)
    assert [library.article(row).text for row in rows] == [
        f"Berita {n}." for n in range(1000, 1020)
    ]


def test_rows_that_were_written_behind_the_last_that_is_known_are_read_once(
    tmp_path: Path, open_library: Open, pieces_made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows_file(tmp_path / "panen.jsonl", range(100))
    with monkeypatch.context() as patch:
        patch.setattr(Writer, "reach", lambda *_: None)  # killed before it could be noted
        scanned(open_library(tmp_path), stop=lambda: len(pieces_made) >= 50)
    assert len(scanned(open_library(tmp_path))) == 100


def test_a_long_packed_file_that_breaks_off_gives_what_it_has_and_says_so(
    tmp_path: Path, open_library: Open, pieces_made: list[int]
) -> None:
    whole = gzip.compress(rows_file(tmp_path / "panen.jsonl", range(5000)).read_bytes())
    (tmp_path / "panen.jsonl").unlink()
    (tmp_path / "panen.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    rows = scanned(open_library(tmp_path))
    faults = [row for row in rows if row.error]
    assert len(rows) > 1000
    assert [row.error for row in faults] == ["The file is not a whole gzip file: fetch it again."]


def test_progress_grows_with_the_rows_of_a_long_file(
    tmp_path: Path, open_library: Open, pieces_made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.scanning.EVERY", 0.0)
    monkeypatch.setattr("reader.library.scanning.A_ROW", 30)
    path = rows_file(tmp_path / "panen.jsonl", range(2000))
    told: list[Progress] = []
    open_library(path).scan(told.append)
    done = [one.done for one in told]
    assert done == sorted(done)
    assert len(set(done)) > 5
    assert (done[0], done[-1]) == (0, told[-1].total)
    assert len({one.total for one in told}) == 1


def test_a_change_is_noticed_and_quiet_is_kept(folder: Path, open_library: Open) -> None:
    library = open_library(folder)
    assert library.changed()
    library.scan()
    assert not library.changed()

    write(folder / "2022" / "baru.txt", "Baru")
    assert library.changed()
    library.scan()
    assert not library.changed()

    write(folder / "a.txt", "Ditulis ulang")
    assert library.changed()
    library.scan()

    (folder / "b.md").rename(folder / "e.md")
    assert library.changed()
    library.scan()

    (folder / "e.md").unlink()
    assert library.changed()
    library.scan()
    assert not library.changed()


def test_what_is_being_read_is_no_news(folder: Path, open_library: Open) -> None:
    library = open_library(folder)
    told: list[bool] = []
    scanned(library, lambda _: told.append(library.changed()))
    assert told
    assert not any(told)


def test_what_is_no_article_is_no_change(folder: Path, open_library: Open) -> None:
    library = open_library(folder)
    library.scan()
    (folder / ".a.txt.swp").write_text("x")
    (folder / "unduhan.part").write_text("x")
    assert not library.changed()


def test_a_file_in_a_folder_changed_a_moment_ago_is_noticed_though_the_clock_stands(
    folder: Path, open_library: Open
) -> None:
    library = open_library(folder)
    library.scan()
    times = (folder.stat().st_atime_ns, folder.stat().st_mtime_ns)
    write(folder / "f.txt", "Dalam detik yang sama")
    os.utime(folder, ns=times)
    assert library.changed()


def test_what_could_not_be_read_is_noticed_once_it_can(folder: Path, open_library: Open) -> None:
    os.mkfifo(folder / "pipa.txt")
    with (folder / "besar.txt").open("wb") as file:
        file.truncate(33 << 20)
    library = open_library(folder)
    library.scan()
    assert not library.changed()

    (folder / "pipa.txt").unlink()
    write(folder / "pipa.txt", "Kini berkas")
    assert library.changed()
    library.scan()
    assert not library.changed()

    write(folder / "besar.txt", "Kini kecil")
    assert library.changed()
    assert not [row for row in scanned(library) if row.error]


def test_a_new_folder_and_a_lost_library_are_noticed(folder: Path, open_library: Open) -> None:
    library = open_library(folder)
    library.scan()
    (folder / "2023").mkdir()
    assert library.changed()
    library.scan()
    folder.rename(folder.parent / "pindah")
    assert library.changed()
    rows = scanned(library)
    assert "The folder is gone: it was moved, renamed or removed." in [row.error for row in rows]
    assert len(rows) == 4  # a disk that is not there just now need not be read again
    (folder.parent / "pindah").rename(folder)
    assert library.changed()
    assert len(scanned(library)) == 3


def test_large_libraries_take_turns_and_miss_nothing(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.freshness.A_LOOK", 1)
    library = open_library(folder)
    library.scan()
    write(folder / "2022" / "c.txt", "Ditulis ulang")
    assert True in [library.changed() for _ in range(3)]


def test_quotes_say_who_said_what_and_where(folder: Path, open_library: Open) -> None:
    library = open_library(folder)
    for row, said in library.quotes():
        article = library.article(row)
        assert [(one.start, one.end, one.speaker) for one in said] == [
            (quote.start, quote.end, quote.speaker) for quote in article.quotes
        ]
        assert [article.text[one.start : one.end] for one in said] == [one.text for one in said]
    assert sum(len(said) for _, said in library.quotes()) == 3


def test_a_few_files_named_one_by_one_leave_no_catalog(
    folder: Path, open_library: Open, home: Path
) -> None:
    library = open_library(folder / "a.txt", folder / "b.md")
    assert len(scanned(library)) == 2
    assert len(list(library.quotes())) == 2
    assert not (home / "cache").exists()


def test_the_library_is_never_written_to(folder: Path, open_library: Open) -> None:
    def state() -> dict[str, tuple[int, int]]:
        paths = (folder, *folder.rglob("*"))
        return {str(p): (p.stat().st_mtime_ns, p.stat().st_size) for p in paths}

    before = state()
    library = open_library(folder)
    library.scan()
    library.changed()
    list(library.quotes())
    assert state() == before
