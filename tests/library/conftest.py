"""Folders of articles, and libraries that keep their catalog in the test's own home."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library import Library

STORY = (
    "{title}\n\nJAKARTA - {words} sudah dibuka sejak pagi untuk warga.\n\n"
    '"Kami siap melayani warga {words}," kata Ratna Dewi.\n'
)


def story(title: str, words: str = "Loket baru") -> str:
    """A small article with one quote."""
    return STORY.format(title=title, words=words)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with three articles, one of them in a folder of its own."""
    root = tmp_path / "arsip"
    (root / "2022").mkdir(parents=True)
    (root / "a.txt").write_text(story("Loket pajak dibuka", "Loket pajak"), "utf-8")
    (root / "b.md").write_text(story("Pasar lama dipugar", "Pasar lama"), "utf-8")
    (root / "2022" / "c.txt").write_text(story("Jalan tol diperbaiki", "Jalan tol"), "utf-8")
    return root


@pytest.fixture
def open_library(home: Path) -> Callable[..., Library]:
    """Opens a library as a new process would: nothing but the catalog is shared."""

    def opened(*roots: str | os.PathLike[str], catalog: Path | None = None) -> Library:
        return Library(roots, catalog=catalog)

    return opened


@pytest.fixture
def readings_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read for the library, in order."""
    from reader.library import reading

    made: list[str] = []
    real = reading.readings

    def readings(path: str) -> object:
        made.append(Path(path).name)
        return real(path)

    monkeypatch.setattr(reading, "readings", readings)
    return made
