"""What is surely the article's text is never taken away with the furniture around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import NOISE, Article, read_article

HEADLINE = "Menteri Jamin Stok Beras Aman"
QUOTE = '"Gudang sudah kami hitung satu per satu," kata Sari Dewi di kantornya, Senin.'
INTERRUPTIONS = [
    "ADVERTISEMENT",
    "Baca juga: Harga Cabai Turun",
    "SCROLL TO CONTINUE WITH CONTENT",
    "ADVERTISEMENT\n\nBaca juga: Harga Cabai Turun",
]


def kept(article: Article) -> list[str]:
    return [article.text[line.start : line.end] for line in article.lines if line.kept]


def removed(article: Article) -> list[str]:
    return [article.text[line.start : line.end] for line in article.lines if line.label in NOISE]


@pytest.mark.parametrize("between", INTERRUPTIONS)
@pytest.mark.parametrize("gap", ["\n", "\n\n", " \n", "\n \n"])
def test_a_first_sentence_that_is_broken_off_is_kept(between: str, gap: str) -> None:
    first = "JAKARTA - Menteri Sari Dewi menjamin stok beras nasional"
    rest = "tetap aman sampai akhir tahun nanti, Senin."
    article = read_article(f"{HEADLINE}\n\n{first}{gap}{between}{gap}{rest}\n\n{QUOTE}\n")
    assert kept(article) == [HEADLINE, first, rest, QUOTE]
    assert article.title == HEADLINE
    assert article.place == "Jakarta"


def test_headline_and_quote_stay_where_a_link_parts_the_quote_from_its_speaker() -> None:
    headline = "Warga Mengeluh Harga Pangan Naik Tajam Pekan Ini"
    article = read_article(
        f'{headline}\n\nJAKARTA - Warga bernama Siti Aminah mengeluh. "Harga naik terus,"\n'
        "Baca juga: Berita lain\nkata Siti.\n\n"
        "Pemerintah menyatakan stok pangan cukup sampai akhir tahun dan warga diminta tenang.\n\n"
        '"Kami turun ke pasar besok pagi," kata Budi Santoso, kepala dinas.\n'
    )
    assert removed(article) == ["Baca juga: Berita lain"]
    assert article.title == headline


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("BANDUNG - Wali kota membuka pasar malam di alun-alun", id="a dateline"),
        pytest.param("BANDUNG, WARTAUJI.com - Pasar Malam Besar Itu", id="a dateline's outlet"),
        pytest.param('Menurut warga, "Airnya keruh sejak kemarin," kata mereka', id="speech"),
    ],
)
def test_a_line_that_proves_itself_is_kept_wherever_it_stands(line: str) -> None:
    article = read_article(
        f"Pasar Malam Dibuka\n\n{line}\n\nBaca juga: Jadwal Pasar Malam\n\n"
        "Pasar malam itu buka sampai akhir bulan dan dijaga petugas dari tiga kelurahan.\n"
    )
    assert line in kept(article)


@pytest.mark.parametrize(
    "title", ["Judul Berita A", "Judul crlf", "Café résumé “x”", "Tempo Doeloe", "Pasar Lama"]
)
@pytest.mark.parametrize(
    "body",
    [
        "Jembatan tua di utara kota diperbaiki bulan depan. Pekerjaan itu memakan waktu setahun.",
        "Warga kampung itu membersihkan selokan pada hari Minggu pagi.\n\n"
        '"Kami senang," kata Rina Wati.',
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_first_short_line_of_a_plain_file_is_its_title(title: str, body: str, end: str) -> None:
    article = read_article(f"{title}\n\n{body}\n".replace("\n", end))
    assert article.title == title
    assert "title" not in article.inferred
    assert kept(article) == [title, *body.split("\n\n")]


def test_a_name_below_the_title_of_a_plain_file_is_kept() -> None:
    article = read_article(
        "Tempo Doeloe\n\nSari Wulandari\n\n"
        "Pasar lama itu dibangun seabad lalu oleh para saudagar. Kini atapnya bocor.\n"
    )
    assert article.title == "Tempo Doeloe"
    assert "Sari Wulandari" in kept(article)


WORDS = st.lists(
    st.sampled_from(["beras", "gula", "pasar", "warga", "kota", "harga", "naik", "turun", "lama"]),
    min_size=6,
    max_size=14,
).map(" ".join)


@given(WORDS, WORDS, st.sampled_from(INTERRUPTIONS))
def test_no_half_of_a_broken_sentence_is_lost(first: str, second: str, between: str) -> None:
    first = f"Kemarin {first}"
    text = f"{HEADLINE}\n\n{QUOTE}\n\n{first}\n\n{between}\n\n{second}.\n\n{QUOTE}\n"
    assert {first, f"{second}."} <= set(kept(read_article(text)))


def test_a_headline_with_a_dash_is_still_the_headline() -> None:
    article = read_article(
        "KPK - Polri sepakat bekerja sama memberantas pungutan liar\n\n"
        "Dua lembaga itu menandatangani nota kesepahaman di ibu kota pada hari Senin kemarin.\n"
    )
    assert article.title == "KPK - Polri sepakat bekerja sama memberantas pungutan liar"


@pytest.mark.parametrize("above", ["KOMPAS.com", "Ekonomi", "ADVERTISEMENT"])
def test_outlet_section_and_advertisement_above_the_title_are_not_it(above: str) -> None:
    article = read_article(
        f"{above}\n\nTempo Doeloe\n\n"
        "Pasar lama itu dibangun seabad lalu oleh para saudagar. Kini atapnya bocor.\n"
    )
    assert article.title == "Tempo Doeloe"
