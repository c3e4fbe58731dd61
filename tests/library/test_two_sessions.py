"""Two sessions on one library: the work is done once, and nobody is held up."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library import Library, Progress
from reader.library.turn import turn

Open = Callable[..., Library]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "k.sqlite"


def test_only_one_has_the_turn(place: Path) -> None:
    with turn(place) as first, turn(place) as second:
        assert (first, second) == (True, False)
    with turn(place) as third:
        assert third


def test_the_turn_ends_with_the_process_that_has_it(place: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from reader.library.turn import turn\n"
        "with turn(Path(sys.argv[1])) as ours:\n"
        "    print(ours, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(place)], stdout=subprocess.PIPE)
    assert done.stdout == b"True\n"
    with turn(place) as ours:
        assert ours


def test_where_there_can_be_no_lock_everybody_goes_on(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    with turn(tmp_path / "berkas" / "k.sqlite") as ours:
        assert ours


def test_a_glance_does_not_wait_for_another_that_reads(
    folder: Path, open_library: Open, place: Path
) -> None:
    library = open_library(folder, catalog=place)
    with turn(place):
        assert not library.glance()
        assert list(library.rows()) == []
        assert list(library.quotes()) == []
    assert library.glance()
    assert len(list(library.rows())) == 3


def test_a_scan_waits_for_another_that_reads_and_reads_nothing_twice(
    folder: Path, open_library: Open, place: Path, readings_made: list[str]
) -> None:
    waits = threading.Event()
    library, other = open_library(folder, catalog=place), open_library(folder, catalog=place)
    first = True

    def tell(_: Progress) -> None:
        nonlocal first
        if first:  # the other comes while this one is in the middle of it
            first = False
            following.start()
            assert waits.wait(30)

    def stop() -> bool:
        waits.set()
        return False

    following = threading.Thread(target=lambda: other.scan(stop=stop))
    library.scan(tell)
    following.join(30)
    assert sorted(readings_made) == ["a.txt", "b.md", "c.txt"]
    assert list(other.rows()) == list(library.rows())
    assert not other.changed()


def test_a_scan_that_waits_can_be_stopped(folder: Path, open_library: Open, place: Path) -> None:
    library = open_library(folder, catalog=place)
    with turn(place):
        library.scan(stop=lambda: True)
        assert list(library.rows()) == []
    assert library.changed()


def test_one_that_has_the_turn_and_does_nothing_is_not_waited_for_long(
    folder: Path, open_library: Open, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.lookout.PATIENCE", 0.01)
    library = open_library(folder, catalog=place)
    with turn(place):  # as a reader that was suspended has it
        library.scan()
    assert len(list(library.rows())) == 3


def test_what_one_session_reads_the_other_sees(
    folder: Path, open_library: Open, place: Path
) -> None:
    library, other = open_library(folder, catalog=place), open_library(folder, catalog=place)
    library.scan()
    other.scan()
    version = other.version
    (folder / "d.txt").write_text("Baru masuk.", "utf-8")
    library.scan()
    assert other.version > version
    assert len(other.view()) == 4
    assert not other.changed()
