"""Selecting words by keyboard."""

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from reader.widgets.selection import Motion, Selection, moved, word_at

TEXT = 'Satu dua. "Tiga empat lima," kata X. Enam 4.0 tujuh.\nDelapan'


def after(*motions: Motion | str, text: str = TEXT) -> str:
    selection = word_at(text, 0)
    for motion in motions:
        if motion == "hold":
            selection = selection.hold()
        else:
            selection = moved(text, selection, motion, (0, len(text)))
    return text[slice(*selection.span)]


def test_a_word_is_pointed_at_and_moved():
    assert after() == "Satu"
    assert after("next-word") == "dua"
    assert after("next-word", "next-word", "previous-word") == "dua"
    assert after("previous-word") == "Satu"


def test_a_sentence_is_taken_whole_with_the_mark_that_closes_it():
    assert after("next-sentence") == "Satu dua."
    assert after("next-sentence", "next-sentence") == '"Tiga empat lima," kata X.'
    assert after("next-sentence", "next-sentence", "previous-sentence") == "Satu dua."


def test_a_dot_inside_a_number_ends_no_sentence():
    assert after(*["next-sentence"] * 3) == "Enam 4.0 tujuh."


def test_what_is_held_grows_and_shrinks():
    assert after("hold", "next-word") == "Satu dua"
    assert after("hold", "next-word", "next-word", "previous-word") == "Satu dua"
    assert after("next-word", "hold", "previous-word") == "Satu dua"
    assert after("next-word", "hold", "previous-word", "next-word") == "dua"
    assert after("hold", "right", "right") == "Satu d"
    assert after("hold", "next-sentence") == "Satu dua."


def test_holding_again_lets_go():
    assert after("hold", "next-word", "hold", "next-word") == "Tiga"


@given(
    st.text(st.sampled_from("ab .!?\n\"'()4,…"), min_size=1, max_size=60),
    st.lists(st.sampled_from([*get_args(Motion), "hold"]), max_size=12),
)
def test_a_selection_is_never_empty_and_never_leaves_its_limits(text: str, motions: list[str]):
    selection: Selection = word_at(text, 0)
    for motion in motions:
        if motion == "hold":
            selection = selection.hold()
        else:
            selection = moved(text, selection, motion, (0, len(text)))  # type: ignore[arg-type]
        start, end = selection.span
        assert 0 <= start < end <= len(text)


def test_a_page_of_dots_is_no_trouble():
    dots = "." * 20_000 + " x"
    assert after("next-sentence", "next-sentence", text=dots)
