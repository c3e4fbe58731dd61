"""A list over the catalog: its order, slices of it, a row's place, what the user made of it."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library import Library, Order, Own, Row, State, View
from reader.library.folder import Status
from reader.library.order import By
from reader.library.row import Reading, newest_first
from reader.library.view import FIRST
from reader.library.writer import Due, Writer

Open = Callable[..., Library]

SORTED: tuple[By, ...] = (
    "date", "outlet", "title", "length", "quotes", "unread", "notes", "language",
)  # fmt: skip


class Stock:
    """A library whose catalog is given what it has, without any file."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def put(self, readings: Iterable[Reading], *, first: int = 0) -> None:
        """Each reading is of a file by itself: `a000.txt`, `a001.txt` …"""
        with self.library.catalog.writing() as db:
            writer = Writer(db)
            folder = writer.folder(b"0/")
            for n, reading in enumerate(readings, first):
                name = f"a{n:03}.txt".encode()
                file = Due(writer.new(folder, name, Status(1, 1)), b"0/" + name, 1)
                writer.keep(file, (reading,))
            writer.settle(lambda: False)

    def rows(self, order: Order = Order(), own: Own = Own()) -> list[Row]:  # noqa: B008  frozen
        view = self.library.view(order, own=own)
        return list(view.rows(0, len(view)))


@pytest.fixture
def stock(tmp_path: Path, open_library: Open) -> Stock:
    folder = tmp_path / "berita"
    folder.mkdir(exist_ok=True)
    return Stock(open_library(folder, catalog=tmp_path / "k.sqlite"))


def reading(n: int, **known: Any) -> Reading:
    return Reading(id=f"{n:064x}", **{"title": f"Kabar {n}", "language": "id", "words": 1} | known)


def names(rows: Iterable[Row]) -> list[str]:
    return [Path(row.path).stem for row in rows]


class Set:
    """What a user set: a title, an outlet or a date, by the article's id."""

    def __init__(self, values: dict[str, dict[str, str]]) -> None:
        self.values = values
        self.articles = frozenset(values)
        self.files: frozenset[str] = frozenset()

    def rows(self, rows: Sequence[Row]) -> Sequence[Row]:
        return tuple(replace(row, **self.values.get(row.id, {})) for row in rows)

    def changes_quotes(self, row: Row) -> bool:
        return False

    def article(self, article: Any, path: str) -> Any:
        raise AssertionError("no line or quote was set")


# The order of the list


def expected(rows: Sequence[Row], order: Order, seen: set[str], noted: set[str]) -> list[Row]:
    """The rows in their order, said as plainly as can be."""
    newest = sorted(rows, key=newest_first)
    oldest = newest[::-1]

    def known_first(name: Callable[[Row], str | None]) -> list[Row]:
        known = [row for row in newest if name(row) is not None]
        known.sort(key=lambda row: name(row) or "", reverse=order.reverse)
        return known + [row for row in newest if name(row) is None]

    match order.by:
        case "date":
            dated = [row for row in newest if newest_first(row)[0] is False]
            undated = [row for row in newest if newest_first(row)[0]]
            if order.reverse:
                dated.sort(key=lambda row: (-newest_first(row)[1], row.path))
            return dated + undated
        case "outlet":
            return known_first(lambda row: row.publisher and row.publisher.casefold())
        case "title":
            rows = oldest if order.reverse else newest
            return sorted(rows, key=lambda row: row.headline.casefold(), reverse=order.reverse)
        case "language":
            return known_first(lambda row: row.language)
        case "length":
            return sorted(oldest if order.reverse else newest,
                          key=lambda row: row.words if order.reverse else -row.words)  # fmt: skip
        case "quotes":
            return sorted(oldest if order.reverse else newest,
                          key=lambda row: row.quotes if order.reverse else -row.quotes)  # fmt: skip
        case _:
            first = {row.id for row in rows} - seen if order.by == "unread" else noted
            return sorted(newest, key=lambda row: (row.id in first) is order.reverse)


