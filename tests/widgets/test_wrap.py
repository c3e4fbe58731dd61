"""Breaking text into lines of a terminal."""

from hypothesis import given
from hypothesis import strategies as st

from reader.widgets.wrap import cells, fit, pad, wrap

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from(" \n"))


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, 0, len(text), width)]


def test_lines_break_between_words():
    assert lines("satu dua tiga empat", 8) == ["satu dua", "tiga", "empat"]


def test_a_newline_is_a_space():
    assert lines("satu\ndua", 20) == ["satu\ndua"]


def test_a_word_wider_than_the_line_is_cut():
    assert lines("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]


def test_wide_characters_count_two_cells():
    assert lines("新聞記者 は", 4) == ["新聞", "記者", "は"]


def test_a_combining_mark_stays_with_its_letter():
    assert lines("e\u0301e\u0301e\u0301", 2) == ["e\u0301e\u0301", "e\u0301"]


@given(WORDS, st.integers(1, 40))
def test_no_word_is_lost_and_no_line_is_too_wide(text: str, width: int):
    found = lines(text, width)
    assert "".join("".join(line.split()) for line in found) == "".join(text.split())
    assert all(cells(line) <= width or len(line) == 1 for line in found)


@given(WORDS, st.integers(0, 40))
def test_what_is_padded_fills_its_cells_exactly(text: str, width: int):
    assert cells(fit(text, width)) <= width
    assert cells(pad(text, width)) == width
