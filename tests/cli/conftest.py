"""The command line, run inside the test and as a program of its own."""

import io
import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader import paths
from reader.cli import main

ARTICLE = """\
Warga Desa Sukamaju Tanam Seribu Bakau

Kabar Pesisir | 3 Maret 2024, 09:15 WIB

DEMAK, KABAR PESISIR - Warga Desa Sukamaju menanam seribu bibit bakau di tepi pantai, Minggu \
(3/3/2024). Kegiatan itu diikuti pelajar dan nelayan dari tiga dusun.

"Kami ingin anak-anak kami masih melihat pantai ini," kata Kepala Desa Sukamaju, Rahmat Hidayat, \
di sela kegiatan.

Baca Juga: Harga Ikan Naik Menjelang Lebaran

Menurut dia, abrasi sudah menelan dua puluh meter daratan dalam sepuluh tahun.

"Bibit ini dari warga sendiri, bukan dari pemerintah," tutur Rahmat.
"""
"""Made up for these tests."""


@dataclass(frozen=True)
class Outcome:
    """What a run came to: exit status, standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def rows(self) -> list[list[str]]:
        """The fields of each line."""
        return [line.split("\t") for line in self.out.splitlines()]

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects, one a line."""
        import json

        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Outcome]


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("list", "--json", typed="…")`: main() with these words, in a home of its own."""

    def run(*words: str | Path, typed: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        capsys.readouterr()
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Outcome(status, out, err)

    return run


@pytest.fixture
def seeds() -> Path:
    """The five samples."""
    return paths.bundled("seeds")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A file with an article, in a folder of its own."""
    folder = tmp_path / "pesisir"
    folder.mkdir()
    path = folder / "bakau.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a program that is to load the package that the tests load."""
    kept = {
        name: os.environ[name] for name in ("PATH", "COVERAGE_PROCESS_START") if name in os.environ
    }
    return {
        **kept,
        "KLIPING_HOME": str(home),
        "PYTHONPATH": str(paths.PACKAGE.parent),
        "LC_ALL": "C.UTF-8",
        **(more or {}),
    }


Program = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def program(home: Path, tmp_path: Path) -> Program:
    """`program("list")`: `python -m reader list` to a pipe, in a folder of its own."""

    def program(
        *words: str | Path, python: Sequence[str] = ("-m", "reader"), **options: Any
    ) -> "subprocess.CompletedProcess[str]":
        more = options.pop("env", None)
        return subprocess.run(
            [sys.executable, *python, *map(str, words)],
            cwd=tmp_path,
            env=environment(home, more),
            stdin=options.pop("stdin", subprocess.DEVNULL),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            **options,
        )

    return program


Terminal = Callable[..., str]


@pytest.fixture
def terminal(home: Path, tmp_path: Path) -> Terminal:
    """`terminal("list")`: what the program writes to a terminal of 80 columns."""

    def terminal(*words: str | Path, env: Mapping[str, str] | None = None) -> str:
        leader, follower = pty.openpty()
        settings = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", **(env or {})}
        with subprocess.Popen(
            [sys.executable, "-m", "reader", *map(str, words)],
            cwd=tmp_path,
            env=environment(home, settings),
            stdin=subprocess.DEVNULL,
            stdout=follower,
            stderr=follower,
        ) as process:
            os.close(follower)
            written = b"".join(iter(lambda: _read(leader), b""))
            os.close(leader)
            process.wait(timeout=60)
        return written.decode().replace("\r\n", "\n")

    return terminal


def _read(leader: int) -> bytes:
    ready, _, _ = select.select([leader], [], [], 60)
    assert ready, "the program neither writes nor ends"
    try:
        return os.read(leader, 65536)
    except OSError:  # how Linux says that the other side is closed
        return b""
