"""Bookmarks, notes, tags: typed by keys, seen at once, never lost."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from reader.notebook import Notebook
from reader.widgets.note_box import NoteBox


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], AbstractContextManager[None]]:
    """While this lasts, nothing new can be put in its place."""

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    @contextmanager
    def filled() -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr("os.replace", full)
            yield

    return filled


async def where(reader) -> str:
    """What the bottom line says of the cursor's place, once the message is gone."""
    await reader.press("f5")
    return reader.status


async def write_note(reader, words: str) -> None:
    await reader.press("a")
    await reader.type(words)
    await reader.press("ctrl+s")


async def test_a_bookmark_on_a_quote_shows_in_the_article_and_in_the_list(opened):
    async with opened() as reader:
        await reader.press("enter", "right_square_bracket", "m")
        assert reader.status == "Bookmarked the quote of Joko Widodo."
        line = next(line for line in reader.lines() if "Pandemi telah" in line)
        assert "◆" in line
        assert "◆" in reader.lines()[0]
        (note,) = reader.notebook.notes()
        assert note.words.startswith("Pandemi telah mengajarkan")
        assert note.kind == "bookmark"


async def test_the_same_key_takes_a_bookmark_away_and_u_brings_it_back(opened):
    async with opened() as reader:
        await reader.press("enter", "j", "m", "m")
        assert not reader.notebook.notes()
        assert "◆" not in reader.text
        await reader.press("u")
        assert len(reader.notebook.notes()) == 1
        assert "◆" in reader.text


async def test_a_note_is_typed_in_the_program_and_read_below_its_passage(opened):
    async with opened() as reader:
        await reader.press("enter", "right_square_bracket")
        await write_note(reader, "cek sumber lagi")
        assert reader.status == "Note saved."
        below = next(n for n, line in enumerate(reader.lines()) if "✎ cek sumber lagi" in line)
        assert "kata Jokowi" in reader.lines()[below - 1]
        assert "✎" in reader.lines()[0]
        assert reader.notebook.notes()[0].note == "cek sumber lagi"


async def test_a_on_a_noted_passage_goes_on_with_that_note(opened):
    async with opened() as reader:
        await reader.press("enter", "j")
        await write_note(reader, "satu")
        await write_note(reader, " dua")
        (note,) = reader.notebook.notes()
        assert note.note == "satu dua"


async def test_a_on_a_bookmark_makes_it_a_note(opened):
    async with opened() as reader:
        await reader.press("enter", "j", "m")
        await write_note(reader, "kini catatan")
        (note,) = reader.notebook.notes()
        assert (note.kind, note.note) == ("note", "kini catatan")


async def test_a_note_that_is_left_is_offered_again(opened):
    async with opened() as reader:
        await reader.press("enter", "j", "a")
        await reader.type("belum selesai")
        await reader.press("escape")
        assert not reader.notebook.notes()
        assert "kept" in reader.status
        await reader.press("a")
        assert reader.app.reading.query_one(NoteBox).text == "belum selesai"
        await reader.press("ctrl+s")
        assert reader.notebook.notes()[0].note == "belum selesai"
        assert not reader.notebook.drafts.all()


async def test_leaving_the_reader_while_typing_keeps_the_words(opened):
    async with opened() as reader:
        await reader.press("enter", "j", "a")
        await reader.type("hampir hilang")
        reader.app.exit()
    (draft,) = Notebook().drafts.all()
    assert draft.text == "hampir hilang"


async def test_keys_typed_into_a_note_are_words_and_no_commands(opened):
    async with opened() as reader:
        await reader.press("enter", "j", "a")
        await reader.type("qmdux r z")
        await reader.press("question_mark", "ctrl+s")
        assert reader.notebook.notes()[0].note == "qmdux r z?"


async def test_an_empty_note_is_not_saved(opened):
    async with opened() as reader:
        await reader.press("enter", "j", "a", "ctrl+s")
        assert not reader.notebook.notes()
        assert reader.status == "Nothing was written, so nothing was saved."


async def test_words_chosen_by_keyboard_are_what_is_marked(opened):
    async with opened() as reader:
        await reader.open("MINDSETNYA")
        await reader.press("g", "j", "v", "w", "w", "v", "w", "w", "m")
        (note,) = reader.notebook.notes()
        assert note.words == "Joko Widodo (Jokowi"
        assert not reader.view.selecting


async def test_a_sentence_is_chosen_with_two_keys(opened):
    async with opened() as reader:
        await reader.open("MINDSETNYA")
        await reader.press("g", "j", "v", "right_parenthesis", "m")
        (note,) = reader.notebook.notes()
        assert " ".join(note.words.split()).startswith("JAKARTA- Presiden Joko Widodo")
        assert note.words.endswith("pola pikir soal pelayanan.")


async def test_a_key_for_selecting_says_so_when_nothing_is_being_selected(opened):
    async with opened() as reader:
        await reader.press("enter", "w")
        assert reader.status == "Press v first: then this key moves over words."


