"""The search of the library: asked, listed, opened at its words, gone on with."""

from pathlib import Path

import pytest

from reader.screens.searching import SearchScreen
from reader.widgets.hit_list import HitList


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """Two articles with bridges in them, one of them twice, and one without."""
    folder = tmp_path / "press"
    folder.mkdir()
    lines = {
        "a": "Jembatan gantung itu selesai dibangun warga. Kini jembatan itu ramai dilewati.",
        "b": "Petugas memeriksa jembatan lama di hulu kali sebelum hujan turun, kata Ani Wijaya.",
        "c": "Harga cabai rawit naik lagi di pasar induk sejak akhir pekan, kata Budi Santosa.",
    }
    for day, (name, line) in enumerate(lines.items(), 1):
        (folder / f"{name}.txt").write_text(
            f"Kabar Dari Desa {name.upper()}\n\n{day} Mei 2024\n\nHARIAN-SATU.COM - {line}\n"
        )
    return folder


async def search(reader, words: str) -> None:
    await reader.press("S")
    if not isinstance(reader.app.screen, SearchScreen) or "Search:" not in reader.text:
        await reader.press("S")
    await reader.press("ctrl+u")
    await reader.type(words)
    await reader.press("enter")


def listed(reader) -> list[str]:
    items = reader.app.screen.query_one(HitList).items
    return [items[n].title[-1] for n in range(len(items))]


async def test_a_search_lists_hits_with_their_words_and_where_they_were_printed(opened, press):
    async with opened(press, size=(80, 24)) as reader:
        await search(reader, "jembatan")
        assert sorted(listed(reader)) == ["A", "B"]
        assert reader.lines()[0].startswith(" jembatan: 2 articles, best first")
        assert "2024-05-01 · HARIAN-SATU.COM · 2 places" in reader.text
        assert "Jembatan gantung itu selesai" in reader.text


async def test_the_words_that_were_found_stand_out(opened, press):
    async with opened(press) as reader:
        await search(reader, "jembatan")
        found = [
            segment.text
            for strip in reader.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.underline
        ]
        assert {word.lower() for word in found} == {"jembatan"}


async def test_a_hit_opens_at_its_words_and_n_goes_on_and_then_to_the_next_article(opened, press):
    async with opened(press) as reader:
        await search(reader, "jembatan")
        first = listed(reader)[0]
        await reader.press("enter")
        assert reader.view.has_focus
        assert reader.view.shown.headline.endswith(first)
        assert "article 1 of 2" in reader.status
        seen = [reader.status]
        for _ in range(6):
            await reader.press("n")
            seen.append(reader.status)
        told = " | ".join(seen)
        assert "2 of 2 here" in told
        assert "n again: Kabar Dari Desa" in told
        assert "article 2 of 2" in told
        assert told.endswith("That was the last of all that was found. S lists it.")
        await reader.press("N", "N")
        assert "again" in reader.status or "article 1 of 2" in reader.status


async def test_all_places_of_an_article_are_marked(opened, press):
    async with opened(press) as reader:
        await search(reader, "jembatan")
        while "Desa A" not in reader.app.screen.query_one(HitList).item.title:
            await reader.press("j")
        await reader.press("enter")
        text = reader.view.shown.article.text
        assert [text[a:b].lower() for a, b in reader.view.hits] == ["jembatan", "jembatan"]


async def test_the_same_key_comes_back_to_the_hits_where_one_was(opened, press):
    async with opened(press) as reader:
        await search(reader, "jembatan")
        second = listed(reader)[1]
        await reader.press("j", "enter", "S")
        hits = reader.app.screen.query_one(HitList)
        assert hits.cursor == 1
        assert hits.item.title.endswith(second)
        await reader.press("S")
        assert any("Search: jembatan" in line for line in reader.lines())
        await reader.press("escape", "escape")
        assert reader.app.screen is reader.app.reading


