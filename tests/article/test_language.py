"""The language is told from the commonest words, and adding one is adding a file."""

import pytest

from reader.article import read_article
from reader.article.language import NEUTRAL, languages, load_language, tell_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Warga mengatakan bahwa jalan itu sudah rusak karena hujan dan tidak diperbaiki.", "id"),
        ("Penduduk berkata jalan itu rosak kerana hujan dan kerajaan belum membaikinya.", "ms"),
        ("The road has been closed for two weeks because of the rain, residents said.", "en"),
        ('"Air naik cepat," ujar Bagus Wirawan.', "id"),
        ('Ratna tertawa. "Ayo pulang," katanya.', "id"),
        ('"We are ready," said Ratna.', "en"),
        ("Le pont est fermé depuis deux semaines, a dit le maire.", "und"),
        ("De brug in de stad is gesloten, zei de burgemeester.", "und"),
        ("Der Weg ist seit zwei Wochen wegen Regen gesperrt, sagten Anwohner.", "und"),
        ("道路は雨のため閉鎖された。", "und"),
        ("", "und"),
    ],
)
def test_the_language_is_told_from_the_text(text: str, code: str) -> None:
    assert tell_language(text).code == code


def test_the_shortest_report_still_says_who_spoke() -> None:
    (quote,) = read_article('"Kami siap membantu," kata Ratna Kumala.').quotes
    assert quote.speaker == "Ratna Kumala"


def test_an_english_menu_does_not_make_an_indonesian_page_english() -> None:
    menu = "Home\nNews\nSports\nLifestyle\nAbout us\nContact\nPrivacy Policy\nFollow us\n"
    body = "Pemerintah kota akan memperbaiki jalan yang rusak karena hujan pada bulan depan.\n"
    assert tell_language(menu + body * 3).code == "id"


def test_a_long_text_is_told_by_all_of_it() -> None:
    filler = "x1 " * 4000
    assert (
        tell_language(filler + "Warga yang tidak bisa pulang itu ada di rumah. " * 300).code == "id"
    )


def test_every_table_says_its_name_and_can_be_read_as_a_language() -> None:
    assert set(languages()) >= {"en", "id", "ms"}
    for language in map(load_language, (*languages(), NEUTRAL)):
        assert language.table["name"]


def test_an_unknown_language_still_gets_lines() -> None:
    article = read_article(
        "Share\nFacebook\nDer Weg ist seit zwei Wochen wegen starker Regenfälle gesperrt, "
        "und die Anwohner warten weiter auf eine Antwort der Verwaltung.\nCopyright © 2020 Bote\n"
    )
    assert article.language == "und"
    assert [line.label for line in article.lines] == ["nav", "nav", "body", "nav"]


def test_a_text_in_two_languages_is_told_by_more_than_a_glance() -> None:
    english = "The minister said that the road would be closed for a week, and that it was late. "
    indonesian = "Menteri mengatakan bahwa jalan itu akan ditutup karena hujan yang deras. "
    assert tell_language(english * 30 + indonesian * 6).code == "en"
    assert tell_language(english * 6 + indonesian * 30).code == "id"
