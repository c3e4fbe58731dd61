"""A window that becomes narrow, where one pane is shown at a time, and wide again."""

from collections.abc import Callable
from typing import Any

import pytest

Opening = Callable[..., Any]


@pytest.mark.parametrize("narrow", [(40, 12), (79, 24)])
async def test_the_article_keeps_the_keys_when_the_window_becomes_narrow(
    opened: Opening, narrow: tuple[int, int]
) -> None:
    async with opened(size=(100, 30)) as reader:
        await reader.press("enter", "j")
        here = reader.view.passage
        await reader.pilot.resize_terminal(*narrow)
        await reader.settle()
        assert reader.view.has_focus
        assert not reader.sidebar.display
        await reader.press("question_mark")
        await reader.pilot.resize_terminal(120, 40)
        await reader.press("question_mark")
        assert reader.view.has_focus
        assert reader.sidebar.display
        assert reader.view.passage == here


async def test_the_list_keeps_the_keys_when_the_window_becomes_narrow(opened: Opening) -> None:
    async with opened(size=(100, 30)) as reader:
        await reader.press("enter", "escape", "j")
        await reader.pilot.resize_terminal(40, 12)
        await reader.settle()
        assert reader.sidebar.has_focus
        assert reader.sidebar.display
        await reader.press("k", "enter")
        assert reader.view.has_focus
        assert not reader.sidebar.display
