"""Each line of a page is told apart, with a reason, and no body line is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import NOISE, Article, read_article
from reader.article.labels import label_lines
from reader.article.language import load_language


def labels(article: Article) -> dict[int, str]:
    return {line.number: line.label for line in article.lines}


def shown(article: Article, *wanted: str) -> list[str]:
    return [article.text[line.start : line.end] for line in article.lines if line.label in wanted]


def test_each_line_of_a_page_is_what_it_is(page: Any) -> None:
    found = labels(read_article(page.text))
    wrong = {
        number: (right, found.get(number))
        for number, right in page.labels.items()
        if found.get(number) not in right
    }
    assert not wrong


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda text: text.replace("\n", "\n\n"), id="a blank line after every line"),
        pytest.param(
            lambda text: "\n".join(f"  {line} " for line in text.split("\n")), id="indented lines"
        ),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends of Windows"),
    ],
)
def test_body_lines_outlive_how_the_scraper_set_them(
    page: Any, damage: Callable[[str], str]
) -> None:
    if page.text.startswith("Library"):
        pytest.skip("lines wrapped by hand are told by standing together")
    before = shown(read_article(page.text), "body")
    assert set(before) <= set(shown(read_article(damage(page.text)), "body"))


SEED_NOISE = {
    "000": {1, 16, 43},
    "001": {35, 37},
    "002": {1, 7, 10, 12, 22, 32, 34, 36, 38, 40, 42, 44, 45, 46, 47, 49, 51, 53, 55, 57, 59},
    "003": {1, 14, 22, 28},
    "004": {4, 9},
}


def test_the_samples_lose_their_noise_and_nothing_else(seed: tuple[str, Article]) -> None:
    number, article = seed
    assert {line.number for line in article.lines if line.label in NOISE} == SEED_NOISE[number]


def test_a_removed_line_says_why_in_words(page: Any) -> None:
    for line in read_article(page.text).lines:
        assert len(line.reason.split()) >= 2


def test_a_link_between_paragraphs_is_no_paragraph() -> None:
    article = read_article(
        "Jalan utama kota ditutup selama dua pekan karena perbaikan saluran air.\n"
        "Baca juga: Daftar Jalan yang Ditutup Pekan Ini\n"
        "Warga diminta memakai jalan lain yang lebih jauh selama perbaikan itu.\n"
    )
    assert labels(article) == {1: "body", 2: "related", 3: "body"}


def test_a_subhead_is_kept_though_it_looks_like_a_button() -> None:
    article = read_article(
        "Jalan utama kota ditutup selama dua pekan karena perbaikan saluran air.\n\n"
        "Menunggu Giliran\n\n"
        "Warga di ujung jalan menunggu giliran, sebab saluran mereka dikerjakan terakhir.\n"
    )
    assert labels(article)[3] == "body"


def test_a_button_that_no_table_knows_is_told_by_its_repeats() -> None:
    article = read_article(
        "\n".join(
            f"Warga {place} mengungsi ke balai desa sejak banjir datang malam hari.\nOpsi Layar"
            for place in ("Wonosari", "Karangrejo", "Sumberagung", "Tegalsari")
        )
        + "\nPemerintah mengirim beras dan selimut untuk semua pengungsi di balai desa itu.\n"
    )
    assert shown(article, "nav") == ["Opsi Layar"] * 4


def test_headlines_in_title_case_below_an_unknown_heading_are_links() -> None:
    article = read_article(
        "Warga mengungsi ke balai desa sejak banjir datang pada malam hari kemarin.\n\n"
        "Sobat Kliping\n\nDua Jembatan Putus Diterjang Banjir Bandang Semalam\n\n"
        "Sekolah Diliburkan Sepekan Akibat Banjir di Tiga Kecamatan\n\n"
        "Pemerintah mengirim beras dan selimut untuk semua pengungsi di balai desa itu.\n"
    )
    assert [line.label for line in article.lines] == ["body", *["related"] * 3, "body"]


def test_a_line_up_in_title_case_is_text() -> None:
    article = read_article(
        "Pertandingan itu berakhir tanpa gol setelah kedua tim saling menyerang sampai akhir.\n"
        "Susunan Pemain\n"
        "Harimau: Slamet Riyadi, Bona Sitorus, Yusuf Lating; Agus Salim, Made Wirawan\n"
        "Banteng: Eko Prasetyo, Tono Sucipto, Rudi Hartawan; Johan Manuputty, Iwan Setiawan\n"
    )
    assert {line.label for line in article.lines} == {"body"}


def test_verses_in_the_middle_do_not_hide_the_text_above_them() -> None:
    verses = "\n".join(f"Bait ke {word}" for word in ["satu", "dua", "tiga", "empat"] * 8)
    article = read_article(
        "Penyair itu membacakan puisi panjang di hadapan ratusan warga di balai kota pada Sabtu.\n"
        "Puisi itu ditulisnya selama dua tahun di rumah kecilnya yang menghadap ke arah laut.\n"
        f"{verses}\nWarga bertepuk tangan, dan penyair itu menunduk lama sekali di panggung.\n"
    )
    assert {line.label for line in article.lines} == {"body"}


def test_a_dateline_is_a_part_of_its_line(seed: tuple[str, Article]) -> None:
    number, article = seed
    datelines = [
        article.text[part.start : part.end].strip()
        for line in article.lines
        for part in line.parts
        if part.label == "dateline"
    ]
    assert (
        datelines
        == {
            "000": ["JAKARTA, KOMPAS.TV –"],
            "001": ["JAKARTA-"],
            "002": ["JAKARTA, POSKOTA.CO.ID –"],
            "003": ["Jakarta, Gesuri.id -"],
            "004": ["BANTENRAYA.COM –"],
        }[number]
    )


def test_initials_links_and_advertisements_stuck_to_a_line_are_parts_of_it() -> None:
    article = read_article(
        "Wali kota meninjau pasar yang terbakar pada Senin pagi. ADVERTISEMENT Ia berjanji "
        "membangun kios sementara bagi para pedagang di lapangan kota.\n"
        "Pedagang meminta kios itu selesai sebelum bulan puasa. Baca juga: Pasar Terbakar Lagi\n"
        "Pembangunan akan dimulai pekan depan dengan dana darurat milik kota. (rin/wid)\n"
    )
    parts = [
        (part.label, article.text[part.start : part.end].strip())
        for line in article.lines
        for part in line.parts
    ]
    assert parts == [
        ("ad", "ADVERTISEMENT"),
        ("related", "Baca juga: Pasar Terbakar Lagi"),
        ("initials", "(rin/wid)"),
    ]
    assert labels(article) == {1: "body", 2: "body", 3: "body"}


def test_an_abbreviation_in_brackets_is_no_initials() -> None:
    article = read_article(
        "Korban dibawa ke rumah sakit milik Tentara Nasional Indonesia (TNI).\n"
        "Acara itu berlangsung dua hari di kota, Selasa dan Rabu (29/11).\n"
    )
    assert not any(line.parts for line in article.lines)


def test_an_agency_between_slashes_is_no_credit_of_a_picture() -> None:
    article = read_article(
        "Pengamanan pemilihan kepala daerah di kabupaten itu melibatkan aparat TNI/Polri.\n"
        "Surat keputusan ditandatangani oleh Menteri ATR/BPN.\n"
    )
    assert labels(article) == {1: "body", 2: "body"}


LINES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_characters="\n"), max_size=90),
        st.sampled_from(
            ["", " ", "Baca juga", "Halaman", "1", "Tags", "Komentar", "ADVERTISEMENT", "Home",
             "Penulis", "Editor: Ani", "(a/b)", "12 Mei 2020 10:00 WIB", "JAKARTA, X.com - Hujan.",
             "Hujan turun di kota itu sejak pagi hingga malam, dan warga tidak bisa pulang."]
        ),
    ),
    max_size=30,
)  # fmt: skip


@given(LINES)
def test_labels_cover_every_line_that_is_not_blank_and_no_other(rows: list[str]) -> None:
    article = read_article("\n".join(rows))
    text = article.text
    full = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert [line.number for line in article.lines] == full
    for line in article.lines:
        words = text[line.start : line.end]
        assert words == words.strip() != ""
        assert "\n" not in words
        assert line.reason
        ends = [line.start]
        for part in line.parts:
            assert ends[-1] <= part.start < part.end <= line.end
            ends.append(part.end)


@given(st.text())
def test_any_string_gives_lines_in_every_language(text: str) -> None:
    for code in ("id", "en", "ms", "und"):
        label_lines(text, load_language(code))


@given(LINES)
def test_reading_twice_is_the_same(rows: list[str]) -> None:
    once = read_article("\n".join(rows))
    assert read_article(once.text) == once
