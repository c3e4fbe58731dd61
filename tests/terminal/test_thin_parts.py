"""The parts of the thin wire: widths, pens, ways of the cursor, what terminals declare."""

import re
import shutil
import subprocess
import unicodedata
from dataclasses import fields
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcwidth

from reader.terminal import terminfo
from reader.terminal.capabilities import Capabilities, declared, missing, used
from reader.terminal.motion import way
from reader.terminal.pens import PLAIN, SWITCHES, Pen, change, dipped
from reader.terminal.widths import cells

NAMES = [one.name for one in fields(Capabilities)]
kinds = st.builds(Capabilities, **{name: st.booleans() for name in NAMES})
colours = st.sampled_from(["31", "97", "38;5;12", "38;2;1;2;3"])
papers = st.sampled_from(["41", "107", "48;5;12", "48;2;1;2;3"])
pens = st.builds(
    Pen,
    ink=st.just("") | colours,
    paper=st.just("") | papers,
    attributes=st.integers(0, 2 ** len(SWITCHES) - 1),
    link=st.sampled_from(["", "id=1;https://example.org"]),
)


def test_textual_and_terminals_agree_about_every_width_that_counts_as_certain() -> None:
    certain = 0
    for number in range(0x20, 0x110000):
        character = chr(number)
        if 0xD800 <= number < 0xE000 or (found := cells(f"x{character}")) is None:
            continue
        certain += 1
        width = len(found) - 1
        assert wcwidth(character) == cell_len(character) == width, hex(number)
        assert unicodedata.category(character) not in ("Cc", "Cf", "Cn"), hex(number)
    assert certain > 80_000


@pytest.mark.parametrize(
    "text", ["🙂", "❤\ufe0f", "👩\u200d👧", "🇮🇩", "กำ", "a\u200bb", "\u0301x", "⚡"]
)
def test_what_terminals_disagree_about_is_disputed(text: str) -> None:
    assert cells(text) is None


def test_wide_characters_and_marks_have_their_columns() -> None:
    assert cells("a漢e\u0301z") == ["a", "漢", "", "e\u0301", "z"]


@given(old=pens, new=pens, singly=st.booleans())
def test_a_change_of_pens_ends_with_the_new_one_and_is_no_longer_than_starting_over(
    old: Pen, new: Pen, singly: bool
) -> None:
    sequence = change(old, new, singly)
    pen: Pen | None = old
    for codes in re.findall(r"\x1b\[([0-9;]*)m", sequence):
        assert pen is not None
        pen = dipped(pen, codes)
    assert pen is not None
    for link in re.findall(r"\x1b\]8;(.*?)\x1b", sequence):
        pen = pen._replace(link=link if link != ";" else "")
    assert pen == new
    leaving = len("\x1b]8;;\x1b\\") if old.link and not new.link else 0
    assert len(sequence) <= len(change(None, new, singly)) + leaving


@given(new=pens, singly=st.booleans())
def test_a_pen_is_taken_up_whatever_was_in_hand(new: Pen, singly: bool) -> None:
    codes = re.search(r"\x1b\[([0-9;]*)m", change(None, new, singly))
    assert codes is not None
    for old in ("", "1;4;7;31;42", "38;5;9;53"):
        before = dipped(PLAIN, old)
        assert before is not None
        after = dipped(before, codes[1])
        assert after == new._replace(link="")


@given(codes=st.sampled_from(["38", "38;5", "38;2;1;2", "58;5;1", "10", "48;9;1", "99"]))
def test_a_pen_that_is_not_understood_is_none(codes: str) -> None:
    assert dipped(PLAIN, codes) is None


@given(
    able=kinds,
    places=st.tuples(*[st.integers(0, 59), st.integers(0, 19)] * 2),
    known=st.sampled_from(["both", "row", "neither"]),
)
def test_every_way_leads_there_and_is_no_longer_than_naming_the_place(
    law: ModuleType, able: Capabilities, places: tuple[int, int, int, int], known: str
) -> None:
    x, y, to_x, to_y = places
    screen = law.Emulator(60, 20, able)
    screen.feed(f"\x1b[{y + 1};{x + 1}H")
    route = way(able, x if known == "both" else None, None if known == "neither" else y, to_x, to_y)
    screen.feed(route)
    assert screen.place == (to_x, to_y)
    assert screen.undeclared == []
    assert len(route) <= len(f"\x1b[{to_y + 1};{to_x + 1}H")


def infocmp(term: str) -> dict[str, str | bool]:
    """A terminal's capabilities as ncurses' own program tells them."""
    if shutil.which("infocmp") is None:
        pytest.skip("infocmp is not installed")
    told = subprocess.run(["infocmp", "-1", term], capture_output=True, text=True, check=False)
    if told.returncode:
        pytest.skip(f"ncurses has no {term} here")
    found: dict[str, str | bool] = {}
    for line in told.stdout.splitlines():
        if string := re.match(r"\t(\w+)=(.*),$", line):
            found[string[1]] = re.sub(r"\$<.*?>", "", string[2]).replace("\\E", "\x1b")
        elif flag := re.match(r"\t(\w+),$", line):
            found[flag[1]] = True
    return found


@pytest.mark.parametrize(
    "term", ["xterm-256color", "tmux-256color", "screen", "linux", "vt100", "vt220", "dumb"]
)
def test_entries_are_read_as_ncurses_reads_them(term: str) -> None:
    said = infocmp(term)
    read = terminfo.entry(term)
    for name in ("bce", "csr", "el", "ed", "hpa", "ech", "rmul", "cub", "cuf", "vpa", "ri", "op"):
        assert read.get(name) == said.get(name), name


def test_a_terminal_nobody_knows_can_only_move_and_colour() -> None:
    assert declared({"TERM": "no-such-terminal"}) == declared({}) == Capabilities()


def test_an_unknown_kind_of_a_known_family_can_what_the_family_can() -> None:
    assert declared({"TERM": "xterm-of-tomorrow"}) == declared({"TERM": "xterm"}) != Capabilities()


def test_inside_gnu_screen_nothing_is_erased_in_colour_whatever_term_says() -> None:
    outside = declared({"TERM": "xterm-256color"})
    inside = declared({"TERM": "xterm-256color", "STY": "1234.pts-0"})
    assert outside.erases_colour
    assert not inside.erases_colour


@pytest.mark.parametrize("term", ["xterm-256color", "vt100", "dumb"])
def test_repeating_and_margins_are_never_taken_from_an_entry(term: str) -> None:
    found = declared({"TERM": term})
    assert not found.repeats
    assert not found.margins


def test_everything_that_is_used_has_a_name() -> None:
    named = len(NAMES) - 1  # what a terminal claims is not used
    assert len(used(Capabilities(**dict.fromkeys(NAMES, True)))) == named
    assert len(missing(Capabilities())) == named


@given(data=st.binary(max_size=400) | st.binary(max_size=400).map(b"\x1a\x01".__add__))
@example(data=b"\x1a\x01" + bytes(2) + b"\x30\0" + bytes(6))
def test_a_damaged_entry_is_no_entry(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("terminfo")
    (folder / "q").mkdir()
    (folder / "q" / "qqq").write_bytes(data)
    assert isinstance(terminfo.entry("qqq", {"TERMINFO": str(folder)}), dict)
