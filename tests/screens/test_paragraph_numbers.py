"""The number that the screen gives a paragraph is the one that the command line takes."""

from pathlib import Path

from reader.cli import main

PAGE = """\
Ekonomi

Harga Ikan Naik di Pasar Tanjung

Penulis: Sari Wulandari

Selasa, 5 Maret 2024 | 09:15 WIB

TANJUNG - Harga ikan di Pasar Tanjung naik sejak awal pekan karena ombak tinggi.

Pedagang berharap pasokan kembali seperti semula pekan depan.
"""
"""With a kicker, a byline and a date. Made up for this test."""


async def test_what_is_read_by_its_number_is_marked_by_its_number(opened, tmp_path: Path) -> None:
    path = tmp_path / "berita" / "ikan.txt"
    path.parent.mkdir()
    path.write_text(PAGE, "utf-8")
    async with opened(path.parent) as reader:
        await reader.press("enter", "G")
        _, number, _, of = reader.status.split()
        assert number == of
        assert main(["bookmark", str(path), "--paragraph", number]) == 0
        (mark,) = reader.notebook.notes()
        assert mark.words.startswith("Pedagang berharap")
        assert main(["bookmark", str(path), "--paragraph", str(int(of) + 1)]) == 1
