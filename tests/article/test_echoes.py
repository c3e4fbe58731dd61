"""Echoes: what counts as the same statement printed twice, and what does not."""

import random
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader import paths
from reader.article import read_article
from reader.article.crowd import Spoken, echo_groups_of, echoes_of, people_of
from reader.article.echoes import (
    ENOUGH,
    Statement,
    compare,
    find_echoes,
    group_echoes,
    likeness,
)

DREDGING = (
    "Pengerukan muara dimulai bulan depan supaya kapal nelayan dapat masuk pelabuhan tanpa"
    " menunggu air pasang, dan biayanya ditanggung pemerintah provinsi,"
)
LICENCES = (
    "Dua belas izin tambang pasir kami cabut karena pemiliknya tidak pernah menyerahkan laporan"
    " pemulihan lahan selama tiga tahun,"
)


def said(
    text: str,
    article: str,
    speaker: str | None = "Ratna Wulandari",
    published: str | None = "2024-03-05",
) -> Statement:
    return Statement(article, 100, 100 + len(text), text, speaker, published)


def are_echo(one: Statement, other: Statement) -> bool:
    return bool(find_echoes([one, other]))


# -- what is an echo ----------------------------------------------------------------------


def test_the_same_words_in_two_articles_are_an_echo() -> None:
    (echo,) = find_echoes([said(DREDGING, "a"), said(DREDGING, "b")])
    assert (echo.a, echo.b) == (0, 1)
    assert echo.score == 1.0


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param(
            "Pengerukan muara dimulai bulan depan supaya kapal nelayan dapat masuk pelabuhan"
            " tanpa menunggu air pasang.",
            id="cut at the end",
        ),
        pytest.param(
            "Biayanya ditanggung pemerintah provinsi. Pengerukan muara dimulai bulan depan supaya"
            " kapal nelayan dapat masuk pelabuhan,",
            id="clauses in another order",
        ),
        pytest.param(
            "Pengerukan muaranya akan dimulai bulan depan agar kapal-kapal nelayan bisa masuk ke"
            " pelabuhan tanpa harus menunggu air pasang; biaya ditanggung pemerintah provinsi,",
            id="re-worded by the desk",
        ),
        pytest.param(
            "Warga sudah lama meminta ini. " + DREDGING + " tidak sepeser pun dari iuran nelayan,",
            id="put together with more",
        ),
        pytest.param(
            "PENGERUKAN MUARA DIMULAI BULAN DEPAN supaya kapal nelayan dapat masuk pelabuhan tanpa"
            " menunggu air pasang -- dan biayanya ditanggung pemerintah provinsi!",
            id="other case and punctuation",
        ),
    ],
)
def test_a_statement_is_still_an_echo_when_it_was(printed: str) -> None:
    assert are_echo(said(DREDGING, "a"), said(printed, "b"))


def test_two_statements_that_share_a_long_clause_are_an_echo() -> None:
    clause = "petambak garam di pesisir utara kehilangan separuh panen akibat hujan berkepanjangan"
    one = f"Saya mendapat laporan pagi ini, {clause}, padahal stok gudang tinggal sedikit,"
    other = f"Impor bukan jalan keluar. Memang {clause}. Bantuan modal disiapkan bank daerah,"
    assert are_echo(said(one, "a"), said(other, "b"))


def test_a_statement_cut_in_two_ties_both_halves_together() -> None:
    first, second = DREDGING.split(", dan ")
    statements = [said(first, "a"), said(DREDGING, "b"), said("Dan " + second, "c")]
    assert are_echo(statements[0], statements[1])
    (group,) = group_echoes(statements, find_echoes(statements))
    assert group.statements == (0, 1, 2)


# -- what is none -------------------------------------------------------------------------


def test_two_statements_on_one_subject_are_no_echo() -> None:
    other = (
        "Kapal nelayan masih harus menunggu air pasang untuk masuk pelabuhan, jadi kami meminta"
        " pengerukan dipercepat,"
    )
    assert not are_echo(said(DREDGING, "a"), said(other, "b"))


