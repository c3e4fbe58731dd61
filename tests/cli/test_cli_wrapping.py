"""What is said to a terminal is broken between words."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.wrapping import lines_of
from reader.terminal.widths import guess

Terminal = Callable[..., str]

WORDS = st.lists(st.text("abc/日é", min_size=1, max_size=30), max_size=20).map(" ".join)


@given(WORDS, st.integers(2, 40), st.integers(0, 20))
def test_no_letter_is_lost_and_no_line_is_too_long(text: str, width: int, first: int) -> None:
    lines = list(lines_of(text, width, min(first, width - 2)))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(guess(line) <= width for line in lines)
    assert all(lines[1:])


@given(WORDS, st.integers(60, 90))
def test_a_word_that_fits_on_a_line_is_whole(text: str, width: int) -> None:
    assert " ".join(lines_of(text, width)).split() == text.split()


def test_a_path_that_is_longer_than_a_line_is_broken_behind_a_slash() -> None:
    assert list(lines_of("No such file: /satu/dua/tiga/empat/lima.", 14)) == [
        "No such file:",
        "/satu/dua/",
        "tiga/empat/",
        "lima.",
    ]


def test_an_error_is_broken_between_words(terminal: Terminal, tmp_path: Path) -> None:
    name = "berita-dari-pesisir-utara-yang-tidak-ada.txt"
    lines = terminal("list", name).splitlines()
    assert len(lines) > 1
    assert all(len(line) <= 80 for line in lines)
    assert name in lines[0] or name in lines[1]
    assert lines[0].startswith("reader: No such file or folder:")


def test_what_was_done_is_broken_between_words(terminal: Terminal, article: Path) -> None:
    words = "Kegiatan itu diikuti pelajar dan nelayan dari tiga dusun."
    uid = terminal("bookmark", article, "--words", words).strip()
    lines = terminal("delete", uid).splitlines()
    assert len(lines) > 1
    assert " ".join(lines) == f"Deleted the bookmark on “{words}”."


@pytest.mark.parametrize("width", ["80", "44"])
def test_check_has_no_word_that_is_broken(terminal: Terminal, article: Path, width: str) -> None:
    written = terminal("check", article.parent, env={"COLUMNS": width})
    lines = written.splitlines()
    assert all(len(line) <= int(width) for line in lines)
    assert re.search(r"^well +program +kliping [\d.]+, Python", lines[0])
    said = " ".join(written.split())
    assert "this is no terminal: articles are printed, not shown" in said
