"""The law of the thin wire: the screen is the one that all of Textual's bytes make."""

import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.terminal.capabilities import Capabilities, declared
from reader.terminal.shadow import Shadow

RECORDINGS = sorted((Path(__file__).parent / "recordings").glob("*.xz"))
TERMS = ("xterm-256color", "screen", "vt100", "dumb")

lives = st.integers(0, 2**40)
few = settings(max_examples=25, deadline=None)


@few
@given(life=lives)
def test_any_frames_make_the_screen_that_textual_makes(law: ModuleType, life: int) -> None:
    law.lives(life)


@few
@given(life=lives)
def test_pyte_as_it_is_sees_no_difference(law: ModuleType, life: int) -> None:
    law.lives(life, plain=True, widest=160)


@few
@given(life=lives)
def test_frames_that_nobody_saw_are_not_missed(law: ModuleType, life: int) -> None:
    law.lives(life, late=True)


def pieces(recording: Path) -> Iterator[str | tuple[int, int]]:
    """What Textual wrote in a session, and the sizes that its terminal had."""
    for line in lzma.decompress(recording.read_bytes()).decode().splitlines():
        piece = json.loads(line)
        yield piece if isinstance(piece, str) else (piece[0], piece[1])


@pytest.mark.parametrize("term", [*TERMS, "everything"])
@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.name.split(".")[0])
def test_a_session_looks_the_same_and_costs_a_fraction(
    law: ModuleType, recording: Path, term: str
) -> None:
    able = law.EVERYTHING if term == "everything" else declared({"TERM": term})
    written = sent = 0
    shadow = wide = thin = None
    for piece in pieces(recording):
        if isinstance(piece, tuple):
            if shadow is None:
                shadow = Shadow(*piece, able)
                wide, thin = law.Emulator(*piece), law.Emulator(*piece, able)
            elif piece != shadow.size:
                shadow.resize(*piece)
                wide.resize(piece[1], piece[0])
                thin.resize(piece[1], piece[0])
            continue
        assert shadow is not None
        shadow.receive(piece)
        bytes_ = shadow.beside() + shadow.difference()
        wide.feed(piece)
        thin.feed(bytes_)
        written += len(piece.encode())
        sent += len(bytes_.encode())
        if "H" in piece:  # a frame
            law.compare(wide, thin, able.erases_colour, f"{recording.name}: {piece[:60]!r}")
            assert wide.place == thin.place
    assert thin.undeclared == []
    assert sent < written * (0.6 if able.erase_line and able.scrolls else 0.9)


def test_a_row_of_disputed_width_does_not_hold_back_the_rest(law: ModuleType) -> None:
    """A line that takes nothing for a while: the emoji's row is right, and all others are exact."""
    shadow = Shadow(60, 6, Capabilities(erase_line=True))
    thin = law.Emulator(60, 6, opinion=law.OPINIONS[2])
    shadow.receive("\x1b[?7l")
    rows = [f"row {number}".ljust(60) for number in range(6)]
    frame = "\n".join(f"\x1b[{y + 1};1H{row}" for y, row in enumerate(rows))
    for face in ("🙂", "😀", "🤔"):
        shadow.receive(frame.replace("row 2  ", f"row {face} "))
    shadow.receive("\x1b[5;1Hthe last")
    thin.feed(shadow.beside() + shadow.difference())
    seen = [law.words(cells).rstrip() for cells in thin.cells]
    assert seen == ["row 0", "row 1", "row 🤔", "row 3", "the last", "row 5"]
