"""A paragraph has one number: on the screen, in `show --numbers`, after `--paragraph`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import paths
from reader.article import Article, read_article
from reader.article.shown import shown
from reader.widgets.layout import lay_out
from reader.widgets.page import Page

Run = Callable[..., Any]

DESK = """\
Politik

Harga Ikan Naik di Pasar Tanjung

Penulis: Sari Wulandari | Editor: Bayu Laksono

Selasa, 5 Maret 2024 | 09:15 WIB

HARGA IKAN NAIK DI PASAR TANJUNG

TANJUNG - Harga ikan di Pasar Tanjung naik sejak awal pekan karena ombak tinggi.

"Kami tidak melaut sejak Minggu," kata Rahmat Hidayat, seorang nelayan.

Pedagang berharap pasokan kembali seperti semula pekan depan.
"""
"""With a kicker, a byline, a date and the title twice. Made up for these tests."""


def on_screen(article: Article) -> list[tuple[int, int]]:
    """The passages that the reader's cursor stands on, one after the other."""
    page = Page(article, article.title or "berita.txt")
    return [(block.start, block.end) for block in lay_out(page, 80).blocks]


def in_print(article: Article) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in shown(article)]


TEXTS = [DESK, *(path.read_text("utf-8") for path in sorted(paths.bundled("seeds").iterdir()))]
LINES = [line for text in TEXTS for line in text.splitlines()]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_command_line_counts_what_the_screen_counts(text: str) -> None:
    article = read_article(text)
    assert in_print(article) == on_screen(article)


@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["\n", "\n\n"]))
def test_it_does_so_of_any_page(lines: list[str], between: str) -> None:
    article = read_article(between.join(lines))
    assert in_print(article) == on_screen(article)


def test_the_numbers_are_in_order_and_none_is_left_out(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ikan.txt"
    path.write_text(DESK, "utf-8")
    done = run("show", "--numbers", path)
    numbered = [row for row in done.rows if len(row) == 2]
    assert [number for number, _ in numbered] == [str(n + 1) for n in range(len(numbered))]
    assert numbered[0][1] == "Harga Ikan Naik di Pasar Tanjung"
    assert numbered[-1][1].startswith("Pedagang berharap")


def test_what_the_reader_leaves_out_is_not_printed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ikan.txt"
    path.write_text(DESK, "utf-8")
    words = run("show", path).out
    assert "HARGA IKAN" not in words
    assert "09:15 WIB" not in words
    assert "Penulis: Sari" not in words
    assert "2024-03-05 09:15+07:00" in words
    assert "Sari Wulandari · ed. Bayu Laksono" in words
