"""An article in rows of a pane."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import read_article
from reader.paths import bundled
from reader.widgets.layers import Ground, Spots
from reader.widgets.layout import GUTTER, Layout, lay_out
from reader.widgets.page import Mark, Page
from reader.widgets.wrap import cells

SAMPLES = sorted(bundled("seeds").glob("*.txt"))


def page_of(text: str, **named: object) -> Page:
    article = read_article(text)
    return Page(article, article.title or "tanpa judul", "facts", **named)  # type: ignore[arg-type]


def words_of(layout: Layout, text: str) -> str:
    return " ".join(text[row.start : row.end] for row in layout.rows if row.start >= 0)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("width", [20, 47, 80, 160])
def test_every_word_of_the_body_is_on_show_and_no_row_is_too_wide(path, width):
    page = page_of(path.read_text())
    layout = lay_out(page, width)
    text = page.article.text
    shown = words_of(layout, text).split()
    for paragraph in page.article.paragraphs:
        if paragraph.label == "body":
            words = text[paragraph.start : paragraph.end].split()
            if width >= 47:
                assert " ".join(words) in " ".join(shown)
    for row in layout.rows:
        words = row.words if row.start < 0 else text[row.start : row.end]
        assert cells(words) <= layout.text_width
        assert GUTTER + layout.left + layout.text_width + layout.margin < width


def test_the_headline_is_shown_once_though_the_page_repeats_it():
    page = page_of(SAMPLES[2].read_text())
    words = words_of(lay_out(page, 80), page.article.text)
    assert " ".join(words.split()).count("Aparatur Pelayanan Publik Harus Peka") == 1


def test_the_raw_page_shows_every_line_with_what_it_was_taken_for():
    page = page_of(SAMPLES[2].read_text(), raw=True)
    layout = lay_out(page, 80)
    labels = [row.side for row in layout.rows if row.side]
    assert labels == [line.label for line in page.article.lines]
    reasons = " ".join(row.words for row in layout.rows if row.kind == "reason")
    assert reasons.count("removed:") == sum(not line.kept for line in page.article.lines)


def test_a_note_stands_below_the_paragraph_it_was_written_on():
    page = page_of(SAMPLES[0].read_text())
    quote = page.article.quotes[0]
    noted = Page(page.article, page.headline, "", (Mark("u", quote.start, quote.end, "cek ini"),))
    rows = lay_out(noted, 80).rows
    below = next(n for n, row in enumerate(rows) if row.words == "✎ cek ini")
    assert rows[below - 1].start <= page.article.text.index("Jumat (28/1/2021).", quote.end)
    assert rows[below].block == rows[below - 1].block


def test_a_position_of_the_text_is_found_on_its_row():
    page = page_of(SAMPLES[1].read_text())
    layout = lay_out(page, 60)
    for quote in page.article.quotes:
        row = layout.rows[layout.row_at(quote.start)]
        assert row.start <= quote.start < row.end


def test_a_row_shows_its_words_with_quotes_marks_and_hits_over_them():
    page = page_of(SAMPLES[1].read_text())
    quote = page.article.quotes[0]
    marked = Page(page.article, "", "", (Mark("u", quote.start + 8, quote.start + 13),))
    layout = lay_out(marked, 80)
    spots = Spots(hits=((quote.start, quote.start + 7),), hit=0)
    drawn = dict(Ground(marked, layout).words(layout.row_at(quote.start), spots))
    assert drawn["Pandemi"] == ("quote", "found", "found-here")
    assert drawn["telah"] == ("quote", "marked")


def test_a_position_of_the_text_is_found_in_its_cell():
    page = page_of(SAMPLES[1].read_text())
    ground = Ground(page, lay_out(page, 80))
    quote = page.article.quotes[0]
    row, cell = ground.cell_of(quote.start + 8)
    drawn = "".join(words for words, _ in ground.words(row, Spots()))
    assert drawn[cell:].startswith("telah")


@settings(max_examples=60)
@given(st.text(max_size=400), st.integers(1, 120), st.booleans())
def test_any_text_in_any_width_is_laid_out(text: str, width: int, raw: bool):
    page = page_of(text, raw=raw)
    layout = lay_out(page, width)
    for number, block in enumerate(layout.blocks):
        assert block.first < block.last <= len(layout.rows)
        assert layout.block_at(block.start) == number
    ground = Ground(page, layout)
    for number, row in enumerate(layout.rows):
        if row.start >= 0:
            drawn = "".join(words for words, _ in ground.words(number, Spots()))
            words = page.article.text[row.start : row.end].replace("\n", " ")
            assert words in drawn
            assert ground.cell_of(row.start)[0] == number