async def test_tags_are_typed_with_commas(opened):
    async with opened() as reader:
        await reader.press("enter", "j", "m", "t")
        await reader.type("birokrasi, asn")
        await reader.press("enter")
        assert set(reader.notebook.notes()[0].tags) == {"birokrasi", "asn"}
        assert "#birokrasi" in reader.status


async def test_delete_takes_the_note_under_the_cursor_and_undo_brings_it_back(opened):
    async with opened() as reader:
        await reader.press("enter", "j")
        await write_note(reader, "hapus saja")
        await reader.press("d")
        assert not reader.notebook.notes()
        assert "✎ hapus saja" not in reader.text
        await reader.press("u")
        assert "✎ hapus saja" in reader.text
        await reader.press("u", "u", "u")
        assert reader.status == "There is nothing to undo."


async def test_another_sessions_note_shows_without_a_key(opened):
    async with opened() as reader:
        await reader.press("enter")
        shown = reader.view.shown
        start = shown.article.text.index("Pandemi")
        row = reader.app.reading.row
        Notebook().add(shown.article, row.path, start, start + 40, note="dari sesi lain")
        reader.app.reading.look_at_notebook()
        await reader.press("j", "j")
        assert "✎ dari sesi lain" in reader.text


async def test_a_note_changed_in_another_session_meanwhile_keeps_both(opened):
    async with opened() as reader:
        await reader.press("enter", "j")
        await write_note(reader, "pertama")
        (note,) = reader.notebook.notes()
        await reader.press("a")
        await reader.type(" punyaku")
        Notebook().edit(note.uid, note="punya sesi lain")
        await reader.press("ctrl+s")
        assert {note.note for note in reader.notebook.notes()} == {
            "punya sesi lain",
            "pertama punyaku",
        }
        assert "second note" in reader.status


async def test_a_notebook_that_cannot_be_written_keeps_the_words_in_the_box(opened, full_disk):
    async with opened() as reader:
        await reader.press("enter", "j", "a")
        await reader.type("jangan hilang")

        with full_disk():
            await reader.press("ctrl+s")
            assert reader.app.reading.query_one(NoteBox).text == "jangan hilang"
            assert "full" in reader.status or "space" in reader.status
        await reader.press("ctrl+s")
        assert reader.notebook.notes()[0].note == "jangan hilang"


async def test_the_shelf_lists_all_notes_and_opens_at_their_words(opened):
    async with opened() as reader:
        await reader.open("MINDSETNYA")
        await reader.press("right_square_bracket", "right_square_bracket")
        await write_note(reader, "di sini")
        await reader.open("Peka dan")
        await reader.press("j", "m", "B")
        assert "Everything bookmarked or noted: 2" in reader.text
        assert "✎ di sini" in reader.text
        await reader.press("j", "enter")
        assert "MINDSETNYA" in reader.view.shown.headline
        assert "Sesuai dengan tugas" in reader.text


async def test_the_shelf_keeps_notes_of_articles_that_are_not_in_this_library(
    opened, tmp_path: Path
):
    async with opened() as reader:
        await reader.press("enter", "j")
        await write_note(reader, "masih ada")
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "a.txt").write_text("Judul Lain Sekali\n\nIsi berita lain, kata Ani Wijaya.\n")
    async with opened(folder) as reader:
        await reader.press("B")
        assert "✎ masih ada" in reader.text
        assert "not in this library" in reader.text
        await reader.press("enter")
        assert "not in this library" in reader.status
        await reader.press("d", "u", "escape")
        assert reader.notebook.notes()[0].note == "masih ada"


async def test_notes_are_exported_as_markdown_and_again_without_a_change(opened, tmp_path: Path):
    target = tmp_path / "keluar"
    async with opened() as reader:
        await reader.press("enter", "right_square_bracket")
        await write_note(reader, "catatan saya")
        contents = []
        for _ in range(2):
            await reader.press("x", "ctrl+u")
            await reader.type(str(target))
            await reader.press("enter")
            (file,) = target.iterdir()
            contents.append((file.read_text(), file.stat().st_mtime_ns))
        assert contents[0] == contents[1]
        content = contents[0][0]
        assert "catatan saya" in content
        assert "Pandemi telah mengajarkan" in content
        assert content.startswith("---\n")


@pytest.mark.parametrize("key", ["d", "t", "x"])
async def test_a_key_that_needs_a_mark_says_that_there_is_none(opened, key):
    async with opened() as reader:
        await reader.press("enter", key)
        assert "marked" in reader.status


async def test_a_copy_reaches_the_terminals_clipboard_with_its_source(opened, monkeypatch):
    async with opened() as reader:
        await reader.press("enter", "right_square_bracket", "y")
        copied = reader.app.clipboard
        assert copied.startswith("“Pandemi telah mengajarkan kita")
        assert "— Joko Widodo, JOKOWI TAK AKAN" in copied
        assert "clipboard" in reader.status


