"""The same article with its marks damaged in every way that scraped pages show."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.language import load_language
from reader.article.model import Paragraph
from reader.article.quotes import find_quotes
from reader.article.speakers import attribute

SAID = [
    ("Kami sudah menyiapkan seratus perahu untuk warga di tepi sungai,", "Sari Dewi"),
    ("Jangan menunggu air naik. Berangkatlah sebelum malam,", "Sari Dewi"),
    ("Rumah saya terendam sejak subuh, tetapi anak-anak selamat,", "Bagus Wirawan"),
    ("Apakah bantuan akan cukup?", "Bagus Wirawan"),
    ("Dapur umum kami buka sampai hari Minggu,", "Ratna Kumala"),
]
WRITTEN = [
    "Wali Kota Solo Sari Dewi meninjau tepi sungai, Senin (3/2/2025). ",
    " kata Sari di sela kunjungannya. ",
    " ujarnya menambahkan. Warga Kampung Sewu, Bagus Wirawan, mengatakan air datang cepat. ",
    " tuturnya. ",
    " kata Bagus. Program itu bernama “Solo Tangguh”. ",
    " kata Ketua Dapur Umum Ratna Kumala.",
]


def article(opening: str, closing: str) -> str:
    """The article with these marks around each quote."""
    quotes = [f"{opening}{words}{closing}" for words, _ in SAID]
    return "".join(a + b for a, b in zip(WRITTEN, [*quotes, ""], strict=True))


def heard(text: str) -> list[tuple[str, str | None]]:
    """Each quote of one paragraph, as words between single spaces, with its speaker."""
    paragraphs = [Paragraph(0, len(text), "body", ())]
    language = load_language("id")
    spans = find_quotes(text, (), paragraphs, language)
    quotes, _ = attribute(text, (), paragraphs, spans, language)
    return [(" ".join(text[q.start : q.end].split()), q.speaker) for q in quotes]


OPENING = ["“", "”", '"', "„", "«", '“"', "''", '\\"', "&quot;", "&ldquo;", "&#34;"]
CLOSING = ["”", "“", '"', "»", '"”', "''", '\\"', "&quot;", "&rdquo;", "&#34;"]


@pytest.mark.parametrize("opening", OPENING)
@pytest.mark.parametrize("closing", CLOSING)
def test_who_said_what_does_not_depend_on_the_marks(opening: str, closing: str) -> None:
    assert heard(article(opening, closing)) == SAID


@pytest.mark.parametrize("width", [40, 70, 80])
def test_who_said_what_does_not_depend_on_where_lines_break(width: int) -> None:
    assert heard(textwrap.fill(article("“", "”"), width)) == SAID


@pytest.mark.parametrize("lost", range(len(SAID)))
def test_one_lost_closing_mark_costs_nothing_where_a_cue_follows(lost: int) -> None:
    words = SAID[lost][0]
    assert heard(article("“", "”").replace(f"{words}”", words)) == SAID


@pytest.mark.parametrize("lost", range(len(SAID)))
def test_one_lost_opening_mark_costs_one_quote_at_most(lost: int) -> None:
    words = SAID[lost][0]
    found = heard(article("“", "”").replace(f"“{words}", words))
    assert [one for one in found if one in SAID] == [*SAID[:lost], *SAID[lost + 1 :]]


def test_spaces_on_the_wrong_side_of_closing_marks_cost_nothing() -> None:
    assert heard(article('"', ' "').replace('" ', '"')) == SAID


@given(
    st.lists(st.tuples(st.sampled_from(OPENING), st.sampled_from(CLOSING)), min_size=5, max_size=5)
)
def test_marks_may_change_from_quote_to_quote(marks: list[tuple[str, str]]) -> None:
    quotes = [f"{a}{words}{b}" for (a, b), (words, _) in zip(marks, SAID, strict=True)]
    text = "".join(a + b for a, b in zip(WRITTEN, [*quotes, ""], strict=True))
    assert heard(text) == SAID