DATES = st.sampled_from((None, "2022-11-29", "2022-11", "2022-11-29T07:30+07:00", "2019-01-01"))
OUTLETS = st.sampled_from((None, "ANTARA", "Antara", "Tempo"))
MADE = st.builds(
    dict, title=st.sampled_from(("Loket", "loket", "Pasar")), publisher=OUTLETS, published=DATES,
    words=st.integers(0, 3), language=st.sampled_from(("id", "en", None)),
)  # fmt: skip
CHANGED = st.fixed_dictionaries(
    {}, optional={"title": st.just("Angkot"), "publisher": st.just("Suara"),
                  "published": st.sampled_from(("2030-01-01", "2021-03-15"))},
)  # fmt: skip


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    made=st.lists(MADE, max_size=9),
    changed=st.dictionaries(st.integers(0, 8), CHANGED, max_size=4),
    seen=st.sets(st.integers(0, 8)),
    noted=st.sets(st.integers(0, 8)),
)
def test_any_list_is_in_its_order_with_what_the_user_set_in_its_place(
    tmp_path_factory: pytest.TempPathFactory,
    open_library: Open,
    made: list[dict[str, Any]],
    changed: dict[int, dict[str, str]],
    seen: set[int],
    noted: set[int],
) -> None:
    folder = tmp_path_factory.mktemp("berita")
    stock = Stock(open_library(folder, catalog=folder / ".k.sqlite"))
    stock.put(reading(n, **known) for n, known in enumerate(made))
    state = State(folder / ".state.sqlite")
    for n in seen:
        state.mark_read(f"{n:064x}")
    own = Own(
        noted={(f"{n:064x}", ""): (1, 0) for n in noted},
        corrections=Set({f"{n:064x}": values for n, values in changed.items()}),
        seen=folder / ".state.sqlite",
    )
    rows = stock.rows(own=own)
    for n, values in changed.items():
        for row in rows:
            if row.id == f"{n:064x}":
                assert {name: getattr(row, name) for name in values} == values
    ids = {f"{n:064x}" for n in seen}, {f"{n:064x}" for n in noted}
    for by in SORTED:
        for reverse in (False, True):
            order = Order(by, reverse)
            assert names(stock.rows(order, own)) == names(expected(rows, order, *ids)), order


def test_what_the_user_set_of_another_text_of_the_file_is_asked_for_by_the_file(
    stock: Stock, tmp_path: Path
) -> None:
    stock.put([reading(1, title="Dulu")])

    class OfFile(Set):
        def rows(self, rows: Sequence[Row]) -> Sequence[Row]:
            return tuple(replace(row, title="Kini") for row in rows)

    corrections = OfFile({})
    corrections.files = frozenset({str(tmp_path / "berita" / "a000.txt")})
    (row,) = stock.rows(own=Own(corrections=corrections))
    assert row.title == "Kini"


# Slices and places


def test_any_slice_of_a_long_list_is_that_part_of_it(stock: Stock) -> None:
    many = FIRST * 2 + 50
    stock.put(reading(n, published=f"2022-01-{n % 28 + 1:02}") for n in range(many))
    view = stock.library.view()
    assert (len(view), view.total) == (many, many)
    first = view.rows(0, 20)
    late = stock.library.view().rows(FIRST + 10, FIRST + 30)
    rows = view.rows(0, many)
    assert len({row.path for row in rows}) == many
    assert (rows[:20], rows[FIRST + 10 : FIRST + 30]) == (first, late)
    assert view.rows(many - 3, many + 100) == rows[-3:]
    assert view.rows(many, many + 5) == ()
    assert tuple(stock.library.rows()) == rows


def test_every_row_is_found_at_its_place(stock: Stock) -> None:
    stock.put(reading(n, published=f"2022-01-{n % 28 + 1:02}") for n in range(FIRST + 30))
    view = stock.library.view(Order("title"))
    for place in (0, 5, FIRST + 20):
        (row,) = view.rows(place, place + 1)
        assert view.place(row.path) == place
    assert view.place("berita/tidak-ada.txt") is None


def test_a_list_of_nothing_has_no_rows(stock: Stock) -> None:
    for order in (Order(), Order("title", reverse=True), Order(fold=True)):
        view = stock.library.view(order)
        assert (len(view), view.total, view.rows(0, 10), view.place("a")) == (0, 0, (), None)


def test_a_list_stays_what_it_was_and_says_what_is_gone(stock: Stock) -> None:
    stock.put(reading(n) for n in range(3))
    view = stock.library.view()
    with stock.library.catalog.writing() as db:
        writer = Writer(db)
        writer.remove(1)
        writer.settle(lambda: False)
    stock.put([reading(9)], first=9)
    rows = view.rows(0, len(view))
    assert len(rows) == 3
    assert rows[0].error == "This article is no longer in the library."
    assert names(rows[1:]) == ["a001", "a002"]
    assert names(stock.rows()) == ["a001", "a002", "a009"]


def test_a_list_of_a_catalog_that_was_made_anew_since_shows_no_other_articles(
    stock: Stock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock.put(reading(n) for n in range(3))
    view = stock.library.view()
    (tmp_path / "k.sqlite").unlink()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 60)
    stock.put(reading(n + 50) for n in range(3))
    assert len(stock.rows()) == 3
    assert {row.error for row in view.rows(0, 3)} == {"This article is no longer in the library."}


def test_the_version_grows_with_every_change_whoever_makes_it(
    stock: Stock, open_library: Open, tmp_path: Path
) -> None:
    other = open_library(tmp_path / "berita", catalog=tmp_path / "k.sqlite")
    versions = [other.version]
    stock.put([reading(1)])
    versions.append(other.version)
    stock.put([reading(2)], first=1)
    versions.append(other.version)
    assert versions == sorted(set(versions))
    assert stock.library.version == other.version


