"""People over articles: who is one person, and who is rather listed twice."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import pytest

from reader.article.people import Speaker
from reader.library.row import Said

WORDS = "Dua belas izin tambang pasir kami cabut karena tidak ada laporan pemulihan lahan,"
"""Made up for these tests."""

Appearance = dict[str, Any]
People = Callable[..., Sequence[Speaker]]
Quote = Callable[..., Said]


def seen(
    name: str, *aliases: str, role: str = "", quotes: int = 1, published: str | None = None
) -> Appearance:
    """Somebody in an article."""
    return {
        "name": name, "aliases": aliases, "role": role, "quotes": quotes, "published": published,
    }  # fmt: skip


@pytest.fixture
def people(newsroom: Any, quote: Quote) -> People:
    """The people of these appearances, each in an article of its own; a list of them is in one."""
    number = count()

    def quotes_of(one: Appearance) -> list[Said]:
        name, role = one["name"], one["role"] or None
        called = [*one["aliases"], *[name] * one["quotes"]][: one["quotes"]]
        return [quote("Ya,", name, mention, role) for mention in called]

    def people(*appearances: Appearance | list[Appearance]) -> Sequence[Speaker]:
        for some in appearances:
            together = some if isinstance(some, list) else [some]
            newsroom.print(
                f"article {next(number)}",
                *(said for one in together for said in quotes_of(one)),
                outlet="Kabar Pesisir",
                published=together[0]["published"],
            )
        newsroom.settle()
        found: Sequence[Speaker] = newsroom.people
        return found

    return people


def names(people: Sequence[Speaker]) -> list[str]:
    return sorted(person.name for person in people)


# -- one person ---------------------------------------------------------------------------


def test_the_same_full_name_is_one_person_with_all_that_articles_tell(people: People) -> None:
    (person,) = people(
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
def test_one_name_in_two_spellings_is_one_person(people: People, one: str, other: str) -> None:
    assert len(people(seen(one), seen(other))) == 1


def test_a_misspelt_name_is_one_person_where_the_office_is_the_same(people: People) -> None:
    one = people(
        seen("Fakhrulloh Hidayat", role="Bupati Blora"), seen("Fakrulloh Hidayat", role="Bupati")
    )
    assert len(one) == 1


def test_a_misspelt_name_without_an_office_is_another(people: People) -> None:
    assert len(people(seen("Fakhrulloh Hidayat"), seen("Fakrulloh Hidayat"))) == 2


def test_a_longer_name_takes_in_the_shorter_one(people: People) -> None:
    (person,) = people(
        seen("Teuku Ratna Wulandari"), seen("Ratna Wulandari"), seen("Teuku Ratna Wulandari")
    )
    assert person.name == "Teuku Ratna Wulandari"
    assert person.aliases == ("Ratna Wulandari",)


def test_a_single_name_is_the_one_who_is_usually_called_so(people: People) -> None:
    known = [seen("Ratna Wulandari", "Ratna") for _ in range(3)]
    (person,) = people(*known, seen("Ratna"))
    assert person.articles == 4


def test_a_single_name_with_an_office_is_who_holds_it(people: People) -> None:
    found = people(
        seen("Budi Hartawan", role="Kapolres Jepara"),
        seen("Budi Setiabudi", role="Ketua RT 05"),
        seen("Budi", role="Kapolres"),
    )
    assert names(found) == ["Budi Hartawan", "Budi Setiabudi"]


def test_a_nickname_that_one_article_explains_is_known_in_another(people: People) -> None:
    (person,) = people(seen("Abdul Karim Wijaya", "Cak Dul"), seen("Cak Dul"))
    assert person.name == "Abdul Karim Wijaya"


def test_an_unusual_single_name_is_one_person_while_the_news_is_told(people: People) -> None:
    (person,) = people(
        seen("Marlupi", published="2024-03-05"), seen("Marlupi", published="2024-03-07T10:00")
    )
    assert person.articles == 2


def test_an_unusual_single_name_a_year_later_is_another_person(people: People) -> None:
    found = people(seen("Marlupi", published="2024-03-05"), seen("Marlupi", published="2025-03-05"))
    assert names(found) == ["Marlupi", "Marlupi"]


def test_misspelt_single_names_with_one_office_are_one_person(people: People) -> None:
    found = people(seen("Aminuddin", role="Ketua KPU Jepara"), seen("Aminudin", role="Ketua KPU"))
    assert len(found) == 1


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
def test_a_name_in_common_makes_nobody_one(people: People, one: str, other: str) -> None:
    found = people(seen(one, one.split()[0]), seen(other, other.split()[0]))
    assert names(found) == sorted([one, other])


def test_a_name_that_two_may_bear_is_joined_to_neither(people: People) -> None:
    known = [seen("Budi Hartawan", "Budi") for _ in range(4)]
    others = [seen("Budi Setiabudi", "Budi") for _ in range(4)]
    found = people(*known, *others, seen("Budi"))
    assert names(found) == ["Budi", "Budi Hartawan", "Budi Setiabudi"]


def test_different_offices_keep_a_shorter_name_apart(people: People) -> None:
    found = people(
        seen("Abdul Rahman Wijaya", role="Bupati Blora"), seen("Abdul Rahman", role="Nelayan")
    )
    assert names(found) == ["Abdul Rahman", "Abdul Rahman Wijaya"]


def test_two_whom_one_article_keeps_apart_are_never_one(people: People) -> None:
    mother, daughter = seen("Ratna Wulandari", role="Bupati Demak"), seen("Ratna Wulandari Putri")
    found = people([mother, daughter], seen("Ratna Wulandari"), seen("Ratna Wulandari Putri"))
    assert names(found) == ["Ratna Wulandari", "Ratna Wulandari Putri"]


def test_the_same_words_do_not_join_names_that_do_not_go_together(
    newsroom: Any, quote: Quote
) -> None:
    newsroom.print("a", quote(WORDS, "Budi Hartawan"), published="2024-03-05")
    newsroom.print("b", quote(WORDS, "Budi Setiabudi"), published="2024-03-05")
    newsroom.settle()
    assert newsroom.names == ["Budi Hartawan", "Budi Setiabudi"]
    newsroom.forget("a")
    newsroom.print("c", quote(WORDS, "Budi"), published="2024-03-05")
    newsroom.settle()
    assert newsroom.names == ["Budi Setiabudi"]


def test_who_has_no_name_is_nobody(people: People) -> None:
    described = ["salah satu warga", "One strategist", "warga Desa Sukamaju"]
    assert not people(*map(seen, described))
    assert names(people(seen("Ahmad bin Salleh"))) == ["Ahmad bin Salleh"]


def test_what_one_article_adds_to_a_name_is_an_alias_where_others_agree_on_less(
    people: People,
) -> None:
    (person,) = people(
        *(seen("Ratna Wulandari") for _ in range(4)), seen("Kesehatan Ratna Wulandari")
    )
    assert person.name == "Ratna Wulandari"
    assert person.aliases == ("Kesehatan Ratna Wulandari",)


# -- as articles come and go --------------------------------------------------------------


def test_a_longer_name_is_no_longer_meant_once_a_second_one_comes(
    newsroom: Any, quote: Quote
) -> None:
    newsroom.print("a", quote("Ya,", "Abdul Rahman Wijaya"))
    newsroom.print("b", quote("Ya,", "Abdul Rahman"))
    newsroom.settle()
    assert newsroom.names == ["Abdul Rahman Wijaya"]
    newsroom.print("c", quote("Ya,", "Abdul Rahman Santika"))
    newsroom.settle()
    assert newsroom.names == ["Abdul Rahman", "Abdul Rahman Santika", "Abdul Rahman Wijaya"]
    newsroom.forget("a")
    newsroom.settle()
    assert newsroom.names == ["Abdul Rahman Santika"]


def test_a_person_keeps_the_key_while_articles_come(newsroom: Any, quote: Quote) -> None:
    newsroom.print("a", quote("Ya,", "Ratna Wulandari"))
    newsroom.settle()
    (before,) = newsroom.people
    newsroom.print("b", quote("Ya,", "Ratna Wulandari"), quote("Ya,", "Budi Hartawan"))
    newsroom.print("c", quote("Ya,", "Teuku Ratna Wulandari"))
    newsroom.settle()
    assert {one.key: one.quotes for one in newsroom.people}[before.key] == 3


def test_the_dates_of_a_person_go_with_the_articles_that_had_them(
    newsroom: Any, quote: Quote
) -> None:
    for name, day in (("a", "2024-03-01"), ("b", "2024-03-05"), ("c", "2024-03-09")):
        newsroom.print(name, quote("Ya,", "Ratna Wulandari"), published=day)
    newsroom.settle()
    newsroom.forget("a", "c")
    newsroom.settle()
    (person,) = newsroom.people
    assert (person.first, person.last, person.articles) == ("2024-03-05", "2024-03-05", 1)
