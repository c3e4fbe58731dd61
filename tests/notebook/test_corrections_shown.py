"""What the user set, where it is shown: in rows, beside notes, in an export."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from reader.article import Article, read_article
from reader.notebook import Notebook
from reader.notebook.glance import may_hold_corrections
from reader.notebook.markdown import render_all

PATH = "lembah/jembatan.txt"
FIRST = "Anak-anak tidak perlu"


def quote_with(article: Article, words: str) -> tuple[int, int]:
    (span,) = [
        (one.start, one.end) for one in article.quotes if words in article.text[one.start : one.end]
    ]
    return span


def speakers(article: Article) -> list[str | None]:
    return [quote.speaker for quote in article.quotes]


@dataclass(frozen=True)
class Row:
    id: str
    path: str
    title: str | None
    published: str | None
    publisher: str | None


def row_of(article: Article, path: str = PATH) -> Row:
    return Row(article.id, path, article.title, article.published, article.publisher)


def test_rows_have_what_was_set_and_the_others_are_the_very_same(
    notebook: Notebook, page: Article
) -> None:
    rows = [Row("", "bad.txt", None, None, None), row_of(page), Row("x", "b.txt", "B", None, None)]
    assert notebook.all_corrections().rows(rows) is rows
    notebook.correct(page, PATH, "title", "Jembatan")
    notebook.correct(page, PATH, "published", "2020")
    found = notebook.all_corrections().rows(rows)
    assert found[1] == replace(rows[1], title="Jembatan", published="2020")
    assert found[0] is rows[0]
    assert found[2] is rows[2]
    others = [rows[0], rows[2]]
    assert notebook.all_corrections().rows(others) is others


def test_a_row_whose_text_changed_keeps_what_was_set_of_its_file(
    notebook: Notebook, page: Article, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    notebook.correct(page, PATH, "publisher", "Kabar Sungai")
    changed = row_of(read_article(page.text.replace("dua musim", "tiga musim")))
    for path in (PATH, f"./{PATH}", str(tmp_path / PATH)):
        (found,) = notebook.all_corrections().rows([replace(changed, path=path)])
        assert found.publisher == "Kabar Sungai"


def test_what_is_kept_with_a_note_is_what_was_worked_out(notebook: Notebook, page: Article) -> None:
    notebook.correct(page, PATH, "title", "Jembatan")
    note = notebook.add(notebook.corrected(page, PATH).article, PATH, 0, 8, note="penting")
    assert note.title == page.title
    snapshot = notebook.snapshot(page.id)
    assert snapshot is not None
    assert snapshot.title == page.title


def test_an_article_that_was_shown_before_does_not_hide_what_was_worked_out(
    notebook: Notebook, page: Article
) -> None:
    notebook.correct(page, PATH, "title", "Satu")
    shown = notebook.corrected(page, PATH).article
    Notebook(notebook.path).correct(page, PATH, "title", "Dua")
    made = notebook.correct(shown, PATH, "published", "2024")
    assert made.known.title == page.title
    notebook.add(shown, PATH, 0, 8)
    snapshot = notebook.snapshot(page.id)
    assert snapshot is not None
    assert snapshot.title == page.title


def test_an_export_has_what_was_set(notebook: Notebook, page: Article) -> None:
    notebook.add(page, PATH, *quote_with(page, FIRST))
    before = render_all(notebook)
    assert "Dadang Sutisna" in before
    notebook.correct(page, PATH, "title", "Judul: *Baru*")
    notebook.correct(page, PATH, "published", "2020-05")
    notebook.correct(page, PATH, "publisher", "Kabar Sungai")
    notebook.correct(page, PATH, "speaker", "Wawan Gunawan", *quote_with(page, FIRST))
    after = render_all(notebook)
    assert 'title: "Judul: *Baru*"' in after
    assert 'published: "2020-05"' in after
    assert 'publisher: "Kabar Sungai"' in after
    assert "— Wawan Gunawan" in after
    assert "Dadang" not in after.replace("Dadang Sutisna, seusai", "")
    for _ in range(4):
        notebook.undo()
    assert render_all(notebook) == before


def test_a_glance_tells_whether_the_notebook_must_be_read(file: Path, page: Article) -> None:
    assert not may_hold_corrections(file)
    notebook = Notebook(file)
    notebook.add(page, PATH, 0, 8, note='my "corrections" and "corrections":{"1":{}}')
    assert not may_hold_corrections(file)
    notebook.correct(page, PATH, "title", "Satu")
    assert may_hold_corrections(file)
    data = file.read_bytes()
    for damaged in (b"", b"null", data[: len(data) // 3]):
        file.write_bytes(damaged)
        assert may_hold_corrections(file)


def test_an_article_without_lines_takes_what_is_true_of_the_whole(notebook: Notebook) -> None:
    bare = Article(id=hashlib.sha256(b"x").hexdigest(), text="x", title="X")
    notebook.correct(bare, "x.txt", "title", "Y")
    assert notebook.corrected(bare, "x.txt").article.title == "Y"


def test_quotes_of_a_library_are_read_anew_only_where_something_was_set(
    notebook: Notebook, page: Article
) -> None:
    other = replace(page, id="f" * 64, title="Lain")
    rows = [row_of(page), row_of(other, "lain.txt")]
    known = [(rows[0], ("satu",)), (rows[1], ("dua",))]
    read: list[Row] = []

    def reads(row: Row) -> Article:
        read.append(row)
        return page

    def told() -> list[Any]:
        corrections = notebook.all_corrections()
        return list(
            corrections.quotes(
                rows, known, read=reads, said_in=lambda article: tuple(speakers(article))
            )
        )

    assert told() == known
    notebook.correct(page, PATH, "title", "Jembatan")
    assert told() == [(replace(rows[0], title="Jembatan"), ("satu",)), known[1]]
    assert read == []
    notebook.correct(page, PATH, "speaker", "Wawan", *quote_with(page, FIRST))
    assert told()[0][1] == ("Wawan", "Euis Kartika")
    assert read == [rows[0]]


def test_another_article_in_the_same_file_gets_nothing_of_the_former(
    notebook: Notebook, page: Article
) -> None:
    notebook.correct(page, PATH, "title", "Jembatan")
    notebook.correct(page, PATH, "publisher", "Kabar Sungai")
    notebook.correct(page, PATH, "speaker", "Wawan", *quote_with(page, FIRST))
    other = read_article(
        "Harga Cabai Turun\n\nKabar Lembah | Selasa, 5 Maret 2024 10:00 WIB\n\n"
        "“Semoga bertahan sampai Lebaran,” kata Oneng Suryani, pedagang di pasar desa.\n"
    )
    assert notebook.corrected(other, PATH).article == other
    assert notebook.all_corrections().rows([row_of(other)]) == [row_of(other)]
