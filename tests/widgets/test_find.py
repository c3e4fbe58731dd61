"""Finding words in a text."""

from hypothesis import given
from hypothesis import strategies as st

from reader.widgets.find import find_all


def test_small_letters_find_any_and_capitals_only_themselves():
    assert len(find_all("Jokowi dan JOKOWI dan jokowi", "jokowi")) == 3
    assert find_all("Jokowi dan JOKOWI dan jokowi", "JOKOWI") == ((11, 17),)


def test_words_are_found_over_a_line_end():
    assert find_all("pelayanan\n  publik", "pelayanan publik") == ((0, 18),)


def test_straight_marks_find_curly_ones_and_a_hyphen_any_dash():
    assert find_all("kata “Melek” itu", '"melek"') == ((5, 12),)
    assert find_all("2020–2024", "2020-2024") == ((0, 9),)


def test_signs_of_patterns_are_only_signs():
    assert find_all("a.b (c) a+b", "a.b") == ((0, 3),)
    assert find_all("a.b (c) [x", "[x") == ((8, 10),)


def test_nothing_is_found_for_nothing():
    assert find_all("apa saja", "  ") == ()


@given(st.text(), st.text())
def test_every_hit_lies_in_the_text_and_hits_do_not_overlap(text: str, query: str):
    last = 0
    for start, end in find_all(text, query):
        assert last <= start < end <= len(text)
        last = end
