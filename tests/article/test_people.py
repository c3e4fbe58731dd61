"""People over articles: who is one person, and who is rather listed twice."""

import random
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.crowd import Spoken, hear, people_of
from reader.article.namesakes import may_be_one, name_words
from reader.article.offices import same_office
from reader.article.people import Appearance, Speaker, join_people

_number = count()


def seen(
    name: str, *aliases: str, role: str = "", quotes: int = 1, published: str | None = None
) -> Appearance:
    """Somebody in an article of its own."""
    roles = (role,) if role else ()
    article = f"article {next(_number):05}"
    return Appearance(article, name, aliases, roles, quotes, "Kabar Pesisir", published)


def names(*appearances: Appearance) -> list[str]:
    return sorted(person.name for person in join_people(appearances))


def together(*appearances: Appearance) -> Speaker:
    (person,) = join_people(appearances)
    return person


# -- one person ---------------------------------------------------------------------------


def test_the_same_full_name_is_one_person_with_all_that_articles_tell() -> None:
    person = together(
        seen("Ratna Wulandari", "Ratna", role="Bupati Demak", quotes=2, published="2024-03-05"),
        seen("Ratna Wulandari", "Bu Ratna", quotes=3, published="2023-01-31T08:00+07:00"),
        seen("Ratna Wulandari", "Ratna", role="Bupati Demak", published=None),
    )
    assert person.name == "Ratna Wulandari"
    assert person.aliases == ("Ratna",)
    assert person.roles == ("Bupati Demak",)
    assert (person.quotes, person.articles) == (6, 3)
    assert person.outlets == ("Kabar Pesisir",)
    assert (person.first, person.last) == ("2023-01-31T08:00+07:00", "2024-03-05")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soerjo Tjokronegoro", "Suryo Cokronegoro"),
        ("Achmad Fakhrulloh", "Ahmad Fahruloh"),
        ("Dr. Ratna Wulandari, M.Si", "Ratna Wulandari"),
        ("Ratna Wulandari (Ratna)", "RATNA WULANDARI"),
        ("Ma’ruf Santika", "Ma'ruf Santika"),
    ],
)
def test_one_name_in_two_spellings_is_one_person(one: str, other: str) -> None:
    together(seen(one), seen(other))


def test_a_misspelt_name_is_one_person_where_the_office_is_the_same() -> None:
    together(
        seen("Fakhrulloh Hidayat", role="Bupati Blora"), seen("Fakrulloh Hidayat", role="Bupati")
    )
    assert len(names(seen("Fakhrulloh Hidayat"), seen("Fakrulloh Hidayat"))) == 2


def test_a_longer_name_takes_in_the_shorter_one() -> None:
    person = together(
        seen("Teuku Ratna Wulandari"), seen("Ratna Wulandari"), seen("Teuku Ratna Wulandari")
    )
    assert person.name == "Teuku Ratna Wulandari"
    assert person.aliases == ("Ratna Wulandari",)


def test_a_single_name_is_the_one_who_is_usually_called_so() -> None:
    known = [seen("Ratna Wulandari", "Ratna") for _ in range(3)]
    assert together(*known, seen("Ratna")).articles == 4


def test_a_single_name_with_an_office_is_who_holds_it() -> None:
    assert names(
        seen("Budi Hartawan", role="Kapolres Jepara"),
        seen("Budi Setiabudi", role="Ketua RT 05"),
        seen("Budi", role="Kapolres"),
    ) == ["Budi Hartawan", "Budi Setiabudi"]


def test_a_nickname_that_one_article_explains_is_known_in_another() -> None:
    person = together(seen("Abdul Karim Wijaya", "Cak Dul"), seen("Cak Dul"))
    assert person.name == "Abdul Karim Wijaya"


def test_an_unusual_single_name_is_one_person_while_the_news_is_told() -> None:
    person = together(
        seen("Marlupi", published="2024-03-05"), seen("Marlupi", published="2024-03-07T10:00")
    )
    assert person.articles == 2
    assert names(
        seen("Marlupi", published="2024-03-05"), seen("Marlupi", published="2025-03-05")
    ) == ["Marlupi", "Marlupi"]