async def test_a_question_that_is_malformed_is_explained_and_can_be_mended(opened, press):
    async with opened(press) as reader:
        await search(reader, "jembatan OR")
        screen = reader.app.screen
        assert reader.status
        assert any("Search: jembatan OR" in line for line in reader.lines())
        await reader.press("backspace", "backspace", "backspace", "enter")
        assert len(listed(reader)) == 2
        assert screen is reader.app.screen


async def test_what_a_filter_hides_is_told_and_one_key_searches_everything(opened, press):
    async with opened(press) as reader:
        await search(reader, "jembatan after:2024-05-01")
        assert listed(reader) == ["B"]
        assert "1 more is hidden by after:2024-05-01" in " ".join(" ".join(reader.lines()).split())
        assert "A searches without filters" in reader.status
        await reader.press("A")
        assert sorted(listed(reader)) == ["A", "B"]
        await reader.press("A")
        assert "No filter hides anything" in reader.status


async def test_the_filter_of_the_list_hides_nothing_from_a_search(opened, press):
    async with opened(press) as reader:
        await reader.press("f")
        await reader.type("on:2024-05-03")
        await reader.press("enter")
        await search(reader, "jembatan")
        assert sorted(listed(reader)) == ["A", "B"]
        await reader.press("enter")
        assert "jembatan" in reader.view.shown.article.text.lower()


async def test_hits_are_sorted_by_date_and_by_how_well_they_fit(opened, press):
    async with opened(press) as reader:
        await search(reader, "jembatan")
        await reader.press("s")
        assert "newest first" in reader.lines()[0]
        assert listed(reader) == ["B", "A"]
        await reader.press("s")
        assert "best first" in reader.lines()[0]


async def test_nothing_found_says_what_may_help(opened, press):
    async with opened(press) as reader:
        await search(reader, "pelabuhan")
        assert "0 articles" in reader.lines()[0]
        assert "*part*" in reader.status
        await reader.press("enter", "j", "s", "A", "escape")
        assert reader.app.screen is reader.app.reading


async def test_ones_own_notes_are_found_and_opened_at_their_words(opened, press):
    async with opened(press) as reader:
        await reader.press("enter", "j", "a")
        await reader.type("tanya soal jembatan")
        await reader.press("ctrl+s")
        await search(reader, "jembatan")
        assert "1 of your notes" in reader.lines()[0]
        assert "✎ your note" in reader.lines()[2]
        assert "tanya soal jembatan" in reader.text
        await reader.press("enter")
        assert reader.view.shown.headline.endswith("C")
        assert reader.view.has_focus


async def test_questions_asked_before_come_back_with_the_arrow(opened, press):
    async with opened(press) as reader:
        await search(reader, "cabai")
        await search(reader, "jembatan")
        await reader.press("escape", "S", "S", "up", "enter")
        assert listed(reader) == ["C"]


async def test_a_first_search_is_left_without_a_trace(opened, press):
    async with opened(press) as reader:
        await reader.press("S")
        assert "speaker:NAME" in reader.status
        await reader.press("enter")
        assert "Type the words" in reader.status
        await reader.press("escape")
        assert reader.app.screen is reader.app.reading
        await reader.press("enter", "n")
        assert "Nothing has been looked for yet" in reader.status


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
async def test_a_search_fits_any_screen(opened, press, size):
    async with opened(press, size=size) as reader:
        await search(reader, "jembatan")
        assert all(len(line) <= size[0] for line in reader.lines())
        assert "embatan" in reader.text
        await reader.press("enter")
        assert reader.view.has_focus


async def test_what_is_looked_for_in_an_article_ends_the_way_through_the_hits(opened, press):
    async with opened(press) as reader:
        await search(reader, "jembatan")
        await reader.press("enter", "slash")
        await reader.type("desa")
        await reader.press("enter")
        assert reader.status.startswith("“desa” ·")
        await reader.press("n")
        assert "“desa”" in reader.status
