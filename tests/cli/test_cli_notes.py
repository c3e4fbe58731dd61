"""`bookmark`, `note`, `notes`, `delete`, `undo`: what a person keeps by the command line."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

FIELDS = {
    "uid", "article", "path", "title", "kind", "words", "note", "tags", "created", "updated",
    "anchor", "start", "end",
}  # fmt: skip


def test_a_bookmark_prints_its_uid_and_is_listed(run: Run, article: Path) -> None:
    done = run("bookmark", article, "--quote", "1")
    assert done.status == 0
    (uid,) = done.lines
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{26}", uid)
    (found,) = run("notes", "--json").objects
    assert set(found) == FIELDS
    assert (found["uid"], found["kind"], found["anchor"]) == (uid, "bookmark", "exact")
    assert found["words"] == "Kami ingin anak-anak kami masih melihat pantai ini,"
    assert found["path"] == str(article)
    text = run("show", "--json", article).objects[0]["text"]
    assert text[found["start"] : found["end"]] == found["words"]


def test_a_passage_is_bookmarked_once(run: Run, article: Path) -> None:
    first = run("bookmark", article, "--quote", "1", "--tag", "hukum")
    (before,) = run("notes", "--json").objects
    again = run("bookmark", article, "--quote", "1", "--tag", "Hukum")
    assert (again.status, again.out) == (0, first.out)
    assert run("notes", "--json").objects == [before]
    assert run("export").out.count("Kami ingin anak-anak kami") == 1
    assert run("bookmark", article, "--words", "Kami ingin anak-anak").out != first.out


def test_a_second_bookmark_brings_its_new_tags(run: Run, article: Path) -> None:
    first = run("bookmark", article, "--quote", "1", "--tag", "hukum")
    (again,) = run("bookmark", article, "--quote", "1", "--tag", "pesisir", "--json").objects
    assert again["uid"] == first.out.strip()
    assert run("notes", "--json").objects[0]["tags"] == ["hukum", "pesisir"]
    run("undo")
    assert run("notes", "--json").objects[0]["tags"] == ["hukum"]


def test_a_passage_may_have_several_notes_and_a_bookmark(run: Run, article: Path) -> None:
    for note in ("satu", "dua"):
        run("note", article, "--quote", "1", note)
    run("bookmark", article, "--quote", "1")
    assert [found["note"] for found in run("notes", "--json").objects] == ["satu", "dua", ""]


def test_a_bookmark_that_was_taken_away_can_be_set_again(run: Run, article: Path) -> None:
    first = run("bookmark", article).out.strip()
    run("delete", first)
    assert run("bookmark", article).out.strip() != first
    assert len(run("notes").lines) == 1


@pytest.mark.parametrize("typed", ["hukum, pidana", "#hukum #pidana", "hukum,pidana,#hukum"])
def test_tags_are_typed_as_on_the_screen(run: Run, article: Path, typed: str) -> None:
    assert run("bookmark", article, "--tag", typed).status == 0
    assert run("notes", "--json").objects[0]["tags"] == ["hukum", "pidana"]


def test_a_note_is_kept_as_it_was_typed(run: Run, article: Path) -> None:
    typed = "Bandingkan dengan **data BPS**: #1\n- satu\n- dua"
    assert run("note", article, "--paragraph", "1", typed).status == 0
    (found,) = run("notes", "--json").objects
    assert (found["kind"], found["note"]) == ("note", typed)


def test_a_note_can_be_piped_in(run: Run, article: Path) -> None:
    assert run("note", article, "--quote", "2", "-", typed="dua baris\n“é”\n".encode()).status == 0
    assert run("notes", "--json").objects[0]["note"] == "dua baris\n“é”"


@pytest.mark.parametrize(
    "piped",
    [b"\x89PNG\r\n\x1a\n\x00\x00", b"\x7fELF\x02\x01\x01\x00", "caf\xe9".encode("cp1252"), b"a\0b"],
)
def test_what_is_no_text_is_not_noted(run: Run, article: Path, piped: bytes) -> None:
    done = run("note", article, "--quote", "2", "-", typed=piped)
    assert (done.status, done.out) == (1, "")
    assert "no text in UTF-8" in done.err
    assert done.err.count("\n") == 1
    assert run("notes").out == ""


def test_words_of_the_command_line_that_are_no_text_are_not_noted(
    program: Callable[..., Any], run: Run, article: Path
) -> None:
    done = program("note", article, os.fsdecode(b"caf\xe9"))
    assert done.returncode == 1
    assert "no text in UTF-8" in done.stderr
    assert run("notes").out == ""


def test_an_empty_note_is_refused(run: Run, article: Path) -> None:
    done = run("note", article, "-", typed=b" \n")
    assert done.status == 2
    assert run("notes").out == ""


def test_a_note_may_begin_with_a_dash(run: Run, article: Path) -> None:
    assert run("note", article, "- satu hal").status == 0
    assert run("note", article, "--", "-x").status == 0
    assert [note["note"] for note in run("notes", "--json").objects] == ["- satu hal", "-x"]


def test_words_are_found_whatever_their_marks_dashes_and_line_ends(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "kabar.txt"
    path.write_text(
        "Hujan turun sejak pagi di kota itu.\n\n"
        "Warga menyebutnya “hujan abu–abu” karena langit\nkelabu sepanjang hari, kata mereka.\n",
        encoding="utf-8",
    )
    for words in (
        "Warga menyebutnya",
        'menyebutnya "hujan abu-abu" karena',
        "LANGIT kelabu   sepanjang",
    ):
        assert run("bookmark", path, "--words", words).status == 0
    marked = [note["words"] for note in run("notes", "--json").objects]
    assert marked == [
        "Warga menyebutnya",
        "menyebutnya “hujan abu–abu” karena",
        "langit\nkelabu sepanjang",
    ]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--words", "tidak ada di sana"], "does not stand in"),
        (["--words", "Rahmat"], "times in"),
        (["--words", "  "], "no words"),
        (["--quote", "3"], "it has 2"),
        (["--paragraph", "99"], "no paragraph 99"),
    ],
)
def test_a_passage_that_is_not_just_one_is_refused(
    run: Run, article: Path, options: list[str], told: str
) -> None:
    done = run("bookmark", article, *options)
    assert (done.status, done.out) == (1, "")
    assert told in done.err
    assert done.err.count("\n") == 1
    assert run("notes").out == ""


def test_without_a_passage_the_title_is_marked(run: Run, article: Path) -> None:
    assert run("bookmark", article).status == 0
    assert run("notes", "--json").objects[0]["words"] == "Warga Desa Sukamaju Tanam Seribu Bakau"


def test_an_article_without_words_cannot_be_marked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kosong.txt").write_text("\n\n")
    done = run("bookmark", tmp_path / "kosong.txt")
    assert done.status == 1
    assert done.err.count("\n") == 1


def test_notes_can_be_chosen_by_tag_and_by_words(run: Run, article: Path) -> None:
    run("note", article, "--quote", "1", "Cek   angka ini", "--tag", "Data", "--tag", "#pesisir")
    run("bookmark", article, "--quote", "2", "--tag", "pesisir")
    for options, wanted in (
        (["--tag", "data"], [1]),
        (["--tag", "#pesisir"], [1, 2]),
        (["--tag", "lain"], []),
        (["--search", "cek ANGKA"], [1]),
        (["--search", "warga sendiri"], [2]),
        (["--search", "seribu"], [1, 2] if _titled(run) else []),
    ):
        found = run("notes", "--json", *options).objects
        assert [note["words"].split()[0] for note in found] == [
            {1: "Kami", 2: "Bibit"}[number] for number in wanted
        ], options
    assert run("notes", "--json").objects[0]["tags"] == ["Data", "pesisir"]


def _titled(run: Run) -> bool:
    return bool(run("notes", "--json").objects[0]["title"])


def test_to_a_pipe_each_note_is_a_line_of_ten_fields(run: Run, article: Path) -> None:
    run("note", article, "--quote", "1", "satu\ndua\ttiga", "--tag", "a", "--tag", "b")
    run("bookmark", article)
    first, second = run("notes").rows
    assert len(first) == len(second) == 10
    assert (first[1], first[2], first[4], first[5]) == ("note", "exact", "satu dua tiga", "a b")
    assert (second[1], second[4], second[5]) == ("bookmark", "-", "-")
    found, _ = run("notes", "--json").objects
    assert first[-2:] == [found["article"][:12], found["created"][:10]]


def test_words_that_moved_are_said_to_have_moved(run: Run, article: Path) -> None:
    run("bookmark", article, "--quote", "1")
    article.write_text("Diperbarui.\n\n" + article.read_text(encoding="utf-8"), encoding="utf-8")
    (found,) = run("notes", "--json").objects
    assert found["anchor"] == "moved"
    text = run("show", "--json", article).objects[0]["text"]
    assert text[found["start"] : found["end"]] == found["words"]


def test_words_that_are_gone_are_listed_all_the_same(run: Run, article: Path) -> None:
    run("bookmark", article, "--quote", "1")
    article.unlink()
    (found,) = run("notes", "--json").objects
    assert (found["anchor"], found["start"], found["end"]) == ("orphan", None, None)
    assert found["words"] == "Kami ingin anak-anak kami masih melihat pantai ini,"
    assert run("notes").rows[0][2] == "orphan"


def test_a_renamed_file_keeps_its_notes(run: Run, article: Path) -> None:
    run("bookmark", article, "--quote", "1")
    article.rename(article.with_name("nama-lain.txt"))
    (found,) = run("notes", "--json", "--library", article.parent).objects
    assert found["anchor"] == "exact"


def test_what_is_deleted_comes_back_by_undo(run: Run, article: Path) -> None:
    uid = run("note", article, "--quote", "1", "penting").lines[0]
    done = run("delete", uid)
    assert done.status == 0
    assert "Kami ingin" in done.out
    assert run("notes").out == ""
    assert run("undo").status == 0
    assert run("notes").rows[0][0] == uid


def test_undo_takes_back_a_bookmark(run: Run, article: Path) -> None:
    run("bookmark", article)
    done = run("undo")
    assert (done.status, len(done.lines)) == (0, 1)
    assert run("notes").out == ""
    nothing = run("undo")
    assert nothing.status == 1
    assert nothing.err.count("\n") == 1


def test_deleting_what_is_not_there_deletes_nothing(run: Run, article: Path) -> None:
    uid = run("bookmark", article).lines[0]
    done = run("delete", uid, "01ZZZZZZZZZZZZZZZZZZZZZZZZ")
    assert (done.status, done.out) == (1, "")
    assert len(run("notes").lines) == 1


def test_json_says_what_was_made_and_what_was_taken_away(run: Run, article: Path) -> None:
    (made,) = run("bookmark", article, "--quote", "1", "--json").objects
    assert set(made) == FIELDS
    assert made["anchor"] == "exact"
    assert run("delete", made["uid"][:12], "--json").objects == [{"deleted": made["uid"]}]
    (undone,) = run("undo", "--json").objects
    assert undone["undone"]


def test_what_a_row_says_of_its_article_is_kept_with_the_note(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl"
    path.write_text('{"text": "Satu baris saja.", "url": "https://example.org/1"}\n')
    assert run("bookmark", f"{path}#1").status == 0
    from reader.notebook import Notebook

    notebook = Notebook()
    kept = notebook.snapshot(notebook.notes()[0].article)
    assert kept is not None
    assert kept.url == "https://example.org/1"


def test_the_notes_of_one_library_are_listed_alone(run: Run, tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        file = tmp_path / name / "a.txt"
        file.parent.mkdir()
        file.write_text(f"Judul {name}\n\nIsi berita {name} yang panjang di sini.\n")
        assert run("note", file, "--paragraph", "1", f"catatan {name}").status == 0
    (note,) = run("notes", tmp_path / "dua", "--json").objects
    assert note["note"] == "catatan dua"


def test_only_what_was_marked_since_a_day_is_exported(run: Run, article: Path) -> None:
    assert run("note", article, "--quote", "1", "catatan").status == 0
    assert "catatan" in run("export", "--since", "2000-01-01").out
    assert "catatan" in run("export", "--since", "1 Januari 2000").out
    assert run("export", "--since", "2999-01-01").status == 1
    assert run("export", "--since", "01/01/2999").status == 1
    refused = run("export", "--since", "kemarin")
    assert refused.status == 1
    assert "kemarin" in refused.err


def test_redo_brings_back_what_undo_took_away(run: Run, article: Path) -> None:
    uid = run("bookmark", article).lines[0]
    run("undo")
    done = run("redo")
    assert (done.status, len(done.lines)) == (0, 1)
    assert [row[0] for row in run("notes").rows] == [uid]
    nothing = run("redo")
    assert (nothing.status, nothing.out, nothing.err.count("\n")) == (1, "", 1)


def test_what_was_undone_cannot_be_redone_after_a_change(run: Run, article: Path) -> None:
    run("bookmark", article)
    run("undo")
    run("note", article, "lain")
    assert run("redo").status == 1
    assert run("redo", "--json").objects == []


def test_a_title_that_is_taken_back_is_not_kept_by_notes(run: Run, article: Path) -> None:
    titled = run("show", article, "--json").objects[0]["title"]
    run("correct", article, "--title", "Judul Saya")
    run("note", article, "catatan")
    assert run("notes").rows[0][6] == "Judul Saya"
    run("correct", article, "--clear", "title")
    assert run("notes").rows[0][6] == titled


def test_a_sentence_names_a_long_title_in_short(run: Run, article: Path) -> None:
    run("correct", article, "--title", "x" * 5000)
    done = run("bookmark", article, "--quote", "99")
    assert done.status == 1
    assert len(done.err) < 300
