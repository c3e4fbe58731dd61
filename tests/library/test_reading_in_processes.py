"""Many files are read in processes; one that dies takes nothing with it."""

import importlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reader.library import Library, Row, workers
from reader.library.reading import readings
from reader.library.workers import DEADLY, read_files

Open = Callable[..., Library]


def known(library: Library) -> tuple[Row, ...]:
    """What the catalog has."""
    return tuple(library.rows())


def scanned(library: Library, *how: Any, **further: Any) -> tuple[Row, ...]:
    """What a library has after a look at the disk."""
    library.scan(*how, **further)
    return tuple(library.rows())


@pytest.fixture
def many(tmp_path: Path) -> list[str]:
    paths = []
    for n in range(60):
        path = tmp_path / f"n{n}.txt"
        path.write_text(f'Berita {n}\n\n"Sudah {n} hari," kata Siti Aminah.\n', "utf-8")
        paths.append(str(path))
    return paths


@pytest.fixture
def deadly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A module that processes can import, whose `read` ends the process at some files."""
    (tmp_path / "kode").mkdir()
    (tmp_path / "kode" / "deadly_reading.py").write_text(
        "import os\n"
        "from reader.library.reading import readings\n"
        "def read(path):\n"
        "    if path.endswith(('n7.txt', 'n50.txt')):\n"
        "        os._exit(3)\n"
        "    return readings(path)\n"
        "def read_for_ever(path):\n"
        "    with open(path, 'rb') as pipe:\n"
        "        return (pipe.read(),)\n"
        "def read_once_dead(path):\n"
        "    mark = path + '.tried'\n"
        "    if path.endswith('n7.txt') and not os.path.exists(mark):\n"
        "        open(mark, 'w').close()\n"
        "        os._exit(3)\n"
        "    return readings(path)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path / "kode"))
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    yield importlib.import_module("deadly_reading")
    del sys.modules["deadly_reading"]


def never() -> bool:
    return False


def test_processes_read_what_one_would(many: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    found = {path: tuple(one) for path, one in read_files(many, readings, never, many=1)}
    assert found == {path: tuple(readings(path)) for path in many}


def test_a_file_that_ends_its_process_is_reported_and_the_others_read(
    many: list[str], deadly: ModuleType
) -> None:
    found = {path: tuple(one) for path, one in read_files(many, deadly.read, never, many=1)}
    assert set(found) == set(many)
    faulty = {Path(path).name: one[0].error for path, one in found.items() if one[0].error}
    assert faulty == {"n7.txt": DEADLY, "n50.txt": DEADLY}


def test_a_process_that_died_by_chance_costs_no_file(many: list[str], deadly: ModuleType) -> None:
    found = dict(read_files(many, deadly.read_once_dead, never, many=1))
    assert set(found) == set(many)
    assert not [one for each in found.values() for one in each if one.error]


def test_without_processes_the_reader_reads_itself(
    many: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*given: object, **named: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(workers, "ProcessPoolExecutor", refused)
    assert len(list(read_files(many, readings, never, many=1))) == len(many)


def test_a_stop_ends_the_reading_soon(many: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    found: list[str] = []
    for path, _ in read_files(many, readings, lambda: bool(found), many=1):
        found.append(path)
    assert 0 < len(found) <= workers.BATCH


def test_a_large_folder_is_read_in_processes_and_known_the_next_time(
    many: list[str], tmp_path: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(workers.read_files, "__kwdefaults__", {"many": 50})
    library = open_library(tmp_path)
    rows = scanned(library)
    assert (len(rows), sum(row.quotes for row in rows)) == (60, 60)
    assert known(open_library(tmp_path)) == rows


def test_a_long_file_of_rows_is_read_in_processes_in_its_order(
    tmp_path: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr("reader.library.scanning.PASSED", 0)
    rows = "".join(f'{{"text": "Berita {n}.", "title": "Kabar {n}"}}\n' for n in range(500))
    (tmp_path / "panen.jsonl").write_text(rows, "utf-8")
    found = scanned(open_library(tmp_path))
    assert [row.path.rpartition("#")[2] for row in found] == [str(n) for n in range(1, 501)]
    assert [row.title for row in found] == [f"Kabar {n}" for n in range(500)]


def test_large_tasks_are_not_heaped_up(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    class Heavy:
        weight = workers.LARGE

    def tasks() -> Iterator[Heavy]:
        for n in range(100):
            taken.append(n)
            yield Heavy()

    coming = tasks()
    assert len(next(workers._batches(coming))) == 2
    assert len(taken) == 2


def test_readers_end_with_the_one_that_started_them(many: list[str], tmp_path: Path) -> None:
    script = tmp_path / "induk.py"
    script.write_text(
        "import os, signal, sys\n"
        "from reader.library import workers\n"
        "if __name__ == '__main__':\n"
        "    os.cpu_count = lambda: 2\n"
        "    pool = workers._pool(2)\n"
        "    print(pool.submit(os.getpid).result(), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # Its output ends when the last process that holds it has ended, else this times out.
    done = subprocess.run(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, timeout=60
    )
    assert done.returncode == -9
    assert int(done.stdout) > 0


def test_processes_leave_ctrl_c_to_the_one_that_started_them() -> None:
    pool = workers._pool(1)
    assert pool is not None
    with pool:
        pool.submit(signal.raise_signal, signal.SIGINT).result(60)
        blocked = pool.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result(60)
    assert signal.SIGINT in blocked  # from its first moment, before it could ask to ignore it
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_ctrl_c_ends_a_scan_without_a_word_from_its_processes(
    many: list[str], tmp_path: Path
) -> None:
    script = tmp_path / "induk.py"
    script.write_text(
        "import os, signal, sys\n"
        "from reader.library import workers\n"
        "from reader.library.reading import readings\n"
        "if __name__ == '__main__':\n"
        "    signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "    os.cpu_count = lambda: 2\n"
        "    try:\n"
        "        never = lambda: False\n"
        "        for path, _ in workers.read_files(sys.argv[1:], readings, never, many=1):\n"
        "            os.killpg(0, signal.SIGINT)\n"
        "    except KeyboardInterrupt:\n"
        "        print('interrupted')\n"
    )
    done = subprocess.run(
        [sys.executable, str(script), *many],
        capture_output=True,
        text=True,
        timeout=60,
        start_new_session=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "interrupted\n", "")


def test_processes_start_below_a_screen_that_has_taken_standard_error(
    many: list[str], tmp_path: Path
) -> None:
    script = tmp_path / "screenlike.py"
    script.write_text(
        "import io, os, sys\n"
        "from reader.library.reading import readings\n"
        "from reader.library.workers import read_files\n"
        "class Screenlike(io.StringIO):\n"
        "    def fileno(self):\n"
        "        return -1\n"
        "if __name__ == '__main__':\n"
        "    os.cpu_count = lambda: 2\n"
        "    sys.stderr = Screenlike()\n"
        "    print(len(list(read_files(sys.argv[1:], readings, lambda: False, many=2))))\n"
    )
    done = subprocess.run(
        [sys.executable, str(script), *many], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "60", done.stderr


def test_a_stop_is_heard_between_two_batches_that_are_ready_at_the_same_moment() -> None:
    class BothReady:
        """Processes that have read whatever they are given."""

        def submit(self, _: object, __: object, batch: tuple[str, ...]) -> Future[object]:
            done: Future[object] = Future()
            done.set_result([() for _ in batch])
            return done

        def shutdown(self, **_: object) -> None:
            """Nothing was started."""

    batches = iter((tuple("abcd"), tuple("efgh")))
    found: list[str] = []
    for path, _ in workers._drained(BothReady(), batches, readings, lambda: bool(found), 2):
        found.append(path)
    assert len(found) == 4


def test_what_takes_too_long_does_not_hold_up_who_stops(tmp_path: Path, deadly: ModuleType) -> None:
    pipe = tmp_path / "pipa"
    os.mkfifo(pipe)
    writers: list[int] = []

    def stop() -> bool:
        """True once a process is reading the pipe, which never ends."""
        if not writers:
            with suppress(OSError):
                writers.append(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
        return bool(writers)

    release = threading.Timer(60, lambda: [os.close(writer) for writer in writers])
    release.start()
    try:
        assert list(read_files([str(pipe)] * 2, deadly.read_for_ever, stop, many=1)) == []
        with pytest.raises(BrokenPipeError):
            os.write(writers[0], b"Is anybody there?")
    finally:
        release.cancel()
        os.close(writers[0])
