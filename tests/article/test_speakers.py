"""Who is said to have spoken, and by which words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Quote, read_article
from reader.article.language import load_language
from reader.article.model import Paragraph, Person
from reader.article.quotes import find_quotes
from reader.article.speakers import attribute

SEEDS = Path(__file__).parents[2] / "seeds"
SARI = "Kepala Dinas Kesehatan Kota Solo Sari Dewi mengatakan, hujan belum reda."


def read(text: str, code: str = "id") -> tuple[tuple[Quote, ...], tuple[Person, ...]]:
    """The quotes and people of a text of which every line is a paragraph of the body."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line:
            paragraphs.append(Paragraph(start, start + len(line), "body", ()))
        start += len(line) + 1
    language = load_language(code)
    return attribute(text, (), paragraphs, find_quotes(text, (), paragraphs, language), language)


def speakers(text: str, code: str = "id") -> list[str | None]:
    return [quote.speaker for quote in read(text, code)[0]]


@pytest.mark.parametrize(
    ("number", "names"),
    [
        ("000", ["Joko Widodo"] * 4),
        ("001", ["Joko Widodo"] * 4 + ["Abdullah Azwar Anas"] + ["Nanik Murwati"] * 2),
        ("002", ["Muhammad Hudori"] * 2),
        ("003", ["Joko Widodo"] * 2),
        ("004", ["Joko Widodo"] * 3 + ["Muhammad Tito Karnavian", "Zudan Arif Fakrulloh"]),
    ],
)
def test_the_samples_say_who_speaks(number: str, names: list[str]) -> None:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    assert [q.speaker for q in read_article(path.read_text("utf-8")).quotes] == names


def test_the_cue_after_a_quote_names_the_speaker() -> None:
    (quote,), _ = read('"Kami siap," kata Sari Dewi di Solo, Senin (3/2/2025).')
    assert (quote.speaker, quote.cue, quote.attribution) == ("Sari Dewi", "kata", "name")


def test_the_cue_before_a_quote_names_the_speaker() -> None:
    (quote,), _ = read('Sari Dewi mengatakan, "Kami siap membantu."')
    assert (quote.speaker, quote.cue) == ("Sari Dewi", "mengatakan")


def test_a_colon_leads_from_one_paragraph_to_the_quote_in_the_next() -> None:
    assert speakers('Sari Dewi menulis:\n"Kami siap membantu semua warga."') == ["Sari Dewi"]


def test_a_quote_that_its_cue_splits_has_one_speaker() -> None:
    assert speakers('"Kami siap," kata Sari Dewi, "dan bantuan tiba besok."') == ["Sari Dewi"] * 2


def test_an_office_before_the_name_is_the_role() -> None:
    (quote,), _ = read(
        '"Kami siap," ujar Kepala Bidang Humas Polda Metro Jaya Komisaris Besar Bagus Wirawan.'
    )
    assert quote.speaker == "Bagus Wirawan"
    assert quote.role == "Kepala Bidang Humas Polda Metro Jaya Komisaris Besar"
    assert quote.mention == "Bagus Wirawan"


def test_an_office_may_go_on_over_commas() -> None:
    (quote,), _ = read(
        '"Kami siap," kata Menteri Koordinator Bidang Politik, Hukum, dan Keamanan Bagus Wirawan.'
    )
    assert quote.speaker == "Bagus Wirawan"


def test_what_follows_an_institution_in_brackets_is_the_name() -> None:
    (quote,), _ = read('"Kami siap," kata Ketua Perhimpunan Petani Lestari (PPL) Bagus Wirawan.')
    assert quote.speaker == "Bagus Wirawan"


def test_an_age_in_brackets_is_left_out() -> None:
    (quote,), _ = read('"Kami siap," kata Sari Dewi (41), warga Solo.')
    assert quote.speaker == "Sari Dewi"


def test_a_name_after_a_comma_is_found_behind_its_office() -> None:
    (quote,), _ = read('"Kami siap," kata anggota tim peneliti dari kampus itu, Sari Dewi, Senin.')
    assert quote.speaker == "Sari Dewi"


