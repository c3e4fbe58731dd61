"""Names and offices: what may be one person's, and who is one by ties."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.joining import (
    Bearer,
    Single,
    is_spelt_alike,
    keys_of,
    longer_of,
    tie_singles,
    unite,
)
from reader.article.namesakes import may_be_one, name_words, within
from reader.article.offices import same_office


def bearer(name: str, *roles: str, key: int = 0, called: Sequence[str] = ()) -> Bearer:
    times = {name_words(form): called.count(form) for form in called}
    return Bearer(key, (name_words(name),), roles, times)


# -- who is looked at ---------------------------------------------------------------------

NAMES = st.sampled_from(
    (
        *("Ratna Wulandari", "Ratna Wulandari Putri", "Teuku Ratna Wulandari", "Boedi Hartawan"),
        *("Budi Hartawan", "Abdul Karim", "Abdul Karim Wijaya", "Achmad Fauzi", "Ahmad Fauzy"),
        *("Fakhrulloh Hidayat", "Fakrulloh Hidayat", "Agus Harimurti Yudhoyono"),
    )
).map(name_words)


@given(NAMES, NAMES)
def test_names_that_may_be_one_find_each_other(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    mine, theirs = keys_of(one), keys_of(other)
    if is_spelt_alike(Bearer(1, (one,), ("Bupati",)), Bearer(2, (other,), ("Bupati",))):
        assert set(mine.like) & set(theirs.like)
    if len(one) < len(other) and within(one, other):
        assert mine.ends in theirs.pairs


def test_a_name_between_two_longer_ones_is_neither_unless_an_office_decides() -> None:
    first = bearer("Abdul Rahman Wijaya", "Bupati Blora", key=1)
    second = bearer("Abdul Rahman Santika", "Kepala SMK 3", key=2)
    assert longer_of(bearer("Abdul Rahman"), [first, second]) is None
    assert longer_of(bearer("Abdul Rahman", "Bupati"), [first, second]) == first
    assert longer_of(bearer("Abdul Rahman", "Nelayan"), [first]) is None


def test_two_spellings_of_a_longer_name_are_no_two_whom_a_shorter_one_could_mean() -> None:
    longer = [bearer("Abdul Rahman Soerya", key=1), bearer("Abdul Rahman Surya", key=2)]
    match = longer_of(bearer("Abdul Rahman"), longer)
    assert match is not None
    assert match.key == 1


def test_a_single_name_means_the_only_one_who_is_usually_called_so() -> None:
    known = bearer("Ratna Wulandari", key=1, called=["Ratna"] * 3)
    single = Single(9, "ratna", "a")
    assert tie_singles([single], lambda word: [known]) == [(9, 1)]
    assert tie_singles([single], lambda word: [known, bearer("Ratna Dewi", key=2)]) == []
    assert tie_singles([single], lambda word: [bearer("Ratna Dewi", key=2)]) == []


def test_those_with_one_single_name_are_one_in_one_office_or_in_the_same_weeks() -> None:
    singles = [
        Single(1, "marlupi", "a", ("Ketua RT",), "2024-03-05"),
        Single(2, "marlupi", "b", (), "2024-03-07"),
        Single(3, "marlupi", "c", ("Ketua RT 05",), "2025-01-01"),
        Single(4, "marlupi", "d", (), "2025-06-01"),
    ]
    assert tie_singles(singles, lambda word: []) == [(1, 3), (1, 2)]


# -- who is one by ties -------------------------------------------------------------------


def test_two_who_are_kept_apart_are_never_one_whoever_ties_them() -> None:
    ties = [(1, 2), (2, 3)]
    assert unite([1, 2, 3], ties, {}) == [[1, 2, 3]]
    assert unite([1, 2, 3], ties, {1: {3}, 3: {1}}) == [[1, 2], [3]]


def test_a_loose_tie_makes_one_of_no_two_who_are_known_by_name() -> None:
    assert unite([1, 2, 3], [], {}, [(3, 1), (3, 2)], {1, 2}) == [[1, 3], [2]]


numbers = st.integers(0, 7)
pairs = st.lists(st.tuples(numbers, numbers), max_size=10)


@given(pairs, pairs, pairs)
def test_everybody_is_in_one_group_and_no_group_holds_two_who_are_apart(
    ties: list[tuple[int, int]], apart: list[tuple[int, int]], loose: list[tuple[int, int]]
) -> None:
    kept: dict[int, set[int]] = {}
    for a, b in apart:
        if a != b:
            kept.setdefault(a, set()).add(b)
            kept.setdefault(b, set()).add(a)
    groups = unite(range(8), ties, kept, loose, {0, 1})
    assert sorted(one for group in groups for one in group) == list(range(8))
    for group in groups:
        assert not any(b in kept.get(a, ()) for a in group for b in group)


# -- offices and names --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Menkeu", "Menteri Keuangan", True),
        ("Gubernur BI", "Gubernur Bank Indonesia", True),
        ("Kabid Humas Polda Jateng", "Kepala Bidang Humas Polda Jateng", True),
        ("Bupati", "Bupati Blora", True),
        ("Bupati Blora", "Bupati Demak", False),
        ("Wakil Menteri Sosial", "Menteri Keuangan", False),
        ("Wakil Bupati Blora", "Ketua DPRD Blora", False),
        ("", "Bupati", False),
    ],
)
def test_offices_are_the_same_when_one_tells_the_other(one: str, other: str, same: bool) -> None:
    assert same_office(one, other) is same
    assert same_office(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("Ratna", "Ratna Wulandari", True),
        ("AHW", "Adi Hendra Wibowo", True),
        ("Jokotri", "Joko Tri Prasetya", True),
        (None, "Ratna", True),
        ("seorang nelayan", "Ratna", True),
        ("Bagus Prakoso", "Ratna Wulandari", False),
    ],
)
def test_names_speak_against_one_person_only_when_both_are_known(
    one: str | None, other: str | None, may: bool
) -> None:
    assert may_be_one(one, other) is may
    assert may_be_one(other, one) is may


def test_titles_and_degrees_are_no_words_of_a_name() -> None:
    assert name_words("Dr. Hj. Ratna Wulandari (Ratna), S.H., M.Si") == ("ratna", "wulandari")
    assert name_words("Ibu") == ("ibu",)