# Wire stories


def tell_stories(stock: Stock, stories: dict[str, int]) -> None:
    with stock.library.catalog.writing() as db:
        for name, story in stories.items():
            path = f"0/{name}.txt".encode()
            db.execute("update article set story = ? where path = ?", (story, path))
        db.execute("update meta set value = value + 1 where name = 'version'")


def test_a_folded_list_has_one_row_a_story_and_it_opens_to_its_copies(stock: Stock) -> None:
    stock.put(reading(n, published=f"2022-01-{n + 1:02}", words=n) for n in range(6))
    tell_stories(stock, {"a000": 1, "a002": 1, "a005": 1, "a001": 2, "a004": 2})
    rows = stock.rows(Order(fold=True))
    assert [(*names([row]), row.copies) for row in rows] == [("a005", 2), ("a004", 1), ("a003", 0)]
    view = stock.library.view(Order(fold=True))
    assert names(view.copies(rows[0])) == ["a002", "a000"]
    assert view.copies(rows[2]) == ()
    assert (len(view), view.total) == (3, 6)
    assert names(stock.rows(Order("length", reverse=True, fold=True))) == ["a000", "a001", "a003"]


# Marks and the connections that know of them


def test_marks_belong_to_the_text_and_to_the_file_once_the_text_is_gone(
    stock: Stock, tmp_path: Path
) -> None:
    stock.put(reading(n) for n in range(3))
    own = Own(
        noted={
            (f"{1:064x}", "/elsewhere/x.txt"): (1, 2),
            (f"{77:064x}", str(tmp_path / "berita" / "a002.txt")): (0, 4),
        }
    )
    view = stock.library.view(own=own)
    rows = view.rows(0, 3)
    assert view.marks(rows) == {rows[1].key: (1, 2), rows[2].key: (0, 4)}


def test_read_marks_that_are_set_meanwhile_count_for_the_next_list(
    stock: Stock, tmp_path: Path
) -> None:
    stock.put(reading(n) for n in range(3))
    state = State(tmp_path / "s.sqlite")
    own = Own(seen=tmp_path / "s.sqlite")
    assert names(stock.rows(Order("unread"), own)) == ["a000", "a001", "a002"]
    state.mark_read(f"{0:064x}")
    assert names(stock.rows(Order("unread"), own)) == ["a001", "a002", "a000"]
    state.mark_read(f"{1:064x}")
    assert names(stock.rows(Order("unread"), own)) == ["a002", "a000", "a001"]
    state.mark_read(f"{0:064x}", read=False)
    assert names(stock.rows(Order("unread"), own)) == ["a000", "a002", "a001"]


def test_nothing_of_the_users_is_in_the_catalog(stock: Stock, tmp_path: Path) -> None:
    stock.put([reading(1)])
    secret = "Rahasia sekali"
    own = Own(
        noted={(f"{1:064x}", secret): (1, 0)},
        tags={secret: frozenset({f"{1:064x}"})},
        corrections=Set({f"{1:064x}": {"title": secret}}),
    )
    assert stock.rows(own=own)[0].title == secret
    stock.library.catalog.close()
    assert not [path for path in tmp_path.glob("k.sqlite*") if secret.encode() in path.read_bytes()]


def test_read_marks_that_cannot_be_read_mark_nothing(stock: Stock, tmp_path: Path) -> None:
    stock.put([reading(1)])
    (tmp_path / "s.sqlite").write_bytes(b"rusak" * 1000)
    own = Own(seen=tmp_path / "s.sqlite")
    assert names(stock.rows(Order("unread"), own)) == ["a000"]
    assert stock.library.catalog.trouble is None


def test_a_view_over_damage_does_not_hide_it(stock: Stock) -> None:
    stock.put(reading(n) for n in range(3))
    view = stock.library.view()
    with stock.library.catalog.writing() as db:
        db.execute("delete from article where path = x'302f613030312e747874'")  # nobody does that
    assert isinstance(view, View)
    assert len(view.rows(0, 3)) == 3
    assert stock.library.changed()


def test_what_the_user_made_is_looked_up_once_for_each_change(stock: Stock) -> None:
    stock.put(reading(n) for n in range(3))
    asked: list[str] = []

    class Counted(Set):
        def rows(self, rows: Sequence[Row]) -> Sequence[Row]:
            asked.extend(row.id for row in rows)
            return super().rows(rows)

    own = Own(corrections=Counted({f"{1:064x}": {"title": "Lain"}}))
    view = stock.library.view(own=own)
    for _ in range(5):
        stock.library.view()
        assert stock.library.version
        assert view.rows(0, 3)[1].title == "Lain"
    assert len(asked) == 1
    stock.put([reading(7)], first=7)
    assert stock.library.view(own=own).rows(0, 4)[1].title == "Lain"
    assert len(asked) == 2
