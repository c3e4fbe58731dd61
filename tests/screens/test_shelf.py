"""The shelf of all notes: found, written on and tagged where they are listed."""

from pathlib import Path

import pytest

from reader.notebook import Notebook
from reader.widgets.note_box import NoteBox


@pytest.fixture
def three(opened):
    """`async with three(…) as reader:` three notes are on the shelf, and it is open."""

    async def write(reader) -> None:
        await reader.open("MINDSETNYA")
        for words in ("beras mahal", "ikan segar", "beras murah"):
            await reader.press("j", "a")
            await reader.type(words)
            await reader.press("ctrl+s")
        await reader.press("B")

    return write


def here(reader) -> str:
    """The note in the row under the cursor."""
    return reader.app.screen.rows.item.note


async def test_notes_are_found_by_their_words_there_and_back_and_round_the_end(opened, three):
    async with opened() as reader:
        await three(reader)
        assert here(reader) == "beras murah"
        await reader.press("slash")
        await reader.type("segar")
        await reader.press("enter")
        assert here(reader) == "ikan segar"
        await reader.press("slash", "ctrl+u")
        await reader.type("beras")
        await reader.press("enter")
        assert here(reader) == "beras mahal"
        assert reader.status == "2 of 2 with “beras”"
        await reader.press("n")
        assert here(reader) == "beras murah"
        await reader.press("N")
        assert here(reader) == "beras mahal"
        await reader.press("slash", "ctrl+u")
        await reader.type("daging")
        await reader.press("enter")
        assert reader.status.startswith("“daging” is in no note")


async def test_the_footer_of_the_shelf_shows_what_works_there(opened, three):
    async with opened(size=(80, 24)) as reader:
        await three(reader)
        for words in ("/ find", "a note", "t tags", "d delete", "u undo"):
            assert words in reader.lines()[-1]
        await reader.press("slash")
        assert "Enter go" in reader.lines()[-1]
        await reader.press("escape", "a")
        assert "Ctrl+S save" in reader.lines()[-1]
        await reader.press("escape")
        assert "t tags" in reader.lines()[-1]


async def test_a_note_is_changed_in_its_row(opened, three):
    async with opened() as reader:
        await three(reader)
        await reader.press("j", "a")
        await reader.type(" dqu")
        await reader.press("ctrl+s")
        assert reader.status == "Note saved."
        assert here(reader) == "ikan segar dqu"
        assert len(reader.notebook.notes()) == 3
        await reader.press("u")
        assert here(reader) == "ikan segar"
        assert "says “ikan segar” again" in reader.status


async def test_tags_are_given_in_the_row_and_found(opened, three):
    async with opened() as reader:
        await three(reader)
        await reader.press("j", "t")
        await reader.type("laut, pasar")
        await reader.press("enter")
        assert reader.status == "Tagged #laut #pasar."
        assert "✎ ikan segar #laut #pasar" in reader.text
        await reader.press("g", "slash")
        await reader.type("#pasar")
        await reader.press("enter")
        assert here(reader) == "ikan segar"


async def test_a_note_of_an_article_that_is_gone_is_changed_too(opened, three, tmp_path: Path):
    async with opened() as reader:
        await three(reader)
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "a.txt").write_text("Judul Lain Sekali\n\nIsi berita lain, kata Ani Wijaya.\n")
    async with opened(folder) as reader:
        await reader.press("B", "a")
        await reader.type(" sekali")
        await reader.press("ctrl+s")
        assert here(reader) == "beras murah sekali"


async def test_what_is_typed_on_the_shelf_is_kept_when_the_reader_ends(opened, three):
    async with opened() as reader:
        await three(reader)
        await reader.press("a")
        await reader.type(" lagi")
        reader.app.exit()
    (draft,) = Notebook().drafts.all()
    assert draft.text == "beras murah lagi"
    async with opened() as reader:
        await reader.press("B", "a")
        assert reader.app.screen.query_one(NoteBox).text == "beras murah lagi"


async def test_an_empty_shelf_says_so_whatever_is_pressed(opened):
    async with opened() as reader:
        await reader.press("B")
        for key in ("a", "t", "d"):
            await reader.press(key)
            assert reader.status == "There is no note to do that with."
        await reader.press("n")
        assert "Nothing has been looked for yet" in reader.status


async def test_on_the_shelf_a_note_is_in_sight_and_what_was_set_is_not(opened):
    async with opened(size=(120, 40)) as reader:
        await reader.press("enter", "j", "m", "ctrl+p")
        await reader.type("outlet")
        await reader.press("enter", "ctrl+u")
        await reader.type("Harian Uji")
        await reader.press("enter", "B", "u")
        assert reader.status.startswith("This would take away the outlet “Harian Uji”")
        await reader.press("u", "u")
        assert "Nothing is bookmarked" in reader.text
        await reader.press("ctrl+r")
        assert "Everything bookmarked or noted: 1" in reader.text


async def test_the_cursor_goes_to_the_note_that_undo_brings_back(opened, three):
    async with opened() as reader:
        await three(reader)
        await reader.press("j", "d")
        assert here(reader) == "beras mahal"
        await reader.press("u")
        assert here(reader) == "ikan segar"
