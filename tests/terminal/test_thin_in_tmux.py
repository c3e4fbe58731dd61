"""The thin wire inside tmux: what the window is sent when it changes."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.terminal.conftest import Opener

ERASED = b"\x1b[H\x1b[J"


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    """Where all that a window is sent goes as well."""
    return tmp_path / "sent"


def test_who_attaches_with_another_size_gets_one_picture_whole(
    open_window: "Opener", spool: Path
) -> None:
    window = open_window(size=(100, 30))
    window.wait_for("1 of 5", "KOMPAS.TV")
    window.press("Enter")
    window.wait_for("¶ 1 of 16")
    window.tmux("pipe-pane", "-t", window.target, f"cat >>'{spool}'")
    window.resize(120, 40)
    seen = window.wait_for("¶ 1 of 16", "kredibilitas")
    assert len(seen.splitlines()) >= 39
    sent = spool.read_bytes()
    assert sent.count(ERASED) == 1
    assert len(sent) < 12_000


def test_the_window_is_what_a_fresh_one_would_be(open_window: "Opener") -> None:
    changed, fresh = open_window(size=(70, 20)), open_window(size=(120, 40))
    for window in (changed, fresh):
        window.wait_for("1 of 5", "KOMPAS.TV")
    changed.resize(120, 40)
    changed.wait_for("kredibilitas")
    fresh.wait_for("kredibilitas")
    assert changed.painted == fresh.painted