def test_the_same_article_does_not_echo_itself() -> None:
    assert not are_echo(said(DREDGING, "a"), replace(said(DREDGING, "a"), start=900, end=990))


def test_nearly_the_same_words_weeks_later_are_no_echo() -> None:
    january = "Ke depan kami terus mencermati ruang penurunan tarif angkutan bagi pelajar desa,"
    march = "Ke depan, kami akan mencermati lagi ruang penurunan tarif angkutan untuk pelajar,"
    assert are_echo(said(january, "a"), said(march, "b"))
    assert not are_echo(
        said(january, "a", published="2024-01-09"), said(march, "b", published="2024-03-05")
    )


def test_a_long_statement_word_for_word_is_an_echo_also_weeks_later() -> None:
    assert are_echo(
        said(DREDGING, "a", published="2024-01-09"), said(DREDGING, "b", published="2024-03-05")
    )


def test_a_phrase_of_somebody_else_is_no_echo() -> None:
    phrase = "Kami serahkan sepenuhnya kepada penyidik,"
    longer = (
        "Keluarga tidak ingin menduga-duga. Kami serahkan sepenuhnya kepada penyidik, termasuk"
        " soal rekaman kamera di gudang itu,"
    )
    assert are_echo(said(phrase, "a"), said(longer, "b"))
    assert not are_echo(said(phrase, "a"), said(longer, "b", speaker="Bagus Prakoso"))


def test_a_short_statement_is_no_echo_where_nobody_knows_who_said_it_and_when() -> None:
    short = "Kita tunggu saja hasilnya nanti,"
    longer = "Kita tunggu saja hasilnya, jangan mendahului tim yang sedang bekerja di lapangan,"
    known = said(short, "a"), said(longer, "b")
    unknown = tuple(replace(one, speaker=None, published=None) for one in known)
    assert likeness(*unknown) < likeness(*known)
    assert not are_echo(*unknown)


@pytest.mark.parametrize(
    "printed",
    [
        "Gubernur Resmikan Jembatan Gantung Terpanjang di Pulau Seram",
        "Mengapa Harga BBM Naik Lagi?",
        "Bangkit Bersama!",
        "Turun, turun, turun, turun, turun, turun!",
    ],
)
def test_headlines_slogans_and_chants_are_no_statements(printed: str) -> None:
    assert not are_echo(said(printed, "a"), said(printed, "b"))


def test_naming_the_same_law_is_no_echo() -> None:
    one = (
        "Pemerintah kota berpegang pada Undang-Undang Nomor 18 Tahun 2008 tentang Pengelolaan"
        " Sampah, dan pungutan di pasar induk sudah sesuai,"
    )
    other = (
        "Yang kami pakai Undang-Undang Nomor 18 Tahun 2008 tentang Pengelolaan Sampah serta"
        " peraturan gubernur yang terbit bulan lalu,"
    )
    assert not are_echo(said(one, "a"), said(other, "b"))


# -- the samples --------------------------------------------------------------------------


def samples() -> list[Spoken]:
    found = []
    for path in sorted(paths.bundled("seeds").glob("*.txt")):
        article = read_article(path.read_text(encoding="utf-8"), path.name)
        found += [
            Spoken(
                path.name[:3], quote.start, quote.end, article.text[quote.start : quote.end],
                quote.speaker, published=article.published,
            )
            for quote in article.quotes
        ]  # fmt: skip
    return found


def test_the_samples_have_three_echoes_all_between_two_articles() -> None:
    spoken = samples()
    pairs = {
        (spoken[echo.a].text[:20], spoken[echo.b].text[:20])
        if spoken[echo.a].article == "001"
        else (spoken[echo.b].text[:20], spoken[echo.a].text[:20])
        for echo in echoes_of(spoken)
    }
    assert pairs == {
        ("Pandemi telah mengaj", "Dengan memanfaatkan "),
        ("Sesuai dengan tugas ", "Korpri harus dapat m"),
        ("ASN harus mampu mela", "KORPRI dan ASN harus"),
    }
    groups = echo_groups_of(spoken)
    assert [{spoken[n].article for n in group.statements} for group in groups] == [
        {"001", "004"}
    ] * 3


