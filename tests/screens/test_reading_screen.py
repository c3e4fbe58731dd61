"""Opening the reader, moving, seeing who speaks."""

from pathlib import Path

import pytest

from reader.commands import COMMANDS
from reader.library import State


async def test_the_first_start_shows_the_samples_and_how_to_open_ones_own_folder(opened):
    async with opened(size=(80, 24), samples=True) as reader:
        assert "Open your own folder: reader FOLDER" in reader.lines()[0]
        assert len(reader.sidebar.items) == 5
        assert "Munas ke-9 Korpri" in reader.text


async def test_the_newest_article_is_open_and_stays_unread_until_it_is_gone_to(opened):
    async with opened() as reader:
        assert "MINDSETNYA DIUBAH" in reader.text
        assert reader.sidebar.items[0].unread
        await reader.press("enter")
        assert not reader.sidebar.items[0].unread
        assert reader.view.has_focus


async def test_brackets_go_from_quote_to_quote_and_say_who_spoke(opened):
    async with opened() as reader:
        await reader.open("MINDSETNYA")
        seen = []
        for _ in range(7):
            await reader.press("right_square_bracket")
            seen.append(reader.status)
        assert seen[0].startswith("❝ 1 of 7 · Joko Widodo")
        assert "kata Jokowi" in seen[0]
        assert "Abdullah Azwar Anas" in seen[4]
        assert "Nanik Murwati" in seen[6]
        await reader.press("right_square_bracket")
        assert reader.status == "No quote after this one."
        await reader.press("left_square_bracket")
        assert reader.status.startswith("❝ 6 of 7")


async def test_each_quote_has_its_speakers_name_above_it_where_there_is_no_margin(opened):
    async with opened(size=(80, 24)) as reader:
        await reader.open("MINDSETNYA")
        await reader.press("right_square_bracket")
        above = next(n for n, line in enumerate(reader.lines()) if "Pandemi telah" in line) - 1
        assert "❝ Joko Widodo · kata Jokowi" in reader.lines()[above]


async def test_speakers_stand_in_the_margin_where_there_is_room(opened):
    async with opened(size=(120, 40)) as reader:
        await reader.open("MINDSETNYA")
        await reader.press("z", "right_square_bracket")
        line = next(line for line in reader.lines() if "Pandemi telah" in line)
        assert line.rstrip(" ┃│").endswith("Joko Widodo")


async def test_the_cleaned_article_hides_the_noise_and_the_raw_page_shows_it_with_its_reason(
    opened,
):
    async with opened(size=(100, 60)) as reader:
        await reader.open("Peka dan Responsif")
        assert "ADVERTISEMENT" not in reader.text
        assert "Baca juga" not in reader.text
        await reader.press("r", "g")
        assert "ADVERTISEMENT" in reader.text
        assert "removed:" in reader.text
        assert "lines were removed" in reader.status or reader.status.startswith("¶")
        await reader.press("r")
        assert "ADVERTISEMENT" not in reader.text


async def test_a_key_held_in_the_list_ends_at_the_last_article(opened):
    async with opened() as reader:
        await reader.press(*["j"] * 12)
        assert reader.sidebar.cursor == 4
        await reader.press("g")
        assert reader.sidebar.cursor == 0
        await reader.press("G")
        assert reader.sidebar.cursor == 4


async def test_braces_open_the_next_article_and_the_previous_one(opened):
    async with opened() as reader:
        await reader.press("enter", "right_curly_bracket")
        assert "Munas ke-9" in reader.view.shown.headline
        await reader.press("left_curly_bracket", "left_curly_bracket")
        assert "MINDSETNYA" in reader.view.shown.headline
        assert reader.status == "This is the first article."


async def test_reading_goes_on_where_it_stopped(opened, home):
    async with opened() as reader:
        await reader.press("enter", "j", "j", "j", "j")
        place = reader.view.offset_now
        article = reader.view.shown.article.id
        await reader.press("right_curly_bracket", "left_curly_bracket")
        assert reader.view.offset_now == place
        await reader.press("q")
    assert State().position(article) == place
    async with opened() as reader:
        assert reader.view.offset_now == place


async def test_paging_goes_through_the_whole_article_and_back(opened):
    async with opened(size=(80, 24)) as reader:
        await reader.open("MINDSETNYA")
        seen = reader.text
        for _ in range(20):
            await reader.press("space")
            seen += reader.text
        assert "melakukan pemberian" in seen
        last = reader.view.passage
        assert last.number == last.of
        for _ in range(20):
            await reader.press("pageup")
        assert reader.view.passage.number == 1


