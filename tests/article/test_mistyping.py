"""A word that was mistyped is told from another word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from reader.article.mistyping import is_mistyped


@pytest.mark.parametrize(
    "slip", ["ujarnya", "ujrnya", "ujarrnya", "ujatnya", "uajrnya", "ujarny", "jarnya"]
)
def test_one_slip_leaves_the_word(slip: str) -> None:
    assert is_mistyped(slip, "ujarnya")
    assert is_mistyped("ujarnya", slip)


@pytest.mark.parametrize("other", ["tuturnya", "ujar", "ajurnya", "ujanray", ""])
def test_two_slips_make_another_word(other: str) -> None:
    assert not is_mistyped(other, "ujarnya")


_SHORT = st.text("abc", max_size=7)


@given(_SHORT, _SHORT)
def test_a_slip_is_what_the_usual_distance_says_it_is(one: str, other: str) -> None:
    assert is_mistyped(one, other) == (DamerauLevenshtein.distance(one, other) <= 1)