def test_misspelt_single_names_with_one_office_are_one_person() -> None:
    together(seen("Aminuddin", role="Ketua KPU Jepara"), seen("Aminudin", role="Ketua KPU"))


# -- two persons --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Budi Hartawan", "Budi Setiabudi"),
        ("Ratna Wulandari", "Dewi Wulandari"),
        ("Hartawan", "Budi Hartawan"),
        ("Andi Susanto", "Andi Susanti"),
        ("Muhammad Ridwan", "Muhammad Rizal"),
    ],
)
def test_a_name_in_common_makes_nobody_one(one: str, other: str) -> None:
    assert names(seen(one, one.split()[0]), seen(other, other.split()[0])) == sorted([one, other])


def test_a_name_that_two_may_bear_is_joined_to_neither() -> None:
    known = [seen("Budi Hartawan", "Budi") for _ in range(4)]
    others = [seen("Budi Setiabudi", "Budi") for _ in range(4)]
    assert names(*known, *others, seen("Budi")) == ["Budi", "Budi Hartawan", "Budi Setiabudi"]


def test_a_shorter_name_that_two_may_bear_is_joined_to_neither() -> None:
    assert names(
        seen("Abdul Rahman Wijaya"), seen("Abdul Rahman Santika"), seen("Abdul Rahman")
    ) == ["Abdul Rahman", "Abdul Rahman Santika", "Abdul Rahman Wijaya"]


def test_an_office_decides_which_of_two_is_meant() -> None:
    people = join_people(
        [
            seen("Abdul Rahman Wijaya", role="Bupati Blora"),
            seen("Abdul Rahman Santika", role="Kepala SMK 3"),
            seen("Abdul Rahman", role="Bupati"),
        ]
    )
    assert {person.name: person.articles for person in people} == {
        "Abdul Rahman Wijaya": 2,
        "Abdul Rahman Santika": 1,
    }


def test_different_offices_keep_a_shorter_name_apart() -> None:
    assert names(
        seen("Abdul Rahman Wijaya", role="Bupati Blora"), seen("Abdul Rahman", role="Nelayan")
    ) == ["Abdul Rahman", "Abdul Rahman Wijaya"]


def test_two_whom_one_article_keeps_apart_are_never_one() -> None:
    mother = seen("Ratna Wulandari", role="Bupati Demak")
    daughter = replace(mother, name="Ratna Wulandari Putri", roles=())
    assert names(mother, daughter) == ["Ratna Wulandari", "Ratna Wulandari Putri"]
    assert names(mother, seen("Ratna Wulandari Putri")) == ["Ratna Wulandari Putri"]


def test_the_same_words_do_not_join_names_that_do_not_go_together() -> None:
    words = "Dua belas izin tambang pasir kami cabut karena tidak ada laporan pemulihan lahan,"

    def of(article: str, name: str) -> Spoken:
        return Spoken(article, 0, len(words), words, name, name, published="2024-03-05")

    assert len(people_of([of("a", "Budi Hartawan"), of("b", "Budi Setiabudi")])) == 2
    assert len(people_of([of("a", "Budi"), of("b", "Budi Setiabudi")])) == 1


def test_who_has_no_name_is_nobody() -> None:
    described = ["salah satu warga", "One strategist", "warga Desa Sukamaju", ""]
    assert not join_people([seen(name) for name in described])
    assert names(seen("Ahmad bin Salleh")) == ["Ahmad bin Salleh"]


def test_what_one_article_adds_to_a_name_is_an_alias_where_others_agree_on_less() -> None:
    person = together(
        *(seen("Ratna Wulandari") for _ in range(4)), seen("Kesehatan Ratna Wulandari")
    )
    assert person.name == "Ratna Wulandari"
    assert person.aliases == ("Kesehatan Ratna Wulandari",)


