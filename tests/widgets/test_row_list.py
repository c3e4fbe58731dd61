"""A list of any length: only what is looked at is fetched, only what changed is painted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region

from reader.widgets.row_list import RowList
from reader.widgets.source import BLOCKS, Given, Source


@dataclass(frozen=True)
class Row:
    name: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.words}".strip()


class Rows(RowList[Row]):
    def name_of(self, item: Row) -> str:
        return item.name


class Long(Source[Row]):
    """So many rows, made when they are asked for; `fetched` says which slices were."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.fetched: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return self.count

    def fetch(self, start: int, stop: int) -> Sequence[Row]:
        self.fetched.append((start, stop))
        return [Row(f"row {index}") for index in range(start, stop)]

    def place(self, name: str) -> int | None:
        return int(name.removeprefix("row "))


class Shown(App[None]):
    """A list alone, which notes what it paints."""

    CSS = "Rows { width: 20; height: 10; }"

    def __init__(self, items: Source[Row] | Sequence[Row]) -> None:
        super().__init__()
        self.first = items
        self.painted: list[Region] = []

    def compose(self) -> ComposeResult:
        yield Rows(id="rows")

    def on_mount(self) -> None:
        self.rows.items = self.first
        self.rows.focus()

    @property
    def rows(self) -> Rows:
        return self.query_one(Rows)

    def lines(self) -> list[str]:
        rows = self.rows
        return [rows.draw(y).text[1:-1].rstrip() for y in range(rows.size.height)]

    def watch_painting(self) -> None:
        """Note the regions that are painted from now on."""
        original = self.rows.refresh

        def refresh(*regions: Region, **named: bool) -> Rows:
            self.painted.extend(regions)
            return original(*regions, **named)

        self.rows.refresh = refresh  # type: ignore[assignment,method-assign]


async def test_of_a_hundred_thousand_rows_only_those_in_sight_are_fetched():
    source = Long(100_000)
    app = Shown(source)
    async with app.run_test() as pilot:
        await pilot.pause()
        for move in (1, 1, 1, -1, 9):
            app.rows.move(move)
        app.rows.to_end(True)
        await pilot.pause()
        assert app.lines()[-1] == "row 99999"
        app.rows.page(-1)
        app.rows.to_end(False)
        await pilot.pause()
        assert app.lines()[0] == "row 0"
        assert sum(stop - start for start, stop in source.fetched) <= 5 * source.block


async def test_a_walk_through_all_of_it_keeps_no_more_than_some_blocks():
    source = Long(10_000)
    app = Shown(source)
    async with app.run_test() as pilot:
        for _ in range(1000):
            app.rows.page(1)
        await pilot.pause()
        assert app.rows.cursor == 9999
        assert len(source._blocks) <= BLOCKS
        assert len(source.fetched) == len(set(source.fetched))


async def test_a_movement_paints_the_two_rows_that_it_changes():
    app = Shown(Long(1000))
    async with app.run_test() as pilot:
        await pilot.pause()
        app.watch_painting()
        app.rows.move(1)
        await pilot.pause()
        assert sorted(region.y for region in app.painted) == [0, 1]


async def test_the_same_rows_given_again_paint_nothing():
    rows = [Row(f"row {number}") for number in range(30)]
    app = Shown(rows)
    async with app.run_test() as pilot:
        app.rows.move(3)
        await pilot.pause()
        app.watch_painting()
        app.rows.items = list(rows)
        app.rows.renew()
        await pilot.pause()
        assert not app.painted
        assert app.rows.cursor == 3


async def test_a_row_that_looks_different_is_painted_where_it_differs():
    rows = [Row(f"row {number}") for number in range(30)]
    app = Shown(rows)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.watch_painting()
        app.rows.items = [*rows[:4], replace(rows[4], words="new"), *rows[5:]]
        await pilot.pause()
        assert [(region.x, region.y, region.width) for region in app.painted] == [(6, 4, 4)]


@pytest.mark.parametrize("more", [1, 7, 200])
async def test_rows_that_come_above_move_nothing_on_the_screen(more: int):
    rows = [Row(f"row {number}") for number in range(40)]
    app = Shown(rows)
    async with app.run_test() as pilot:
        for _ in range(15):
            app.rows.move(1)
        await pilot.pause()
        before = app.lines()
        app.rows.items = [*(Row(f"new {number}") for number in range(more)), *rows]
        await pilot.pause()
        assert app.lines() == before
        assert app.rows.cursor == 15 + more


async def test_where_the_row_is_gone_the_cursor_stands_on_the_next_one_that_is_left():
    rows = [Row(f"row {number}") for number in range(20)]
    app = Shown(rows)
    async with app.run_test() as pilot:
        app.rows.move(5)
        await pilot.pause()
        app.rows.items = [row for row in rows if row.name not in ("row 5", "row 6")]
        await pilot.pause()
        assert app.rows.item == Row("row 7")
        app.rows.to_end(True)
        app.rows.items = rows[:4]
        await pilot.pause()
        assert app.rows.item == Row("row 3")


async def test_a_line_above_the_list_takes_its_place_and_gives_it_back():
    app = Shown([Row(f"row {number}") for number in range(20)])
    async with app.run_test() as pilot:
        app.rows.to_end(True)
        app.rows.head = "2 of 20"
        await pilot.pause()
        assert app.rows.draw(0).text.strip() == "2 of 20"
        assert app.lines()[-1] == "row 19"
        app.rows.head = ""
        await pilot.pause()
        assert app.lines()[-1] == "row 19"


async def test_the_terminals_cursor_stands_on_the_row_under_the_lists_cursor():
    app = Shown(Long(100))
    async with app.run_test() as pilot:
        app.rows.move(4)
        await pilot.pause()
        assert app.cursor_position == (0, 4)


async def test_a_list_without_rows_takes_every_movement():
    app = Shown([])
    async with app.run_test() as pilot:
        for move in (lambda: app.rows.move(1), lambda: app.rows.page(-1), app.rows.choose):
            move()
        app.rows.to_end(True)
        await pilot.pause()
        assert app.rows.item is None
        assert app.rows.cursor == 0


def test_a_source_counts_from_the_end_too_and_refuses_what_is_beyond():
    given = Given([Row("a"), Row("b")], lambda row: row.name)
    assert given[-1] == Row("b")
    assert list(given.slice(-3, 9)) == [Row("a"), Row("b")]
    assert given.place("b") == 1
    assert given.place("c") is None
    with pytest.raises(IndexError):
        given[2]
