"""Sorting, filtering and folding the list; a list that changes while it is looked at."""

from pathlib import Path

import pytest

from reader.library import Library
from reader.widgets.article_list import Item

BODY = (
    "Warga {place} menunggu giliran sejak pagi di halaman balai desa yang baru diperbaiki itu. "
    "“Kami sudah menunggu dua jam di sini,” kata {who} kepada wartawan di lokasi.\n"
)


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """Three articles of two outlets: two of them noted down on the same day."""
    folder = tmp_path / "press"
    folder.mkdir()
    for name, outlet, day, more in (
        ("a", "HARIAN-SATU.COM", "1 Maret 2024", 4),
        ("b", "HARIAN-DUA.COM", "2 Maret 2024", 1),
        ("c", "HARIAN-SATU.COM", "3 Maret 2024", 9),
    ):
        text = f"Antrean Panjang di Desa {name.upper()}\n\n{day}\n\n{outlet} - "
        body = "".join(
            BODY.format(place=f"Desa {name.upper()} {number}", who=f"Ani {name.upper()} Wijaya")
            for number in range(more)
        )
        (folder / f"{name}.txt").write_text(text + body)
    return folder


def titles(reader) -> str:
    """The last letters of the titles listed, in their order."""
    return "".join(item.title[-1] for item in reader.sidebar.items)


async def choose(reader, letter: str) -> None:
    await reader.press("s", letter)


async def keep_only(reader, words: str) -> None:
    await reader.press("f", "ctrl+u")
    await reader.type(words)
    await reader.press("enter")


async def test_a_letter_sorts_the_list_and_the_same_again_reverses_it(opened, press):
    async with opened(press) as reader:
        assert titles(reader) == "CBA"
        await choose(reader, "w")
        assert titles(reader) == "CAB"
        assert "words longest first" in reader.lines()[0]
        await choose(reader, "w")
        assert titles(reader) == "BAC"
        assert "words shortest first" in reader.lines()[0]
        await choose(reader, "d")
        assert titles(reader) == "CBA"
        assert "first" not in reader.lines()[0]


async def test_the_box_of_orders_is_worked_by_the_cursor_too_and_left_without_a_change(
    opened, press
):
    async with opened(press) as reader:
        await reader.press("s")
        assert "Sort by" in reader.text
        assert "again: oldest first" in reader.text
        await reader.press("j", "j", "enter")
        assert titles(reader) == "ABC"
        await reader.press("s", "escape")
        assert titles(reader) == "ABC"
        assert "Sort by" not in reader.text
        assert reader.sidebar.has_focus


async def test_the_box_of_orders_fits_a_screen_that_is_smaller_than_it(opened, press):
    async with opened(press, size=(40, 10)) as reader:
        await reader.press("s", *["j"] * 8)
        assert "fold" in reader.text
        await reader.press("enter")
        assert "folded" in reader.lines()[0]


async def test_the_cursor_is_on_the_first_row_of_a_new_order(opened, press):
    async with opened(press) as reader:
        await reader.press("G")
        await choose(reader, "o")
        assert reader.sidebar.cursor == 0


async def test_a_filter_lists_what_fits_and_says_so_until_it_is_taken_away(opened, press):
    async with opened(press, size=(120, 30)) as reader:
        await keep_only(reader, "outlet:satu")
        assert titles(reader) == "CA"
        assert "2 of 3: outlet:satu" in reader.lines()[0]
        assert "2 of 3 articles" in reader.status
        await keep_only(reader, "")
        assert titles(reader) == "CBA"
        assert "outlet:satu" not in reader.text


async def test_a_filter_that_is_malformed_is_explained_and_what_was_typed_stays(opened, press):
    async with opened(press) as reader:
        await keep_only(reader, "is:lost")
        assert "is:unread" in reader.status
        assert any("List only: is:lost" in line for line in reader.lines())
        assert titles(reader) == "CBA"
        await reader.press("ctrl+u")
        await reader.type("is:unread")
        await reader.press("enter")
        assert "List only" not in reader.text
        assert "3 of 3: is:unread" in reader.lines()[0]


async def test_a_filter_that_nothing_fits_says_how_to_go_on(opened, press):
    async with opened(press) as reader:
        await keep_only(reader, "outlet:lain")
        assert len(reader.sidebar.items) == 0
        assert "None of 3 articles fits “outlet:lain”: f changes" in reader.status
        await reader.press("enter", "m", "j", "G", "right_curly_bracket", "U", "o")
        assert reader.app.is_running
        await reader.press("A")
        assert titles(reader) == "CBA"


