"""Echoes: what counts as the same statement printed twice, and what does not."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.article.echoes import ENOUGH, Statement, compare, likeness
from reader.article.traces import Held, found_by, trace

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
    return likeness(one, other) >= ENOUGH


# -- what is an echo ----------------------------------------------------------------------


def test_the_same_words_in_two_articles_are_an_echo() -> None:
    assert likeness(said(DREDGING, "a"), said(DREDGING, "b")) == 1.0


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


# -- what is none -------------------------------------------------------------------------


def test_two_statements_on_one_subject_are_no_echo() -> None:
    other = (
        "Kapal nelayan masih harus menunggu air pasang untuk masuk pelabuhan, jadi kami meminta"
        " pengerukan dipercepat,"
    )
    assert not are_echo(said(DREDGING, "a"), said(other, "b"))


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


@given(texts, texts)
def test_what_two_statements_have_in_common_weighs_no_more_than_either(
    one: str, other: str
) -> None:
    here, there = Held(trace(one).words), Held(trace(other).words)
    assert here.common(there) == there.common(here)
    assert here.common(there) <= min(here.whole, there.whole) + 1e-9
    assert here.common(here) == here.whole


@given(texts)
def test_the_clues_of_a_statement_can_be_told_from_its_words(text: str) -> None:
    kept = trace(text)
    clues, ends = found_by(kept.words)
    assert (len(kept.clues), len(kept.ends)) == (4 * len(clues), 4 * len(ends))
    assert len(clues) <= len(kept.words) // 4
    assert len(ends) in ((1, 2) if kept.words else (0,))


@given(statements, statements)
def test_an_echo_is_never_thought_not_worth_the_comparison(
    one: Statement, other: Statement
) -> None:
    if likeness(one, other) >= ENOUGH:
        assert found_by(trace(one.text).words) != ([], [])
