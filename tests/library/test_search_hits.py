"""What a search of a library finds, where its hits open, and what it says of them."""

import gzip
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.library import Library, Own, State
from reader.library.search import Hit, Hits, hits
from reader.library.search.letters import letters
from reader.library.search.marks import Body, Marker
from reader.library.search.parsing import parse
from reader.library.search.snippets import WIDTH, around
from reader.library.search.tree import sought
from reader.notebook import Notebook

Open = Callable[..., Library]

FLOOD = """\
Banjir Rendam Sawah di Lembah Wungu

Kabar Pesisir | 3 Maret 2024, 09:15 WIB

WUNGU, KABAR PESISIR - Banjir merendam dua ratus hektare sawah di Lembah Wungu sejak Minggu \
(3/3/2024). Petani memanen lebih awal supaya padi tidak busuk.

"Kami melayani warga di dapur umum dan membagi air bersih setiap pagi," kata Kepala Desa Wungu, \
Rahmat Hidayat, di balai desa.

Baca Juga: Jembatan Gantung Putus Diterjang Angin

Menurut dia, tanggul
sungai belum diperbaiki sejak tahun lalu.
"""
MARKET = """\
Pelayanan Pasar Ikan Pindah ke Gedung Baru

Suara Teluk | 5 April 2024, 10:00 WIB

TELUK BIRU, SUARA TELUK - Layanan pasar ikan pindah ke gedung baru, Jumat (5/4/2024). Pedagang \
membayar sewa yang sama, dan air bersih mengalir ke setiap lapak.

"Lapak sudah dibagi rata," ujar Siti Marlina, ketua pedagang.
"""
ROAD = """\
Road to the Harbour Opens Again

The road to the harbour opened on Monday after two months of repairs, the town said. \
Lorries used the old road until then.
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    root = tmp_path / "berita"
    root.mkdir()
    for name, text in (("banjir", FLOOD), ("pasar", MARKET), ("road", ROAD)):
        (root / f"{name}.txt").write_text(text, "utf-8")
    return root


@pytest.fixture
def library(news: Path, open_library: Open) -> Library:
    library = open_library(news)
    library.scan()
    return library


def names(found: Hits | Sequence[Hit]) -> list[str]:
    """The names of the files in which something was found."""
    shown = found.slice(0, len(found)) if isinstance(found, Hits) else found
    return [Path(hit.row.path).stem for hit in shown]


def words_of(library: Library, hit: Hit) -> list[str]:
    """What stands in the article's text where the hit says that the words are."""
    text = library.article(hit.row).text
    return [text[start:end] for start, end in hit.spans]


def emphasised(hit: Hit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.marks]


def test_a_hit_says_where_its_words_are_in_the_text(library: Library) -> None:
    (hit,) = library.search("sawah").slice(0, 9)
    assert words_of(library, hit) == ["Sawah", "sawah"]
    assert library.article(hit.row).text[hit.start : hit.end] == "sawah"


def test_a_snippet_shows_the_words_in_their_sentence(library: Library) -> None:
    (hit,) = library.search('"dapur umum"').slice(0, 9)
    assert emphasised(hit) == ["dapur umum"]
    assert "melayani warga di dapur umum dan membagi" in hit.snippet
    assert "\n" not in hit.snippet


def test_a_snippet_is_taken_where_most_of_the_words_stand_together(library: Library) -> None:
    (hit,) = library.search("Wungu desa balai").slice(0, 9)
    assert {word.casefold() for word in emphasised(hit)} >= {"wungu", "desa", "balai"}


def test_the_words_in_the_title_are_marked_there_too(library: Library) -> None:
    (hit,) = library.search("harbour").slice(0, 9)
    title = hit.row.title or ""
    assert [title[start:end] for start, end in hit.title_marks] == ["Harbour"]


def test_what_a_reader_does_not_see_is_not_found(library: Library) -> None:
    assert "Jembatan Gantung" in FLOOD
    assert len(library.search("jembatan")) == 0