# -- the words that are the same ----------------------------------------------------------


def words_at(statement: Statement, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [statement.text[a - statement.start : b - statement.start] for a, b in spans]


def test_side_by_side_the_words_that_differ_are_told_apart() -> None:
    one = said("Jembatan gantung itu dibangun warga sendiri tanpa bantuan siapa pun,", "a")
    other = said("Jembatan itu dibangunnya warga sendiri, tanpa bantuan pemerintah,", "b")
    found = compare(one, other)
    assert words_at(one, tuple(a for a, _ in found.same)) == [
        "Jembatan", "itu", "dibangun", "warga sendiri tanpa bantuan",
    ]  # fmt: skip
    assert words_at(other, tuple(b for _, b in found.same)) == [
        "Jembatan", "itu", "dibangunnya", "warga sendiri, tanpa bantuan",
    ]  # fmt: skip
    assert words_at(one, found.first) == ["gantung", "siapa pun"]
    assert words_at(other, found.second) == ["pemerintah"]


def test_words_that_were_glued_together_are_the_same() -> None:
    one = said("Harga beras naik seribu rupiah per kilogram sejak pekan lalu,", "a")
    other = said("Harga beras naik seribu rupiah perkilogram sejak pekan lalu,", "b")
    found = compare(one, other)
    assert ("per kilogram", "perkilogram") in zip(
        words_at(one, tuple(a for a, _ in found.same)),
        words_at(other, tuple(b for _, b in found.same)),
        strict=True,
    )
    assert found.first == found.second == ()


# -- people and echoes --------------------------------------------------------------------


def test_a_nickname_that_another_article_explains_does_not_make_another_speaker() -> None:
    phrase = "Kami serahkan sepenuhnya kepada penyidik,"
    longer = "Jangan menduga-duga. Kami serahkan sepenuhnya kepada penyidik yang bertugas,"
    spoken = [
        Spoken("a", 0, 9, phrase, "Cak Dul", "Cak Dul", published="2024-03-05"),
        Spoken("b", 0, 9, longer, "Bagus Prakoso", "Bagus", published="2024-03-05"),
    ]
    assert not echoes_of(spoken)
    told = Spoken("c", 0, 9, "Terima kasih,", "Bagus Prakoso", "Cak Dul", published="2024-03-05")
    assert len(echoes_of([*spoken, told])) == 1


def test_articles_that_print_the_same_words_mean_the_same_person() -> None:
    def of(name: str, text: str) -> Spoken:
        return Spoken(name, 0, len(text), text, name, name, published="2024-03-05")

    apart = people_of([of("Pras", DREDGING), of("Prasetya Adiguna", LICENCES)])
    assert [person.name for person in apart] == ["Pras", "Prasetya Adiguna"]
    (person,) = people_of([of("Pras", DREDGING), of("Prasetya Adiguna", DREDGING)])
    assert (person.name, person.aliases) == ("Prasetya Adiguna", ("Pras",))


# -- laws ---------------------------------------------------------------------------------

WORDS = (
    *("pelabuhan", "nelayan", "muara", "pasir", "yang", "di", "dan", "kami", "izin", "lahan"),
    *("tambang", "laporan", "sudah", "akan", "dengan", "provinsi", "banjir", "2024", "1.200"),
    *("Ratna", "Undang", "jembatan's", "kapal-kapal", "東京", "para", "menteri", "harga"),
)
texts = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(max_size=60)
days = st.none() | st.dates().map(str) | st.just("kemarin")
statements = st.builds(
    lambda article, start, text, speaker, day: Statement(
        article, start, start + len(text), text, speaker, day
    ),
    st.sampled_from("abcdef"),
    st.integers(0, 50),
    texts,
    st.none() | st.sampled_from(["Ratna Wulandari", "Ratna", "Bagus Prakoso", "seorang warga"]),
    days,
)
several = st.lists(statements, max_size=8, unique_by=lambda one: (one.article, one.start, one.text))


@given(statements, statements)
def test_likeness_is_the_same_from_both_sides(one: Statement, other: Statement) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 1.0


@given(statements, statements)
def test_a_comparison_from_the_other_side_is_the_same_one_turned_round(
    one: Statement, other: Statement
) -> None:
    here, there = compare(one, other), compare(other, one)
    assert sorted(here.same) == sorted((a, b) for b, a in there.same)
    if one != other:
        assert (here.first, here.second) == (there.second, there.first)


@given(statements, statements)
@example(
    said("pelabuhan pelabuhan muara pelabuhan nelayan pelabuhan pelabuhan", "a"),
    said("pelabuhan pelabuhan pelabuhan pelabuhan nelayan", "b"),
)
def test_spans_lie_in_their_statements_and_do_not_overlap(one: Statement, other: Statement) -> None:
    found = compare(one, other)
    for statement, same, rest in (
        (one, [a for a, _ in found.same], found.first),
        (other, [b for _, b in found.same], found.second),
    ):
        spans = sorted([*same, *rest])
        assert all(statement.start <= a < b <= statement.end for a, b in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(several, st.randoms(use_true_random=False))
def test_the_order_of_the_statements_does_not_matter(
    given_: list[Statement], chance: random.Random
) -> None:
    def pairs(of: list[Statement]) -> set[tuple[Statement, Statement, float]]:
        return {(of[echo.a], of[echo.b], echo.score) for echo in find_echoes(of)}

    shuffled = chance.sample(given_, len(given_))
    assert pairs(given_) == pairs(shuffled)


@given(several)
def test_echoes_are_between_articles_and_groups_hold_each_statement_once(
    given_: list[Statement],
) -> None:
    echoes = find_echoes(given_)
    for echo in echoes:
        assert given_[echo.a].article != given_[echo.b].article
        assert ENOUGH - 0.001 <= echo.score <= 1.0
    groups = group_echoes(given_, echoes)
    held = [n for group in groups for n in group.statements]
    assert len(held) == len(set(held)) == len({n for e in echoes for n in (e.a, e.b)})


@pytest.mark.parametrize("copies", [3, 40])
def test_all_copies_of_a_statement_come_into_one_group(copies: int) -> None:
    chance = random.Random(1)
    statements = [said(DREDGING, f"copy {n}") for n in range(copies)]
    statements += [said(LICENCES, f"other {n}") for n in range(2)]
    chance.shuffle(statements)
    groups = group_echoes(statements, find_echoes(statements))
    assert [len(group.statements) for group in groups] == [copies, 2]


def test_unlike_statements_of_a_whole_library_have_no_echo() -> None:
    chance = random.Random(2)
    words = [a + b + c for a, b, c in combinations(("ba", "di", "ku", "le", "mo", "nar", "sip"), 3)]
    statements = [said(" ".join(chance.choices(words, k=20)), f"{n}") for n in range(300)]
    assert not find_echoes(statements)


@pytest.mark.parametrize("numbered", ["{n} tentang beras hari ini,", "tiga tentang {t} kota ini,"])
def test_the_same_words_are_found_among_hundreds_that_are_nearly_the_same(numbered: str) -> None:
    goods = ("beras", "gula", "jagung", "cabai", "telur")
    printed = [
        "Pernyataan nomor " + numbered.format(n=n, t=goods[n % 5] if n % 5 else "garam")
        for n in range(300)
    ]
    statements = [said(text, f"{n}", f"Orang {n}") for n, text in enumerate(printed)]
    chosen = [said(printed[1], f"again {n}") for n in range(3)]
    chance = random.Random(3)
    together = chance.sample([*statements, *chosen], 303)
    echoes = find_echoes(together)
    pairs = {frozenset((together[e.a].article, together[e.b].article)) for e in echoes}
    assert {frozenset(pair) for pair in combinations(("again 0", "again 1", "again 2"), 2)} <= pairs
    assert all(together[echo.a].text == together[echo.b].text for echo in echoes)