async def test_an_article_that_is_read_leaves_what_is_unread_only_with_the_next_list(opened, press):
    async with opened(press) as reader:
        await keep_only(reader, "is:unread")
        await reader.press("enter")
        assert titles(reader) == "CBA"
        assert not reader.sidebar.items[0].unread
        await reader.press("right_curly_bracket")
        assert reader.view.shown.headline.endswith("B")
        await reader.press("escape")
        await keep_only(reader, "is:unread")
        assert titles(reader) == "A"


async def test_the_next_article_is_the_next_one_though_the_one_on_show_was_filtered_out(
    opened, press
):
    async with opened(press) as reader:
        await reader.press("enter")
        await keep_only(reader, "is:unread")
        assert titles(reader) == "BA"
        await reader.press("right_curly_bracket")
        assert reader.view.shown.headline.endswith("B")


async def test_how_the_list_was_is_how_it_is_the_next_time_in_this_library_alone(
    opened, press, tmp_path: Path
):
    async with opened(press) as reader:
        await choose(reader, "w")
        await keep_only(reader, "outlet:satu")
    async with opened(press) as reader:
        assert titles(reader) == "CA"
        assert "2 of 3: outlet:satu · words" in reader.lines()[0]
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.txt").write_text("Judul Berita Lain X\n\nIsi berita yang lain, kata Ani.\n")
    async with opened(other) as reader:
        assert titles(reader) == "X"


async def test_filters_asked_for_before_come_back_with_the_arrow(opened, press):
    async with opened(press) as reader:
        await keep_only(reader, "outlet:satu")
        await keep_only(reader, "outlet:dua")
        await reader.press("f", "ctrl+u", "up", "up", "enter")
        assert titles(reader) == "CA"
        await reader.press("f", "up", "down", "enter")
        assert titles(reader) == "CA"


async def test_an_article_is_marked_unread_and_read_again(opened, press):
    async with opened(press) as reader:
        await reader.press("enter", "U")
        assert reader.status == "Marked as unread."
        assert reader.sidebar.items[0].unread
        await reader.press("escape", "j", "U")
        assert reader.status == "Marked as read."
        assert [item.unread for item in reader.sidebar.items] == [True, False, True]


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """One story as three outlets print it, and another article."""
    folder = tmp_path / "wire"
    folder.mkdir()
    story = "".join(
        f"Jembatan gantung ke-{number} di atas Kali Bening selesai dibangun oleh warga bersama "
        f"petugas dinas setelah {number + 3} bulan bekerja tanpa henti di musim hujan ini.\n"
        for number in range(14)
    )
    for name, outlet in (
        ("a", "HARIAN-SATU.COM"),
        ("b", "HARIAN-DUA.COM"),
        ("c", "KABAR-TIGA.COM"),
    ):
        head = f"Jembatan Kali Bening Selesai\n\n{ord(name) - 96} Mei 2024\n\n{outlet} - "
        (folder / f"{name}.txt").write_text(head + story)
    other = "Harga cabai rawit naik lagi di pasar induk kota sejak akhir pekan kemarin, kata Ani.\n"
    (folder / "d.txt").write_text(f"Harga Cabai Naik\n\n4 Mei 2024\n\n{other * 3}")
    return folder


def folded(item: Item) -> tuple[str, int, bool, bool]:
    return item.path[-5], item.copies, item.unfolded, item.copy


async def test_printings_of_one_story_are_folded_into_a_row_that_opens_to_them(opened, wire):
    async with opened(wire) as reader:
        await reader.press("F")
        assert [folded(item) for item in reader.sidebar.items] == [
            ("d", 0, False, False),
            ("c", 2, False, False),
        ]
        assert "folded" in reader.lines()[0]
        assert "+2" in reader.text
        await reader.press("j", "o")
        assert [folded(item) for item in reader.sidebar.items] == [
            ("d", 0, False, False),
            ("c", 2, True, False),
            ("b", 0, False, True),
            ("a", 0, False, True),
        ]
        await reader.press("j", "j", "enter")
        assert reader.app.reading.article.publisher == "HARIAN-SATU.COM"
        await reader.press("escape", "o")
        assert len(reader.sidebar.items) == 2
        assert reader.sidebar.cursor == 1
        await reader.press("F")
        assert len(reader.sidebar.items) == 4


async def test_copies_are_told_where_the_list_is_not_folded(opened, wire):
    async with opened(wire) as reader:
        await reader.press("o")
        assert reader.status == "No other article of this library prints this story."
        await reader.press("j", "o")
        assert reader.status == "2 other articles print this story; F folds them into one row."


