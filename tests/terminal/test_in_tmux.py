"""The reader in a real terminal: what a person sees, does, and takes home."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from tests.terminal.conftest import Opener, Window

Asked = Callable[..., list[dict[str, Any]]]

HINT = "Open your own folder: reader FOLDER"
TITLE = "JOKOWI TAK AKAN GANTIKAN PNS DENGAN ROBOT ASAL MINDSETNYA DIUBAH"
OUTLET = "KOMPAS.TV"
QUOTE = "Pandemi telah mengajarkan kita untuk berinovasi"
NOTE = "Compare this with *last* year's speech"

SGR = re.compile(r"\x1b\[([\d;:]*)m")


def front_matter(markdown: str) -> dict[str, Any]:
    """What a YAML reader makes of the head of an exported file."""
    _, head, _ = markdown.split("---\n", 2)
    found: dict[str, Any] = yaml.safe_load(head)
    return found


def rendered(markdown: str) -> str:
    """The words that a CommonMark reader shows of an exported file."""
    blocks = MarkdownIt().parse(markdown.split("---\n", 2)[2])
    pieces = (piece for block in blocks for piece in block.children or ())
    return " ".join("".join(piece.content or " " for piece in pieces).split())


def on_the_samples(window: "Window") -> None:
    """Wait for the first screen with everything read."""
    window.wait_for("1 of 5", "Enter open", OUTLET)


def leave(window: "Window") -> None:
    window.press("q")
    window.wait_for_exit(0)


# The first screen


def test_the_first_screen_shows_the_articles_and_how_to_open_a_folder(
    open_window: "Opener",
) -> None:
    window = open_window(size=(120, 40))
    on_the_samples(window)
    seen = window.wait_for(HINT, TITLE, "2022-11-29")
    assert seen.splitlines()[0].strip().endswith("reader FOLDER")
    leave(window)


def test_a_folder_of_ones_own_opens_without_the_hint_and_is_opened_again_next_time(
    open_window: "Opener", tmp_path: Path
) -> None:
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "Pasar Kota dibuka lagi\n\nKOTA LAMA – Pasar dibuka lagi hari Senin.\n\n"
        "“Kami senang pedagang sudah kembali,” kata Sari Wulandari.\n"
    )
    window = open_window(str(folder))
    window.wait_for("Pasar Kota dibuka lagi", "1 of 1", without=[HINT])
    leave(window)
    again = open_window()
    again.wait_for("Pasar Kota dibuka lagi", "1 of 1", without=[HINT])
    leave(again)


# The journey


def test_an_article_is_marked_noted_and_taken_home(
    open_window: "Opener",
    mark_and_export: Callable[["Window", str], None],
    export_again: Callable[["Window"], None],
    ask: Asked,
) -> None:
    window = open_window(size=(80, 26))
    mark_and_export(window, NOTE)

    # Both are to be seen at once, in the article and in the list beside it.
    window.press("[")
    seen = window.wait_for("❝ 1 of 7", "bookmarked")
    beside, article = in_two(seen)
    assert "◆ ✎" in beside
    assert any(line.startswith("▌◆") for line in article.splitlines())
    assert f"✎ {NOTE}" in article

    (file,) = (window.folder / "taken-home").glob("*.md")
    first, written = file.read_bytes(), file.stat().st_mtime_ns
    export_again(window)
    leave(window)
    assert file.read_bytes() == first
    assert file.stat().st_mtime_ns == written
    assert list((window.folder / "taken-home").glob("*.md")) == [file]

    (article_asked,) = ask("show", "JOKOWI TAK AKAN")
    markdown = first.decode()
    head = front_matter(markdown)
    assert head["id"] == article_asked["id"]
    assert head["title"] == TITLE
    assert head["published"] == "2022-11-29"
    words = rendered(markdown)
    for quote in article_asked["quotes"][:2]:
        assert " ".join(quote["text"].split()) in words
    assert "Compare this with last year's speech" in words  # the note is the user's own Markdown
    assert NOTE in markdown

    kinds = {(note["kind"], note["note"]) for note in ask("notes")}
    assert kinds == {("bookmark", ""), ("note", NOTE)}


def in_two(screen: str) -> tuple[str, str]:
    """The list and the article, of a screen that shows both; without the bar at the right."""
    rows = [line.partition("│") for line in screen.splitlines() if "│" in line]
    return "\n".join(row[0] for row in rows), "\n".join(row[2].rstrip(" │┃") for row in rows)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
def test_each_size_has_room_to_read_and_to_write(
    open_window: "Opener", ask: Asked, size: tuple[int, int]
) -> None:
    window = open_window(size=size)
    window.wait_for("1 of 5", "Enter open")
    window.press("Enter")
    window.wait_for("¶ 1 of 16")
    window.press("]")
    window.wait_for("❝ 1 of 7 · Joko Widodo", QUOTE[:29])
    window.press("a")
    window.wait_for("Ctrl+S save")
    window.type("room enough")
    window.press("C-s")
    window.wait_for("Note saved.")
    assert [note["note"] for note in ask("notes")] == ["room enough"]
    assert len(window.lines) == size[1]
    assert window.lines[-1].startswith(" ? keys")
    leave(window)


def test_a_window_may_change_its_size_at_any_time(open_window: "Opener") -> None:
    window = open_window(size=(80, 24))
    on_the_samples(window)
    window.press("Enter")
    window.wait_for("¶ 1 of 16")
    window.press("]")
    window.wait_for("❝ 1 of 7")
    window.resize(40, 12)
    window.wait_for("❝ 1 of 7", "? keys", without=[OUTLET])  # one pane at a time
    window.press("?")
    window.wait_for("next paragraph")
    window.resize(200, 60)
    window.wait_for("next paragraph", "Take home")
    window.press("?")
    window.wait_for("❝ 1 of 7", OUTLET, QUOTE)
    window.press("a")
    window.wait_for("Ctrl+S save")
    window.type("written at two sizes")
    window.resize(40, 12)
    window.wait_for("written at two sizes", "Ctrl+S save", without=[OUTLET])
    window.resize(120, 40)
    window.wait_for("written at two sizes", "Ctrl+S save", OUTLET)
    window.press("C-s")
    window.wait_for("Note saved.", "✎ written at two sizes")
    window.press("Tab")
    window.wait_for("1 of 5", "Enter open")
    window.resize(40, 12)
    window.wait_for("1 of 5", TITLE[:30], without=[QUOTE])
    window.resize(80, 24)
    window.wait_for("1 of 5", QUOTE[:20])
    leave(window)


# What terminals can


def codes(painted: str) -> set[int]:
    """The numbers of the colours and attributes on a painted screen."""
    numbers = (re.split("[;:]", found) for found in SGR.findall(painted))
    return {int(number or 0) for several in numbers for number in several}


COLOURS = {*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)}


def walk_through(window: "Window") -> str:
    """See every kind of screen once; returns them all as they were painted."""
    on_the_samples(window)
    painted = [window.painted]
    article = "] quote"
    steps = [
        ("Enter", "¶ 1 of 16", "Enter open"), ("]", "❝ 1 of 7", ""), ("m", "Bookmarked", ""),
        ("v", "v hold", article), ("Escape", article, "v hold"),
        ("r", "The page as it came", article), ("r", article, "The page as it came"),
        ("a", "Ctrl+S save", article), ("Escape", article, "Ctrl+S save"),
        ("?", "next paragraph", article), ("?", article, "next paragraph"),
        ("C-p", "What can be done here", ""), ("Escape", article, "What can be done here"),
        ("/", "Find:", article), ("Escape", article, "Find:"),
        ("B", "Everything bookmarked or noted: 1", article), ("Escape", article, "Everything"),
    ]  # fmt: skip
    for key, words, not_these in steps:
        window.press(key)
        window.wait_for(words, without=[not_these] if not_these else [])
        painted.append(window.painted)
    return "".join(painted)


def test_without_colour_nothing_is_lost(open_window: "Opener") -> None:
    window = open_window(NO_COLOR="1")
    painted = walk_through(window)
    leave(window)
    assert not codes(painted) & COLOURS
    assert 7 in codes(painted)  # reversed: where the cursor is can still be told
    assert 1 in codes(painted)
    assert 3 in codes(painted)  # italic: so can a quote


def test_sixteen_colours_are_enough(open_window: "Opener") -> None:
    window = open_window(term="xterm-16color")
    painted = walk_through(window)
    leave(window)
    assert codes(painted) & COLOURS  # there are colours
    assert not codes(painted) & {38, 48}  # and each is the terminal's own


def test_it_runs_as_it_is_inside_gnu_screen(open_window: "Opener") -> None:
    window = open_window(term="screen-256color")
    walk_through(window)
    leave(window)


@pytest.mark.parametrize(("term", "words"), [("dumb", ()), ("tmux-256color", ("--plain",))])
def test_where_no_screen_can_be_shown_the_articles_are_printed(
    open_window: "Opener", term: str, words: tuple[str, ...]
) -> None:
    window = open_window(*words, term=term, size=(120, 40))
    seen = " ".join(window.wait_for_exit(0).split())
    assert "Munas ke-9 Korpri" in seen
    assert "`reader show ID` prints one" in seen
    assert window.told("#{alternate_on}") == "0"


def test_the_terminal_is_left_as_it_was(open_window: "Opener") -> None:
    modes = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{mouse_sgr_flag} #{insert_flag}"
    window = open_window()
    on_the_samples(window)
    assert window.told("#{alternate_on}") == "1"
    assert window.told("#{mouse_any_flag}") == "1"
    window.press("Enter")
    window.wait_for("¶ 1 of 16")
    leave(window)
    assert window.told(modes) == "0 1 0 0 0"
    assert window.lines[0] == "before the program"
    before, after = ((window.folder / name).read_text() for name in ("before", "after"))
    assert before == after


# What else a person does


def test_the_page_as_it_came_tells_what_was_removed_and_why(open_window: "Opener") -> None:
    window = open_window(size=(120, 40))
    on_the_samples(window)
    window.press("Enter", "G")
    window.wait_for("100 %", without=["No comments"])
    window.press("r")
    window.wait_for("The page as it came: 2 lines were removed.")
    window.press("G")
    window.wait_for("No comments", "removed: the comment section", "Powered by Blogger.")
    window.press("r")
    window.wait_for("r as it came", without=["No comments"])
    leave(window)


def test_help_and_palette_open_and_close(open_window: "Opener") -> None:
    window = open_window(size=(120, 40))
    on_the_samples(window)
    window.press("?")
    window.wait_for("Move", "next paragraph, or article in the list", without=[OUTLET])
    window.press("?")
    window.wait_for(OUTLET, "Enter open")
    window.press("C-p")
    window.wait_for("What can be done here")
    window.type("these keys")
    window.wait_for("These keys", without=["To the top"])
    window.press("Enter")
    window.wait_for("next paragraph, or article in the list", without=[OUTLET])
    window.press("Escape")
    window.wait_for(OUTLET, "Enter open", without=["What can be done here"])
    window.press("C-p")
    window.wait_for("What can be done here")
    window.press("Escape")
    window.wait_for(OUTLET, "Enter open", without=["What can be done here"])
    leave(window)


def test_an_opened_article_is_read_also_the_next_time(open_window: "Opener") -> None:
    window = open_window()
    window.wait_for("1 of 5", "● 2022-11-29", "● 2022-01-28")
    window.press("Enter")
    window.wait_for("¶ 1 of 16", "● 2022-01-28", without=["● 2022-11-29"])
    leave(window)
    again = open_window()
    again.wait_for("1 of 5", "2022-11-29", "● 2022-01-28", without=["● 2022-11-29"])
    leave(again)


def test_words_are_found_also_where_a_line_breaks_them(open_window: "Opener") -> None:
    words = "yang kita tuju world class bureaucracy yang cirinya"  # wider than the article
    window = open_window(size=(80, 24))
    on_the_samples(window)
    window.press("/")
    window.wait_for("Find:")
    window.type(words)
    window.press("Enter")
    _, article = in_two(window.wait_for(f"“{words}” · 1 of 1"))
    bare = article.translate(dict.fromkeys(map(ord, "▌│┃"), " "))  # the cursor, the scroll bar
    assert words in " ".join(bare.split())
    window.press("n")
    window.wait_for("1 of 1, from the")
    window.press("/")
    window.wait_for("Find:")
    window.type("no such words")
    window.press("Enter")
    window.wait_for("“no such words” is not in this article")
    leave(window)


def test_words_typed_ahead_of_a_slow_line_go_where_they_were_meant(
    open_window: "Opener", ask: Asked
) -> None:
    window = open_window()
    on_the_samples(window)
    window.press_at_once("Enter", "]", "a", "d", "u", "m", "q", "Space", "x", "C-s", "]", "m")
    window.wait_for("Bookmarked the quote of Joko Widodo.", "✎ dumq x")
    assert [(note["kind"], note["note"]) for note in ask("notes")] == [
        ("note", "dumq x"), ("bookmark", ""),
    ]  # fmt: skip
    leave(window)
