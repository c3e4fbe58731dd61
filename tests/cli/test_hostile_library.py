"""The program itself on folders that mean it no good: it lists, says what it cannot, and ends."""

import gzip
import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

STORY = 'Loket {0} dibuka\n\nJAKARTA - Loket {0} dibuka.\n\n"Kami siap {0}," kata Ratna Dewi.\n'
READER = (sys.executable, "-m", "reader")


@pytest.fixture
def plain_user() -> tuple[str, ...]:
    """What a command is begun with so that permissions count for it."""
    if os.geteuid() != 0:
        return ()
    if (setpriv := shutil.which("setpriv")) is None:
        pytest.skip("root may read everything, and there is no setpriv to take that away")
    rights = "-dac_override,-dac_read_search"
    return (setpriv, f"--bounding-set={rights}", f"--inh-caps={rights}")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A library with whatever a crawler, a backup or an enemy may leave in one."""
    root = tmp_path / "arsip"
    for name in ("biasa", "tertutup", "terdaftar"):
        (root / name).mkdir(parents=True)
    for number in range(3):
        (root / "biasa" / f"{number}.txt").write_text(STORY.format(number), "utf-8")
    os.mkfifo(root / "pipa.txt")
    os.mkfifo(root / "pipa.jsonl")
    for name, target in (
        ("alat.txt", "/dev/zero"),
        ("luar.txt", "/etc/hostname"),
        ("diri.txt", "diri.txt"),
        ("biasa/naik", ".."),
    ):
        (root / name).symlink_to(target)
    for name in ("besar.txt", "besar.html", "besar.json", "besar.jsonl"):
        with (root / name).open("wb") as file:
            file.truncate(600 << 20)
    for raw in (b"baris\nbaru.txt", b"\x1b[31mmerah\x07.txt", b"bukan\xffutf8.txt", b"-rf.txt"):
        (root / os.fsdecode(raw)).write_text(STORY.format(len(raw)), "utf-8")
    (root / "kosong.txt.gz").write_bytes(b"bukan gzip")
    for name in ("tertutup", "terdaftar"):
        (root / name / "a.txt").write_text(STORY.format(name), "utf-8")
    (root / "rahasia.txt").write_text(STORY.format("rahasia"), "utf-8")
    (root / "rahasia.txt").chmod(0)
    (root / "tertutup").chmod(0)
    (root / "terdaftar").chmod(0o444)
    yield root
    (root / "tertutup").chmod(0o700)
    (root / "terdaftar").chmod(0o700)


ERRORS = {
    "pipa.txt": "This is a named pipe, not a file: it was not opened.",
    "pipa.jsonl": "This is a named pipe, not a file: it was not opened.",
    "alat.txt": "This link leads out of the library: it was not followed.",
    "luar.txt": "This link leads out of the library: it was not followed.",
    "diri.txt": "This link leads in a circle.",
    "besar.txt": "The file is 600 MiB, too large for an article",
    "besar.html": "The file is 600 MiB, too large for an article",
    "besar.json": "The file is more than 32 MiB, too large for an article",
    "besar.jsonl#1": "Line 1 is too long for an article.",
    "kosong.txt.gz": "The file is not a whole gzip file: fetch it again.",
    "rahasia.txt": "Permission denied: ask its owner, or change its permissions.",
    "tertutup/": "The folder cannot be read: permission denied.",
    "terdaftar/a.txt": "Permission denied: ask its owner, or change its permissions.",
}
NAMES = ("baris\\nbaru.txt", "\\x1b[31mmerah\\x07.txt", "bukan\\xffutf8.txt", "-rf.txt")


def test_it_lists_what_it_can_and_says_what_it_cannot(
    folder: Path, home: Path, plain_user: tuple[str, ...]
) -> None:
    for _ in range(2):  # at first, and as the catalog has it
        done = subprocess.run(
            [*plain_user, *READER, "list", "--json", str(folder)],
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )
        assert "Traceback" not in done.stderr
        rows = {
            row["path"].removeprefix(f"{folder}/"): row["error"]
            for row in map(json.loads, done.stdout.splitlines())
        }
        said = {path: error for path, error in rows.items() if error is not None}
        assert sorted(said) == sorted(ERRORS)
        for path, error in ERRORS.items():
            assert said[path].startswith(error)
        assert set(rows) - set(said) == {*NAMES, *(f"biasa/{n}.txt" for n in range(3))}


@pytest.mark.parametrize("verb", ["list", "show", "bookmark", "quotes"])
def test_a_file_that_one_may_not_look_at_is_not_said_to_be_missing(
    folder: Path, home: Path, plain_user: tuple[str, ...], verb: str
) -> None:
    path = folder / "tertutup" / "a.txt"
    done = subprocess.run(
        [*plain_user, *READER, verb, str(path)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"reader: {path}: permission denied: ask its owner, or change the permissions of its "
        "folder.\n"
    )


def rows_of(count: int) -> Iterator[bytes]:
    for number in range(count):
        text = STORY.format(number) + "\n\n".join(f"Kalimat {n} tentang loket." for n in range(99))
        yield json.dumps({"text": text}).encode() + b"\n"


def many_rows(path: Path) -> None:
    path.write_bytes(b"".join(rows_of(20_000)))


def many_packed_rows(path: Path) -> None:
    path.write_bytes(gzip.compress(b"".join(rows_of(20_000)), 1))


def hardly_anything(path: Path) -> None:
    with gzip.open(path, "wb", 1) as file:
        for _ in range(1500):
            file.write(b"\n" * (1 << 20))


def rest_of(terminal: int) -> bytes:
    """What a terminal is told until nobody holds it any more: no process is left behind."""
    told = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            told += os.read(terminal, 4096)
        except OSError:
            return told
    raise AssertionError("somebody still holds the terminal")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("panen.jsonl", many_rows),
        ("panen.jsonl.gz", many_packed_rows),
        ("kosong.jsonl.gz", hardly_anything),
    ],
)
def test_ctrl_c_ends_it_in_the_middle_of_a_long_file(
    tmp_path: Path, home: Path, name: str, written: Callable[[Path], None]
) -> None:
    written(tmp_path / name)
    ours, theirs = pty.openpty()  # how far it is, it tells a terminal
    with subprocess.Popen(
        [*READER, "list", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=theirs,
        start_new_session=True,
    ) as program:
        os.close(theirs)
        said = os.read(ours, 4096)
        os.killpg(program.pid, signal.SIGINT)
        out, _ = program.communicate(timeout=60)
        said += rest_of(ours)
    os.close(ours)
    # A shell says 130 of both: Python may also end by the signal itself, where that came
    # while a module was being loaded.
    assert program.returncode in (130, -signal.SIGINT)
    assert out == b""
    assert b"read" in said
    assert b"Traceback" not in said


def test_who_ends_it_from_outside_is_told_nothing_of_its_processes(
    tmp_path: Path, home: Path
) -> None:
    many_rows(tmp_path / "panen.jsonl")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*READER, "list", str(tmp_path)], stdout=subprocess.PIPE, stderr=theirs,
        start_new_session=True,
    ) as program:  # fmt: skip
        os.close(theirs)
        said = os.read(ours, 4096)
        program.terminate()
        out, _ = program.communicate(timeout=60)
        said += rest_of(ours)
    os.close(ours)
    assert (program.returncode, out) == (143, b"")
    assert b"Warning" not in said
    assert b"Traceback" not in said
