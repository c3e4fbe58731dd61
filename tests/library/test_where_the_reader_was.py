"""Positions, read marks and the last library outlive the process, and are cheap to lose."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library import State


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.sqlite"


def test_nothing_is_remembered_at_first(path: Path) -> None:
    state = State(path)
    assert state.position("a") is None
    assert not state.is_read("a")
    assert state.last_library() is None


def test_all_of_it_is_there_the_next_time(path: Path, tmp_path: Path) -> None:
    State(path).set_position("a", 120)
    State(path).set_position("a", 240)
    State(path).mark_read("a")
    State(path).mark_read("b")
    State(path).mark_read("b", False)
    State(path).set_last_library([str(tmp_path / "arsip"), str(tmp_path / "panen.jsonl")])
    state = State(path)
    assert state.position("a") == 240
    assert state.read_ids(["a", "b", "c"]) == {"a"}
    assert state.last_library() == (str(tmp_path / "arsip"), str(tmp_path / "panen.jsonl"))


def test_it_lies_in_the_state_folder(home: Path) -> None:
    State().mark_read("a")
    assert (home / "state" / "state.sqlite").exists()


def test_a_library_is_remembered_wherever_the_reader_is_started_next(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    State(path).set_last_library(["arsip"])
    monkeypatch.chdir("/")
    assert State(path).last_library() == (str(tmp_path / "arsip"),)


def test_a_library_whose_name_is_not_utf8_is_remembered(path: Path) -> None:
    State(path).set_last_library(["/arsip/\udcff"])
    assert State(path).last_library() == ("/arsip/\udcff",)


def test_a_damaged_state_is_set_aside_and_begun_anew(path: Path) -> None:
    State(path).mark_read("a")
    path.write_bytes(b"rusak" * 1000)
    (path.parent / "state.sqlite-journal").write_bytes(b"setengah jalan")
    state = State(path)
    assert not state.is_read("a")
    state.mark_read("b")
    assert State(path).is_read("b")
    assert (path.parent / "state.sqlite.damaged").exists()


@pytest.mark.parametrize("what", ["a file in the way", "another's table"])
def test_where_nothing_can_be_written_it_lives_as_long_as_the_reader(
    tmp_path: Path, what: str
) -> None:
    path = tmp_path / "berkas" / "state.sqlite"
    if what == "a file in the way":
        (tmp_path / "berkas").write_text("")
    else:
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as db, db:
            for table in ("position", "seen", "last"):
                db.execute(f"create table {table} (lain, lagi, pula)")
    state = State(path)
    state.set_position("a", 7)
    state.mark_read("a")
    state.mark_read("b")
    state.mark_read("b", False)
    state.set_last_library(["/arsip"])
    assert state.position("a") == 7
    assert state.read_ids(["a", "b"]) == {"a"}
    assert state.last_library() == ("/arsip",)


def test_a_state_that_another_session_holds_does_not_stop_the_reader(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.state.WAIT", 0.05)
    State(path).set_position("a", 1)
    state = State(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin exclusive")
        state.set_position("a", 2)
        assert state.position("a") == 2
    state.set_position("a", 3)
    assert State(path).position("a") == 3


def test_two_sessions_do_not_lose_each_others_marks(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from reader.library import State;"
        "state = State(Path(sys.argv[1]));"
        "[state.mark_read(f'{sys.argv[2]}{n}') for n in range(40)]"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, str(path), name]) for name in "ab"]
    assert [one.wait(60) for one in running] == [0, 0]
    ids = [f"{name}{n}" for name in "ab" for n in range(40)]
    assert State(path).read_ids(ids) == set(ids)


marks = st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.booleans()), max_size=12)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(marks)
def test_the_last_mark_counts_whether_the_disk_took_it_or_not(
    path: Path, given_marks: list
) -> None:
    path.unlink(missing_ok=True)
    state = State(path)
    expected: dict[str, bool] = {}
    for name, read, works in given_marks:
        state._path = path if works else path.parent / "tidak.sqlite" / "ada"
        if not works:
            path.parent.mkdir(exist_ok=True)
            (path.parent / "tidak.sqlite").touch()
        state.mark_read(name, read)
        expected[name] = read
    state._path = path
    assert state.read_ids("abc") == {name for name, read in expected.items() if read}