def test_a_phrase_is_found_over_the_end_of_a_wrapped_line(library: Library) -> None:
    (hit,) = library.search('"tanggul sungai belum"').slice(0, 9)
    assert words_of(library, hit) == ["tanggul", "sungai belum"]
    assert emphasised(hit) == ["tanggul sungai belum"]


def test_letters_between_asterisks_find_a_word_with_all_its_affixes(library: Library) -> None:
    found = library.search("*layan*")
    assert sorted(names(found)) == ["banjir", "pasar"]
    words = {word for hit in found.slice(0, 9) for word in words_of(library, hit)}
    assert words == {"melayani", "Pelayanan", "Layanan"}


def test_a_word_with_an_asterisk_that_stands_for_many_words_finds_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = set(names(library.search("*nya*"))), set(names(library.search("air *and*")))
    monkeypatch.setattr(hits, "FEW", 0)
    many = set(names(library.search("*nya*"))), set(names(library.search("air *and*")))
    assert few == many


def test_a_title_that_has_the_word_comes_before_a_text_that_has_it(
    library: Library, news: Path
) -> None:
    for number in range(8):
        (news / f"lain{number}.txt").write_text(ROAD + f"Berita lain nomor {number}.\n", "utf-8")
    (news / "satu.txt").write_text(ROAD + "\nHarga sewa pasar naik lagi.\n", "utf-8")
    library.scan()
    found = library.search("pasar")
    assert names(found) == ["pasar", "satu"]
    assert not found.newest_first
    scores = [hit.score for hit in found.slice(0, 9)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0


def test_newest_first_when_it_is_asked_for(library: Library) -> None:
    assert names(library.search("air bersih", newest_first=True)) == ["pasar", "banjir"]


def test_a_word_that_very_many_have_comes_newest_first(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "RANKED", 1)
    found = library.search("air")
    assert found.newest_first
    assert names(found) == ["pasar", "banjir"]
    assert not library.search("air", newest_first=False).newest_first


def test_all_hits_can_be_had_beyond_those_that_were_fetched_first(
    library: Library, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "FIRST", 2)
    for number in range(5):
        (news / f"lain{number}.txt").write_text(ROAD + f"Berita lain nomor {number}.\n", "utf-8")
    library.scan()
    found = library.search("harbour", newest_first=True)
    assert len(found) == 6
    assert len(set(names(found.slice(0, 6)))) == 6
    assert names(found.slice(4, 9)) == names(found)[4:]
    assert len(library.search("harbour is:unread", newest_first=True)) == 6


def test_hits_that_were_shown_stay_in_their_places_when_news_come_in(
    library: Library, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "FIRST", 1)
    found = library.search("air", newest_first=True)
    first = names(found.slice(0, 1))
    (news / "baru.txt").write_text(MARKET.replace("2024", "2025") + "\nKabar baru.\n", "utf-8")
    library.scan()
    assert first == ["pasar"]
    assert names(found.slice(0, 1)) == first
    assert len(set(names(found.slice(0, 9)))) == len(found)


def test_speaker_finds_who_is_quoted_and_opens_at_the_quote(library: Library) -> None:
    (hit,) = library.search("speaker:rahmat").slice(0, 9)
    (words,) = words_of(library, hit)
    assert words.startswith("Kami melayani warga")
    assert hit.snippet.startswith("…Kami melayani warga")
    assert (hit.start, hit.end) == hit.spans[0]


def test_words_beside_a_speaker_are_shown_where_that_person_says_them(library: Library) -> None:
    (hit,) = library.search("speaker:rahmat warga OR desa").slice(0, 9)
    text = library.article(hit.row).text
    assert text[hit.start : hit.end] == "warga"
    assert text[: hit.start].endswith("Kami melayani ")


def test_filters_alone_list_what_they_leave_newest_first(library: Library) -> None:
    found = library.search("lang:id")
    assert names(found) == ["pasar", "banjir"]
    (first, _) = found.slice(0, 9)
    assert first.spans == ()
    assert first.snippet.startswith("TELUK BIRU, SUARA TELUK - Layanan pasar")


def test_it_says_how_many_hits_each_filter_hides(library: Library, home: Path) -> None:
    State().mark_read(library.search("sawah").rows(0, 1)[0].id)
    own = Own(seen=next(home.rglob("state.sqlite")))
    found = library.search("air before:2024-05 is:unread", own)
    assert names(found) == ["pasar"]
    assert [(one.filter, one.articles) for one in found.hidden] == [
        ("is:unread", 1),
        ("before:2024-05 is:unread", 1),
    ]
    assert library.search("air", own).hidden == ()
    assert library.search("is:unread", own).hidden == ()


def test_a_changed_file_is_found_by_its_new_words_alone(library: Library, news: Path) -> None:
    (news / "road.txt").write_text(ROAD.replace("Lorries", "Tractors"), "utf-8")
    library.scan()
    assert names(library.search("tractors")) == ["road"]
    assert names(library.search("lorries")) == []
    assert len(library.search("harbour")) == 1


def test_a_removed_file_is_found_no_more(library: Library, news: Path) -> None:
    (news / "road.txt").unlink()
    library.scan()
    assert len(library.search("harbour")) == 0
    assert len(library.search("harbour", newest_first=True)) == 0


def test_hits_of_a_file_that_changed_meanwhile_say_so(library: Library, news: Path) -> None:
    (news / "road.txt").write_text("Editor's note.\n\n" + ROAD, "utf-8")
    (hit,) = library.search("lorries").slice(0, 9)
    assert "changed" in (hit.trouble or "")
    assert emphasised(hit) == ["Lorries"]


def test_hits_of_a_file_that_is_gone_meanwhile_say_so(library: Library, news: Path) -> None:
    found = library.search("lorries")
    (news / "road.txt").unlink()
    (hit,) = found.slice(0, 9)
    assert "gone" in (hit.trouble or "")
    library.scan()
    assert names(found.slice(0, 9)) == ["?"]


def test_a_file_that_cannot_be_read_is_found_by_its_error(library: Library, news: Path) -> None:
    (news / "kosong.txt").write_text("\n", "utf-8")
    library.scan()
    (hit,) = library.search("has:error").slice(0, 9)
    assert hit.trouble == hit.row.error


def test_rows_of_a_packed_file_open_at_their_words(open_library: Open, tmp_path: Path) -> None:
    file = tmp_path / "berita.jsonl.gz"
    rows = [{"title": f"Berita {n}", "text": f"{text}\nNomor {n}."} for n, text in
            enumerate((FLOOD, MARKET, ROAD))]  # fmt: skip
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    library = open_library(file)
    library.scan()
    (hit,) = library.search("lorries").slice(0, 9)
    assert hit.row.path.endswith("#3")
    assert words_of(library, hit) == ["Lorries"]


def test_a_title_that_only_the_row_gives_is_found(open_library: Open, tmp_path: Path) -> None:
    file = tmp_path / "berita.jsonl"
    file.write_text(json.dumps({"title": "Kabar Bandeng", "text": ROAD}), "utf-8")
    library = open_library(file)
    library.scan()
    (hit,) = library.search("bandeng").slice(0, 9)
    assert hit.spans == ()
    assert hit.title_marks == ((6, 13),)
    assert hit.snippet.startswith("The road to the harbour")


def test_what_the_user_set_is_what_is_found(library: Library, home: Path) -> None:
    notebook = Notebook()
    row = library.search("sawah").rows(0, 1)[0]
    article, path = library.article(row), str(Path(row.path).resolve())
    for field, value in (
        ("title", "Tanah Longsor"), ("publisher", "Warta Gunung"), ("published", "2019-05-01"),
    ):  # fmt: skip
        notebook.correct(article, path, field, value)
    own = Own(corrections=notebook.all_corrections())
    for query in ("longsor", "title:longsor air", "outlet:gunung", "before:2020", '"tanah long"*',
                  "longsor OR tidakada", "longsor outlet:warta", "air outlet:warta"):  # fmt: skip
        assert names(library.search(query, own)) == ["banjir"], query
        assert names(library.search(query, own, newest_first=True)) == ["banjir"], query
        assert [row.title for row in library.view(keep=query, own=own).rows(0, 9)] == [
            "Tanah Longsor"
        ], query
    for query in ("outlet:pesisir", "on:2024-03", "sawah -longsor"):
        assert names(library.search(query, own)) == [], query


def test_a_list_is_filtered_by_the_same_language(library: Library) -> None:
    view = library.view(keep="air -pasar OR lang:en")
    assert sorted(Path(row.path).stem for row in view.rows(0, 9)) == ["banjir", "road"]


PIECES = [
    "air", "pasar", "*layan*", "*kan", "la*", "OR", "NOT", "(", ")", "lang:id", "has:quote", "road",
    "before:2024-04", '"air bersih"', "speaker:rahmat", "title:pasar", "title:*asa*", "-", "*and*",
    "outlet:kabar", '"', "'", "*", "^", "{body}:", "NEAR(", "+", "\\", "%", ";", "é", "漢",
]  # fmt: skip
QUERIES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(" ".join)


def test_ranked_newest_and_filtered_are_the_same_articles(library: Library) -> None:
    begun = library.catalog.generation

    @settings(max_examples=200, deadline=None)
    @given(query=st.one_of(QUERIES, st.text(max_size=20)))
    def law(query: str) -> None:
        try:
            ranked = library.search(query, newest_first=False)
        except ReaderError:
            return
        newest = library.search(query, newest_first=True)
        keys = [row.key for row in ranked.rows(0, len(ranked))]
        assert len(keys) == len(set(keys)) == len(newest)
        view = library.view(keep=query)
        assert [row.key for row in newest.rows(0, 99)] == [r.key for r in view.rows(0, len(view))]
        assert set(keys) == {row.key for row in newest.rows(0, 99)}
        ranked.slice(0, 9)
        assert all(one.articles > 0 for one in ranked.hidden)
        # A catalog that SQLite complains of is made anew: nothing of the kind has happened.
        assert library.catalog.generation == begun

    law()


def test_a_word_that_an_article_has_a_hundred_thousand_times_costs_no_more_than_that() -> None:
    body = "yang " * 100_000
    marks = tuple((at, at + 4) for at in range(0, len(body), 5))
    snippet = around(body, marks, marks)
    assert snippet.text.startswith("yang yang")
    assert {snippet.text[start:end] for start, end in snippet.marks} == {"yang"}


TEXTS = st.lists(
    st.text(st.sampled_from("aAbé ﬁ漢\u0301-'’“”.,\u00a0"), max_size=12), max_size=6
).map("\n".join)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(text=TEXTS, data=st.data())
def test_every_place_of_a_word_is_found_and_nothing_else(text: str, data: st.DataObject) -> None:
    lines = [
        (line.start(), line.end())
        for line in re.finditer(r"[^\n]+", text)
        if data.draw(st.booleans())
    ]
    body = Body(text, lines)
    words = letters().words(body.text)
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    with Marker(sought(parse(f'"{word}"'))) as marker:
        ((_, found),) = marker.places([("", body.text)])
    spans = body.whole(found)
    assert len(found) == words.count(word)
    assert all(any(a <= start and end <= b for a, b in lines) for start, end in spans)
    assert all(letters().words(text[start:end]) == [word] for start, end in spans)


@settings(deadline=None, max_examples=300)
@given(
    words=st.lists(
        st.text(st.sampled_from("abé漢 \n\u00a0"), min_size=1, max_size=30), min_size=1, max_size=40
    ),
    data=st.data(),
)
def test_a_snippet_is_one_line_that_shows_what_it_was_made_for(
    words: list[str], data: st.DataObject
) -> None:
    body = " ".join(words)
    found = [(m.start(), m.end()) for m in re.finditer(r"\S+", body)]
    marks = [span for span in found if data.draw(st.booleans())]
    if not marks:
        return
    snippet = around(body, marks, marks)
    assert "\n" not in snippet.text
    assert len(snippet.text) <= max(WIDTH, snippet.at[1] - snippet.at[0]) + 80
    shown = [snippet.text[start:end] for start, end in snippet.marks]
    assert body[slice(*snippet.at)] in shown
    assert set(shown) <= {body[a:b] for a, b in marks}
