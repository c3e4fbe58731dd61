"""Questions in the bottom line: what is typed is seen, and lost by no mistake."""

from pathlib import Path

import pytest

COMMANDS = ("title", "date", "outlet", "label", "speaker")


async def choose(reader, words: str) -> None:
    """Choose a command of the palette by the words that find it."""
    await reader.press("ctrl+p")
    await reader.type(words)
    await reader.press("enter")


def asked(reader, question: str) -> str:
    """The line in which a question stands."""
    return next((line for line in reader.lines() if line.startswith(f" {question}")), "")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
@pytest.mark.parametrize("command", COMMANDS)
async def test_what_is_typed_is_seen_whatever_is_asked(opened, size, command):
    async with opened(size=size) as reader:
        await reader.press("enter", "right_square_bracket")
        await choose(reader, f"set {command}")
        await reader.press("ctrl+u")
        await reader.type("kelihatan")
        (line,) = (line for line in reader.lines() if "kelihatan" in line)
        assert line.index("kelihatan") <= size[0] // 2
        assert "empty: as it was worked out" in reader.status.casefold()


@pytest.mark.parametrize(
    ("keys", "question"), [("f", "List only:"), ("slash", "Find:"), ("x", "Export to:")]
)
async def test_a_short_question_leaves_room_on_a_narrow_screen(opened, keys, question):
    async with opened(size=(40, 12)) as reader:
        await reader.press("enter", "m", keys, "ctrl+u")
        await reader.type("kelihatan")
        assert asked(reader, question) == f" {question} kelihatan"


async def test_the_labels_that_a_line_can_have_stand_below_the_question(opened):
    async with opened(size=(80, 24)) as reader:
        await reader.press("enter", "j")
        await choose(reader, "label")
        assert asked(reader, "This line is:") == " This line is: body"
        assert "title kicker date byline caption body source related ad nav page" in (
            " ".join(reader.status.split())
        )
        await reader.press("ctrl+u")
        await reader.type("nav")
        assert asked(reader, "This line is:") == " This line is: nav"
        await reader.press("enter")
        assert "Set as you said" in reader.status
        assert reader.notebook.corrections()[0].value == "nav"


@pytest.mark.parametrize(
    ("command", "wrong", "why", "right"),
    [
        ("date", "kemarin", "not a date", "2022-11-30"),
        ("label", "umdum", "is no label", "ad"),
        ("speaker", "123", "is no name", "Siti Aminah"),
    ],
)
async def test_an_answer_that_is_refused_stays_to_be_mended_and_runs_no_commands(
    opened, command, wrong, why, right
):
    async with opened() as reader:
        await reader.press("enter", "right_square_bracket", "m")
        await choose(reader, f"set {command}")
        await reader.press("ctrl+u")
        await reader.type(wrong)
        await reader.press("enter")
        assert why in reader.status
        assert any(line.endswith(f": {wrong}") for line in reader.lines())
        await reader.type("umd")
        assert any(line.endswith(f": {wrong}umd") for line in reader.lines())
        assert len(reader.notebook.notes()) == 1
        await reader.press("ctrl+u")
        await reader.type(right)
        await reader.press("enter")
        assert "Set as you said" in reader.status
        assert reader.notebook.corrections()[0].value == right
        assert reader.view.has_focus


async def test_what_was_refused_is_brought_back_by_an_arrow_also_later(opened):
    async with opened() as reader:
        await reader.press("enter")
        await choose(reader, "set date")
        await reader.press("ctrl+u")
        await reader.type("30 November")
        await reader.press("enter", "ctrl+u")
        await reader.type("lain")
        await reader.press("up")
        assert asked(reader, "Date:") == " Date: 30 November"
        await reader.press("down")
        assert asked(reader, "Date:") == " Date: lain"
        await reader.press("escape")
        assert not reader.notebook.corrections()
        await choose(reader, "set date")
        await reader.press("up")
        assert asked(reader, "Date:") == " Date: 30 November"


async def test_a_refused_filter_and_a_refused_search_are_brought_back(opened):
    async with opened() as reader:
        await reader.press("f", "ctrl+u")
        await reader.type("is:lost")
        await reader.press("enter", "escape", "f", "up")
        assert asked(reader, "List only:") == " List only: is:lost"
        await reader.press("escape", "S")
        await reader.type("is:lost")
        await reader.press("enter")
        assert "is:unread" in reader.status
        await reader.press("ctrl+u", "up")
        assert asked(reader, "Search:") == " Search: is:lost"


async def test_a_folder_that_cannot_be_is_asked_for_again(opened, tmp_path: Path):
    (tmp_path / "file").write_text("no folder")
    async with opened(size=(120, 30)) as reader:
        await reader.press("enter", "m", "x", "ctrl+u")
        await reader.type(str(tmp_path / "file" / "out"))
        await reader.press("enter")
        assert asked(reader, "Export to:").endswith("file/out")
        assert len(reader.notebook.notes()) == 1
        await reader.press("ctrl+u", "enter")
        assert reader.status == "Name a folder for the notes; Esc leaves."
        await reader.type(str(tmp_path / "out"))
        await reader.press("enter")
        assert "Wrote" in reader.status
        assert list((tmp_path / "out").iterdir())


async def test_a_correction_is_of_what_the_cursor_stood_on_when_it_was_asked(opened):
    async with opened() as reader:
        await reader.open("MINDSETNYA")
        await reader.press("right_square_bracket")
        start = reader.view.passage.start
        await choose(reader, "speaker")
        await reader.pilot.click("#article", offset=(5, 3))
        await reader.press("ctrl+u")
        await reader.type("Siti Aminah")
        await reader.press("enter")
        (made,) = reader.notebook.corrections()
        assert made.anchor.start == start
