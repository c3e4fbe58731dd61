"""What a person sees who runs a verb in a terminal."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyte
import pytest

Terminal = Callable[..., str]

SGR = re.compile(r"\x1b\[[0-9;]*m")
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def shown(written: str, height: int = 200) -> list[str]:
    """The lines that a terminal of 80 columns shows, without those that are empty at the end."""
    screen = pyte.Screen(80, height)
    pyte.Stream(screen).feed(written.replace("\n", "\r\n"))
    return "\n".join(line.rstrip() for line in screen.display).rstrip().split("\n")


def bold(written: str) -> str:
    """All words that stand out, run together."""
    screen = pyte.Screen(80, 200)
    pyte.Stream(screen).feed(written.replace("\n", "\r\n"))
    lines = (
        "".join(screen.buffer[y][x].data for x in range(80) if screen.buffer[y][x].bold)
        for y in range(200)
    )
    return " ".join(" ".join(lines).split())


def test_an_article_is_set_to_a_measure_with_its_numbers(terminal: Terminal, article: Path) -> None:
    written = terminal("show", article)
    lines = shown(written)
    assert lines[0] == "   1 Warga Desa Sukamaju Tanam Seribu Bakau"
    assert max(map(len, lines)) <= 5 + 72
    numbers = [int(line[:4]) for line in lines if line[:4].strip()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert "Harga Ikan Naik" not in "\n".join(lines)


def test_the_measure_can_be_set(terminal: Terminal, article: Path, home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text("[reading]\nmeasure = 40\n")
    lines = shown(terminal("show", article))
    assert 30 < max(map(len, lines)) <= 5 + 40


def test_quotes_stand_out_and_their_speakers_are_at_hand(terminal: Terminal, article: Path) -> None:
    written = terminal("show", article)
    assert "Kami ingin anak-anak kami masih melihat pantai ini," in bold(written)
    assert "kata Kepala Desa" not in bold(written)
    lines = [line.strip() for line in shown(written)]
    assert [line for line in lines if line.startswith("[1] Rahmat Hidayat")]
    assert [line for line in lines if line.startswith("[2] Rahmat Hidayat")]


def test_the_page_as_it_came_says_why_a_line_was_left_out(
    terminal: Terminal, article: Path
) -> None:
    lines = [line.strip() for line in shown(terminal("show", "--raw", article))]
    (at,) = [n for n, line in enumerate(lines) if "Harga Ikan Naik" in line]
    assert lines[at + 1].startswith("(related: ")


def test_the_page_as_it_came_has_the_label_of_every_line_where_numbers_are_asked_for(
    terminal: Terminal, article: Path
) -> None:
    plain = shown(terminal("show", "--raw", article))
    assert not any(line.strip().startswith("(body: ") for line in plain)
    lines = shown(terminal("show", "--raw", "--numbers", article))
    (at,) = [n for n, line in enumerate(lines) if "Bibit ini" in line]
    assert lines[at].split()[0] == "13"
    assert lines[at + 1].strip().startswith("(body: ")


@pytest.mark.parametrize("words", [["list"], ["quotes"], ["people"], ["notes"], ["check"]])
def test_tables_fit_and_have_no_colour_where_none_is_wanted(
    terminal: Terminal, article: Path, words: list[str]
) -> None:
    library = [] if words == ["notes"] else [article.parent]
    if words == ["notes"]:
        terminal("note", article, "--quote", "1", "catatan yang agak panjang " * 8)
    written = terminal(*words, *library, env={"NO_COLOR": "1"})
    assert written.strip()
    assert not COLOUR.search(written)
    if words != ["check"]:
        assert all(len(line) <= 80 for line in SGR.sub("", written).split("\n"))


def test_notes_say_what_is_what(terminal: Terminal, article: Path) -> None:
    uid = terminal("note", article, "--quote", "1", "cek\nlagi", "--tag", "data, laut").strip()
    terminal("bookmark", article, "--quote", "2")
    lines = shown(terminal("notes"))
    assert lines[0] == "   1 “Kami ingin anak-anak kami masih melihat pantai ini,”"
    named = [(line[5:14].strip(), line[14:]) for line in lines[1 : lines.index("")]]
    assert [name for name, _ in named] == ["note", "", "tags", "article", "marked", "uid"]
    words = dict(named)
    assert (words["note"], words[""], words["tags"]) == ("cek", "lagi", "#data #laut")
    assert words["article"].startswith("Warga Desa Sukamaju Tanam Seribu Bakau · ")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", words["marked"])
    assert words["uid"] == uid
    below = lines[lines.index("") + 1 :]
    assert below[0].startswith("   2 “Bibit ini")
    assert not any(line.split()[0] in ("note", "tags", "but") for line in below)


def test_a_note_whose_words_are_gone_says_so(terminal: Terminal, article: Path) -> None:
    terminal("bookmark", article, "--quote", "1")
    article.unlink()
    assert "     but      the words are not to be found any more" in shown(terminal("notes"))


def test_a_table_shows_title_outlet_and_id(terminal: Terminal, article: Path) -> None:
    text = " ".join("\n".join(shown(terminal("list", article.parent))).split())
    for heading in ("Id", "Date", "Outlet", "Quotes", "Title"):
        assert heading in text
    assert "Sukamaju" in text


def test_markup_in_an_article_is_only_words(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "markup.txt"
    path.write_text(
        "Judul [bold]tebal[/bold] dan [/red] :smile:\n\n"
        "“Kata [link=x]Budi[/link] :heart:,” kata Budi [@click=app.quit].\n"
    )
    for words in (["show", path], ["list", tmp_path], ["quotes", tmp_path]):
        written = SGR.sub("", terminal(*words))
        assert "\x1b" not in written
        assert ":smile:" in written or ":heart:" in written
        assert "[/" in written


def test_a_dumb_terminal_gets_plain_lines(
    terminal: Terminal, program: Callable[..., "subprocess.CompletedProcess[str]"], seeds: Path
) -> None:
    assert terminal("list", seeds, env={"TERM": "dumb"}) == program("list", seeds).stdout


def test_the_reader_lists_the_articles_where_it_cannot_open_its_screen(
    terminal: Terminal, seeds: Path
) -> None:
    written = terminal(seeds, env={"TERM": "dumb"})
    assert written.count(".txt\n") == 5
    assert "TERM=dumb" in written
    assert "reader --help" in written


def test_plain_lists_the_articles_on_any_terminal(terminal: Terminal, seeds: Path) -> None:
    written = terminal("--plain", seeds)
    assert "\x1b[?1049h" not in written
    assert "Korpri" in written


def test_a_long_list_is_one_table_though_it_is_printed_as_it_comes(
    terminal: Terminal, tmp_path: Path
) -> None:
    library = tmp_path / "panjang"
    library.mkdir()
    rows = (f'{{"text": "Isi {n}.", "title": "Kabar nomor {n}"}}\n' for n in range(1200))
    (library / "panen.jsonl").write_text("".join(rows), "utf-8")
    lines = shown(terminal("list", library), 1300)
    listed = [line for line in lines if "Kabar nomor" in line]
    assert len(listed) == 1200
    assert len({line.index("Kabar") for line in listed}) == 1
    assert sum("Title" in line for line in lines) == 1
