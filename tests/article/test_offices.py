"""Offices and what stands before or behind a name, in Indonesian: told from the name itself."""

import pytest

from reader.article import read_article

MEETING = (
    "Warga Bahas Jalan Desa\n\nKEBUNAN - Perangkat desa dan warga membahas perbaikan jalan pada "
    "hari Senin di balai desa bersama beberapa tamu dari kota.\n\n"
)


def spoken(text: str) -> list[tuple[str | None, str | None]]:
    return [(quote.speaker, quote.role) for quote in read_article(MEETING + text + "\n").quotes]


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        (
            '"Belum tahu," kata Kepala Dusun Ngalas, Kelurahan Sumberejo, Wahyu Prabowo di balai.',
            "Wahyu Prabowo",
            "Kepala Dusun Ngalas, Kelurahan Sumberejo",
        ),
        (
            '"Banyak alat," kata anggota Tim Peneliti TesNap dari UGM, Dian Prabawa Putra.',
            "Dian Prabawa Putra",
            "anggota Tim Peneliti TesNap dari UGM",
        ),
        (
            '"Kami siap," kata pakar gizi Fakultas Kesehatan Universitas Lereng, Tri Wibowo.',
            "Tri Wibowo",
            "pakar gizi Fakultas Kesehatan Universitas Lereng",
        ),
        (
            'Wakil Bupati Lamongan Kartika Sari mengatakan: "Kami siap menata jalan desa."',
            "Kartika Sari",
            "Wakil Bupati Lamongan",
        ),
        (
            'Wakil Direktur Bidang Akademik Polijem, Suratno, S.Kom., menegaskan: "Kami siap."',
            "Suratno",
            "Wakil Direktur Bidang Akademik Polijem",
        ),
        (
            '"Kami menata jalan," kata Wakil Ketua Komisi II dari Fraksi Lereng, Arif Wibawa.',
            "Arif Wibawa",
            "Wakil Ketua Komisi II dari Fraksi Lereng",
        ),
        ('"Kami siap," kata Pemilik wartalereng.co Erwin Arifin.', "Erwin Arifin", None),
        (
            '"Kami siap," kata Dirjen Energi Baru, Terbarukan, dan Konservasi Erni Listiana.',
            "Erni Listiana",
            None,
        ),
        (
            '"Kami siap," kata SVP Strategy & Investment Larisa Henri Herwan.',
            "Larisa Henri Herwan",
            "Strategy & Investment",
        ),
        ('"Kami siap," kata Menko Perekonomian Airin Hartono.', "Airin Hartono", None),
    ],
)
def test_an_office_ends_where_the_name_begins(sentence: str, name: str, role: str | None) -> None:
    ((speaker, office),) = spoken(sentence)
    assert speaker == name
    if role:
        assert office == role


def test_a_place_that_the_article_names_is_no_part_of_a_name() -> None:
    told = spoken(
        "Jalan di Kabupaten Bengkal rusak.\n\n"
        '"Kami perbaiki," kata Pj Bupati Bengkal Syahrul Abadi.\n\n'
        '"Segera," kata Pj Bupati Bengkal.'
    )
    assert [name for name, _ in told] == ["Syahrul Abadi"] * 2


def test_the_place_of_the_dateline_is_no_part_of_a_name() -> None:
    text = (
        "Jalan Diperbaiki\n\nLereng Putih - Bupati Lereng Putih Sari Dewi meninjau jalan rusak "
        'pada hari Senin bersama warga desa.\n\n"Kami perbaiki," katanya.\n'
    )
    (quote,) = read_article(text).quotes
    assert quote.speaker == "Sari Dewi"


@pytest.mark.parametrize(
    "introduced",
    [
        "Rapat dipimpin oleh Bupati Garut, Rudi Gunardi, dan dihadiri warga.",
        "Rapat dipimpin oleh Rudi Gunardi, Bupati Garut, dan dihadiri warga.",
        "Rapat dipimpin oleh Bupati Garut Rudi Gunardi dan dihadiri warga.",
    ],
)
@pytest.mark.parametrize("cue", ["ujar Bupati Garut", "ujar Bupati", "ujar Bapak Bupati"])
def test_an_office_alone_means_who_was_introduced_with_it(introduced: str, cue: str) -> None:
    ((speaker, _),) = spoken(f'{introduced}\n\n"Jalan kami perbaiki tahun ini," {cue}.')
    assert speaker == "Rudi Gunardi"


def test_the_same_office_of_another_place_is_not_his() -> None:
    told = spoken(
        "Rapat dipimpin oleh Bupati Garut Rudi Gunardi dan dihadiri warga.\n\n"
        '"Jalan kami perbaiki," ujar Bupati Ciamis.'
    )
    assert told[0][0] != "Rudi Gunardi"


@pytest.mark.parametrize("title", ["Hj. Winarsi SE MH", "Hj. Winarsi", "Ibu Winarsi"])
def test_a_single_name_with_a_title_is_a_person(title: str) -> None:
    ((speaker, _),) = spoken(
        f'Bupati Garut {title} membuka rapat.\n\n"Jalan kami perbaiki," imbuh Ibu Bupati.'
    )
    assert speaker == "Winarsi"


def test_somebody_without_a_name_may_go_on() -> None:
    told = spoken(
        '"Kami siap," kata Sari Dewi.\n\nSeorang warga mengatakan, jalan rusak. "Lelah," katanya.'
    )
    assert [name for name, _ in told] == ["Sari Dewi", "Seorang warga"]


def test_who_is_presented_at_the_end_of_a_sentence_speaks_next() -> None:
    told = spoken(
        '"Kami siap," kata Sari Dewi.\n\nAda yang ragu. Salah satunya adalah Ketua Warga Budi '
        'Hasan. "Apalagi jalan itu sempit," ujarnya.'
    )
    assert [name for name, _ in told] == ["Sari Dewi", "Budi Hasan"]


def test_an_acronym_in_brackets_is_nobody() -> None:
    told = spoken(
        "Ketua Persatuan Bank Rakyat (Perbarin) Joko Santosa mengatakan, bunga turun. Perbarin "
        'memperkirakan hal itu. "Kami siap," ujarnya.'
    )
    assert told[0][0] == "Joko Santosa"


def test_who_is_from_a_firm_is_not_called_like_it() -> None:
    told = spoken(
        'Rudi dari PT House of Bambu mengatakan, pesanan turun. "Turun jauh sekali," katanya.'
    )
    assert told[0][0] == "Rudi"


def test_a_lost_space_after_a_full_stop_ends_the_name() -> None:
    told = spoken('"Kami siap," kata Danu Wijaya.Selain itu, warga membawa batu.')
    assert told[0][0] == "Danu Wijaya"


def test_single_curly_marks_in_pairs_are_quotation_marks() -> None:
    told = spoken("\u2018\u2019Kami siap membantu warga desa,\u2019\u2019 kata Sari Dewi.")
    assert told == [("Sari Dewi", None)]
