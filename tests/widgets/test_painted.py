"""The cells in which two lines differ."""

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.widgets.painted import difference

STYLES = (Style(), Style(bold=True), Style(color="red"))
pieces = st.lists(
    st.tuples(st.text("ab é漢", max_size=4), st.sampled_from(STYLES)), max_size=5
).map(lambda found: Strip([Segment(words, style) for words, style in found if words]))


def filled(strip: Strip, width: int = 24) -> Strip:
    return strip.adjust_cell_length(width, Style())


@given(pieces, pieces)
def test_painting_the_cells_that_differ_gives_the_new_line(old: Strip, new: Strip):
    old, new = filled(old), filled(new)
    found = difference(old, new)
    if found is None:
        assert old.text == new.text
        return
    start, end = found
    assert 0 <= start < end <= 24
    mended = Strip.join([old.crop(0, start), new.crop(start, end), old.crop(end, 24)])
    assert mended.simplify() == new.simplify()


def test_lines_that_are_the_same_differ_nowhere_however_they_are_cut():
    one = Strip([Segment("abc"), Segment("def")])
    assert difference(one, Strip([Segment("abc"), Segment("def")])) is None


def test_a_letter_that_changes_is_the_only_cell():
    assert difference(Strip([Segment("satu dua")]), Strip([Segment("satu tua")])) == (5, 6)
