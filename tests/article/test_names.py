"""Where an office ends and a name begins, and which names are one person's."""

import pytest

from reader.article.language import load_language
from reader.article.names import Evidence, name_within
from reader.article.roster import Roster
from reader.article.vocabulary import naming_of, speech_of

ID = load_language("id")


def name(words: str, *known: str, ordinary: str = "", code: str = "id") -> str:
    """The name in a run of capitalised words."""
    naming = naming_of(load_language(code))
    run = words.split()
    evidence = Evidence(set(known), frozenset(ordinary.split()))
    begin, end = name_within(run, naming, evidence)
    return " ".join(run[begin:end])


def roster(text: str) -> Roster:
    return Roster(text, [(0, len(text))], speech_of(ID), naming_of(ID))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sari Dewi", "Sari Dewi"),
        ("Menteri Keuangan Sari Dewi", "Sari Dewi"),
        ("Kepala Desa Sukamulya Sari Dewi", "Sari Dewi"),
        ("Prof. Dr. Sari Dewi", "Sari Dewi"),
        ("Ketua KPPS Sari Dewi", "Sari Dewi"),
        ("Bagus Wirawan SH", "Bagus Wirawan"),
        ("Mahfud MD", "Mahfud MD"),
        ("Ketua Umum", ""),
        ("Pengadilan Negeri Solo", ""),
    ],
)
def test_the_name_is_what_no_office_explains(words: str, expected: str) -> None:
    assert name(words) == expected


def test_a_word_that_the_article_uses_for_a_person_begins_the_name() -> None:
    assert name("Direktur Yayasan Cahaya Pelangi Sari Dewi", "Sari") == "Sari Dewi"


def test_a_word_that_the_article_writes_small_too_goes_on_with_the_office() -> None:
    assert name("Ketua Bidang Wilayah Sari Dewi", ordinary="di wilayah itu") == "Sari Dewi"


def test_english_titles_are_no_part_of_the_name() -> None:
    assert name("Texas Sen. Anna Reed", code="en") == "Anna Reed"


def test_the_fullest_form_is_found_for_a_short_one() -> None:
    names = roster("Bupati Sari Dewi Lestari datang. Dewi tiba. Kata Sari, hujan reda.")
    assert names.fullest("Sari", 60) == "Sari Dewi Lestari"


def test_a_headline_does_not_lengthen_a_name() -> None:
    names = roster("Bupati Bagus Wirawan datang. Wirawan Pangkas Anggaran. Kata Wirawan, reda.")
    assert names.fullest("Wirawan", 70) == "Bagus Wirawan"


def test_a_known_nickname_is_joined_only_to_a_name_that_the_article_prints() -> None:
    assert roster("Presiden Joko Widodo tiba.").fullest("Jokowi", 30) == "Joko Widodo"
    assert roster("Presiden tiba.").fullest("Jokowi", 30) == "Jokowi"


def test_of_two_bearers_of_a_short_form_the_one_named_before_is_meant() -> None:
    text = "Bupati Joko Santoso datang. Hujan turun. Camat Joko Pranoto pulang."
    assert roster(text).fullest("Joko", text.index("Hujan")) == "Joko Santoso"


def test_an_office_has_its_holder() -> None:
    names = roster("Wakil Gubernur Sari Dewi dan Gubernur Bagus Wirawan datang.")
    assert names.holders.holder("Gubernur") == "Bagus Wirawan"
    assert names.holders.holder("Wakil Gubernur") == "Sari Dewi"
    assert names.holders.holder("Camat") is None


def test_an_acronym_in_brackets_is_no_alias() -> None:
    names = roster("Ketua Bagus Wirawan (KPPS) datang. Kata KPPS, hujan reda.")
    assert names.fullest("KPPS", 50) == "KPPS"
