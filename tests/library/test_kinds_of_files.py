"""Texts, pages and files of rows, in the letters and packings that they come in."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import sanitise
from reader.errors import ReaderError
from reader.library import Library, Row, open_path
from reader.library.reading import readings
from reader.library.row import Reading
from reader.library.sources import records
from reader.library.sources.known import iso

Open = Callable[..., Library]
TEXT = 'Kafé di Menteng\n\n"Kopinya enak sekali," kata Andi Wijaya.\n'


def scanned(library: Library, *how: Any, **further: Any) -> tuple[Row, ...]:
    """What a library has after a look at the disk."""
    library.scan(*how, **further)
    return tuple(library.rows())


def only_row(library: Library) -> Row:
    (row,) = scanned(library)
    return row


def read_bytes(folder: Path, data: bytes, name: str = "a.txt") -> Reading:
    (folder / name).write_bytes(data)
    (one,) = readings(str(folder / name))
    return one


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_the_same_in_any_unicode(tmp_path: Path, encoding: str) -> None:
    row = read_bytes(tmp_path, TEXT.encode(encoding))
    assert row.id == read_bytes(tmp_path, TEXT.encode()).id
    assert (len(row.quotes), row.error, row.warning) == (1, None, None)


def test_utf16_of_the_other_byte_order_is_read(tmp_path: Path) -> None:
    row = read_bytes(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert row.id == read_bytes(tmp_path, TEXT.encode()).id


def test_windows_letters_are_read_with_a_warning(tmp_path: Path) -> None:
    row = read_bytes(tmp_path, "\u201cKopinya enak,\u201d kata Andi di kafé.".encode("cp1252"))
    assert "Windows-1252" in (row.warning or "")
    text = open_path(tmp_path / "a.txt").article.text
    assert text == "\u201cKopinya enak,\u201d kata Andi di kafé."


def test_what_is_not_a_text_says_so(tmp_path: Path) -> None:
    for data in (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", TEXT.encode("utf-16-le"), b"\0" * 500):
        assert "not a text file" in (read_bytes(tmp_path, data).error or "")


def test_a_text_in_utf32_is_read(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, TEXT.encode("utf-32")).id == read_bytes(tmp_path, TEXT.encode()).id


def test_a_few_broken_letters_do_not_spoil_the_others(tmp_path: Path) -> None:
    good = "“Kopinya enak,” kata Andi di kafé – “sungguh,” tambahnya. "
    data = (good * 9).encode() + good.encode("cp1252") + "…".encode()[:2]
    row = read_bytes(tmp_path, data)
    assert row.warning is not None
    assert "broken letters" in row.warning
    text = open_path(tmp_path / "a.txt").article.text
    assert text.startswith(good)
    assert "\ufffdKopinya" in text


LINES = ("Loket pajak dibuka", "", "Warga antre sejak pagi.", "", '"Kami siap," kata Ratna Dewi.')


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_lines_end_in_many_ways(tmp_path: Path, end: str) -> None:
    row = read_bytes(tmp_path, end.join(LINES).encode())
    assert row.id == read_bytes(tmp_path, "\n".join(LINES).encode()).id
    assert (row.title, len(row.quotes)) == ("Loket pajak dibuka", 1)
    rows = rows_file(tmp_path, [{"text": end.join(LINES)}])
    assert open_path(rows).article.id == row.id


def test_a_text_without_a_line_end_is_read(tmp_path: Path) -> None:
    sentence = '"Kami siap melayani," kata Ratna Dewi di loket baru. '
    row = read_bytes(tmp_path, sentence.encode() * 20_000)
    assert (row.error, len(row.quotes)) == (None, 20_000)


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    for data in (b"", b" \n\n ", b"\xef\xbb\xbf"):
        row = read_bytes(tmp_path, data)
        assert (row.id, row.error) == ("", "There is no text in it.")


def test_a_packed_text_is_read(tmp_path: Path, open_library: Open) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    assert only_row(open_library(path)).quotes == 1


def test_half_a_packed_file_says_what_to_do(tmp_path: Path) -> None:
    whole = gzip.compress(TEXT.encode())
    for data in (whole[:20], b"bukan gzip", whole[:-6] + b"rusak!"):
        error = read_bytes(tmp_path, data, "a.txt.gz").error
        assert error == "The file is not a whole gzip file: fetch it again."


def test_a_small_file_that_unpacks_to_a_mountain_is_not_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.sources.LARGEST", 1000)
    row = read_bytes(tmp_path, gzip.compress(b"a" * 5000), "a.txt.gz")
    assert "too large" in (row.error or "")


def rows_file(folder: Path, rows: list[object], name: str = "panen.jsonl") -> Path:
    path = folder / name
    data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


ROWS: list[object] = [
    {"text": TEXT, "title": "Kafé baru", "url": "https://contoh.id/1", "date": "2022-11-29"},
    {"content": "Tanpa judul.\n\nSebuah berita.", "timestamp": 1615797240},
    {"text": 'Ketiga\n\n"Ya," kata Siti.', "publisher": "Harian Contoh", "author": ["Ani", "Bo"]},
]


@pytest.mark.parametrize("name", ["panen.jsonl", "panen.jsonl.gz", "panen.json.gz"])
def test_each_row_of_a_file_is_an_article(tmp_path: Path, open_library: Open, name: str) -> None:
    path = rows_file(tmp_path, ROWS, name)
    library = open_library(path)
    rows = {row.path: row for row in scanned(library)}
    assert set(rows) == {f"{path}#1", f"{path}#2", f"{path}#3"}
    first, third = rows[f"{path}#1"], rows[f"{path}#3"]
    assert (first.title, first.published, first.quotes) == ("Kafé baru", "2022-11-29", 1)
    assert library.known_fields(first)["url"] == "https://contoh.id/1"
    article = library.article(third)
    assert article.id == third.id
    assert (article.publisher, article.authors) == ("Harian Contoh", ("Ani", "Bo"))


def test_what_a_row_says_is_not_called_inferred(tmp_path: Path, open_library: Open) -> None:
    library = open_library(rows_file(tmp_path, ROWS))
    article = library.article(library.find("Kafé baru"))
    assert {"title", "published"}.isdisjoint(article.inferred)
    assert article.given == ("title", "published")


def test_the_time_of_a_crawl_is_a_date_only_where_there_is_no_other(
    tmp_path: Path, open_library: Open
) -> None:
    library = open_library(rows_file(tmp_path, ROWS))
    article = library.article(library.find(f"{tmp_path}/panen.jsonl#2"))
    assert article.published == "2021-03-15T08:34+00:00"
    assert "published" in article.inferred
    dated = {"text": TEXT, "date": "2020-01-02", "timestamp": 1615797240}
    assert open_path(rows_file(tmp_path, [dated], "satu.jsonl")).article.published == "2020-01-02"


def test_a_list_and_a_lone_object_are_read(tmp_path: Path, open_library: Open) -> None:
    (tmp_path / "daftar.json").write_text(json.dumps(ROWS, indent=2), "utf-8")
    (tmp_path / "satu.json").write_text(json.dumps(ROWS[0], indent=2), "utf-8")
    (tmp_path / "pendek.json").write_text(json.dumps(ROWS[2]), "utf-8")
    library = open_library(tmp_path)
    assert sorted(row.path.removeprefix(f"{tmp_path}/") for row in scanned(library)) == [
        "daftar.json#1",
        "daftar.json#2",
        "daftar.json#3",
        "pendek.json",
        "satu.json",
    ]
    for row in library.rows():
        assert library.article(row).id == row.id
    assert open_path(tmp_path / "pendek.json").article.publisher == "Harian Contoh"


@pytest.mark.parametrize(
    "layout",
    ["[\n{}\n]\n", "[{}]", "[\n\n{},\n]", "\ufeff[\n{}\n]", "{}"],
    ids=["crawler", "close", "open", "marked", "no list"],
)
@pytest.mark.parametrize("name", ["panen.json", "panen.jsonl", "panen.json.gz"])
def test_a_list_with_an_item_a_line_is_read_line_by_line(
    tmp_path: Path,
    open_library: Open,
    monkeypatch: pytest.MonkeyPatch,
    layout: str,
    name: str,
) -> None:
    items = ",\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS * 9)
    data = layout.replace("{}", items).encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    # It is larger than what is read as a whole, and its rows are not.
    monkeypatch.setattr("reader.library.sources.LARGEST", 1000)
    monkeypatch.setattr("reader.library.faults.LARGEST", 1000)
    monkeypatch.setattr(records, "LARGEST", 1000)
    library = open_library(path)
    library.scan()
    rows = list(library.rows())
    assert [row.error for row in rows] == [None] * 27
    for row in rows:
        assert library.article(row).id == row.id


ANSWERS = (
    {"status": "ok", "totalResults": 3, "articles": ROWS},
    {"response": {"status": "ok", "results": ROWS}},
    {"meta": [{"page": 1}, {"page": 2}, {"page": 3}, {"page": 4}], "data": ROWS},
)


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_articles_in_an_answer_of_the_web_are_read(
    tmp_path: Path, open_library: Open, answer: object
) -> None:
    for name, indent in (("a.json", None), ("b.json", 2)):
        (tmp_path / name).write_text(json.dumps(answer, indent=indent), "utf-8")
    library = open_library(tmp_path)
    library.scan()
    rows = list(library.rows())
    assert {Path(row.path).name for row in rows} == {
        f"{a}.json#{n}" for a in "ab" for n in (1, 2, 3)
    }
    for row in rows:
        assert library.article(row).id == row.id


def test_an_object_that_is_an_article_may_hold_lists(tmp_path: Path) -> None:
    row = {"text": TEXT, "related": [{"text": "Lain."}, {"text": "Lagi."}]}
    assert read_bytes(tmp_path, json.dumps(row).encode(), "a.json").number == 0
    nothing = {"articles": [], "related": [{"judul": "x"}]}
    error = read_bytes(tmp_path, json.dumps(nothing).encode(), "a.json").error
    assert error == "The file holds no article: it has no “text” or “content”."


def test_rows_have_their_fields_under_many_names(tmp_path: Path) -> None:
    row = {
        "isi": TEXT,
        "judul": "Kafé baru",
        "tanggal": "Selasa, 29 November 2022 10:15 WIB",
        "source": {"id": None, "name": "Harian Contoh"},
        "author": [{"@type": "Person", "name": "Ani Wijaya"}, "Bo"],
    }
    article = open_path(rows_file(tmp_path, [row])).article
    assert (article.title, article.publisher) == ("Kafé baru", "Harian Contoh")
    assert article.published == "2022-11-29T10:15+07:00"
    assert article.authors == ("Ani Wijaya", "Bo")


def test_rows_in_utf16_are_read(tmp_path: Path, open_library: Open) -> None:
    path = tmp_path / "panen.jsonl"
    lines = "\r\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
    path.write_bytes(lines.encode("utf-16"))
    library = open_library(path)
    assert [row.title for row in scanned(library) if row.published == "2022-11-29"] == ["Kafé baru"]
    assert all(library.article(row).id == row.id for row in library.rows())


def test_faulty_rows_are_named_by_their_line_and_the_rest_read(
    tmp_path: Path, open_library: Open
) -> None:
    path = tmp_path / "panen.jsonl"
    good = json.dumps({"text": TEXT})
    path.write_text(f'{good}\n\n{{"text": \n[1]\n{{"judul": "x"}}\n{good}\n', "utf-8")
    rows = {row.path.rpartition("#")[2]: row for row in scanned(open_library(path))}
    assert rows["3"].error == "Line 3 is not JSON."
    assert rows["4"].error == "Row 4 holds no article."
    assert rows["5"].error == "Row 5 holds no article: it has no “text” or “content”."
    assert rows["1"].error is rows["6"].error is None


def test_a_thousand_faulty_rows_do_not_fill_the_list(tmp_path: Path, open_library: Open) -> None:
    path = tmp_path / "panen.jsonl"
    path.write_text("rusak\n" * 1000 + json.dumps({"text": TEXT}) + "\n", "utf-8")
    rows = scanned(open_library(path))
    assert len(rows) == records.FAULTS_SHOWN + 2
    assert any("990 more rows" in (row.error or "") for row in rows)
    assert sum(row.error is None for row in rows) == 1


def test_blank_lines_are_stepped_over_and_counted(tmp_path: Path, open_library: Open) -> None:
    good = json.dumps({"text": TEXT}).encode()
    data = b"\n" * 70_000 + b"\r\n" * 70_000 + good + b"\n\n \n" + good
    for name, written in (("a.jsonl", data), ("a.jsonl.gz", gzip.compress(data))):
        (tmp_path / name).write_bytes(written)
        library = open_library(tmp_path / name)
        library.scan()
        rows = sorted(library.rows(), key=lambda row: row.path)
        assert [row.path.rpartition("#")[2] for row in rows] == ["140001", "140004"]
        assert {library.article(row).id for row in rows} == {rows[0].id}


def test_a_file_of_rows_without_an_article_is_given_up(
    tmp_path: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "HOPELESS", 500)
    path = tmp_path / "catatan.jsonl"
    path.write_text("12:00 GET /\n" * 1000, "utf-8")
    rows = sorted(readings(str(path)), key=lambda one: one.number)
    assert len(rows) == records.FAULTS_SHOWN + 1
    assert rows[-1].error == "Its first 500 rows hold no article: it is left alone."
    path.write_text(json.dumps({"text": TEXT}) + "\n" + "12:00 GET /\n" * 1000, "utf-8")
    assert "990 more rows" in (tuple(readings(str(path)))[-1].error or "")


def test_a_line_too_long_is_named_and_the_next_read(
    tmp_path: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "LARGEST", 400)
    path = tmp_path / "panen.jsonl"
    lines = [json.dumps({"text": text}) for text in (TEXT, "x" * 3000, TEXT + "Akhir.")]
    path.write_text("\n".join(lines), "utf-8")
    library = open_library(path)
    rows = {row.path.rpartition("#")[2]: row for row in scanned(library)}
    assert rows["2"].error == "Line 2 is too long for an article."
    assert library.article(rows["3"]).text.endswith("Akhir.")


def test_json_made_to_break_a_parser_is_only_a_faulty_row(tmp_path: Path) -> None:
    deep = "[" * 100_000
    for data in (deep, '{"text": ' + deep, '{"text": 1e999}', "\ud800".encode("utf-8", "replace")):
        data = data if isinstance(data, bytes) else data.encode()
        assert read_bytes(tmp_path, data, "a.json").error
        assert read_bytes(tmp_path, data, "a.jsonl").error


def test_rows_that_moved_in_their_file_are_not_taken_for_each_other(
    tmp_path: Path, open_library: Open
) -> None:
    path = rows_file(tmp_path, ROWS)
    library = open_library(path)
    last = library.find(f"{path}#3")
    rows_file(tmp_path, [{"text": "Yang baru."}, *ROWS])
    with pytest.raises(ReaderError, match=r"#3: The file has changed"):
        library.article(last)
    rows_file(tmp_path, [{"text": "Lain lagi, jauh lebih panjang dari semula."}, *ROWS[1:]])
    assert library.article(last).id == last.id


def test_what_a_row_said_is_empty_once_nobody_can_be_asked(
    tmp_path: Path, open_library: Open
) -> None:
    path = rows_file(tmp_path, ROWS)
    library = open_library(path)
    row = library.find(f"{path}#3")
    assert library.known_fields(row)["publisher"] == "Harian Contoh"
    rows_file(tmp_path, ROWS[:1])
    assert library.known_fields(row) == {}
    path.unlink()
    assert library.known_fields(row) == {}


def test_a_text_file_says_nothing_beside_its_text(folder: Path, open_library: Open) -> None:
    library = open_library(folder)
    assert [library.known_fields(row) for row in scanned(library)] == [{}, {}, {}]


def test_escapes_in_a_row_never_reach_the_list(tmp_path: Path, open_library: Open) -> None:
    row = {"text": TEXT, "title": "\x1b[31mMerah\nsekali\u202e", "publisher": "\x07Bel"}
    seen = only_row(open_library(rows_file(tmp_path, [row])))
    assert (seen.title, seen.publisher) == ("Merah sekali", "Bel")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2022-11-29", "2022-11-29"),
        ("2022-11", "2022-11"),
        ("2022-11-29 10:15:00", "2022-11-29T10:15"),
        ("2022-11-29T10:15:07Z", "2022-11-29T10:15:07+00:00"),
        ("2021-03-15T15:34+07:00", "2021-03-15T15:34+07:00"),
        ("2022-11-29 00:00:00", "2022-11-29"),
        ("Tue, 29 Nov 2022 10:00:00 +0700", "2022-11-29T10:00+07:00"),
        (1615797240, "2021-03-15T08:34+00:00"),
        (1615797240000, "2021-03-15T08:34+00:00"),
        ("Senin, 15 Maret 2021 15:34 WIB", "2021-03-15T15:34+07:00"),
        ("29/11/2022", "2022-11-29"),
        ("March 15, 2021 3:34 pm", "2021-03-15T15:34"),
        ("kemarin", ""),
        ("2022-02-31", ""),
        (True, ""),
        (None, ""),
        (1e300, ""),
        (float("nan"), ""),
    ],
)
def test_dates_of_rows_are_written_one_way(given: object, expected: str) -> None:
    assert iso(given) == expected


@settings(deadline=None)  # it writes to the disk
@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".json", ".jsonl", ".txt.gz"]))
def test_any_bytes_give_rows_that_can_be_drawn(data: bytes, ending: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        path.write_bytes(data)
        rows = list(readings(str(path)))
    for row in rows:
        assert bool(row.id) != bool(row.error)
        title = row.title or ""
        assert sanitise(title) == title
        assert "\n" not in title
        (title + (row.error or "")).encode()
    assert rows


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://news.detik.com/berita/d-1/pasar", "detik.com"),
        ("http://www.lereng.go.id/berita?id=1", "lereng.go.id"),
        ("https://kabar.lereng.co.id:8080/a", "lereng.co.id"),
        ("//m.tebing.com.my/a", "tebing.com.my"),
        ("https://warta-lereng.blogspot.com/2013/", "warta-lereng.blogspot.com"),
        ("https://127.0.0.1/a", None),
        ("not an address", None),
        ("", None),
    ],
)
def test_an_address_tells_the_outlet_that_the_text_does_not(
    tmp_path: Path, url: str, outlet: str | None
) -> None:
    text = "Pasar Lama Dibuka\n\nWarga desa datang sejak pagi ke pasar itu pada hari Senin.\n"
    article = open_path(rows_file(tmp_path, [{"text": text, "url": url}])).article
    assert article.publisher == outlet
    assert ("publisher" in article.inferred) == (outlet is not None)


def test_an_outlet_that_the_row_names_beats_its_address(tmp_path: Path) -> None:
    text = "Pasar Lama Dibuka\n\nWarga desa datang sejak pagi ke pasar itu pada hari Senin.\n"
    row = {"text": text, "url": "https://www.lereng.id/a", "outlet": "Warta Lereng"}
    article = open_path(rows_file(tmp_path, [row])).article
    assert article.publisher == "Warta Lereng"
    assert "publisher" not in article.inferred