async def test_every_paragraph_is_reached_by_j_even_on_a_screen_smaller_than_it(opened):
    async with opened(size=(40, 12)) as reader:
        await reader.press("enter")
        seen = set()
        for _ in range(200):
            seen.add(reader.view.passage.number)
            await reader.pilot.press("j")
        assert seen == set(range(1, reader.view.passage.of + 1))


async def test_find_goes_from_hit_to_hit_and_round_the_end(opened):
    async with opened() as reader:
        await reader.open("MINDSETNYA")
        await reader.press("g", "slash")
        await reader.type("robot")
        await reader.press("enter")
        assert reader.status == "“robot” · 1 of 2"
        await reader.press("n")
        assert reader.status == "“robot” · 2 of 2"
        await reader.press("n")
        assert reader.status == "“robot” · 1 of 2, from the other end"
        await reader.press("N")
        assert reader.status == "“robot” · 2 of 2, from the other end"


async def test_words_are_found_over_the_end_of_a_screen_line(opened):
    async with opened(size=(40, 12)) as reader:
        await reader.open("MINDSETNYA")
        await reader.press("slash")
        await reader.type("kata kerja")
        await reader.press("enter")
        assert reader.status == "“kata kerja” is not in this article."
        await reader.press("slash")
        await reader.type("mengubah pola pikir soal")
        await reader.press("enter")
        assert reader.status.endswith("1 of 1")


async def test_what_was_removed_is_not_found_but_the_reader_says_where_it_is(opened):
    async with opened() as reader:
        await reader.open("Peka dan Responsif")
        await reader.press("slash")
        await reader.type("limit 500")
        await reader.press("enter")
        assert reader.status.endswith("the page as it came (r) has it.")


async def test_a_narrow_screen_shows_one_pane_at_a_time(opened):
    async with opened(size=(40, 12)) as reader:
        assert reader.sidebar.region.width == 40
        await reader.press("enter")
        assert reader.view.region.width == 40
        await reader.press("escape")
        assert reader.sidebar.region.width == 40


@pytest.mark.parametrize("size", [(40, 12), (79, 20), (80, 24), (99, 30), (120, 40), (200, 60)])
async def test_any_size_of_terminal_will_do(opened, size):
    async with opened() as reader:
        await reader.press("enter", "right_square_bracket")
        await reader.pilot.resize_terminal(*size)
        await reader.settle()
        assert all(len(line) <= size[0] for line in reader.lines())
        assert "Pandemi" in reader.text
        assert reader.status.startswith("❝ 1 of 7")


async def test_the_help_lists_every_command_and_any_way_out_leads_back(opened):
    async with opened(size=(100, 80)) as reader:
        for key in ("escape", "q", "question_mark"):
            await reader.press("question_mark")
            assert "next paragraph, or article in the list" in reader.text
            await reader.press("G")
            assert "Ctrl+S" in reader.text
            await reader.press(key)
            assert reader.app.screen is reader.app.reading


async def test_the_help_has_a_line_for_each_command_and_finds_one_by_its_words(opened):
    async with opened(size=(80, 24)) as reader:
        await reader.press("question_mark")
        told = [one.words for one in reader.app.screen.body.told]
        assert all(any(f"({command.id})" in words for words in told) for command in COMMANDS)
        await reader.press("slash")
        await reader.type("bookmark")
        assert "bookmark what the cursor stands on" in reader.text
        assert "a page down" not in reader.text
        await reader.press("enter")
        assert "bookmark what the cursor stands on" in reader.text
        await reader.press("escape")
        assert "a page down" in reader.text
        await reader.press("slash", "escape", "space", "pageup", "j", "k", "escape")
        assert reader.app.screen is reader.app.reading


async def test_the_palette_finds_a_command_by_its_name(opened):
    async with opened() as reader:
        await reader.press("enter", "ctrl+p")
        await reader.type("bookmark what")
        await reader.press("enter")
        assert reader.notebook.notes()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("date", "set-date"),
        ("outlet", "set-outlet"),
        ("title", "set-title"),
        ("speaker", "set-speaker"),
        ("label", "set-label"),
        ("sort", "sort"),
        ("order", "sort"),
        ("filter", "filter"),
        ("undo", "undo"),
        ("redo", "redo"),
        ("search", "search"),
        ("duplicates", "fold"),
        ("quit", "leave"),
        ("correct", "set-title"),
        ("fix speaker", "set-speaker"),
        ("edit note", "note"),
        ("Set who said", "set-speaker"),
        ("X", "export-all"),
    ],
)
async def test_what_is_typed_into_the_palette_finds_first_what_is_called_so(opened, typed, first):
    async with opened() as reader:
        await reader.press("enter", "ctrl+p")
        await reader.type(typed)
        assert reader.app.screen.rows.item.key == first


