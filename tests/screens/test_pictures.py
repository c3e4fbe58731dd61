"""A few screens as pictures. The first one is the README's."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from reader import settings
from reader.app import Kliping
from reader.library import Library, State
from reader.notebook import Notebook
from reader.paths import bundled
from reader.screens.session import Session


@pytest.fixture
def picture(home: Path, snap_compare: Any, until_ready: Any) -> Any:
    """Whether the screen after some keys looks as it did."""

    def taken(size: tuple[int, int], *keys: str) -> bool:
        session = Session(
            Library([str(bundled("seeds"))]), Notebook(), State(), settings.load(), True
        )
        app = Kliping(session)

        async def drive(pilot: Pilot[None]) -> None:
            await until_ready(app, pilot)
            await pilot.press(*keys)
            await pilot.pause()

        return bool(snap_compare(app, terminal_size=size, run_before=drive))

    return taken


NOTE = ("a", *"bandingkan", "space", *"dengan", "space", *"004", "ctrl+s")


def test_an_article_with_its_quotes_speakers_and_a_note(picture):
    keys = ("enter", "right_square_bracket", *NOTE, "right_square_bracket", "m")
    assert picture((120, 40), *keys)


def test_eighty_columns(picture):
    assert picture((80, 24), "enter", "right_square_bracket")


def test_the_page_as_it_came(picture):
    assert picture((80, 24), "j", "j", "enter", "r", "g")


def test_speakers_in_the_margin(picture):
    assert picture((120, 40), "enter", "z", "right_square_bracket")
