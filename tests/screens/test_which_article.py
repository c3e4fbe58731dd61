"""Which article is in the pane is to be seen at all times, and whether it is listed."""

from pathlib import Path

import pytest
from rich.style import Style

from reader.widgets.article_bar import ArticleBar


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Two articles and a file that is none."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name, day in (("Pertama", 2), ("Kedua", 1)):
        lines = (
            f"Isi berita {name} nomor {number} menunggu giliran di halaman balai desa.\n\n"
            for number in range(30)
        )
        text = f"Judul Berita {name} Hari Ini\n\n{day} Maret 2024\n\nHARIAN-SATU.COM - "
        (folder / f"{name}.txt").write_text(text + "".join(lines))
    (folder / "rusak.json").write_text("bukan json")
    return folder


def bar(reader) -> str:
    """The line above the article."""
    widget = reader.app.screen.query_one(ArticleBar)
    region = widget.region
    return reader.lines()[region.y][region.x : region.right].strip()


def style_of(reader) -> Style:
    widget = reader.app.screen.query_one(ArticleBar)
    return next(iter(widget.render_line(0))).style


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_title_stands_above_the_article_wherever_one_is_in_it(opened, mixed, size):
    async with opened(mixed, size=size) as reader:
        await reader.press("enter")
        assert bar(reader) == "Judul Berita Pertama Hari Ini"
        await reader.press("G")
        assert bar(reader) == "Judul Berita Pertama Hari Ini"
        await reader.press("right_curly_bracket")
        assert bar(reader) == "Judul Berita Kedua Hari Ini"


async def test_the_line_above_the_article_is_cut_on_a_narrow_screen(opened):
    async with opened(size=(40, 12)) as reader:
        await reader.press("enter", "G")
        assert bar(reader).startswith("JOKOWI TAK AKAN GANTIKAN")
        assert bar(reader).endswith("…")


async def test_an_article_that_a_filter_leaves_out_is_told_from_those_listed(opened, mixed):
    async with opened(mixed) as reader:
        await reader.press("enter", "f")
        await reader.type("title:Kedua")
        await reader.press("enter")
        assert bar(reader).startswith("Judul Berita Pertama")
        assert bar(reader).endswith("not in this list")
        await reader.press("A")
        assert "not in this list" not in reader.text


async def test_a_quote_opened_from_the_people_says_whose_article_it_is(opened):
    async with opened() as reader:
        await reader.press("f")
        await reader.type("title:Munas")
        await reader.press("enter", "escape", "p", "slash")
        await reader.type("Nanik")
        await reader.press("enter", "enter", "enter")
        assert "MINDSETNYA" in reader.view.shown.headline
        assert bar(reader).startswith("JOKOWI TAK AKAN GANTIKAN")
        assert bar(reader).endswith("not in this list")


async def test_a_file_that_cannot_be_read_has_a_sign_and_its_reason_in_the_list(opened, mixed):
    for size in ((80, 24), (140, 30)):
        async with opened(mixed, size=size) as reader:
            line = next(line for line in reader.lines() if "rusak.json" in line)
            assert "✗ rusak.json" in line
            assert "Line 1 is not JSON" in reader.text


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_enter_on_what_cannot_be_read_says_why_and_leaves_no_other_article(
    opened, mixed, size
):
    async with opened(mixed, size=size) as reader:
        await reader.press("enter", "escape", "G", "enter")
        assert "Line 1 is not JSON" in reader.status
        assert reader.view.shown is None
        assert "Isi berita" not in reader.text
        assert reader.sidebar.has_focus
        if size[0] >= 80:
            assert bar(reader).startswith("✗ rusak.json")
        await reader.press("m", "enter", "tab")
        assert not reader.notebook.notes()
        await reader.press("k", "enter")
        assert bar(reader) == "Judul Berita Kedua Hari Ini"
        assert "Isi berita Kedua" in reader.text


async def test_a_file_that_has_become_an_article_is_opened_by_the_same_key(opened, mixed):
    async with opened(mixed) as reader:
        await reader.press("G", "enter")
        (mixed / "rusak.json").write_text('[{"text": "Judul Utuh\\n\\nIsi berita yang utuh."}]')
        reader.app.reading.look_at_library()
        await reader.settle()
        await reader.press("G", "enter")
        assert bar(reader) == "Judul Utuh"


@pytest.mark.parametrize("colour", [True, False])
async def test_the_line_above_the_article_tells_which_pane_has_the_keys(
    opened, monkeypatch, colour
):
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    async with opened() as reader:
        assert not style_of(reader).reverse
        await reader.press("enter")
        assert style_of(reader).reverse
        await reader.press("tab")
        assert not style_of(reader).reverse


async def test_the_footer_says_how_to_get_back_to_the_hits(opened):
    async with opened(size=(80, 24)) as reader:
        await reader.press("S")
        await reader.type("pelayanan")
        await reader.press("enter", "enter")
        assert "S hits" in reader.lines()[-1]
        await reader.press("S", "escape", "right_curly_bracket")
        assert "S hits" not in reader.lines()[-1]


async def test_the_footer_says_how_to_get_back_to_a_filtered_list(opened):
    async with opened(size=(80, 24)) as reader:
        await reader.press("f")
        await reader.type("outlet:kompas")
        await reader.press("enter", "enter")
        assert "Esc list" in reader.lines()[-1]
        await reader.press("escape", "A", "enter")
        assert "Esc list" not in reader.lines()[-1]
