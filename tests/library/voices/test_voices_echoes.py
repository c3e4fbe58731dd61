"""Echoes over a library: which statements find each other, and what becomes of groups."""

import random
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader import paths
from reader.article import read_article
from reader.article.echoes import ENOUGH, Statement, likeness
from reader.library.reading import said_in
from reader.library.row import Said
from reader.library.voices import echoing

DREDGING = (
    "Pengerukan muara dimulai bulan depan supaya kapal nelayan dapat masuk pelabuhan tanpa"
    " menunggu air pasang, dan biayanya ditanggung pemerintah provinsi,"
)
LICENCES = (
    "Dua belas izin tambang pasir kami cabut karena pemiliknya tidak pernah menyerahkan laporan"
    " pemulihan lahan selama tiga tahun,"
)
RATNA = "Ratna Wulandari"
DAY = "2024-03-05"

Quote = Callable[..., Said]


def test_an_article_does_not_echo_itself(newsroom: Any, quote: Quote) -> None:
    newsroom.print("a", quote(DREDGING, RATNA), quote(DREDGING, RATNA), published=DAY)
    newsroom.settle()
    assert newsroom.groups() == {}


def test_a_statement_cut_in_two_ties_both_halves_together(newsroom: Any, quote: Quote) -> None:
    first, second = DREDGING.split(", dan ")
    newsroom.print("a", quote(first, RATNA), published=DAY)
    newsroom.print("b", quote(DREDGING, RATNA), published=DAY)
    newsroom.print("c", quote("Dan " + second, RATNA), published=DAY)
    newsroom.settle()
    assert set(newsroom.groups()) == {frozenset({("a", 0), ("b", 0), ("c", 0)})}


def test_a_group_falls_apart_when_the_statement_that_held_it_goes(
    newsroom: Any, quote: Quote
) -> None:
    first, second = DREDGING.split(", dan ")
    for name, words in (("a", first), ("b", DREDGING), ("c", "Dan " + second), ("d", first)):
        newsroom.print(name, quote(words, RATNA), published=DAY)
    newsroom.settle()
    newsroom.forget("b")
    newsroom.settle()
    assert set(newsroom.groups()) == {frozenset({("a", 0), ("d", 0)})}


def test_a_text_in_two_files_echoes_once_and_stays_while_one_of_them_does(
    newsroom: Any, quote: Quote
) -> None:
    newsroom.print("a", quote(DREDGING, RATNA), published=DAY)
    newsroom.print("b", quote(DREDGING, RATNA), published=DAY)
    newsroom.print("b", quote(DREDGING, RATNA), published=DAY, file="copy of b")
    newsroom.settle()
    both = {frozenset({("a", 0), ("b", 0)})}
    assert set(newsroom.groups()) == both
    newsroom.forget("b")
    newsroom.settle()
    assert set(newsroom.groups()) == both
    newsroom.forget("copy of b")
    newsroom.settle()
    assert newsroom.groups() == {}


