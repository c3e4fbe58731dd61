"""Offices, cues and speakers where the words beside a quote are easily misread."""

import pytest

from reader.article import Article, read_article

VISIT = "JAKARTA - Menteri Perdagangan Sari Dewi meninjau pasar pada hari Senin bersama wali kota."
SESSION = "The house passed the budget on Monday after weeks of debate among its parties."


def told(article: Article) -> list[tuple[str, str | None, str | None]]:
    return [(article.text[q.start : q.end], q.speaker, q.role) for q in article.quotes]


@pytest.mark.parametrize("broken", [" ", "\n\nADVERTISEMENT\n\n", "\nBaca juga: Kabar Lain\n"])
@pytest.mark.parametrize("outlet", ["", ", HARIANUJI.COM"])
def test_a_dateline_is_no_part_of_an_office(broken: str, outlet: str) -> None:
    article = read_article(
        f"Menteri Jamin Stok Beras\n\nJAKARTA{outlet} - Menteri Perdagangan Sari Dewi{broken}"
        'menjamin stok beras aman sampai akhir tahun.\n\n"Kami awasi terus," katanya.\n'
    )
    assert told(article) == [("Kami awasi terus,", "Sari Dewi", "Menteri Perdagangan")]
    assert article.place == "Jakarta"


def test_a_dateline_far_down_the_page_is_no_part_of_an_office() -> None:
    article = read_article(
        "Kabar Daerah\n\n" + f"{VISIT}\n\n" * 5 + "BOGOR, HARIANUJI.COM - Kader PKK Rina Wati "
        'mengatakan, "Posyandu kami buka setiap hari."\n'
    )
    (quote,) = article.quotes
    assert quote.speaker == "Rina Wati"
    assert "HARIANUJI" not in (quote.role or "")


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ('"We have enough," Trade Minister Sari Dewi said.', "Sari Dewi", "Trade Minister"),
        (
            'Finance Minister Sri Mulyani told reporters: "We have enough."',
            "Sri Mulyani",
            "Finance Minister",
        ),
        ('"We have enough," said Health Secretary Anna Reed.', "Anna Reed", "Health Secretary"),
        ('"We have enough," said Tan Sri Halim Razak.', "Halim Razak", None),
    ],
)
def test_an_english_office_has_all_its_words_and_none_of_the_name(
    sentence: str, name: str, role: str | None
) -> None:
    article = read_article(f"Budget Passed By Parliament\n\n{SESSION}\n\n{sentence}\n")
    (quote,) = article.quotes
    assert quote.speaker == name
    if role:
        assert quote.role == role


@pytest.mark.parametrize("comma", [",", "", " …"])
@pytest.mark.parametrize("who", ["seseorang", "seorang pedagang", "salah satu pembeli", "warga"])
def test_an_unclosed_quote_belongs_to_whom_its_own_cue_describes(comma: str, who: str) -> None:
    article = read_article(
        f'Harga Naik\n\n{VISIT}\n\n"Stok kami cukup," kata Sari Dewi.\n\n'
        f'"Kalimat ini tidak ditutup dan berakhir begitu saja{comma} kata {who} di pasar.\n\n'
        '"Kami tetap belanja," kata Budi Santoso.\n'
    )
    assert [speaker for _, speaker, _ in told(article)] == ["Sari Dewi", who, "Budi Santoso"]
    assert told(article)[1][0] == f"Kalimat ini tidak ditutup dan berakhir begitu saja{comma}"


def test_a_sentence_without_an_end_mark_is_speech_where_a_cue_leads_to_it() -> None:
    article = read_article(
        "Rapat Anggaran Ditunda\n\nJAKARTA - Anggota dewan Rudi Hartono menyampaikan pandangannya "
        "dalam rapat pada hari Selasa.\n\nMenurut dia, “pemerintah lupa pada rakyat”\n\n"
        "Rapat itu dilanjutkan pekan depan di gedung yang sama.\n"
    )
    assert [said[:2] for said in told(article)] == [("pemerintah lupa pada rakyat", "Rudi Hartono")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Menurut dia, “Ada Apa dengan Rangga” layak ditonton.",
        "Menurut dia, istilah “raja jalan” tidak pantas.",
        "Menurut dia, “raja jalan”",
        "Rudi Hartono mengatakan, “raja jalan yang lama” itu sudah pergi.",
    ],
)
def test_a_phrase_between_marks_is_no_speech_though_a_cue_stands_before_it(sentence: str) -> None:
    article = read_article(f"Rapat Ditunda\n\n{VISIT}\n\n{sentence}\n\n{VISIT}\n")
    assert not article.quotes


def test_a_description_behind_a_name_points_to_nobody_else() -> None:
    article = read_article(
        f'Pasar Dibuka\n\n{VISIT}\n\n"Stok kami cukup," kata Sari Dewi.\n\n'
        '"Kami senang," kata Rina Wati, warga kampung itu, pada hari Minggu.\n'
    )
    assert [speaker for _, speaker, _ in told(article)] == ["Sari Dewi", "Rina Wati"]
