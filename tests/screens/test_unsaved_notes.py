"""A note that was left unsaved: shown, gone on with, copied, kept for later or discarded."""

from pathlib import Path

import pytest

from reader.notebook import Notebook, drafts


@pytest.fixture
def left(opened, monkeypatch: pytest.MonkeyPatch):
    """`await left("words")`: a note is being typed when the reader ends."""
    # The process that typed it is this one, which has not ended.
    monkeypatch.setattr(drafts.Draft, "orphaned", True)

    async def leave(words: str, *keys: str) -> None:
        async with opened() as reader:
            await reader.press("escape", "enter", *keys, "a")
            await reader.type(words)
            reader.app.exit()

    return leave


def library(tmp_path: Path) -> Path:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "a.txt").write_text("Judul Lain Sekali\n\nIsi berita lain, kata Ani Wijaya.\n")
    return folder


def boxed(reader) -> str:
    """What stands on the screen, without the lines around boxes and between panes."""
    return " ".join(reader.text.replace("│", " ").split())


async def test_the_words_are_shown_and_gone_on_with(opened, left):
    await left("belum selesai", "j")
    async with opened() as reader:
        assert "A note was left unsaved: D" in reader.status
        await reader.press("D")
        assert "“belum selesai”" in reader.text
        assert "Left unsaved on “JOKOWI TAK AKAN" in boxed(reader)
        await reader.press("g")
        await reader.type(" kini")
        await reader.press("ctrl+s")
        assert reader.notebook.notes()[0].note == "belum selesai kini"
        await reader.press("D")
        assert reader.status == "No note was left unsaved."


async def test_words_are_discarded_only_when_that_is_said_twice(opened, left):
    await left("buang saja")
    async with opened() as reader:
        await reader.press("D", "d", "enter")
        assert Notebook().drafts.all()
        await reader.press("D", "d", "y")
        assert reader.status == "Discarded."
        assert not Notebook().drafts.all()
        assert reader.sidebar.has_focus
    async with opened() as reader:
        assert "unsaved" not in reader.status


async def test_words_are_copied_and_stay(opened, left):
    await left("salin ini")
    async with opened() as reader:
        await reader.press("D", "c")
        assert reader.app.clipboard == "salin ini"
        assert Notebook().drafts.all()


async def test_words_kept_for_later_are_not_told_of_again_but_stay_at_hand(opened, left):
    await left("nanti saja")
    async with opened() as reader:
        await reader.press("D", "l")
        assert reader.status.startswith("Kept: D")
    async with opened() as reader:
        assert "unsaved" not in reader.status
        await reader.press("D")
        assert "“nanti saja”" in reader.text


async def test_words_of_another_library_are_told_of_once_and_can_be_dealt_with(
    opened, left, tmp_path
):
    await left("dari tempat lain")
    folder = library(tmp_path)
    async with opened(folder) as reader:
        assert "A note was left unsaved" in reader.status
        await reader.press("D")
        assert "which is not in this library" in boxed(reader)
        assert "“dari tempat lain”" in reader.text
        assert "go on" not in reader.text
        await reader.press("escape")
        assert Notebook().drafts.all()
    async with opened(folder) as reader:
        assert "unsaved" not in reader.status
        await reader.press("D", "d", "y")
        assert not Notebook().drafts.all()


async def test_of_several_each_can_be_looked_at(opened, left):
    await left("yang pertama")
    await left("yang kedua", "j", "j")
    async with opened() as reader:
        assert "2 notes were left unsaved" in reader.status
        await reader.press("D")
        first = reader.text
        await reader.press("n")
        assert {"yang pertama" in first, "yang kedua" in first} == {True, False}
        assert ("yang pertama" in reader.text) != ("yang pertama" in first)
        await reader.press("d", "y")
        assert reader.status.startswith("Discarded. 1 more left unsaved")


@pytest.mark.parametrize("size", [(40, 10), (80, 24)])
async def test_long_words_leave_room_for_what_can_be_done(opened, left, size):
    await left("kata " * 60)
    async with opened(size=size) as reader:
        await reader.press("D")
        assert "go on" in reader.text
        assert "discard" in reader.text


async def test_what_this_session_left_unsaved_is_found_as_well(opened):
    async with opened() as reader:
        await reader.press("escape", "enter", "j", "a")
        await reader.type("kata satu")
        await reader.press("escape")
        assert "or D brings it back" in reader.status
        await reader.press("D")
        assert "“kata satu”" in reader.text
        await reader.press("g")
        await reader.type(" dua")
        await reader.press("ctrl+s")
        assert [note.note for note in reader.notebook.notes()] == ["kata satu dua"]


async def test_a_draft_of_a_note_that_is_gone_meanwhile_is_found(opened):
    async with opened() as reader:
        await reader.press("escape", "enter", "j", "a")
        await reader.type("kata")
        await reader.press("ctrl+s", "a")
        await reader.type(" ubah")
        await reader.press("escape")
        other = Notebook()
        other.delete(other.notes()[0].uid)
        await reader.press("D", "g", "ctrl+s")
        assert [note.note for note in reader.notebook.notes()] == ["kata ubah"]
