"""`correct`: what the user set is what every verb shows from then on."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.notebook import Notebook

Run = Callable[..., Any]

TITLE = "Warga Desa Sukamaju Tanam Seribu Bakau"


def line_of(run: Run, article: Path, words: str) -> str:
    """The number of the line with these words, as `show --json` counts."""
    (found,) = run("show", "--json", article).objects
    (number,) = [
        line["number"]
        for line in found["lines"]
        if words in found["text"][line["start"] : line["end"]]
    ]
    return str(number)


def test_what_was_set_is_printed_and_listed(run: Run, article: Path) -> None:
    line = line_of(run, article, "Baca Juga")
    done = run(
        "correct", article, "--title", "Bakau di Demak", "--date", "2024-03", "--outlet", "Pesisir",
        "--line", line, "--label", "nav", "--quote", "2", "--speaker", "Siti Aminah",
    )  # fmt: skip
    assert (done.status, done.err) == (0, "")
    assert [row[:3] for row in done.rows] == [
        ["title", "-", "Bakau di Demak"],
        ["date", "-", "2024-03"],
        ["outlet", "-", "Pesisir"],
        ["label", line, "nav"],
        ["speaker", "2", "Siti Aminah"],
    ]
    assert run("correct", article).out == done.out
    objects = run("correct", article, "--json").objects
    assert [set(found) for found in objects] == [
        {"uid", "article", "path", "field", "value", "number", "words", "anchor", "start", "end",
         "created", "updated"}
    ] * 5  # fmt: skip
    assert [found["field"] for found in objects] == [
        "title", "published", "publisher", "label", "speaker",
    ]  # fmt: skip
    assert objects[3]["words"] == "Baca Juga: Harga Ikan Naik Menjelang Lebaran"
    assert objects[4]["anchor"] == "exact"


def test_without_corrections_the_list_of_them_is_empty_and_says_so(
    run: Run, article: Path, home: Path
) -> None:
    done = run("correct", article)
    assert (done.status, done.out) == (0, "")
    assert "set nothing" in done.err
    assert not (home / "data" / "notebook.json").exists()


def test_show_has_what_was_set_and_names_it(run: Run, article: Path) -> None:
    (before,) = run("show", "--json", article).objects
    line = line_of(run, article, "Bibit ini")
    run("correct", article, "--title", "Bakau di Demak", "--quote", "1", "--speaker", "Siti Aminah")
    run("correct", article, "--line", line, "--label", "ad")
    (after,) = run("show", "--json", article).objects
    assert after.pop("corrected") == ["label", "speaker", "title"]
    assert set(after) == set(before)
    assert after["title"] == "Bakau di Demak"
    assert [quote["speaker"] for quote in after["quotes"]] == ["Siti Aminah"]
    assert [one["reason"] for one in after["lines"] if str(one["number"]) == line] == ["set by you"]
    shown = run("show", article)
    assert shown.lines[0] == "Bakau di Demak"
    assert "set by you: title, label, speaker" in shown.lines[1]
    assert "Bibit ini" not in shown.out
    assert "Bibit ini" in run("show", "--raw", article).out


def test_the_list_shows_it_sorts_by_it_and_finds_by_it(run: Run, article: Path) -> None:
    newer = article.with_name("baru.txt")
    newer.write_text(article.read_text("utf-8").replace("3 Maret", "4 Maret"), "utf-8")
    folder = article.parent
    assert [row[-1] for row in run("list", folder).rows] == [str(newer), str(article)]
    run("correct", article, "--date", "2025", "--title", "Bakau di Demak", "--outlet", "Pesisir")
    listed = run("list", folder, "--json").objects
    assert [found["path"] for found in listed] == [str(article), str(newer)]
    assert (listed[0]["title"], listed[0]["published"], listed[0]["publisher"]) == (
        "Bakau di Demak", "2025", "Pesisir",
    )  # fmt: skip
    found = run("show", "--json", "bakau di demak", "--library", folder)
    assert found.objects[0]["path"] == str(article)
    assert run("show", "--json", TITLE, "--library", folder).objects[0]["path"] == str(newer)


def test_the_list_counts_what_the_user_left_in_the_article(run: Run, article: Path) -> None:
    (before,) = run("list", article.parent, "--json").objects
    run("correct", article, "--line", line_of(run, article, "Bibit ini"), "--label", "ad")
    (after,) = run("list", article.parent, "--json").objects
    assert (before["quotes"], after["quotes"]) == (2, 1)
    assert before["words"] - after["words"] == 10


def test_quotes_and_people_are_of_the_speaker_that_was_set(run: Run, article: Path) -> None:
    folder = article.parent
    run("correct", article, "--quote", "2", "--speaker", "Siti Aminah", "--outlet", "Pesisir")
    assert [row[2] for row in run("quotes", folder).rows] == ["Rahmat Hidayat", "Siti Aminah"]
    (said,) = run("quotes", folder, "--speaker", "Siti", "--json").objects
    assert (said["speaker"], said["attribution"], said["publisher"]) == (
        "Siti Aminah", "name", "Pesisir",
    )  # fmt: skip
    people = {found["name"]: found for found in run("people", folder, "--json").objects}
    assert set(people) == {"Rahmat Hidayat", "Siti Aminah"}
    assert people["Siti Aminah"]["outlets"] == ["Pesisir"]
    assert people["Siti Aminah"]["aliases"] == []


def test_a_label_brings_quotes_to_an_article_that_had_none(run: Run, article: Path) -> None:
    article.write_text(
        "Sungai Meluap di Hulu\n\nAir sungai naik sejak pagi dan warga di bantaran diminta pindah "
        "ke balai desa.\n\nBaca Juga: “Kami sudah pindah,” kata Lilis Suryani, warga bantaran.\n",
        "utf-8",
    )
    folder = article.parent
    assert run("quotes", folder).out == ""
    run("correct", article, "--line", "5", "--label", "body")
    ((_, number, speaker, words, *_),) = run("quotes", folder).rows
    assert (number, speaker, words) == ("1", "Lilis Suryani", "Kami sudah pindah,")


def test_marks_and_their_list_have_what_was_set(run: Run, article: Path) -> None:
    run("bookmark", article, "--quote", "1")
    run("correct", article, "--title", "Bakau di Demak", "--quote", "2", "--speaker", "Siti Aminah")
    run("note", article, "--quote", "2", "penting")
    assert [found["title"] for found in run("notes", "--json").objects] == ["Bakau di Demak"] * 2
    assert len(run("notes", "--search", "di demak").rows) == 2
    exported = run("export", "bakau di demak").out
    assert 'title: "Bakau di Demak"' in exported
    assert "Siti Aminah" in exported
    assert run("export", article).out == exported
    run("correct", article, "--clear", "title")
    assert f'title: "{TITLE}"' in run("export", article).out


def test_what_was_set_can_be_taken_away(run: Run, article: Path) -> None:
    before = run("show", "--json", article).out
    line = line_of(run, article, "Baca Juga")
    run("correct", article, "--title", "X", "--line", line, "--label", "nav")
    run("correct", article, "--quote", "1", "--speaker", "Siti Aminah")
    done = run("correct", article, "--clear", "title", "--clear", "label", "--line", line)
    assert (done.status, done.out) == (
        0,
        "Took away the title “X” that you set.\nTook away the label “nav” that you set.\n",
    )
    (gone,) = run("correct", article, "--clear", "speaker", "--json").objects
    assert gone["value"] == "Siti Aminah"
    assert run("show", "--json", article).out == before
    again = run("correct", article, "--clear", "title")
    assert again.status == 1
    assert "nothing to take away" in again.err


def test_undo_takes_back_one_after_the_other(run: Run, article: Path) -> None:
    before = run("show", "--json", article).out
    run("correct", article, "--title", "X", "--date", "2020")
    assert "date “2020”" in run("undo").out
    assert run("correct", article).rows[0][:3] == ["title", "-", "X"]
    run("undo")
    assert run("show", "--json", article).out == before


def test_a_lost_line_can_be_taken_away_without_its_number(run: Run, article: Path) -> None:
    run("correct", article, "--line", line_of(run, article, "Baca Juga"), "--label", "body")
    text = article.read_text("utf-8")
    article.write_text(
        text.replace("Baca Juga: Harga Ikan Naik Menjelang Lebaran\n\n", ""), "utf-8"
    )
    (lost,) = run("correct", article, "--json").objects
    assert (lost["number"], lost["anchor"], lost["start"]) == (None, "orphan", None)
    assert run("correct", article, "--clear", "label").status == 0
    assert run("correct", article).out == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("28/11/2026", "2026-11-28"), ("22 Oktober 2025", "2025-10-22"), ("Oktober 2025", "2025-10")],
)
def test_a_date_is_set_as_people_write_it(run: Run, article: Path, typed: str, kept: str) -> None:
    assert run("correct", article, "--date", typed).rows == [["date", "-", kept, "-"]]
    assert run("list", article.parent, "--json").objects[0]["published"] == kept


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--date", "2024-02-30"], 1, "no such date"),
        (["--date", "kemarin"], 1, "is not a date: write the day first"),
        (["--date", "28/11/26"], 1, "the year in four figures"),
        (["--date", "11/28/2026"], 1, "the day before the month"),
        (["--title", "  "], 1, "title is empty"),
        (["--title", ""], 2, "--clear title"),
        (["--label", "nav"], 2, "--line N"),
        (["--line", "3"], 2, "--label"),
        (["--line", "3", "--label", "berita"], 2, "label"),
        (["--line", "2", "--label", "nav"], 1, "blank"),
        (["--line", "99", "--label", "nav"], 1, "below the last"),
        (["--quote", "9", "--speaker", "Siti"], 1, "no quote 9"),
        (["--quote", "1", "--speaker", "?!"], 1, "no name"),
        (["--speaker", "Siti"], 2, "--quote N"),
        (["--clear", "mood"], 2, "clear"),
        (["--clear", "title"], 1, "nothing to take away"),
        (["--clear", "title", "--title", "X"], 2, "one of them"),
        (["--title", "X", "--date", "2024-02-30"], 1, "no such date"),
    ],
)
def test_what_cannot_be_set_is_told_in_a_sentence_and_nothing_is_set(
    run: Run, article: Path, home: Path, words: list[str], status: int, said: str
) -> None:
    done = run("correct", article, *words)
    assert (done.status, done.out) == (status, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert Notebook().corrections() == ()


def test_to_a_terminal_what_the_user_set_is_marked(
    run: Run, article: Path, terminal: Callable[..., str]
) -> None:
    line = line_of(run, article, "Menurut dia")
    run("correct", article, "--title", "Bakau di Demak", "--quote", "2", "--speaker", "Siti Aminah")
    run("correct", article, "--line", line, "--label", "caption")
    shown = terminal("show", article)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "set by you: title, label, speaker" in " ".join(plain.split())
    assert "Siti Aminah (set by you)" in shown
    assert "Rahmat Hidayat, Kepala Desa Sukamaju (set by you)" not in shown
    assert "(caption: set by you)" in terminal("show", "--raw", article)
    assert "Bakau di Demak" in terminal("correct", article)
    gone = terminal("correct", article, "--clear", "title")
    assert gone == "Took away the title “Bakau di Demak” that you set.\n"


def test_check_counts_them(run: Run, article: Path) -> None:
    run("correct", article, "--title", "X")
    assert "1 correction," in run("check").out


def test_a_notebook_that_cannot_be_read_does_not_hide_the_articles(
    run: Run, article: Path, home: Path
) -> None:
    (home / "data" / "notebook.json").mkdir(parents=True)
    done = run("list", article.parent, "--json")
    assert [found["title"] for found in done.objects] == [TITLE]
    assert done.err.startswith("reader: The notebook")
    assert len(done.err.splitlines()) == 1


LOADED = """
import json, sys
from reader.cli import main
status = main(sys.argv[1:])
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
sys.exit(status)
"""


def test_a_notebook_without_corrections_costs_a_glance(
    program: Callable[..., Any], article: Path
) -> None:
    def loaded(*words: str | Path) -> set[str]:
        done = program(*words, python=("-c", LOADED))
        assert done.returncode == 0
        return set(json.loads(done.stderr.splitlines()[-1]))

    program("note", article, "--paragraph", "2", 'a note about "corrections"')
    for verb in (["list", article.parent], ["show", article], ["quotes", article.parent]):
        loaded(*verb)
        assert not {"tinydb", "filelock"} & loaded(*verb)
    program("correct", article, "--title", "X")
    assert "tinydb" in loaded("list", article.parent)
    assert "textual" not in loaded("correct", article)


def test_the_numbers_of_lines_are_printed_with_their_labels(run: Run, article: Path) -> None:
    page = article.read_text("utf-8").splitlines()
    rows = run("show", "--raw", "--numbers", article).rows
    assert [row[0] for row in rows] == [str(n + 1) for n in range(len(page))]
    assert [row[2] for row in rows] == [line or "-" for line in page]
    assert {row[1] for row, line in zip(rows, page, strict=True) if not line} == {"-"}
    (number,) = [row[0] for row in rows if row[1] == "related"]
    assert run("correct", article, "--line", number, "--label", "body").status == 0
    rows = run("show", "--raw", "--numbers", article).rows
    assert [row[1] for row in rows if row[0] == number] == ["body"]


def test_who_does_not_know_the_number_of_a_line_is_told_how_to_see_it(
    run: Run, article: Path
) -> None:
    for words in (["--line", "2", "--label", "ad"], ["--label", "ad"]):
        assert "`reader show --raw --numbers`" in run("correct", article, *words).err
