"""Which words are quotations, whatever marks a page has left."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import read_article
from reader.article.language import load_language
from reader.article.model import Paragraph
from reader.article.quotes import find_quotes

SIAP = "Kami siap membantu warga,"
BESOK = "Bantuan tiba besok,"


def quoted(text: str, code: str = "id") -> list[str]:
    """The quotes of a text of which every line is a paragraph of the body."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line:
            paragraphs.append(Paragraph(start, start + len(line), "body", ()))
        start += len(line) + 1
    return [text[slice(*span)] for span in find_quotes(text, (), paragraphs, load_language(code))]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('"', '"'),
        ("“", "”"),
        ("”", "”"),
        ("“", '"'),
        ('"', "”"),
        ("”", "“"),
        ("«", "»"),
        ("„", "“"),
        ("''", "''"),
        ('“"', '"”'),
        ('\\"', '\\"'),
        ("&quot;", "&quot;"),
        ("&ldquo;", "&rdquo;"),
        ("&#8220;", "&#8221;"),
    ],
)
def test_a_quote_is_found_between_whichever_marks_a_page_has(opening: str, closing: str) -> None:
    text = f"Hujan turun. {opening}{SIAP}{closing} kata Sari. {opening}{BESOK}{closing} ujarnya."
    assert quoted(text) == [SIAP, BESOK]


def test_a_title_is_no_quote() -> None:
    assert quoted('Ia hadir dalam seminar "Desa Membangun Kota" di Solo.') == []


def test_a_scare_quote_is_no_quote() -> None:
    assert quoted('Pejabat itu dijuluki "raja jalan" oleh warga.') == []


def test_a_title_that_ends_in_a_question_mark_is_no_quote() -> None:
    assert quoted('Ia membintangi film "Ke Mana Kita Pulang?" tahun lalu.') == []


def test_speech_without_punctuation_is_a_quote_when_its_cue_stands_beside_it() -> None:
    assert quoted('"Kami siap membantu" kata Sari.') == ["Kami siap membantu"]


def test_single_marks_inside_belong_to_the_quote() -> None:
    assert quoted("\"Kami bukan 'raja jalan' di sini,\" kata Sari.") == [
        "Kami bukan 'raja jalan' di sini,"
    ]


def test_a_quoted_word_inside_a_quote_does_not_end_it() -> None:
    assert quoted('"Mereka bilang "tidak" kepada kami," kata Sari.') == [
        'Mereka bilang "tidak" kepada kami,'
    ]


def test_a_quote_in_two_parts_is_two_quotes() -> None:
    assert quoted(f'"{SIAP}" kata Sari, "{BESOK}"') == [SIAP, BESOK]


def test_marks_with_spaces_on_both_sides_are_told_by_their_order() -> None:
    assert quoted(f'Kata Sari, " {SIAP} " lalu " {BESOK} " ujarnya.') == [SIAP, BESOK]


def test_a_closing_mark_with_its_space_on_the_wrong_side_still_closes() -> None:
    assert quoted(f'"{SIAP} "kata Sari. "{BESOK}" ujarnya.') == [SIAP, BESOK]


def test_two_quotes_that_touch_are_two() -> None:
    assert quoted('"Mau ke mana?""Pulang saja." Sari lalu pergi.') == [
        "Mau ke mana?",
        "Pulang saja.",
    ]


def test_a_quote_that_is_never_closed_ends_before_its_cue() -> None:
    assert quoted(f'"{SIAP} kata Sari di Solo. Hujan turun lagi.') == [SIAP]


def test_a_quote_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert quoted(f'"Kami siap membantu.\nHujan turun. "{BESOK}" kata Sari.') == [
        "Kami siap membantu.",
        BESOK,
    ]


def test_a_quote_that_goes_on_over_paragraphs_is_one_for_each() -> None:
    assert quoted(f'"Kami siap membantu.\n"{BESOK}" kata Sari.') == ["Kami siap membantu.", BESOK]


def test_a_quote_that_is_broken_over_lines_goes_on_in_the_next() -> None:
    assert quoted('"Kami siap membantu\nwarga di sini," kata Sari.') == [
        "Kami siap membantu",
        "warga di sini,",
    ]


def test_a_paragraph_of_wrapped_lines_holds_one_quote() -> None:
    text = '"Kami siap membantu\nwarga," kata Sari.'
    whole = [Paragraph(0, len(text), "body", ())]
    spans = find_quotes(text, (), whole, load_language("id"))
    assert [text[slice(*span)] for span in spans] == ["Kami siap membantu\nwarga,"]


def test_marks_for_inches_are_no_quotes() -> None:
    assert quoted('Layar 24" itu dijual bersama layar 27" di Solo.') == []


def test_only_the_body_has_quotes() -> None:
    text = f'"{SIAP}" kata Sari.'
    caption = [Paragraph(0, len(text), "caption", ())]
    assert find_quotes(text, (), caption, load_language("id")) == ()


def test_english_fragments_are_quotes_where_somebody_speaks() -> None:
    assert quoted('The mayor called the plan "reckless" and left.', "en") == ["reckless"]


def test_english_titles_are_no_quotes() -> None:
    assert quoted('Her film "The Long Way Home" opens on Friday.', "en") == []


def test_a_text_that_puts_its_stops_outside_the_marks_has_scare_quotes() -> None:
    text = (
        'Critics said the army fights what it calls "digital crime". '
        'The mayor said it was "a plot". "We saw the smoke from our house," Ms. Reed said.'
    )
    assert quoted(text, "en") == ["We saw the smoke from our house,"]


def test_an_unknown_language_has_quotes_but_no_speakers() -> None:
    text = "Tuuli nousi. ”Olemme valmiita auttamaan kaikkia täällä,” sanoi Aino Niemi."
    assert quoted(text, "und") == ["Olemme valmiita auttamaan kaikkia täällä,"]


MARKS = st.sampled_from(['"', "“", "”", "''", "&quot;", '\\"', "'", "«", "»", "„"])
WORDS = st.sampled_from(
    ["Sari", "Dewi", "kata", "ujarnya", "mengatakan", "said", "he", ",", ".", "?", " ", "\n", "("]
)


@given(st.lists(MARKS | WORDS | st.text(max_size=4), max_size=60).map("".join))
def test_any_text_has_quotes_that_lie_in_its_body_in_order(text: str) -> None:
    article = read_article(text)
    end = 0
    for quote in article.quotes:
        assert end <= quote.start < quote.end <= len(article.text)
        assert any(
            p.label == "body" and p.start <= quote.start and quote.end <= p.end
            for p in article.paragraphs
        )
        end = quote.end


@given(
    st.lists(MARKS | WORDS, max_size=80).map("".join), st.sampled_from(["id", "en", "ms", "und"])
)
def test_no_arrangement_of_marks_makes_quotes_overlap(text: str, code: str) -> None:
    paragraphs = [Paragraph(0, len(text), "body", ())]
    spans = find_quotes(text, (), paragraphs, load_language(code))
    assert list(spans) == sorted(spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_what_a_tag_was_left_with_is_no_speech() -> None:
    said = "The bridge stays closed until the river has fallen by two metres, the mayor told us."
    article = read_article(
        f'<card author="{said}" date="May 2031">\n'
        "The river rose on Monday, and the town waited for the mayor, who spoke at noon.\n"
        '"We will rebuild the bridge before the winter comes," said Elin Brandt.\n'
    )
    assert [article.text[q.start : q.end][:12] for q in article.quotes] == ["We will rebu"]
