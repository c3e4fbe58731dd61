"""How much may be under way; and what of the input is an answer."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.terminal import answers
from reader.terminal.answers import Answers
from reader.terminal.pacing import Pacing


class FarTerminal:
    """A terminal at the end of a line of `rate` bytes a second and `delay` seconds each way.

    Time passes by `pass_until`; the pacing is told of the answers as they come.
    """

    def __init__(self, rate: float, delay: float, *, answers: bool = True) -> None:
        self.now = 0.0
        self.rate, self.delay, self.answers = rate, delay, answers
        self.pacing = Pacing(lambda: self.now)
        self.free = 0.0
        self.shown: list[tuple[float, int]] = []
        self.coming: list[float] = []

    def show(self, frame: int, size: int) -> None:
        """Send a frame."""
        self.pacing.sent(size)
        self.free = max(self.now, self.free) + size / self.rate
        self.shown.append((self.free + self.delay, frame))
        if self.answers:
            self.coming.append(self.free + 2 * self.delay)

    def pass_until(self, then: float) -> None:
        while self.coming and self.coming[0] <= then:
            self.now = self.coming.pop(0)
            self.pacing.answered()
        self.now = then


def held_key(terminal: FarTerminal, size: int, seconds: float = 2.0) -> float:
    """Hold a key at 30 Hz, a frame of `size` each; returns how long the screen lags at the end."""
    newest = sent = 0
    end = seconds
    while terminal.now < end + 10:
        if terminal.now <= end:
            newest = int(terminal.now * 30) + 1
        if newest > sent and terminal.pacing.wait() == 0:
            terminal.show(newest, size)
            sent = newest
        terminal.pass_until(terminal.now + 0.005)
    assert sent == newest, "the newest was sent"
    return max(when for when, frame in terminal.shown if frame == newest) - end


def first_screen(terminal: FarTerminal) -> None:
    """What comes before the key: a question, then a screen of 8 kB, and its answer."""
    terminal.show(0, 0)
    terminal.pass_until(0.4)
    terminal.show(0, 8000)
    terminal.pass_until(4.0)
    terminal.shown.clear()
    terminal.now = 0.0
    terminal.free = 0.0


@pytest.mark.parametrize("size", [60, 300, 450, 1000, 2500])
def test_after_a_held_key_the_screen_lags_less_than_a_second(size: int) -> None:
    terminal = FarTerminal(8000, 0.05)
    first_screen(terminal)
    assert held_key(terminal, size) < 1.0


def test_a_line_that_is_fast_is_not_held_back() -> None:
    terminal = FarTerminal(1e7, 0.0005)
    first_screen(terminal)
    held_key(terminal, 3000)
    assert len(terminal.shown) >= 60


def test_a_single_frame_never_waits() -> None:
    terminal = FarTerminal(8000, 0.05)
    first_screen(terminal)
    assert terminal.pacing.wait() == 0
    terminal.show(1, 300)
    assert terminal.pacing.wait() == 0, "nor do two small ones"


def test_a_terminal_that_never_answers_still_gets_frames() -> None:
    terminal = FarTerminal(1e6, 0.001, answers=False)
    held_key(terminal, 300)
    assert 20 <= len(terminal.shown) <= 40
    terminal.pacing.wait()
    assert not terminal.pacing.asking, "and is not asked for ever"


def test_a_lost_answer_does_not_stop_the_screen() -> None:
    terminal = FarTerminal(8000, 0.05)
    first_screen(terminal)
    terminal.show(1, 2000)
    terminal.coming.clear()
    assert 0 < terminal.pacing.wait() < 5
    terminal.pass_until(terminal.now + terminal.pacing.wait() + 0.01)
    assert terminal.pacing.wait() == 0


def test_an_answer_to_nothing_is_no_harm() -> None:
    pacing = Pacing()
    pacing.answered()
    assert pacing.wait() == 0


# What of the input is an answer


TYPED = st.text(st.sampled_from(list("ab q\r\t\x1b[]OABC;0n1R?$y~m漢")), max_size=30)
ASKED = st.lists(
    st.sampled_from([answers.ALIVE, answers.MARGINS, answers.REPEATED, answers.AT_MARGIN])
)
SAID = {
    answers.ALIVE: "\x1b[0n", answers.MARGINS: "\x1b[?69;2$y", answers.REPEATED: "\x1b[1;5R",
    answers.AT_MARGIN: "\x1b[1;3R",
}  # fmt: skip


def sifted(sieve: Answers, text: str, cuts: list[int]) -> Iterator[str]:
    edges = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    for start, end in pairwise(edges):
        yield sieve.sift(text[start:end])
    yield sieve.release()


@given(asked=ASKED, words=st.lists(st.sampled_from(["j", "漢", "\r", "\x1b[A", "\x1bOP", "\x1b"])),
       cuts=st.lists(st.integers(0, 200)))  # fmt: skip
def test_answers_are_found_however_they_are_cut_and_what_was_typed_stays(
    asked: list[str], words: list[str], cuts: list[int]
) -> None:
    sieve = Answers()
    for question in asked:
        sieve.ask(question)
    parts = [SAID[question] for question in asked]
    between = words[: len(parts)]
    text = "".join(
        word + part for word, part in zip([*between, *[""] * len(parts)], parts, strict=False)
    )
    typed = "".join(sifted(sieve, text, cuts))
    assert typed == "".join(between)
    assert [question for question, _ in sieve.said()] == asked
    assert not sieve.awaited


@given(typed=TYPED, cuts=st.lists(st.integers(0, 100)))
def test_without_a_question_nothing_is_taken_for_an_answer(typed: str, cuts: list[int]) -> None:
    assert "".join(sifted(Answers(), typed, cuts)) == typed


def test_a_question_that_nobody_knows_is_not_waited_for() -> None:
    sieve = Answers()
    for question in (answers.REPEATED, answers.MARGINS, answers.ALIVE):
        sieve.ask(question)
    assert sieve.sift("x\x1b[0ny") == "xy"
    assert list(sieve.said()) == [(answers.ALIVE, True)]
    assert not sieve.awaited


@pytest.mark.parametrize(
    ("question", "said", "able"),
    [
        (answers.REPEATED, "\x1b[1;5R", True),
        (answers.REPEATED, "\x1b[1;2R", False),
        (answers.AT_MARGIN, "\x1b[1;3R", True),
        (answers.AT_MARGIN, "\x1b[1;1R", False),
        (answers.MARGINS, "\x1b[?69;2$y", True),
        (answers.MARGINS, "\x1b[?69;0$y", False),
        (answers.MARGINS, "\x1b[?69;4$y", False),
    ],
)
def test_a_terminal_can_what_it_has_shown_that_it_can(question: str, said: str, able: bool) -> None:
    sieve = Answers()
    sieve.ask(question)
    assert sieve.sift(said) == ""
    assert list(sieve.said()) == [(question, able)]