def test_all_that_was_heard_goes_by_the_numbers_of_the_quotes() -> None:
    words = "Dua belas izin tambang pasir kami cabut karena tidak ada laporan pemulihan lahan,"
    short = "Dua belas izin tambang pasir kami cabut,"
    spoken = [
        Spoken("a", 0, 9, words, "Ratna Wulandari", published="2024-03-05"),
        Spoken("a", 50, 59, "Tidak ada lagi truk pasir yang lewat,", None),
        Spoken("b", 0, 9, short, "Ratna Wulandari", "Ratna", published="2024-03-06"),
        Spoken("b", 50, 59, "Kami menunggu sejak pagi,", "Budi Hartawan", "Budi"),
        Spoken("c", 0, 9, words, "Ratna Wulandari", published="2024-03-04"),
    ]
    heard = hear(spoken)
    assert [person.name for person in heard.people] == ["Ratna Wulandari", "Budi Hartawan"]
    assert heard.person_of == (0, None, 0, 1, 0)
    assert heard.group_of == (0, None, 0, None, 0)
    assert [m for m, _ in heard.printings(0)] == [4, 2]
    assert heard.printings(1) == ()
    assert all(0.6 < score <= 1 for _, score in heard.printings(2))


def test_every_copy_knows_all_the_others() -> None:
    words = "Dua belas izin tambang pasir kami cabut karena tidak ada laporan pemulihan lahan,"
    spoken = [Spoken(f"{n:02}", 0, 9, words, published="2024-03-05") for n in range(40)]
    heard = hear(spoken)
    assert all(len(heard.printings(n)) == 39 for n in range(40))


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


# -- laws ---------------------------------------------------------------------------------

NAMES = (
    *("Ratna", "Ratna Wulandari", "Ratna Wulandari Putri", "Budi", "Budi Hartawan", "Cak Dul"),
    *("Boedi Hartawan", "Abdul Karim", "Abdul Karim Wijaya", "AKW", "seorang warga", "", "Dr."),
)
OFFICES = ("Bupati", "Bupati Demak", "Ketua KPU", "Nelayan")
appearances = st.builds(
    Appearance,
    st.sampled_from("abcdefgh"),
    st.sampled_from(NAMES) | st.text(max_size=12),
    st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    st.lists(st.sampled_from(OFFICES), max_size=2).map(tuple),
    st.integers(1, 9),
    st.none() | st.sampled_from(["Kabar Pesisir", "Warta Kota Lama"]),
    st.none() | st.dates().map(str),
)
# An article names a person once.
crowds = st.lists(appearances, max_size=12, unique_by=lambda one: (one.article, one.name))


@given(crowds, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(
    crowd: list[Appearance], chance: random.Random
) -> None:
    def told(of: list[Appearance]) -> list[tuple[Speaker, list[Appearance]]]:
        return [
            (
                replace(person, appearances=()),
                sorted((of[n] for n in person.appearances), key=repr),
            )
            for person in join_people(of)
        ]

    shuffled = chance.sample(crowd, len(crowd))
    assert sorted(told(crowd), key=repr) == sorted(told(shuffled), key=repr)


@given(crowds)
def test_everybody_with_a_name_is_one_person_and_no_quote_is_lost(crowd: list[Appearance]) -> None:
    people = join_people(crowd)
    held = [n for person in people for n in person.appearances]
    assert len(held) == len(set(held))
    assert {n for n, one in enumerate(crowd) if any(map(str.isupper, one.name))} >= set(held)
    assert sum(person.quotes for person in people) == sum(crowd[n].quotes for n in held)
    for person in people:
        assert person.name in {crowd[n].name for n in person.appearances}
        assert person.name not in person.aliases
        assert (person.first or "") <= (person.last or "")


@given(crowds, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=6))
def test_no_article_has_one_person_under_two_full_names(
    crowd: list[Appearance], pairs: list[tuple[int, int]]
) -> None:
    known = [(a, b) for a, b in pairs if max(a, b) < len(crowd)]
    for person in join_people(crowd, known):
        of = [crowd[n] for n in person.appearances]
        words = {(one.article, name_words(one.name)) for one in of}
        assert len(words) == len({one.article for one in of})
