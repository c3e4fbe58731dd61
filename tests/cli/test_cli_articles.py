"""`list`, `show`, `quotes`: what a person or a program gets to see of the articles."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

LIST_FIELDS = {
    "id", "path", "title", "publisher", "published", "language", "words", "quotes", "error",
}  # fmt: skip
SHOW_FIELDS = {
    "id", "path", "language", "title", "publisher", "section", "published", "place", "authors",
    "editors", "source", "inferred", "text", "lines", "quotes",
}  # fmt: skip
QUOTE_FIELDS = {"start", "end", "text", "speaker", "mention", "role", "cue", "attribution"}


def test_list_prints_one_object_an_article(run: Run, seeds: Path) -> None:
    done = run("list", seeds, "--json")
    assert done.status == 0
    assert len(done.objects) == 5
    for found in done.objects:
        assert set(found) == LIST_FIELDS
        assert re.fullmatch(r"[0-9a-f]{64}", found["id"])
        assert Path(found["path"]).parent == seeds
        assert found["error"] is None


def test_without_a_library_the_first_list_is_of_the_samples(run: Run, seeds: Path) -> None:
    assert run("list").out == run("list", seeds).out


def test_to_a_pipe_each_article_is_a_line_of_seven_fields(run: Run, seeds: Path) -> None:
    done = run("list", seeds)
    assert [len(row) for row in done.rows] == [7] * 5
    objects = run("list", seeds, "--json").objects
    assert [row[-1] for row in done.rows] == [found["path"] for found in objects]
    assert [row[0] for row in done.rows] == [found["id"][:12] for found in objects]
    assert "\x1b" not in done.out


def test_a_file_that_cannot_be_read_is_listed_with_its_error(run: Run, article: Path) -> None:
    (article.parent / "empty.txt").write_bytes(b"")
    done = run("list", article.parent)
    assert done.status == 0
    (fault,) = [row for row in done.rows if row[-1].endswith("empty.txt")]
    assert fault[0] == "-"
    assert fault[5].endswith(".")
    (found,) = [o for o in run("list", article.parent, "--json").objects if o["error"]]
    assert found["id"] == ""


def test_an_empty_folder_is_said_to_be_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    done = run("list", tmp_path / "nothing")
    assert (done.status, done.out) == (0, "")
    assert "no articles" in done.err


def test_show_json_follows_the_contract(run: Run, seeds: Path) -> None:
    paths = sorted(map(str, seeds.iterdir()))
    done = run("show", "--json", *paths)
    assert done.status == 0
    assert [found["path"] for found in done.objects] == paths
    for found in done.objects:
        assert set(found) == SHOW_FIELDS
        assert all(set(quote) == QUOTE_FIELDS for quote in found["quotes"])
        text = found["text"]
        for quote in found["quotes"]:
            assert text[quote["start"] : quote["end"]] == quote["text"]
        physical = text.split("\n")
        assert [line["number"] for line in found["lines"]] == [
            number for number, line in enumerate(physical, start=1) if line.strip()
        ]
        for line in found["lines"]:
            assert text[line["start"] : line["end"]] == physical[line["number"] - 1].strip()
            assert line["reason"]


def test_the_samples_have_twenty_quotes(run: Run, seeds: Path) -> None:
    spoken = [quote for found in run("show", "--json", *seeds.iterdir()).objects
              for quote in found["quotes"]]  # fmt: skip
    assert len(spoken) == 20


def test_the_order_is_the_one_asked_for_and_a_path_stays_as_typed(
    run: Run, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(seeds)
    first, second = (path.name for path in sorted(seeds.iterdir())[:2])
    done = run("show", "--json", f"./{second}", first)
    assert [found["path"] for found in done.objects] == [f"./{second}", first]


def test_letters_are_printed_as_letters(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "kafé.txt"
    path.write_text("“Éclair, naïf,” kata Zoë.", encoding="utf-8")
    assert "“Éclair, naïf,”" in run("show", "--json", path).out


def test_show_prints_the_words_and_leaves_the_noise_out(run: Run, article: Path) -> None:
    done = run("show", article)
    assert "Warga Desa Sukamaju menanam seribu bibit bakau" in done.out
    assert "Harga Ikan Naik" not in done.out
    assert "\x1b" not in done.out
    assert "\t" not in done.out


def test_show_prints_the_title_once(run: Run, article: Path) -> None:
    assert run("show", article).out.count("Warga Desa Sukamaju Tanam Seribu Bakau") == 1


def test_show_raw_prints_the_page_as_it_came(run: Run, article: Path) -> None:
    assert run("show", "--raw", article).out == article.read_text(encoding="utf-8")


def test_the_numbers_that_show_prints_are_those_that_paragraph_takes(
    run: Run, article: Path
) -> None:
    numbered = [row for row in run("show", "--numbers", article).rows if len(row) == 2]
    assert len(numbered) > 3
    for number, text in numbered:
        words = run("bookmark", article, "--paragraph", number, "--json").objects[0]["words"]
        assert words.split()[-3:] == text.split()[-3:]


def test_several_articles_are_parted_by_a_form_feed(run: Run, seeds: Path) -> None:
    assert run("show", *seeds.iterdir()).out.count("\f") == 4


def test_an_article_is_found_by_the_beginning_of_its_id_and_by_its_title(
    run: Run, article: Path
) -> None:
    library = article.parent
    (row,) = run("list", library, "--json").objects
    for wanted in (row["id"], row["id"][:4], "seribu bakau", str(article)):
        (found,) = run("show", "--json", "--library", library, wanted).objects
        assert found["id"] == row["id"]


def test_a_title_that_names_two_is_refused_with_both(run: Run, article: Path) -> None:
    text = article.read_text(encoding="utf-8")
    (article.parent / "lagi.txt").write_text(text + "\nSelesai sudah.\n", encoding="utf-8")
    done = run("show", "--library", article.parent, "seribu bakau")
    assert (done.status, done.out) == (1, "")
    assert "2 articles" in done.err
    assert done.err.count("\n") == 1


def test_one_article_that_is_missing_does_not_keep_the_others(run: Run, article: Path) -> None:
    done = run("show", "--json", article, article.parent / "none.txt", article)
    assert done.status == 1
    assert len(done.objects) == 2
    assert done.err.count("\n") == 1
    assert "none.txt" in done.err


def test_a_row_of_a_file_of_rows_is_an_article(run: Run, tmp_path: Path, article: Path) -> None:
    path = tmp_path / "crawl.jsonl"
    text = article.read_text(encoding="utf-8")
    rows = [{"text": "Satu baris saja."}, {"text": text, "url": "https://example.org/bakau"}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (found,) = run("show", "--json", f"{path}#2").objects
    assert "seribu bibit bakau" in found["text"]
    assert found["path"] == f"{path}#2"


def test_quotes_says_who_said_what_where(run: Run, article: Path) -> None:
    done = run("quotes", article.parent)
    assert done.status == 0
    first, second = done.rows
    assert (first[1], second[1]) == ("1", "2")
    assert first[3] == "Kami ingin anak-anak kami masih melihat pantai ini,"
    assert first[-1] == second[-1] == str(article)
    objects = run("quotes", article.parent, "--json").objects
    assert set(objects[0]) == {
        "article", "path", "title", "publisher", "published", *QUOTE_FIELDS,
    }  # fmt: skip
    (shown,) = run("show", "--json", article).objects
    for found, quote in zip(objects, shown["quotes"], strict=True):
        assert {name: found[name] for name in QUOTE_FIELDS} == quote
        assert found["article"] == shown["id"]


@pytest.mark.parametrize("name", ["Rahmat Hidayat", "rahmat", "HIDAYAT", "rahmat  hidayat"])
def test_quotes_of_a_person_by_any_name(run: Run, article: Path, seeds: Path, name: str) -> None:
    done = run("quotes", article.parent, seeds, "--speaker", name)
    assert len(done.lines) == 2
    assert all(row[-1] == str(article) for row in done.rows)


def test_a_part_of_a_word_is_no_name(run: Run, article: Path) -> None:
    done = run("quotes", article.parent, "--speaker", "Rah")
    assert (done.status, done.out) == (0, "")
    assert "“Rah”" in done.err


def test_a_person_is_found_by_the_name_that_another_article_uses(run: Run, seeds: Path) -> None:
    short = run("quotes", seeds, "--speaker", "Jokowi", "--json").objects
    full = run("quotes", seeds, "--speaker", "Joko Widodo", "--json").objects
    assert len(full) > 4
    assert short == full