@pytest.mark.parametrize("typed", ["correct", "fix", "edit", "change"])
async def test_all_that_can_be_set_right_is_found_by_what_one_calls_it(opened, typed):
    async with opened() as reader:
        await reader.press("enter", "ctrl+p")
        await reader.type(typed)
        found = {item.key for item in reader.app.screen.rows.items}
        assert found >= {"set-title", "set-date", "set-outlet", "set-label", "set-speaker"}


async def test_a_date_is_set_by_typing_date_into_the_palette(opened):
    async with opened() as reader:
        await reader.press("enter", "ctrl+p")
        await reader.type("date")
        await reader.press("enter", "ctrl+u")
        await reader.type("2022-11-30")
        await reader.press("enter")
        assert reader.notebook.corrections()[0].value == "2022-11-30"


async def test_the_help_says_how_a_quote_has_its_speaker(opened):
    async with opened(size=(120, 100)) as reader:
        await reader.press("question_mark")
        for words in ("by name", "by pronoun", "carried over", "not told", "set by you"):
            assert any(line.strip().startswith(words) for line in reader.lines())


async def test_a_quote_that_is_carried_over_is_said_to_be_once(opened, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Suku Bunga Turun Lagi\n\n"
        "Gubernur Ani Wijaya mengatakan bahwa suku bunga diturunkan sejak Mei tahun ini.\n\n"
        "“Kami masih melihat ruang untuk penurunan lebih lanjut,” kata dalam konferensi pers.\n"
    )
    async with opened(tmp_path) as reader:
        await reader.press("enter", "right_square_bracket")
        assert reader.status == "❝ 1 of 1 · Ani Wijaya, Gubernur · carried over"


async def test_the_palette_is_gone_through_by_arrows_and_left_without_a_trace(opened):
    async with opened() as reader:
        await reader.press("enter", "ctrl+p")
        assert "What can be done here" in reader.lines()[0]
        await reader.type("to the")
        first, second = reader.app.screen.rows.items[:2]
        assert first.sentence == "To the top"
        assert second.sentence == "To the end"
        await reader.press("down", "enter")
        assert reader.view.passage.number == reader.view.passage.of
        await reader.press("ctrl+p")
        await reader.type("nosuchthing")
        await reader.press("enter")
        assert "no such command" in reader.status
        await reader.press("escape")
        assert reader.app.screen is reader.app.reading
        assert reader.view.has_focus


async def test_the_palette_of_another_screen_has_what_can_be_done_there(opened):
    async with opened() as reader:
        await reader.press("B", "ctrl+p")
        sentences = [item.sentence for item in reader.app.screen.rows.items]
        assert "Export all notes as Markdown" in sentences
        assert "Find in the article, or in this help" not in sentences
        await reader.type("go to it")
        await reader.press("escape", "escape")
        assert reader.app.screen is reader.app.reading


async def test_a_command_can_be_given_another_key(opened, home):
    config = home / "config" / "config.toml"
    config.parent.mkdir()
    config.write_text('[keys]\nbookmark = "f2"\n')
    async with opened() as reader:
        await reader.press("enter", "m")
        assert not reader.notebook.notes()
        await reader.press("f2")
        assert len(reader.notebook.notes()) == 1


async def test_a_library_without_articles_says_what_it_takes(opened, tmp_path: Path):
    folder = tmp_path / "empty"
    folder.mkdir()
    async with opened(folder) as reader:
        assert "it takes .txt" in reader.status
        await reader.press("enter", "m", "a", "r", "right_square_bracket", "slash", "y", "x", "d")
        assert reader.app.is_running


