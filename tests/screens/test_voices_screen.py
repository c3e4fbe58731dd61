"""Who speaks in the library, and the other printings of a statement."""


async def test_echoes_of_a_quote_are_shown_beside_it_and_open_at_their_words(opened):
    async with opened(size=(100, 40)) as reader:
        await reader.open("MINDSETNYA")
        await reader.press("right_square_bracket", "e")
        assert "Printed in 1 other article" in reader.text
        assert "here: 2022-11-29" in reader.text
        assert "there: BANTENRAYA.COM" in reader.text
        assert "Dengan memanfaatkan secara maksimal" in reader.text
        await reader.press("enter")
        assert reader.status.startswith("❝ 2 of 5 · Joko Widodo")
        assert reader.view.shown.headline.startswith("Presiden RI Joko Widodo")


async def test_a_statement_that_nobody_else_prints_says_so(opened):
    async with opened() as reader:
        await reader.open("Peka dan")
        await reader.press("right_square_bracket", "e")
        assert "No other article of this library prints this statement." in reader.text
        assert "Birokrasi tidak lagi bisa menunggu" in reader.text
        await reader.press("enter", "escape")
        assert reader.status.startswith("❝ 1 of 2")


async def test_echoes_need_a_quote_under_the_cursor(opened):
    async with opened() as reader:
        await reader.open("MINDSETNYA")
        await reader.press("g", "e")
        assert reader.status == "The cursor stands on no quote: ] goes to the next one."


async def test_people_are_listed_with_how_much_they_said_and_open_to_all_of_it(opened):
    async with opened(size=(100, 40)) as reader:
        await reader.press("p")
        assert "Who speaks: 6" in reader.text
        first = next(line for line in reader.lines() if "Joko Widodo" in line)
        below = reader.lines()[reader.lines().index(first) + 1]
        assert "13 quotes in 4 articles" in below
        await reader.press("enter")
        assert "Joko Widodo, Presiden: 13" in reader.text
        assert reader.text.index("2018-11-29") < reader.text.index("2022-01-28")
        await reader.press("enter")
        assert reader.status.startswith("❝ 1 of 2 · Joko Widodo")
        assert "Melek" in reader.view.shown.headline


async def test_back_leads_from_a_person_to_the_people_and_on_to_the_library(opened):
    async with opened() as reader:
        await reader.press("p", "j", "enter", "escape")
        assert "Who speaks: 6" in reader.text
        await reader.press("escape")
        assert reader.app.screen is reader.app.reading


async def test_the_people_follow_the_folder_while_they_are_looked_at(opened, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    story = 'Judul {0}\n\nJAKARTA - Warga datang.\n\n"Kami menunggu sejak pagi," kata {0}.\n'
    (folder / "a.txt").write_text(story.format("Ani Wijaya"))
    (folder / "c.txt").write_text(story.format("Citra Lestari"))
    async with opened(folder) as reader:
        await reader.press("p", "j")
        assert "Who speaks: 2" in reader.text
        chosen = reader.app.screen.rows.item.name
        (folder / "b.txt").write_text(story.format("Budi Hartono"))
        reader.app.reading.look_at_library()
        await reader.settle()
        reader.app.screen.look()
        await reader.settle()
        assert "Who speaks: 3" in reader.text
        assert "Budi Hartono" in reader.text
        assert reader.app.screen.rows.item.name == chosen


async def test_people_of_a_library_that_is_still_being_read_are_said_to_be_those_so_far(
    opened, monkeypatch
):
    async with opened() as reader:
        monkeypatch.setattr(type(reader.app.reading.session.library), "is_whole", False)
        await reader.press("p")
        assert "Who speaks so far: 6; articles are still being read." in reader.text
        await reader.press("escape")
        await reader.open("Peka dan")
        await reader.press("right_square_bracket", "e")
        assert "No other article prints this statement so far" in reader.text


async def test_somebody_is_found_by_a_part_of_a_name_or_an_office(opened):
    async with opened(size=(100, 40)) as reader:
        await reader.press("p", "slash")
        await reader.type("zudan")
        await reader.press("enter")
        assert "Zudan" in reader.app.screen.rows.item.name
        assert reader.status == "1 of 1 with “zudan”"
        await reader.press("slash", "ctrl+u")
        await reader.type("presiden")
        await reader.press("enter")
        first = reader.app.screen.rows.item
        assert "Presiden" in first.roles
        await reader.press("slash", "ctrl+u")
        await reader.type("qqq")
        await reader.press("enter")
        assert reader.status == "Nobody here has “qqq” in a name or an office."
        assert reader.app.screen.rows.item == first
        await reader.press("escape")
        assert reader.app.screen is reader.app.reading


async def test_the_hits_among_the_people_go_round(opened):
    async with opened(size=(100, 40)) as reader:
        await reader.press("p", "slash")
        await reader.type("i")
        await reader.press("enter")
        said = reader.status
        first, many = reader.app.screen.rows.cursor, int(said.split()[2])
        assert many > 1
        seen = []
        for _ in range(many):
            await reader.press("n")
            seen.append(reader.app.screen.rows.cursor)
        assert len(set(seen)) == many
        assert seen[-1] == first
        await reader.press("N")
        assert reader.app.screen.rows.cursor == seen[-2]


async def test_a_correction_shows_among_the_people_who_are_looked_at(opened):
    async with opened(size=(100, 40)) as reader:
        await reader.open("Peka dan")
        row = reader.app.reading.row
        article = reader.app.reading.session.library.article(row)
        quote = article.quotes[0]
        await reader.press("p")
        assert "Siti Aminah" not in reader.text
        reader.notebook.correct(article, row.path, "speaker", "Siti Aminah", quote.start, quote.end)
        reader.app.screen.look()
        await reader.settle()
        assert "Siti Aminah" in reader.text
