"""`search`: what it prints to a program, to a pipe, to an eye, and what it says beside it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.article import read_article
from reader.library import State

Run = Callable[..., Any]

KEYS = ["article", "path", "title", "publisher", "published", "snippet", "start", "end", "score"]


def told(done: Any) -> list[str]:
    """The sentences on standard error."""
    return [line.removeprefix("reader: ") for line in done.err.splitlines()]


def test_json_has_what_was_agreed_and_points_at_the_words(run: Run, seeds: Path) -> None:
    done = run("search", "--json", "pelayanan", seeds)
    assert done.status == 0
    assert done.objects
    for hit in done.objects:
        assert list(hit) == KEYS
        text = read_article(Path(hit["path"]).read_text("utf-8")).text
        assert text[hit["start"] : hit["end"]].casefold() == "pelayanan"
        assert text[hit["start"] : hit["end"]] in hit["snippet"]
    scores = [hit["score"] for hit in done.objects]
    assert scores == sorted(scores, reverse=True)


def test_words_that_are_not_in_the_text_have_no_place(run: Run, seeds: Path) -> None:
    (hit,) = run("search", "--json", "outlet:kompas", seeds).objects
    assert (hit["start"], hit["end"]) == (None, None)
    assert hit["snippet"]


def test_to_a_pipe_each_hit_is_a_line_with_its_columns(run: Run, article: Path) -> None:
    (row,) = run("search", "bakau", article.parent).rows
    identifier, published, publisher, _, start, end, snippet, title, path = row
    text = read_article(article.read_text("utf-8")).text
    assert text[int(start) : int(end)].casefold() == "bakau"
    assert "bibit bakau di tepi pantai" in snippet
    assert (published, publisher) == ("2024-03-03T09:15+07:00", "Kabar Pesisir")
    assert title == "Warga Desa Sukamaju Tanam Seribu Bakau"
    assert run("show", identifier, "--library", article.parent).status == 0
    assert path == str(article)


def test_to_a_terminal_the_words_stand_out_without_colour_too(
    terminal: Callable[..., str], article: Path
) -> None:
    shown = terminal("search", "bakau", article.parent, env={"NO_COLOR": "1"})
    assert re.search(r"\x1b\[1;4m[Bb]akau\x1b\[0m di tepi", shown)


def test_affixes_do_no_harm_when_one_asks_for_the_root(run: Run, seeds: Path) -> None:
    assert len(run("search", "*layan*", seeds).lines) == 5
    assert len(run("search", "layan", seeds).lines) < 5


def test_a_filter_that_hides_hits_is_told(run: Run, seeds: Path) -> None:
    every = len(run("search", "asn", seeds).lines)
    done = run("search", "asn outlet:kompas", seeds)
    assert len(done.lines) == 1
    assert told(done) == [f"Without outlet:kompas there are {every - 1} more articles."]
    assert told(run("search", "asn -outlet:nowhere", seeds)) == []


@pytest.mark.parametrize(
    "query",
    ["on:3/3/2024", 'on:"3 Maret 2024"', 'on:"March 2024"', "on:mac-2024", "after:02/03/2024"],
)
def test_a_day_is_asked_for_as_people_write_it(run: Run, article: Path, query: str) -> None:
    assert len(run("search", query, article.parent).lines) == 1
    assert run("search", f"bakau -{query}", article.parent).out == ""


def test_what_was_read_and_marked_and_tagged_is_found_by_that(run: Run, seeds: Path) -> None:
    first, second, *_ = run("search", "--json", "asn", seeds).objects
    State().mark_read(first["article"])
    run("note", second["path"], "penting", "--tag", "Pangan")
    run("bookmark", first["path"])

    def found(query: str) -> list[str]:
        return [hit["article"] for hit in run("search", "--json", query, seeds).objects]

    assert first["article"] not in found("asn is:unread")
    assert found("asn is:read") == [first["article"]]
    assert found("has:note") == found("tag:pangan") == found("has:tag") == [second["article"]]
    assert found("is:bookmarked") == [first["article"]]
    assert sorted(found("asn has:note OR is:bookmarked")) == sorted(
        [first["article"], second["article"]]
    )


def test_what_was_set_right_is_found_and_shown(run: Run, article: Path) -> None:
    folder = article.parent
    run("correct", article, "--title", "Hutan Laut", "--outlet", "Warta Bakti")
    (hit,) = run("search", "--json", "hutan outlet:bakti", folder).objects
    assert (hit["title"], hit["publisher"]) == ("Hutan Laut", "Warta Bakti")
    assert run("search", "outlet:pesisir", folder).lines == []


def test_a_new_file_is_found_at_once(run: Run, article: Path) -> None:
    assert run("search", "trenggiling", article.parent).lines == []
    (article.parent / "baru.txt").write_text("Trenggiling Lepas di Kebun\n\nSeekor trenggiling.\n")
    assert len(run("search", "trenggiling", article.parent).lines) == 1


def test_no_more_hits_than_were_asked_for(run: Run, seeds: Path) -> None:
    done = run("search", "asn", seeds, "--limit", "2")
    assert len(done.lines) == 2
    assert any("more: --limit" in sentence for sentence in told(done))


def test_the_newest_first_when_it_is_asked_for(run: Run, seeds: Path) -> None:
    dates = [hit["published"] for hit in run("search", "--json", "asn", seeds, "--newest").objects]
    known = [date for date in dates if date]
    assert known == sorted(known, reverse=True)
    assert dates == known + [None] * (len(dates) - len(known))


def test_nothing_found_is_told(run: Run, seeds: Path) -> None:
    done = run("search", "trenggiling", seeds)
    assert (done.status, done.out) == (0, "")
    assert told(done) == ["Nothing in this library has trenggiling."]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (['"air bersih'], "quotation mark"),
        (["(air"], "parenthesis"),
        (["penulis:budi"], "There is no “penulis:”"),
        (["before:kapan"], "before:2022-11"),
        (["on:22 Oktober 2025"], 'on:"29 November 2022"'),
        ([""], "search --help"),
        (["air", "bersih"], "reader search 'air bersih'"),
    ],
)
def test_a_query_that_cannot_be_read_is_explained(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("search", *words)
    assert (done.status, done.out) == (1, "")
    (sentence,) = told(done)
    assert said in sentence


@pytest.mark.parametrize("words", [["-pesisir"], ["bakau", "-pesisir"], ["-title:bakau"]])
def test_a_query_that_looks_like_an_option_is_explained(run: Run, words: list[str]) -> None:
    done = run("search", *words)
    assert (done.status, done.out) == (2, "")
    (sentence,) = told(done)
    assert f"'banjir {words[-1]}'" in sentence
    assert f"reader search -- '{words[-1]}'" in sentence


def test_a_query_may_begin_with_what_is_not_wanted(run: Run, article: Path) -> None:
    other = article.with_name("lain.txt")
    other.write_text("Pasar Lama Dibuka\n\nPasar lama dibuka kembali hari ini.\n", "utf-8")
    for words in (["--", "-bakau"], ["-bakau -tambak"], ["--newest", "--", "-bakau"]):
        (hit,) = run("search", *words, article.parent).rows
        assert hit[-1] == str(other)


def test_the_help_tells_the_language(run: Run) -> None:
    help_text = run("search", "--help").out
    for field in ("title:", "speaker:", "outlet:", "before:", "after:", "on:", "lang:", "tag:",
                  "is:unread", "has:note", "*layan*", " OR ", " NOT "):  # fmt: skip
        assert field in help_text
    assert all(len(line) <= 80 for line in help_text.splitlines())


def test_a_search_loads_neither_notebook_nor_screen(
    program: Callable[..., Any], seeds: Path
) -> None:
    code = (
        "import sys; from reader.cli import main; main(sys.argv[1:]);"
        " print(*sys.modules, file=sys.stderr)"
    )
    done = program("search", "asn", seeds, python=("-c", code))
    loaded = set(done.stderr.split())
    assert "reader.library.search.hits" in loaded
    assert not loaded & {"textual", "rich", "tinydb", "reader.notebook.notebook"}
