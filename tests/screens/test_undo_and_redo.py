"""Undo says what it takes back, and asks where that is not in sight; redo does it again."""

from reader.notebook import Notebook


async def noted(reader, words: str) -> None:
    """Write a note on what the cursor stands on."""
    await reader.press("a")
    await reader.type(words)
    await reader.press("ctrl+s")


async def test_undo_names_the_note_its_words_and_the_article(opened):
    async with opened(size=(120, 40)) as reader:
        await reader.open("MINDSETNYA")
        await reader.press("right_square_bracket")
        await noted(reader, "cek lagi")
        await reader.press("u")
        assert reader.status == (
            "The note “cek lagi” on “Pandemi telah mengajarkan kita untuk ber…” in "
            "“JOKOWI TAK AKAN GANTIKAN PNS DENGAN ROBO…” was taken away again. Ctrl+R redoes it."
        )
        assert not reader.notebook.notes()
        await reader.press("ctrl+r")
        assert reader.status.startswith("The note “cek lagi” on “Pandemi")
        assert reader.status.endswith("is back.")
        assert "✎ cek lagi" in reader.text


async def test_a_change_in_another_article_is_told_first_and_done_by_the_second_key(opened):
    async with opened(size=(120, 40)) as reader:
        await reader.open("MINDSETNYA")
        await reader.press("j")
        await noted(reader, "jangan hilang")
        await reader.open("Peka dan")
        await reader.press("u")
        assert reader.status.startswith("This would take away the note “jangan hilang” on ")
        assert "in “JOKOWI TAK AKAN" in reader.status
        assert reader.status.endswith("u again does it.")
        assert reader.notebook.notes()
        await reader.press("j", "u")
        assert reader.status.startswith("This would take away")
        assert reader.notebook.notes()
        await reader.press("u")
        assert "was taken away again" in reader.status
        assert not reader.notebook.notes()
        await reader.press("ctrl+r")
        assert reader.status.startswith("This would bring back the note “jangan hilang”")
        assert not reader.notebook.notes()
        await reader.press("ctrl+r")
        assert reader.notebook.notes()[0].note == "jangan hilang"


async def test_a_change_of_an_earlier_session_is_told_first(opened):
    async with opened() as reader:
        await reader.press("enter", "m")
    async with opened() as reader:
        reader.app.reading.session.begun = "9999-01-01T00:00:00Z"  # long after the bookmark
        await reader.press("enter", "u")
        assert reader.status.startswith("This would take away the bookmark on “")
        await reader.press("u")
        assert not reader.notebook.notes()


async def test_nothing_is_redone_once_something_was_changed(opened):
    async with opened() as reader:
        await reader.press("enter", "j", "m", "u", "j", "m", "ctrl+r")
        assert reader.status.startswith("There is nothing to redo")
        assert len(reader.notebook.notes()) == 1


async def test_undo_and_redo_go_through_all_changes_and_lose_none(opened):
    async with opened() as reader:
        await reader.press("enter", "j")
        await noted(reader, "satu")
        await noted(reader, " dua")
        await reader.press("t")
        await reader.type("pangan")
        await reader.press("enter", "d", "u", "u", "u", "u")
        assert not reader.notebook.notes()
        await reader.press("ctrl+r")
        assert "✎ satu" in reader.text
        await reader.press("ctrl+r", "ctrl+r")
        assert "✎ satu dua #pangan" in reader.text
        await reader.press("ctrl+r")
        assert not reader.notebook.notes()
        await reader.press("u")
        assert "✎ satu dua #pangan" in reader.text


async def test_what_another_session_changed_meanwhile_is_not_taken_back_instead(opened):
    async with opened() as reader:
        await reader.open("MINDSETNYA")
        await reader.press("m")
        shown, row = reader.view.shown, reader.app.reading.row
        await reader.open("Peka dan")
        await reader.press("u")
        Notebook().add(shown.article, row.path, 0, 10, note="dari sesi lain")
        await reader.press("u")
        assert "dari sesi lain" in reader.status
        assert reader.status.startswith("This would")
        assert len(reader.notebook.notes()) == 2


async def test_the_palette_has_redo(opened):
    async with opened() as reader:
        await reader.press("enter", "j", "m", "u", "ctrl+p")
        await reader.type("redo")
        await reader.press("enter")
        assert reader.notebook.notes()
