"""The catalog can be lost, broken or shut away: the library is read all the same."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library import Library, Row
from reader.library import catalog as catalogs
from reader.library.row import Reading

Open = Callable[..., Library]


def known(library: Library) -> tuple[Row, ...]:
    """What the catalog has."""
    return tuple(library.rows())


def scanned(library: Library, *how: Any, **further: Any) -> tuple[Row, ...]:
    """What a library has after a look at the disk."""
    library.scan(*how, **further)
    return tuple(library.rows())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "katalog" / "k.sqlite"


def quotes(library: Library) -> int:
    return sum(len(said) for _, said in library.quotes())


@pytest.mark.parametrize("how", ["empty", "noise", "half", "null", "foreign", "other engine"])
def test_a_catalog_of_no_use_is_made_anew(
    folder: Path, open_library: Open, place: Path, how: str, readings_made: list[str]
) -> None:
    rows = scanned(open_library(folder, catalog=place))
    whole = place.read_bytes()
    match how:
        case "empty":
            place.write_bytes(b"")
        case "noise":
            place.write_bytes(os.urandom(5000))
        case "half":
            place.write_bytes(whole[: len(whole) // 2])
        case "null":
            place.write_bytes(b"\0" * len(whole))
        case "foreign":
            place.unlink()
            with closing(sqlite3.connect(place)) as db, db:
                db.execute("create table article (x)")
                db.execute("create table meta (engine)")
        case "other engine":
            with closing(sqlite3.connect(place)) as db, db:
                db.execute("update meta set value = 'older' where name = 'engine'")
    library = open_library(folder, catalog=place)
    assert known(library) == ()
    assert scanned(library) == rows
    assert quotes(library) == 3
    readings_made.clear()
    assert scanned(open_library(folder, catalog=place)) == rows
    assert readings_made == []


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(at=st.floats(0, 1), junk=st.binary(min_size=1, max_size=64))
def test_bytes_overwritten_anywhere_never_stop_the_reader(
    folder: Path, open_library: Open, tmp_path: Path, at: float, junk: bytes
) -> None:
    place = tmp_path / "k.sqlite"
    place.unlink(missing_ok=True)
    expected = len(scanned(open_library(folder, catalog=place)))
    with place.open("r+b") as file:
        file.seek(int(at * place.stat().st_size))
        file.write(junk)
    library = open_library(folder, catalog=place)
    known(library)
    assert len(scanned(library)) == expected
    list(library.quotes())


def test_values_of_another_type_are_not_let_through(
    folder: Path, open_library: Open, place: Path
) -> None:
    open_library(folder, catalog=place).scan()
    with closing(sqlite3.connect(place)) as db, db:
        db.execute("update article set title = x'41', published = 20221129, id = null, words = 'x'")
        db.execute("update quote set start = 'x', speaker = 7, attribution = null")
    library = open_library(folder, catalog=place)
    for row in known(library):
        assert (row.id, row.title, row.published, row.words) == ("", "A", "20221129", 0)
    assert {one.speaker for _, said in library.quotes() for one in said} == {"7"}


def test_a_catalog_deleted_while_it_is_in_use_costs_nothing(
    folder: Path, open_library: Open, place: Path
) -> None:
    library = open_library(folder, catalog=place)
    rows = scanned(library)
    place.unlink()
    assert quotes(library) == 3
    assert scanned(library) == rows


def test_a_row_of_a_catalog_that_was_made_anew_since_opens_its_own_article(
    folder: Path, open_library: Open, place: Path
) -> None:
    library = open_library(folder, catalog=place)
    rows = scanned(library)
    (folder / "0.txt").write_text("Berita lain.", "utf-8")  # takes the first key of all
    place.unlink()
    library.scan()
    for row in rows:
        assert library.article(row).id == row.id


def test_a_catalog_that_breaks_while_it_is_in_use_costs_nothing(
    folder: Path, open_library: Open, place: Path
) -> None:
    library = open_library(folder, catalog=place)
    rows = scanned(library)
    place.write_bytes(b"rusak" * 2000)
    assert quotes(library) == 3
    assert scanned(library) == rows


def test_a_place_that_cannot_be_written_is_done_without(
    folder: Path, open_library: Open, tmp_path: Path
) -> None:
    (tmp_path / "berkas").write_text("")
    for place in (tmp_path / "berkas" / "k.sqlite", tmp_path, Path("/proc/k.sqlite")):
        library = open_library(folder, catalog=place)
        assert len(scanned(library)) == 3
        assert quotes(library) == 3
        assert library.catalog.trouble is not None


def test_a_full_disk_is_done_without(
    folder: Path, open_library: Open, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogs, "WAIT", 0.05)
    connect = sqlite3.connect

    def small(*given: object, **named: object) -> sqlite3.Connection:
        db = connect(*given, **named)  # type: ignore[call-overload]  # handed on as they came
        if given[0] != ":memory:":
            db.execute("pragma max_page_count = 5")
        return db

    monkeypatch.setattr(sqlite3, "connect", small)
    library = open_library(folder, catalog=place)
    assert len(scanned(library)) == 3
    assert quotes(library) == 3
    assert "full" in (library.catalog.trouble or "")


def test_a_disk_that_is_full_in_the_middle_costs_nothing_that_was_read(
    folder: Path,
    open_library: Open,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    readings_made: list[str],
) -> None:
    monkeypatch.setattr("reader.library.writer.PATIENCE", 0.0)
    for n in range(40):
        (folder / f"n{n:02}.txt").write_text(f"Berita {n}\n\n{'Panjang sekali. ' * 200}", "utf-8")
    connect, opened = sqlite3.connect, []

    def noted(*given: object, **named: object) -> sqlite3.Connection:
        db = connect(*given, **named)  # type: ignore[call-overload]  # handed on as they came
        if given[0] == place:
            opened.append(db)
        return db

    def stop() -> bool:
        if len(readings_made) == 10:
            for db in opened:
                (pages,) = db.execute("pragma page_count").fetchone()
                db.execute(f"pragma max_page_count = {pages}")
        return False

    monkeypatch.setattr(sqlite3, "connect", noted)
    library = open_library(folder, catalog=place)
    assert len(scanned(library, stop=stop)) == 43
    assert "full" in (library.catalog.trouble or "")
    assert len(set(readings_made)) == 43
    assert len(readings_made) < 50
    (folder / "n00.txt").unlink()
    assert len(scanned(library)) == 42


def test_what_is_read_without_a_disk_can_be_asked_for_from_any_thread(
    folder: Path, open_library: Open
) -> None:
    library = open_library(folder, catalog=Path("/proc/k.sqlite"))
    found: list[int] = []

    def ask() -> None:
        found.extend(len(library.view().rows(0, 10)) for _ in range(50))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        library.scan()
    for thread in threads:
        thread.join(60)
    assert len(found) == 150
    assert len(library.view()) == 3


def test_what_fails_in_one_thread_is_told_to_that_thread() -> None:
    catalog = catalogs.Catalog(None)
    asked = threading.Event()

    def write() -> None:
        with catalog.writing() as db:
            while not asked.is_set():
                db.execute("select value from meta").fetchall()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(20_000):
            with (
                pytest.raises(sqlite3.OperationalError, match=r"no such table: temp\.absent"),
                catalog.reading() as db,
            ):
                db.execute("select * from temp.absent")
    finally:
        asked.set()
        writer.join(60)


def test_the_same_of_a_catalog_on_the_disk(folder: Path, open_library: Open, place: Path) -> None:
    library = open_library(folder, catalog=place)
    library.scan()
    versions: list[int] = []

    def ask() -> None:
        for _ in range(100):
            versions.append(library.version)
            assert len(library.view().rows(0, 10)) >= 3

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for n in range(5):
        (folder / f"baru{n}.txt").write_text(f"Baru {n}.", "utf-8")
        library.scan()
    for thread in threads:
        thread.join(60)
    assert len(versions) == 600
    assert library.catalog.trouble is None
    assert len(library.view()) == 8


def test_a_catalog_that_another_process_holds_is_done_without(
    folder: Path, open_library: Open, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogs, "WAIT", 0.05)
    rows = scanned(open_library(folder, catalog=place))
    (folder / "d.txt").write_text("Baru masuk.", "utf-8")
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("begin exclusive")
        library = open_library(folder, catalog=place)
        assert len(scanned(library)) == len(rows) + 1
        assert place.exists()
    assert len(scanned(open_library(folder, catalog=place))) == len(rows) + 1


def test_a_disk_that_fails_is_done_without(
    folder: Path, open_library: Open, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*given: object, **named: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", failing)
    library = open_library(folder, catalog=place)
    assert len(scanned(library)) == 3
    assert "Read-only" in (library.catalog.trouble or "")


def test_two_processes_may_scan_at_once(folder: Path, home: Path) -> None:
    for n in range(60):
        (folder / f"n{n}.txt").write_text(f'Berita {n}\n\n"Ya, {n}," kata Siti.\n', "utf-8")
    program = (
        "import sys; from reader.library import Library; l = Library(sys.argv[1:]);"
        "l.scan(); print(len(l.view()), sum(len(s) for _, s in l.quotes()), l.catalog.trouble)"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    assert [one.communicate(timeout=60) for one in running] == [("63 63 None\n", "")] * 3


def test_a_reader_killed_in_the_middle_leaves_a_catalog_that_works(
    folder: Path, open_library: Open, home: Path
) -> None:
    program = (
        "import os, signal, sys; from reader.library import Library, writer;"
        "writer.PATIENCE = 0; l = Library(sys.argv[1:]);"
        "l.scan(stop=lambda: len(l.view()) == 2 and os.kill(os.getpid(), signal.SIGKILL))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(folder)], timeout=60)
    assert done.returncode == -9
    library = open_library(folder)
    known(library)
    assert len(scanned(library)) == 3
    assert library.catalog.trouble is None


def test_catalogs_of_libraries_not_opened_for_long_are_cleared_away(
    folder: Path, open_library: Open, home: Path
) -> None:
    catalogs_folder = home / "cache" / "catalogs"
    catalogs_folder.mkdir(parents=True)
    old, recent = catalogs_folder / "lama.sqlite", catalogs_folder / "baru.sqlite"
    beside = catalogs_folder / "lama.sqlite-wal"
    for path in (old, recent, beside):
        path.write_bytes(b"")
    os.utime(old, (0, 0))
    open_library(folder).scan()
    assert recent.exists()
    assert not old.exists()
    assert not beside.exists()


def test_what_an_earlier_version_made_goes_unless_it_is_open(
    folder: Path, open_library: Open, home: Path
) -> None:
    open_library(folder).scan()
    (mine,) = (home / "cache" / "catalogs").glob("*.sqlite")
    library = mine.name.partition("-")[0]
    closed, open_still = (mine.with_name(f"{library}-{name}.sqlite") for name in ("lama", "tua"))
    another = mine.with_name("lain-lama.sqlite")
    for path in (closed, open_still, another):
        shutil.copy(mine, path)
    with closing(sqlite3.connect(open_still)) as reading:
        assert reading.execute("select count(*) from article").fetchone() == (3,)
        for ending in ("", "-wal", "-shm"):
            Path(f"{mine}{ending}").unlink(missing_ok=True)
        open_library(folder).scan()
        left = {path.name for path in mine.parent.glob("*.sqlite")}
    assert left == {mine.name, open_still.name, another.name}


def test_a_library_that_is_opened_again_and_again_keeps_its_catalog(
    folder: Path, open_library: Open, place: Path
) -> None:
    open_library(folder, catalog=place).scan()
    os.utime(place, (0, 0))
    known(open_library(folder, catalog=place))
    catalogs.clear_away(place.with_name("baru.sqlite"))
    assert place.exists()


def test_an_interrupted_file_is_not_taken_for_a_whole_one(
    folder: Path, open_library: Open, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.library import reading

    real = reading.readings

    def interrupted(path: str) -> Iterator[Reading]:
        yield from real(path)
        if path.endswith("b.md"):
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("reader.library.writer.PATIENCE", 0.0)
        patch.setattr(reading, "readings", interrupted)
        with pytest.raises(KeyboardInterrupt):
            open_library(folder, catalog=place).scan()
    names = {Path(row.path).name for row in known(open_library(folder, catalog=place))}
    assert "b.md" not in names
    assert names
    assert len(scanned(open_library(folder, catalog=place))) == 3
