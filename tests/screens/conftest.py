"""A reader that is opened on a library, driven by keys, and looked at as text."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from reader import settings
from reader.app import Kliping
from reader.commands import settle_keys
from reader.library import Library, State
from reader.notebook import Notebook
from reader.paths import bundled
from reader.screens.session import Session
from reader.widgets.article_list import ArticleList
from reader.widgets.article_view import ArticleView
from reader.widgets.lines import StatusLine


async def settled(app: Kliping, pilot: Pilot[None]) -> None:
    """Wait until what was set going is over, and what that has set going."""
    await pilot.pause()
    while not all(worker.is_finished for worker in app.workers):
        with suppress(WorkerCancelled):  # a list that another one took the place of
            await app.workers.wait_for_complete()
        await pilot.pause()


async def ready(app: Kliping, pilot: Pilot[None]) -> None:
    """Wait until the list is there, the library looked through and an article shown."""
    while not app.reading.begun:
        await settled(app, pilot)
    await settled(app, pilot)


@pytest.fixture
def until_ready() -> Callable[[Kliping, Pilot[None]], Awaitable[None]]:
    """`await until_ready(app, pilot)`."""
    return ready


class Driven:
    """An open reader: keys in, words out."""

    def __init__(self, app: Kliping, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def view(self) -> ArticleView:
        return self.app.reading.view

    @property
    def sidebar(self) -> ArticleList:
        return self.app.reading.sidebar

    @property
    def notebook(self) -> Notebook:
        return self.app.reading.session.notebook

    async def press(self, *keys: str) -> None:
        """Press keys; what they set going is over afterwards."""
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def type(self, words: str) -> None:
        """Type words, one key after the other."""
        names = {" ": "space", ",": "comma", ".": "full_stop", "/": "slash", "~": "tilde"}
        await self.press(*(names.get(char, char) for char in words))

    async def settle(self) -> None:
        await settled(self.app, self.pilot)

    async def open(self, words: str) -> None:
        """Open the article whose title has these words."""
        titles = [item.title for item in self.sidebar.items]
        number = next(n for n, title in enumerate(titles) if words in title)
        await self.press("escape", "escape", "g", *["j"] * number, "enter")

    def lines(self) -> list[str]:
        """The screen, line by line."""
        screen = self.app.screen
        strips = screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines())

    @property
    def status(self) -> str:
        line = self.app.screen.query_one(StatusLine)
        return line.message or line.where


Opening = Callable[..., AbstractAsyncContextManager[Driven]]


@pytest.fixture
def opened(home: Path) -> Opening:
    """`async with opened(folder, size=(80, 24)) as reader:`; without a folder, the samples."""

    @asynccontextmanager
    async def opening(
        *roots: Path, size: tuple[int, int] = (100, 30), samples: bool = False
    ) -> AsyncIterator[Driven]:
        library = Library([str(root) for root in roots or (bundled("seeds"),)])
        found = settings.load()
        keys = settle_keys(found.keys)
        session = Session(library, Notebook(), State(), found, samples, keys=keys)
        app = Kliping(session)
        async with app.run_test(size=size) as pilot:
            driven = Driven(app, pilot)
            await ready(app, pilot)
            yield driven
        if app.failure is not None:
            raise app.failure

    return opening