@pytest.mark.parametrize(
    "cue", ["ujarnya", "tuturnya", "pungkasnya", "ujanya", "kata dia", "kata ia"]
)
def test_a_pronoun_is_whoever_spoke_last(cue: str) -> None:
    (quote,), _ = read(f'{SARI}\n"Kami siap," {cue}.')
    assert (quote.speaker, quote.attribution) == ("Sari Dewi", "pronoun")


def test_a_description_that_points_back_is_whoever_spoke_last() -> None:
    assert speakers(f'{SARI}\n"Kami siap," kata perempuan asal Klaten itu.') == ["Sari Dewi"]


def test_the_last_of_two_who_spoke_is_meant() -> None:
    text = f'{SARI} Menurut Bagus Wirawan, jalan sudah kering.\n"Kami siap," ujarnya.'
    assert speakers(text) == ["Bagus Wirawan"]


def test_somebody_in_what_is_said_does_not_become_the_speaker() -> None:
    text = f'{SARI} Ia mengatakan, Bagus Wirawan meminta bantuan.\n"Kami siap," ujarnya.'
    assert speakers(text) == ["Sari Dewi"]


def test_an_office_alone_is_whoever_holds_it() -> None:
    text = 'Gubernur Bagus Wirawan datang. Sari Dewi pulang.\n"Kami siap," kata Gubernur.'
    (quote,), _ = read(text)
    assert (quote.speaker, quote.role) == ("Bagus Wirawan", "Gubernur")


def test_the_short_form_of_an_office_is_its_holder() -> None:
    text = 'Menteri Sosial Bagus Wirawan datang ke Solo.\n"Kami siap," kata Mensos.'
    assert speakers(text) == ["Bagus Wirawan"]


def test_a_short_form_is_read_as_the_fullest_name() -> None:
    (quote,), people = read(f'{SARI}\n"Kami siap," kata Sari.')
    assert (quote.speaker, quote.mention) == ("Sari Dewi", "Sari")
    assert people == (Person("Sari Dewi", ("Sari",), ("Kepala Dinas Kesehatan Kota Solo",)),)


def test_an_alias_in_brackets_is_learned() -> None:
    text = 'Gubernur Bambang Wirawan (Bawira) datang ke Solo.\n"Kami siap," kata Bawira.'
    assert speakers(text) == ["Bambang Wirawan"]


def test_two_spellings_are_one_person() -> None:
    text = 'Ketua Umum Bagus Fakhrurozi datang.\n"Kami siap," kata Fakrurozi.'
    assert speakers(text) == ["Bagus Fakhrurozi"]


def test_people_who_share_a_word_stay_two() -> None:
    text = (
        "Gubernur Joko Santoso datang bersama Bupati Joko Pranoto.\n"
        '"Kami siap," kata Joko Santoso.\n"Jalan kering," kata Joko Pranoto.'
    )
    assert speakers(text) == ["Joko Santoso", "Joko Pranoto"]


def test_a_name_glued_to_its_verb_is_found() -> None:
    text = 'Kepala Dinas Sari Dewimengatakan hujan belum reda.\n"Kami siap," jelasnya.'
    assert speakers(text) == ["Sari Dewi"]


def test_a_cue_glued_to_the_office_after_it_is_read() -> None:
    assert speakers('"Kami siap," kataBupati Sari Dewi di Solo.') == ["Sari Dewi"]


def test_a_quote_without_a_cue_goes_on_with_the_speaker_before() -> None:
    (_, second), _ = read('"Kami siap," kata Sari Dewi.\n"Bantuan tiba besok pagi."')
    assert (second.speaker, second.attribution) == ("Sari Dewi", "carried")


def test_a_quote_over_paragraphs_has_the_speaker_whom_its_end_names() -> None:
    text = (
        '"Jalan kering," kata Bagus.\n"Kami siap membantu.\n"Bantuan tiba besok," kata Sari Dewi.'
    )
    assert speakers(text) == ["Bagus", "Sari Dewi", "Sari Dewi"]