def test_a_text_that_is_read_again_or_moved_is_not_looked_for_again(
    newsroom: Any, quote: Quote, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.print("a", quote(DREDGING, RATNA), published=DAY)
    newsroom.print("b", quote(DREDGING, RATNA), published=DAY)
    newsroom.settle()
    monkeypatch.setattr(echoing, "hold_against", None)
    newsroom.forget("a")
    newsroom.print("a", quote(DREDGING, RATNA), published=DAY, file="moved")
    newsroom.settle()
    assert set(newsroom.groups()) == {frozenset({("a", 0), ("b", 0)})}


@pytest.mark.parametrize("copies", [3, 40])
def test_all_copies_of_a_statement_come_into_one_group(
    newsroom: Any, quote: Quote, copies: int
) -> None:
    printed = [(f"copy {n}", DREDGING) for n in range(copies)]
    printed += [(f"other {n}", LICENCES) for n in range(2)]
    random.Random(1).shuffle(printed)
    for name, words in printed:
        newsroom.print(name, quote(words, RATNA), published=DAY)
    newsroom.settle()
    assert sorted(map(len, newsroom.groups())) == [2, copies]


def test_a_group_of_many_holds_together_when_half_of_it_goes(newsroom: Any, quote: Quote) -> None:
    for n in range(40):
        newsroom.print(f"{n}", quote(DREDGING, RATNA), published=f"2024-03-{1 + n % 9:02}")
        newsroom.settle()
    newsroom.forget(*(f"{n}" for n in range(40) if n % 9 < 5))
    newsroom.settle()
    (group,) = newsroom.groups()
    assert len(group) == sum(n % 9 >= 5 for n in range(40))


def test_a_statement_that_was_cut_at_either_end_is_found_among_many_printings(
    newsroom: Any, quote: Quote
) -> None:
    for n in range(30):
        newsroom.print(f"{n:02}", quote(DREDGING, RATNA), published=DAY)
    newsroom.print("begun", quote(DREDGING.split(" tanpa ")[0], RATNA), published=DAY)
    newsroom.print("ended", quote(DREDGING.split(" supaya ")[1], RATNA), published=DAY)
    newsroom.settle()
    (group,) = newsroom.groups()
    assert len(group) == 32


def test_unlike_statements_of_a_whole_library_have_no_echo(newsroom: Any, quote: Quote) -> None:
    chance = random.Random(2)
    words = [a + b + c for a, b, c in combinations(("ba", "di", "ku", "le", "mo", "nar", "sip"), 3)]
    for n in range(300):
        newsroom.print(f"{n}", quote(" ".join(chance.choices(words, k=20)), RATNA), published=DAY)
    newsroom.settle()
    assert newsroom.groups() == {}


@pytest.mark.parametrize("numbered", ["{n} tentang beras hari ini,", "tiga tentang {t} kota ini,"])
def test_the_same_words_are_found_among_hundreds_that_are_nearly_the_same(
    newsroom: Any, quote: Quote, numbered: str
) -> None:
    goods = ("beras", "gula", "jagung", "cabai", "telur")
    texts = [
        "Pernyataan nomor " + numbered.format(n=n, t=goods[n % 5] if n % 5 else "garam")
        for n in range(300)
    ]
    letters = ("ba", "da", "fa", "ga", "ha", "ja", "ka", "la", "ma", "na")
    names = [
        f"Warga {''.join(letters[int(digit)] for digit in str(n)).title()}" for n in range(300)
    ]
    printed = [(f"{n}", text, names[n]) for n, text in enumerate(texts)]
    printed += [(f"again {n}", texts[1], names[1]) for n in range(3)]
    for name, text, who in random.Random(3).sample(printed, 303):
        newsroom.print(name, quote(text, who), published=DAY)
    newsroom.settle()
    wanted = {frozenset({(f"again {n}", 0) for n in two}) for two in combinations(range(3), 2)}
    assert wanted <= newsroom.echoes()
    held = {name: text for name, text, _ in printed}
    for pair in newsroom.echoes():
        assert len({held[name] for name, _ in pair}) == 1


def test_the_samples_have_three_echoes_all_between_two_articles(newsroom: Any) -> None:
    quotes: dict[str, tuple[Said, ...]] = {}
    for path in sorted(paths.bundled("seeds").glob("*.txt")):
        article = read_article(path.read_text(encoding="utf-8"), path.name)
        quotes[path.name[:3]] = said_in(article)
        newsroom.print(path.name[:3], *quotes[path.name[:3]], published=article.published)
    newsroom.settle()
    found = {
        tuple(quotes[article][nth].text[:20] for article, nth in sorted(pair))
        for pair in newsroom.echoes()
    }
    assert found == {
        ("Pandemi telah mengaj", "Dengan memanfaatkan "),
        ("Sesuai dengan tugas ", "Korpri harus dapat m"),
        ("ASN harus mampu mela", "KORPRI dan ASN harus"),
    }
    assert [{article for article, _ in group} for group in newsroom.groups()] == [
        {"001", "004"}
    ] * 3


# -- people and echoes --------------------------------------------------------------------


def test_a_nickname_that_another_article_explains_does_not_make_another_speaker(
    newsroom: Any, quote: Quote
) -> None:
    phrase = "Kami serahkan sepenuhnya kepada penyidik,"
    longer = "Jangan menduga-duga. Kami serahkan sepenuhnya kepada penyidik yang bertugas,"
    newsroom.print("a", quote(phrase, "Cak Dul"), published=DAY)
    newsroom.print("b", quote(longer, "Bagus Prakoso", "Bagus"), published=DAY)
    newsroom.settle()
    assert newsroom.groups() == {}
    newsroom.print("c", quote("Terima kasih,", "Bagus Prakoso", "Cak Dul"), published=DAY)
    newsroom.settle()
    assert set(newsroom.groups()) == {frozenset({("a", 0), ("b", 0)})}
    newsroom.forget("c")
    newsroom.settle()
    assert newsroom.groups() == {}


def test_articles_that_print_the_same_words_mean_the_same_person(
    newsroom: Any, quote: Quote
) -> None:
    newsroom.print("a", quote(DREDGING, "Pras"), published=DAY)
    newsroom.print("b", quote(LICENCES, "Prasetya Adiguna"), published=DAY)
    newsroom.settle()
    assert newsroom.names == ["Pras", "Prasetya Adiguna"]
    newsroom.print("c", quote(DREDGING, "Prasetya Adiguna"), published=DAY)
    newsroom.settle()
    (person,) = newsroom.people
    assert (person.name, person.aliases) == ("Prasetya Adiguna", ("Pras",))
    newsroom.forget("c")
    newsroom.settle()
    assert newsroom.names == ["Pras", "Prasetya Adiguna"]


# -- laws ---------------------------------------------------------------------------------

CLAUSES = (
    *("pengerukan muara dimulai bulan depan", "kapal nelayan dapat masuk pelabuhan"),
    *("dua belas izin tambang pasir kami cabut", "biayanya ditanggung pemerintah provinsi"),
    *("kami menunggu sejak pagi di loket tiga", "harga beras naik seribu rupiah"),
)
texts = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4).map(" ".join)
printed = st.tuples(
    texts,
    st.none() | st.sampled_from(["Ratna Wulandari", "Ratna", "Bagus Prakoso", "seorang warga"]),
    st.none() | st.sampled_from(["2024-03-01", "2024-03-05", "2024-04-30"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(printed, max_size=7))
def test_echoes_are_statements_of_two_articles_that_are_alike_and_no_others(
    newsrooms: Callable[[], Any], quote: Quote, articles: list[tuple[str, str | None, str | None]]
) -> None:
    newsroom = newsrooms()
    for n, (text, who, day) in enumerate(articles):
        newsroom.print(f"{n}", quote(text, who), published=day)
    newsroom.settle()
    statements = {
        (f"{n}", 0): Statement(f"{n}", 0, len(text), text, who, day)
        for n, (text, who, day) in enumerate(articles)
    }
    alike = {
        frozenset(two)
        for two in combinations(statements, 2)
        if likeness(*(statements[one] for one in two)) >= ENOUGH
    }
    found = newsroom.echoes()
    assert found <= alike
    if len(articles) == 2:
        assert found == alike
    held = [one for group in newsroom.groups() for one in group]
    assert len(held) == len(set(held)) == len({one for pair in found for one in pair})