async def test_a_damaged_notebook_is_mended_and_the_reader_says_so_in_full(opened, home):
    file = home / "data" / "notebook.json"
    async with opened() as reader:
        await reader.press("enter", "j")
        await write_note(reader, "tetap ada")
        await write_note(reader, " juga ini")
    file.write_bytes(file.read_bytes()[:200])
    async with opened(size=(60, 20)) as reader:
        assert reader.notebook.notes()[0].note == "tetap ada juga ini"
        shown = " ".join(" ".join(reader.lines()).split())
        assert str(file.parent)[:20] in shown.replace(" ", "")
        assert "damaged" in shown
        await reader.press("j")
        assert "damaged" not in reader.text


async def test_a_box_that_is_typed_in_keeps_every_key_and_every_click(opened):
    async with opened() as reader:
        await reader.press("enter", "j", "a")
        await reader.type("dua")
        await reader.press("tab")
        await reader.pilot.click("#article", offset=(5, 3))
        await reader.pilot.click("#list", offset=(5, 3))
        await reader.type("dmu")
        await reader.press("ctrl+s")
        (note,) = reader.notebook.notes()
        assert note.note == "duadmu"


async def test_a_question_keeps_every_key_too(opened):
    async with opened() as reader:
        await reader.press("enter", "slash")
        await reader.type("pri")
        await reader.press("tab")
        await reader.type("mz")
        await reader.press("escape")
        assert not reader.notebook.notes()
        assert reader.view.has_focus


async def test_the_palette_does_not_open_while_a_note_is_written(opened):
    async with opened() as reader:
        await reader.press("enter", "j", "a")
        await reader.type("tetap")
        await reader.press("ctrl+p")
        assert reader.app.screen is reader.app.reading
        assert reader.app.reading.query_one(NoteBox).text == "tetap"
        await reader.press("ctrl+s")
        assert reader.notebook.notes()[0].note == "tetap"


async def test_a_note_that_can_nowhere_be_kept_stays_in_its_box(opened, full_disk):
    async with opened() as reader:
        await reader.press("enter", "j", "a")
        await reader.type("hanya di sini")

        with full_disk():
            await reader.press("escape")
            assert reader.app.reading.query_one(NoteBox).display
            assert "kept:" not in reader.status
        await reader.press("escape")
        assert "kept:" in reader.status


async def test_keys_pressed_in_the_list_mean_the_article_under_the_cursor(opened):
    async with opened() as reader:
        await reader.press("enter", "escape", "j", "j", "m")
        assert "Peka dan Responsif" in reader.view.shown.headline
        (note,) = reader.notebook.notes()
        assert "Peka dan Responsif" in note.title


async def test_a_folder_of_nobody_is_told_and_nothing_ends(opened):
    async with opened() as reader:
        await reader.press("enter", "m", "x", "ctrl+u")
        await reader.type("~nobodyhere/out")
        await reader.press("enter")
        assert reader.status == "There is no user of ~nobodyhere here."


async def test_tags_are_single_words_and_stand_below_the_passage(opened):
    async with opened() as reader:
        await reader.press("enter", "j", "m", "t")
        await reader.type("harga #pokok, beras")
        await reader.press("enter")
        assert set(reader.notebook.notes()[0].tags) == {"harga", "pokok", "beras"}
        assert "◆ #" in reader.text


async def test_what_was_worked_out_wrongly_is_set_right_and_undone(opened):
    async with opened(size=(120, 40)) as reader:
        await reader.open("MINDSETNYA")
        for command, answer in (("set-date", "2022-11-30"), ("set-outlet", "Harian Uji")):
            await reader.app.reading.run_command(command)
            await reader.press("ctrl+u")
            await reader.type(answer)
            await reader.press("enter")
        assert "=Harian Uji · =2022-11-30" in reader.text
        assert reader.sidebar.items[0].outlet == "Harian Uji"
        await reader.press("right_square_bracket")
        await reader.app.reading.run_command("set-speaker")
        await reader.press("ctrl+u")
        await reader.type("Siti Aminah")
        await reader.press("enter")
        assert reader.status.endswith("u undoes it.")
        assert "❝ =Siti Aminah" in reader.text
        assert "❝ 1 of 7 · =Siti Aminah" in await where(reader)
        assert "set by you" in await where(reader)
        assert "by name" not in await where(reader)
        await reader.press("u", "u", "u")
        assert "Harian Uji" not in reader.text
        assert "Siti Aminah" not in reader.text


async def test_the_lines_of_a_note_stay_lines_on_the_screen(opened):
    async with opened() as reader:
        await reader.press("enter", "j", "a")
        await reader.type("Poin")
        await reader.press("enter", "minus", "space", *"satu")
        await reader.press("enter", "space", "space", "minus", "space", *"dua")
        await reader.press("enter", "enter", *"Simpulan", "ctrl+s")
        lines = [line[40:].strip("│┃▌ ") for line in reader.lines()]
        at = lines.index("✎ Poin")
        assert lines[at : at + 5] == ["✎ Poin", "- satu", "- dua", "", "Simpulan"]
        satu = next(line.index("- satu") for line in reader.lines() if "- satu" in line)
        assert any(line.find("- dua") == satu + 2 for line in reader.lines())
