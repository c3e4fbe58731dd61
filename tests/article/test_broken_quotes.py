"""Quotes that an advertisement or a link breaks, and those between single marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import NOISE, Article, Quote, read_article

LEAD = "JAKARTA - Menteri Perdagangan Sari Dewi meninjau pasar pada hari Senin bersama wali kota."
LAST = "Budi Santoso, pedagang di pasar itu, berharap janji tersebut ditepati."
INTERRUPTIONS = [
    "ADVERTISEMENT",
    "Baca juga: Harga Cabai Turun",
    "Baca juga: Harga Cabai Turun\nSCROLL TO CONTINUE WITH CONTENT",
    "ADVERTISEMENT\n\nBaca juga: Harga Cabai Turun",
]
GAPS = ["\n", "\n\n", " \n", "\n \n"]


def read(*paragraphs: str) -> Article:
    return read_article("\n\n".join(["Stok Beras Cukup", LEAD, *paragraphs, LAST]) + "\n")


def said(article: Article) -> list[tuple[str, str | None, str | None]]:
    return [(article.text[q.start : q.end], q.speaker, q.cue) for q in article.quotes]


def words_removed(article: Article, quote: Quote) -> list[str]:
    return [
        article.text[line.start : line.end]
        for line in article.lines
        if line.label in NOISE and line.start < quote.end and quote.start < line.end
    ]


@pytest.mark.parametrize("between", INTERRUPTIONS)
@pytest.mark.parametrize("gap", GAPS)
def test_a_quote_goes_on_after_what_breaks_it(between: str, gap: str) -> None:
    article = read(
        f'"Kami pastikan stok beras cukup dan harga akan{gap}{between}{gap}'
        'tetap terjaga sampai Desember," kata Sari Dewi di sela kunjungan itu.'
    )
    assert said(article) == [
        ("Kami pastikan stok beras cukup dan harga akan", "Sari Dewi", "kata"),
        ("tetap terjaga sampai Desember,", "Sari Dewi", "kata"),
    ]


def test_a_quote_that_is_broken_twice_is_three_pieces_of_one_speaker() -> None:
    article = read(
        '"Kami pastikan stok beras cukup dan harga akan',
        "ADVERTISEMENT",
        "tetap terjaga di semua pasar di kota ini",
        "Baca juga: Harga Cabai Turun",
        'sampai bulan Desember nanti," kata Sari Dewi.',
    )
    assert [speaker for _, speaker, _ in said(article)] == ["Sari Dewi"] * 3


@pytest.mark.parametrize("between", INTERRUPTIONS)
@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("end", [",", "!", "?"])
def test_a_cue_is_found_though_something_parts_it_from_its_quote(
    between: str, gap: str, end: str
) -> None:
    article = read(
        '"Kami masih rugi," kata Budi Santoso.',
        f'Sari Dewi menjawab pertanyaan warga. "Kami awasi terus{end}"{gap}{between}{gap}'
        "tegas Sari Dewi di sela kunjungan itu.",
    )
    assert said(article)[-1] == (f"Kami awasi terus{end}", "Sari Dewi", "tegas")


CLAUSES = st.lists(
    st.sampled_from(["beras", "gula", "pasar", "warga", "harga", "naik", "turun", "lama"]),
    min_size=4,
    max_size=20,
).map(" ".join)


@given(CLAUSES, CLAUSES, st.sampled_from(INTERRUPTIONS), st.sampled_from(GAPS))
def test_no_quote_holds_words_of_a_removed_line(
    first: str, second: str, between: str, gap: str
) -> None:
    article = read(f'"Bahwa {first}{gap}{between}{gap}{second}," kata Sari Dewi.')
    assert article.quotes
    assert not any(words_removed(article, quote) for quote in article.quotes)
    assert {quote.speaker for quote in article.quotes} == {"Sari Dewi"}


# -- single marks -------------------------------------------------------------------------


def test_speech_between_single_marks_is_found_where_a_text_has_no_others() -> None:
    article = read(
        "'Harga gabah tahun ini bagus sekali,' kata Budi Santoso, ketua kelompok tani.",
        "'Petani juga untung,' tambahnya.",
        "Program 'Sawah Kita' berlanjut pada hari Jum'at depan di desa itu.",
    )
    assert said(article) == [
        ("Harga gabah tahun ini bagus sekali,", "Budi Santoso", "kata"),
        ("Petani juga untung,", "Budi Santoso", "tambahnya"),
    ]


def test_apostrophes_are_no_quotation_marks() -> None:
    article = read_article(
        "Workers Protest\n\n"
        "LONDON - The workers' union said on Monday that the owners' offer wasn't enough "
        "and that its members' patience was at an end.\n\n"
        "'We can't wait any longer,' Hannah Price said. 'The owners' offer is an insult.'\n"
    )
    assert said(article) == [
        ("We can't wait any longer,", "Hannah Price", "said"),
        ("The owners' offer is an insult.", "Hannah Price", "said"),
    ]


def test_single_marks_inside_double_ones_stay_part_of_the_quote() -> None:
    article = read("\"Program 'Sawah Kita,' kata warga, sudah berjalan,\" kata Sari Dewi.")
    assert said(article) == [
        ("Program 'Sawah Kita,' kata warga, sudah berjalan,", "Sari Dewi", "kata")
    ]
