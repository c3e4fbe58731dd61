"""What a terminal would obey never gets as far as a screen."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.article import sanitise

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x1b\x07\x9b\x9c\x9d\x90\r\n\t[];PX^_\\0m\u202e\u200d\u200c\ufeffخا\u0915\u094d😀☠🏽"
        ),
        st.integers(0xD800, 0xDFFF).map(chr),
    )
)


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("a\x1b[31mred\x1b[0m.", "ared."),
        ("\x1b]0;owned\x07Berita", "Berita"),
        ("\x1b]52;c;cm0gLXJm\x1b\\Berita", "Berita"),
        ("\x1bP+q544e\x1b\\Berita", "Berita"),
        ("\x1b_Gf=100;AAAA\x1b\\Berita", "Berita"),
        ("\x1b^private\x9cBerita", "Berita"),
        ("\x9b2JBerita", "Berita"),
        ("\x9d52;c;cm0=\x9cBerita", "Berita"),
        ("\x1b7\x1b(0Berita\x1bc", "Berita"),
        ("kata\u202eatak\u2066x\u2069", "kataatakx"),
        ("ze\u200bro\ufeff wi\u2060dth\xad", "zero width"),
        ("tags\U000e0041\U000e007f", "tags"),
        ("bell\x07 null\x00 del\x7f", "bell null del"),
        ("kolom\tdua", "kolom dua"),
        ("jarak\xa0keras", "jarak\xa0keras"),
        ("half \ud83d", "half \ufffd"),
        ("pair \ud83d\ude00", "pair 😀"),
    ],
)
def test_what_a_terminal_would_obey_is_gone(raw: str, safe: str) -> None:
    assert sanitise(raw) == safe


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert sanitise(f"satu{end}dua") == "satu\ndua"


def test_words_are_not_lost_to_a_sequence_that_never_ends() -> None:
    assert sanitise("\x1b]0;Presiden tiba di Bogor\nHujan turun.") == (
        "0;Presiden tiba di Bogor\nHujan turun."
    )


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert sanitise("می\u200cخواهم") == "می\u200cخواهم"
    assert sanitise("क्\u200dष") == "क्\u200dष"
    assert sanitise("kli\u200dping\u200c") == "kliping"


def test_a_family_stays_together() -> None:
    assert sanitise("👩\u200d👩\u200d👧 datang") == "👩\u200d👩\u200d👧 datang"
    assert sanitise("👩🏽\u200d🚀 terbang") == "👩🏽\u200d🚀 terbang"
    assert sanitise("🏴\u200d☠\ufe0f berlayar") == "🏴\u200d☠ berlayar"


def test_a_joiner_that_joins_no_pictures_is_gone() -> None:
    assert sanitise("a\u200d😀\u200db😀\u200d\u200d😀\u200c😀\u200d") == "a😀b😀😀😀"


@given(HOSTILE)
@example("\x1b\x1b[31m[31m")
@example("\u061c\u200c\u0627")
@example("\udbff\udc00")
def test_nothing_that_a_terminal_obeys_or_an_eye_misses_survives(text: str) -> None:
    safe = sanitise(text)
    left = {unicodedata.category(char) for char in safe.replace("\n", "")}
    assert not left & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@given(HOSTILE)
def test_what_is_safe_stays_as_it_is(text: str) -> None:
    safe = sanitise(text)
    assert sanitise(safe) == safe


@given(
    st.text(
        st.characters(
            categories=["L", "N", "P", "Zs"], exclude_characters="\u3164\u115f\u1160\uffa0"
        )
    )
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert sanitise(text) == text