async def test_a_file_that_cannot_be_read_is_listed_with_its_reason(opened, tmp_path: Path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("Judul Berita Pagi\n\nIsi berita yang cukup panjang, kata Ani.\n")
    (folder / "b.jsonl").write_text("{broken\n")
    async with opened(folder) as reader:
        assert any(item.error for item in reader.sidebar.items)
        await reader.press("G", "enter")
        assert not reader.view.has_focus
        assert reader.status


async def test_the_list_follows_the_folder_and_the_cursor_stays_on_its_article(
    opened, tmp_path: Path
):
    folder = tmp_path / "texts"
    folder.mkdir()
    body = "Isi berita yang cukup panjang untuk dibaca di sini, kata Ani Wijaya kepada kami.\n"
    for name in ("b", "d"):
        (folder / f"{name}.txt").write_text(f"Judul Berita {name.upper()}\n\n{body}")
    async with opened(folder) as reader:
        await reader.press("j")
        assert reader.sidebar.item.path.endswith("d.txt")
        (folder / "a.txt").write_text(f"Judul Berita A\n\n{body}")
        (folder / "b.txt").unlink()
        reader.app.reading.look_at_library()
        await reader.settle()
        names = [item.path[-5:] for item in reader.sidebar.items]
        assert names == ["a.txt", "d.txt"]
        assert reader.sidebar.item.path.endswith("d.txt")
        assert "Judul Berita A" in reader.text


async def test_an_article_that_changes_while_it_is_open_stays_until_it_is_opened_anew(
    opened, tmp_path: Path
):
    folder = tmp_path / "texts"
    folder.mkdir()
    file = folder / "a.txt"
    file.write_text("Judul Berita A\n\nIsi yang lama dan cukup panjang, kata Ani Wijaya.\n")
    async with opened(folder) as reader:
        file.write_text("Judul Berita A\n\nIsi yang baru dan lebih panjang lagi, kata Ani W.\n")
        reader.app.reading.look_at_library()
        await reader.settle()
        assert "yang lama" in reader.text
        assert "has changed" in reader.status
        await reader.press("enter")
        assert "yang baru" in reader.text


async def test_what_an_article_says_is_shown_and_never_obeyed(opened, tmp_path: Path):
    folder = tmp_path / "texts"
    folder.mkdir()
    nasty = "[@click=app.quit]Keluar[/] [/red] [sic] \x1b]52;c;aGFsbw==\x07 \x1b[31m \u202e"
    body = f"{nasty} dan seterusnya sampai akhir kalimat ini, kata Ani Wijaya kepada kami.\n"
    (folder / "[bold]a[x].txt").write_text(f"Judul [@click=app.quit]X[/]\n\n{body}{body}")
    async with opened(folder) as reader:
        await reader.press("enter")
        assert "[@click=app.quit]Keluar[/] [/red] [sic]" in reader.text
        await reader.press("j", "m", "B")
        assert "Keluar[/] [/red] [sic]" in reader.text
        await reader.press("escape", "ctrl+p", "escape")
        assert reader.app.is_running


async def test_a_place_chosen_on_another_screen_is_open_read_and_under_the_lists_cursor(opened):
    async with opened() as reader:
        for key in ("enter", "p", "enter", "enter"):
            await reader.press(key)
        here = reader.sidebar.item
        assert here.title == reader.view.shown.headline
        assert not here.unread


async def test_the_footer_and_the_sentences_name_the_keys_that_count(opened, home):
    config = home / "config" / "config.toml"
    config.parent.mkdir()
    config.write_text('[keys]\nbookmark = "f2"\nundo = "f3"\n')
    async with opened() as reader:
        await reader.press("enter", "f2")
        assert "f2 mark" in reader.lines()[-1]
        await reader.press("d")
        assert reader.status.endswith("f3 undoes it.")


async def test_the_terminals_own_cursor_stands_where_the_reading_is(opened):
    async with opened() as reader:

        def words() -> str:
            x, y = reader.app.cursor_position
            strip = reader.app.screen._compositor.render_strips()[y]
            return "".join(segment.text for segment in strip)[x:]

        await reader.press("j")
        assert words().startswith("▌● 2022-01-28")
        await reader.press("k", "enter", "right_square_bracket")
        assert words().startswith("Pandemi telah mengajarkan")
        for keys in (("question_mark", "escape"), ("slash", "escape"), ("S", "escape")):
            await reader.press(*keys)
            assert words().startswith("Pandemi telah mengajarkan")
        await reader.press("slash")
        await reader.type("pola")
        x, y = reader.app.cursor_position
        assert reader.lines()[y][:x].endswith("Find: pola")
        await reader.press("enter")
        assert words().startswith("pola pikir")
        for _ in range(2):
            await reader.press("a")
            assert reader.app.focused.region.contains(*reader.app.cursor_position)
            await reader.press("escape")
