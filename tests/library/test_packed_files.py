"""A packed file is gone to any place of as if it were not packed."""

import gzip
import io
import os
import random
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.sources import packed

MEMBERS = st.lists(st.binary(max_size=3000), max_size=5)


def packed_of(members: list[bytes], *, zeros: int = 0) -> bytes:
    """Gzip files one behind the other, and the zeros that some programs fill up with."""
    return b"".join(map(gzip.compress, members)) + b"\0" * zeros


@pytest.fixture(autouse=True)
def states_close_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files have states as large ones do."""
    monkeypatch.setattr(packed, "APART", 500)
    monkeypatch.setattr(packed, "MOST", 6)
    monkeypatch.setattr(packed, "_CHUNK", 300)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kemas") / "a.gz"


def write(path: Path, data: bytes) -> None:
    """Another file each time, as far as can be told from outside."""
    path.unlink(missing_ok=True)
    path.write_bytes(data)
    os.utime(path, ns=(0, random.Random(data).getrandbits(60)))


@given(members=MEMBERS, zeros=st.integers(0, 9))
def test_it_is_read_as_python_reads_it(path: Path, members: list[bytes], zeros: int) -> None:
    write(path, packed_of(members, zeros=zeros))
    for _ in range(2):
        with path.open("rb") as file:
            assert packed.unpacked(file).read() == b"".join(members)


@given(members=MEMBERS, places=st.lists(st.tuples(st.integers(0, 16_000), st.integers(0, 900))))
def test_any_place_is_gone_to(
    path: Path, members: list[bytes], places: list[tuple[int, int]]
) -> None:
    write(path, packed_of(members))
    plain = io.BytesIO(b"".join(members))
    with path.open("rb") as file:
        found = packed.unpacked(file)
        for place, size in places:
            plain.seek(place)
            found.seek(place)
            assert found.read(size) == plain.read(size)
            assert found.readline() == plain.readline()


@given(members=MEMBERS.filter(any), cut=st.integers(1, 8))
def test_a_file_that_is_cut_off_is_not_taken_for_whole(
    path: Path, members: list[bytes], cut: int
) -> None:
    write(path, packed_of(members)[:-cut])
    with path.open("rb") as file, pytest.raises(EOFError):
        packed.unpacked(file).read()


class Counted(io.FileIO):
    """A file that counts the bytes that are taken from it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size) or b""
        self.taken += len(data)
        return data


def test_what_was_unpacked_once_is_not_unpacked_again(path: Path) -> None:
    data = random.Random(1).randbytes(200_000)
    write(path, gzip.compress(data))
    taken = []
    for _ in range(2):
        with Counted(path) as file:
            found = packed.unpacked(cast(BinaryIO, file))
            found.seek(190_000)
            assert found.read(100) == data[190_000:190_100]
        taken.append(file.taken)
    assert taken[0] > 190_000
    assert taken[1] < taken[0] / 2


def test_a_file_that_was_written_anew_is_unpacked_anew(path: Path) -> None:
    for number in range(4):
        data = random.Random(number).randbytes(5000)
        write(path, gzip.compress(data))
        with path.open("rb") as file:
            found = packed.unpacked(file)
            found.seek(4000)
            assert found.read() == data[4000:]