async def test_what_is_open_stays_open_when_the_list_is_made_anew(opened, wire):
    async with opened(wire) as reader:
        await reader.press("F", "j", "o", "j")
        reader.app.reading.list_anew()
        await reader.settle()
        assert [item.path[-5] for item in reader.sidebar.items] == ["d", "c", "b", "a"]
        assert reader.sidebar.item.path.endswith("b.txt")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A library longer than a screen, by date from n00 (oldest) to n29."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(30):
        (folder / f"n{number:02}.txt").write_text(
            f"Berita Nomor {number:02}\n\n{number % 28 + 1} Mei {2000 + number}\n\n"
            "Isi berita yang cukup panjang untuk dibaca, kata Ani Wijaya kepada kami.\n"
        )
    return folder


async def test_a_library_that_grows_above_the_cursor_moves_nothing_on_the_screen(
    opened, many: Path
):
    async with opened(many, size=(100, 24)) as reader:
        await reader.press(*["j"] * 12)
        before = [line[:38] for line in reader.lines()[:-2]]
        here = reader.sidebar.item.path
        for year in (2050, 2051):
            (many / f"x{year}.txt").write_text(
                f"Berita Baru {year}\n\n1 Mei {year}\n\nIsi berita baru di sini, kata Ani W.\n"
            )
        reader.app.reading.look_at_library()
        await reader.settle()
        assert len(reader.sidebar.items) == 32
        assert reader.sidebar.item.path == here
        assert [line[:38] for line in reader.lines()[:-2]] == before


async def test_an_article_that_is_gone_leaves_the_cursor_on_its_neighbour(opened, many: Path):
    async with opened(many, size=(100, 24)) as reader:
        await reader.press(*["j"] * 4)
        gone = reader.sidebar.item
        below = reader.sidebar.items[5]
        Path(gone.path).unlink()
        reader.app.reading.look_at_library()
        await reader.settle()
        assert reader.sidebar.item.path == below.path


async def test_pages_and_ends_of_a_long_list(opened, many: Path):
    async with opened(many, size=(100, 24)) as reader:
        await reader.press("space")
        page = reader.sidebar.cursor
        assert 1 < page < 30
        await reader.press("pageup")
        assert reader.sidebar.cursor == 0
        await reader.press("G")
        assert reader.sidebar.cursor == 29
        assert "Berita Nomor 00" in reader.text
        await reader.press("space", "g")
        assert reader.sidebar.cursor == 0


async def test_reading_a_new_library_is_told_with_counts_and_time_left():
    from reader.library import Progress
    from reader.screens.reading import told_progress

    assert told_progress(Progress(0, 1000), 0.0) == "──────── 0 of 1,000 files"
    assert told_progress(Progress(250, 1000), 10.0) == "━━────── 250 of 1,000 files, 30 s left"
    assert told_progress(Progress(100, 10_000), 5.0) == "──────── 100 of 10,000 files, 8 min left"


async def test_the_library_can_be_used_while_it_is_read(opened, many: Path):
    from reader.library import Progress

    async with opened(many, size=(100, 24)) as reader:
        reading = reader.app.reading
        reading.post_message(reading.Progressed(Progress(15, 30), 4.0))
        await reader.settle()
        assert "15 of 30 files, 4 s left · 1 of 30" in reader.text
        await reader.press("j", "enter")
        assert reader.view.has_focus
        reading._looked(reading.session.library.version)
        await reader.settle()
        assert "files" not in reader.lines()[-2]


async def test_a_filter_that_is_not_understood_any_more_lists_everything(opened, press, home):
    async with opened(press) as reader:
        session = reader.app.reading.session
        session.state.set_answer(session._about("list"), "date 0 0 is:lost")
    async with opened(press) as reader:
        assert titles(reader) == "CBA"


async def test_a_catalog_that_cannot_be_kept_is_told(opened, press, monkeypatch):
    original = Library.__init__

    def troubled(self, *args, **named):
        original(self, *args, **named)
        self.catalog.trouble = "The catalog cannot be kept: the disk is full."

    monkeypatch.setattr(Library, "__init__", troubled)
    async with opened(press) as reader:
        assert "disk is full" in reader.status


async def test_everything_says_how_many_articles_are_in_how_many_rows(opened, press):
    text = (press / "a.txt").read_text()
    (press / "d.txt").write_text(text.replace("HARIAN-SATU", "HARIAN-EMPAT"))
    async with opened(press, size=(120, 30)) as reader:
        await reader.press("A")
        assert reader.status == "All 4 articles are listed."
        await reader.press("F", "A")
        rows = len(reader.sidebar.items)
        assert rows < 4
        assert reader.status == (
            f"All 4 articles are listed, folded into {rows} rows: F shows each in a row of its own."
        )
        await reader.press("g")
        assert f"1 of {rows}" in reader.lines()[-2]
        await keep_only(reader, "outlet:satu")
        assert reader.status.startswith(f"{len(reader.sidebar.items)} rows (folded) of 4 articles;")
        await reader.press("A")
        assert reader.status.startswith(f"All 4 articles are listed, folded into {rows} rows")