def test_a_quote_broken_over_lines_has_one_speaker() -> None:
    assert speakers('"Kami siap membantu\nwarga di sini," kata Sari Dewi.') == ["Sari Dewi"] * 2


def test_a_sentence_broken_over_lines_still_says_who_speaks() -> None:
    text = 'Kepala Dinas Sari Dewi kemarin\nmengatakan hujan belum reda.\n"Kami siap," ujarnya.'
    assert speakers(text) == ["Sari Dewi"]


def test_a_quote_that_nobody_speaks_has_no_speaker() -> None:
    (quote,), people = read('Hujan turun. "Kami siap membantu."')
    assert (quote.speaker, quote.attribution, people) == (None, "none", ())


def test_a_speaker_without_a_name_is_described_as_the_text_does() -> None:
    assert speakers('"Kami takut," kata salah seorang warga saat ditemui.') == [
        "salah seorang warga"
    ]


def test_mention_and_cue_say_where_they_stand() -> None:
    text = '"Kami siap," kata Bupati Sari Dewi di Solo.'
    (quote,), _ = read(text)
    assert quote.mention_span
    assert quote.cue_span
    assert text[slice(*quote.mention_span)] == "Sari Dewi"
    assert text[slice(*quote.cue_span)] == "kata"


@pytest.mark.parametrize(
    "text",
    [
        '"We are ready," said Anna Reed, a nurse in Leeds.',
        '"We are ready," Anna Reed said.',
        '"We are ready," nurse Anna Reed told reporters on Monday.',
        'According to Anna Reed, "we are ready for the storm."',
        'Anna Reed wrote: "We are ready for the storm."',
        'Anna Reed, a nurse in Leeds, said, "We are ready for the storm."',
        '"We are ready for the storm." — Anna Reed',
    ],
)
def test_english_names_its_speakers_before_and_after(text: str) -> None:
    assert speakers(text, "en") == ["Anna Reed"]


def test_an_english_short_form_is_the_last_part_of_a_name() -> None:
    text = 'Sen. Anna Reed spoke on Monday.\n"We are ready," Reed said.\n"Go home," she added.'
    assert speakers(text, "en") == ["Anna Reed"] * 2


def test_a_noun_after_an_english_name_is_the_speaker() -> None:
    text = 'Anna Reed was away.\n"We are ready," the Reed campaign said.'
    assert speakers(text, "en") == ["the Reed campaign"]


def test_an_english_pronoun_that_may_be_anybody_is_nobody() -> None:
    (quote,), _ = read('Anna Reed left.\n"We are ready," they said.', "en")
    assert (quote.speaker, quote.mention, quote.attribution) == (None, "they", "none")


def test_malay_speakers_are_found() -> None:
    text = (
        "“Kita akan bantu mangsa,” kata Menteri Kesihatan, Datuk Seri Dr Halim Zulkarnain.\n"
        "“Bantuan tiba esok,” katanya."
    )
    assert speakers(text, "ms") == ["Halim Zulkarnain"] * 2


WORDS = st.sampled_from(
    [
        '"', "“", "”", "Sari ", "Dewi ", "Ketua ", "kata ", "ujarnya ", "mengatakan ", "menurut ",
        "dia ", "itu ", "said ", "he ", "the ", "Mr. ", "(", ") ", ", ", ". ", "\n", "dan ",
    ]
)  # fmt: skip


@given(
    st.lists(WORDS | st.text(max_size=3), max_size=60).map("".join), st.sampled_from(["id", "en"])
)
def test_mentions_and_cues_lie_inside_any_text(text: str, code: str) -> None:
    quotes, _ = read(text, code)
    for quote in quotes:
        for span in filter(None, (quote.mention_span, quote.cue_span)):
            assert 0 <= span[0] < span[1] <= len(text)
        if quote.mention and quote.mention_span:
            assert " ".join(text[slice(*quote.mention_span)].split()) == quote.mention
