"""What a page prints about itself is found, and what it does not print is not made up."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, read_article

TEXT = (
    "Panitia menutup pendaftaran lomba perahu hias setelah peserta mencapai dua ratus orang.\n"
    "Lomba itu digelar di waduk sebelah utara kota dan ditonton ribuan warga setiap tahun.\n"
)


def test_a_page_tells_what_it_prints(page: Any) -> None:
    article = read_article(page.text)
    found = {
        name: None if name in article.inferred else getattr(article, name) for name in page.known
    }
    assert {k: list(v) if isinstance(v, tuple) else v for k, v in found.items()} == page.known


SEEDS = {
    "000": {
        "title": "Munas ke-9 Korpri, Jokowi Minta ASN Layani Masyarakat bukan Dilayani",
        "publisher": "KOMPAS.TV",
        "section": "Politik",
        "published": "2022-01-28T23:08+07:00",
        "place": "Jakarta",
        "authors": ("Fransisca Natalia",),
        "editors": ("Hariyanto-Kurniawan",),
        "source": "Kompas TV",
    },
    "001": {
        "title": "JOKOWI TAK AKAN GANTIKAN PNS DENGAN ROBOT ASAL MINDSETNYA DIUBAH",
        "publisher": None,
        "published": "2022-11-29",
        "place": "Jakarta",
        "authors": (),
        "inferred": ("published",),
    },
    "002": {
        "title": "Aparatur Pelayanan Publik Harus Peka dan Responsif Terhadap Kebutuhan Masyarakat",
        "publisher": "POSKOTA.CO.ID",
        "published": "2021-03-15T15:34+07:00",
        "place": "Jakarta",
        "authors": (),
        "source": None,
    },
    "003": {
        "title": "ASN Dituntut ‘Melek’ Teknologi untuk Layani Masyarakat",
        "publisher": "Gesuri.id",
        "published": "2018-11-29",
        "place": "Jakarta",
        "inferred": ("published",),
    },
    "004": {
        "publisher": "BANTENRAYA.COM",
        "place": None,
        "published": None,
        "inferred": ("title",),
    },
}


def test_the_samples_tell_what_they_print(seed: tuple[str, Article]) -> None:
    number, article = seed
    assert {name: getattr(article, name) for name in SEEDS[number]} == SEEDS[number]


def test_a_text_without_a_headline_is_called_by_its_first_sentence_and_says_so() -> None:
    article = read_article(TEXT)
    assert article.title == TEXT.split("\n")[0].rstrip(".")
    assert "title" in article.inferred


def test_a_long_first_sentence_is_cut_between_words() -> None:
    article = read_article("Panitia " + "menutup pendaftaran " * 20 + "lomba.\n" + TEXT)
    assert article.title is not None
    assert len(article.title) <= 121
    assert article.title.endswith(("menutup…", "pendaftaran…"))


def test_what_is_not_printed_stays_empty() -> None:
    article = read_article(TEXT)
    assert (article.publisher, article.section, article.published, article.place) == (None,) * 4
    assert (article.authors, article.editors, article.source) == ((), (), None)


def test_the_pages_date_beats_the_captions_wrong_year() -> None:
    article = read_article(
        "Lomba Perahu Hias Kembali Digelar\n"
        "Sabtu, 5 Maret 2022 | 10:00 WIB\n"
        "Peserta lomba menghias perahu, Jumat (4/3/2021). (Foto: Panitia)\n" + TEXT
    )
    assert article.published == "2022-03-05T10:00+07:00"
    assert "published" not in article.inferred


def test_a_date_in_the_text_is_only_inferred_and_its_weekday_must_be_right() -> None:
    right = read_article(TEXT + "Pemenang diumumkan panitia pada Jumat (4/3/2022) malam.\n")
    wrong = read_article(TEXT + "Pemenang diumumkan panitia pada Jumat (4/3/2021) malam.\n")
    assert (right.published, right.inferred) == ("2022-03-04", ("title", "published"))
    assert wrong.published is None


def test_a_date_that_does_not_exist_is_not_believed() -> None:
    article = read_article("Lomba Perahu Hias Digelar\nRabu, 30 Februari 2022 10:00 WIB\n" + TEXT)
    assert article.published is None


@pytest.mark.parametrize(
    ("line", "authors", "editors"),
    [
        ("Penulis: Sari Dewi | Editor: Bayu Aji", ("Sari Dewi",), ("Bayu Aji",)),
        ("PenulisSari Dewi", ("Sari Dewi",), ()),
        ("Reporter : Sari Dewi, Bayu Aji", ("Sari Dewi", "Bayu Aji"), ()),
        ("Pewarta: Sari Dewi/Bayu Aji", ("Sari Dewi", "Bayu Aji"), ()),
        ("Oleh Sari Dewi pada 5 Mar 2022, 10:00 WIB", ("Sari Dewi",), ()),
        ("Sari Dewi, Kabar.com | Sabtu, 05/03/2022 10:00 WIB", ("Sari Dewi",), ()),
        ("Kontributor Solo, Sari Dewi", ("Sari Dewi",), ()),
        ("Rep: Sari Dewi/ Red: Bayu Aji", (), ("Bayu Aji",)),
        ("Editor: Bayu Aji", (), ("Bayu Aji",)),
        ("Editor: Tim Redaksi", (), ()),
    ],
)
def test_names_are_read_from_bylines(
    line: str, authors: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    article = read_article(
        f"Lomba Perahu Hias Kembali Digelar\nSabtu, 5 Maret 2022 10:00 WIB\n{line}\n\n{TEXT}"
    )
    assert (article.authors, article.editors) == (authors, editors)


def test_names_and_roles_on_lines_of_their_own_are_put_together() -> None:
    above = (
        "Lomba Perahu Hias Digelar\n5 Maret 2022\nPenulis\nSari Dewi\nEditor\nBayu Aji\n\n" + TEXT
    )
    below = (
        "Lomba Perahu Hias Digelar\n5 Maret 2022\nSari Dewi\nPenulis\nBayu Aji\nEditor\n\n" + TEXT
    )
    for text in (above, below):
        article = read_article(text)
        assert (article.authors, article.editors) == (("Sari Dewi",), ("Bayu Aji",))


def test_somebody_the_article_tells_of_did_not_write_it() -> None:
    article = read_article(
        "Lomba Perahu Hias Kembali Digelar\n5 Maret 2022\nTirto Suwondo\n\n"
        "Tirto Suwondo menutup pendaftaran lomba perahu hias setelah peserta mencapai dua ratus.\n"
        + TEXT
    )
    assert article.authors == ()


@pytest.mark.parametrize(
    ("dateline", "place", "publisher"),
    [
        ("SALATIGA, KABARDESA.COM – ", "Salatiga", "KABARDESA.COM"),
        ("KABARDESA.CO.ID, SALATIGA -- ", "Salatiga", "KABARDESA.CO.ID"),
        ("Kabardesa.com, Jakarta ", "Jakarta", "Kabardesa.com"),
        ("Kabardesa.com, Banda Aceh ", "Banda Aceh", "Kabardesa.com"),
        ("Salatiga (ANTARA) - ", "Salatiga", "ANTARA"),
        ("Mataram, NTB (ANTARA News) - ", "Mataram", "ANTARA News"),
        ("Kabardesa.com - ", None, "Kabardesa.com"),
        ("KABAR DESA - ", None, "KABAR DESA"),
        ("BANYUWANGI-", "Banyuwangi", None),
        ("Jakarta, CNN Indonesia -- ", "Jakarta", "CNN Indonesia"),
    ],
)
def test_place_and_outlet_are_read_from_datelines(
    dateline: str, place: str | None, publisher: str | None
) -> None:
    article = read_article(dateline + TEXT)
    assert (article.place, article.publisher) == (place, publisher)


@pytest.mark.parametrize(
    "code", ["WASHINGTON (AP) — ", "LONDON, March 3 (Reuters) - ", "NEW DELHI: "]
)
def test_english_datelines(code: str) -> None:
    article = read_article(
        code + "The two sides will meet again on Monday, and they said that they had made progress."
    )
    assert article.place == {"W": "Washington", "L": "London", "N": "New Delhi"}[code[0]]


def test_two_names_with_a_dash_are_no_dateline() -> None:
    article = read_article(
        "Rina Hapsari — the painter who lived in this house for forty years — has died, "
        "and the town has closed its shops for a day because of it.\n"
    )
    assert article.place is None


def test_a_file_name_tells_nothing() -> None:
    assert read_article(TEXT, "2020-01-01_kompas.com_judul.txt") == read_article(TEXT)


@given(st.text(max_size=400))
def test_any_string_has_well_formed_metadata(text: str) -> None:
    article = read_article(text)
    assert set(article.inferred) <= {"title", "published", "publisher"}
    for value in (article.title, article.publisher, article.place, article.section, article.source):
        assert value is None or (value.strip() == value != "" and "\n" not in value)
