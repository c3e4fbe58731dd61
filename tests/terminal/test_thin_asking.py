"""`reader check` asks the terminal that it runs in what it can do."""

import os
import pty
import select
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import pytest

from reader.terminal.asking import ask
from reader.terminal.capabilities import Capabilities, declared

XTERM = {"TERM": "xterm-256color"}


@dataclass
class Asked:
    able: Capabilities
    answered: bool
    screen: Any


@pytest.fixture
def asking(law: ModuleType) -> Iterator[Callable[..., Asked]]:
    """Asks a terminal: `asking(able, modes=("69",), mute=False)`."""
    ends: list[int] = []

    def asked(able: Capabilities, modes: tuple[str, ...] = (), *, mute: bool = False) -> Asked:
        far, near = pty.openpty()
        ends.extend((far, near))
        showing = law.Answering(law.Emulator(80, 24, able), modes)
        showing.screen.feed("$ reader check\n")
        done = threading.Event()

        def answer() -> None:
            while not done.is_set():
                if select.select([far], [], [], 0.02)[0]:
                    for said in showing.take(os.read(far, 4096)):
                        if not mute:
                            os.write(far, said.encode())

        terminal = threading.Thread(target=answer)
        terminal.start()
        try:
            found, answered = ask(near, near, XTERM)
        finally:
            done.set()
            terminal.join()
        return Asked(found, answered, showing.screen)

    yield asked
    for end in ends:
        os.close(end)


def test_what_it_has_shown_that_it_can_is_used(
    law: ModuleType, asking: Callable[..., Asked]
) -> None:
    told = asking(law.EVERYTHING, ("69",))
    assert told.answered
    assert told.able.repeats
    assert told.able.margins


def test_what_it_only_claims_is_not(law: ModuleType, asking: Callable[..., Asked]) -> None:
    told = asking(replace(law.EVERYTHING, repeats=False, margins=False), ("69",))
    assert told.able == declared(XTERM)


def test_one_that_does_not_answer_is_known_by_its_entry(asking: Callable[..., Asked]) -> None:
    told = asking(declared(XTERM), mute=True)
    assert not told.answered
    assert told.able == declared(XTERM)


def test_the_screen_is_as_it_was(law: ModuleType, asking: Callable[..., Asked]) -> None:
    screen = asking(law.EVERYTHING, ("69",)).screen
    assert law.words(screen.cells[0]).rstrip() == "$ reader check"
    assert all(not law.words(cells).strip() for cells in screen.cells[1:])
    assert screen.place == (0, 1)
