"""Notes find their words again, or say that they are lost; never other words."""

import subprocess
import sys
import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.notebook.anchors import Anchor, Place, find_anchor, make_anchor
from reader.notebook.folding import fold

SEED = (Path(__file__).parents[2] / "seeds" / "000_b2c0e06d11d5086e.txt").read_text("utf-8")

QUOTE = "Jembatan itu dibuka pada hari Senin supaya warga dua desa tidak lagi menyeberang rakit,"
PAGE = (
    "Jembatan Baru di Kali Pandan\n\n"
    "KALI PANDAN - Warga dua desa memakai jembatan yang mereka tunggu sejak banjir besar.\n\n"
    f"“{QUOTE}” kata Lurah Sari Wulandari di tepi kali.\n\n"
    "Baca juga: Harga cabai turun di pasar lama\n\n"
    "Pembangunan memakan waktu sembilan bulan dan memakai kayu ulin dari gudang kecamatan.\n"
)


def identity(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def mark(text: str, words: str, nth: int = 0) -> Anchor:
    """The anchor of the words, at their first or a later occurrence."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return make_anchor(
        text, start, start + len(words), article=identity(text), path="a.txt", title="T"
    )


def words_at(place: Place, text: str) -> str:
    return text[place.start : place.end]


def find(anchor: Anchor, text: str) -> Place:
    return find_anchor(anchor, text, identity(text))


def test_an_anchor_keeps_the_words_their_surroundings_and_their_place() -> None:
    anchor = mark(PAGE, QUOTE)
    assert anchor.exact == QUOTE
    assert PAGE[anchor.start : anchor.end] == QUOTE
    assert len(anchor.prefix) == len(anchor.suffix) == 48
    assert PAGE.count(anchor.prefix + anchor.exact + anchor.suffix) == 1
    assert anchor.occurrences == 1


def test_words_at_the_very_ends_of_a_text_have_no_surroundings_there() -> None:
    anchor = make_anchor("abc", 0, 3, article="x", path="p", title="")
    assert (anchor.prefix, anchor.suffix) == ("", "")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4), (0, 9999), (28, 30)])
def test_a_place_without_words_is_refused_in_a_sentence(start: int, end: int) -> None:
    with pytest.raises(ReaderError, match="no words at that place"):
        make_anchor(PAGE, start, end, article="x", path="p", title="")


def test_the_same_text_has_its_words_where_they_were() -> None:
    anchor = mark(PAGE, "Pembangunan")
    assert find(anchor, PAGE) == Place(anchor.start, anchor.end, "exact")


def test_the_second_of_two_equal_phrases_stays_the_second() -> None:
    text = "Ya, kata Budi. Tidak, kata Budi."
    anchor = mark(text, "kata Budi", nth=1)
    assert find(anchor, text) == Place(22, 31, "exact")


def test_a_cleaner_that_removes_a_line_and_straightens_quotes_moves_the_note() -> None:
    changed = (
        PAGE.replace("Jembatan Baru di Kali Pandan\n\n", "").replace("“", '"').replace("”", '"')
    )
    place = find(mark(PAGE, QUOTE), changed)
    assert (place.how, words_at(place, changed)) == ("moved", QUOTE)


def test_words_are_the_same_in_other_case_dashes_spaces_and_composition() -> None:
    text = "Kata Renée – “sudah siap”, pada pukul 10‑11 pagi di ﬁnal besar tahun ini sekali."
    words = "Renée – “sudah siap”, pada pukul 10‑11 pagi di ﬁnal"
    changed = unicodedata.normalize("NFD", text).replace("–", "-").replace("ﬁ", "fi")
    changed = changed.replace("pada ", "pada\n  ").replace("“", "«").replace("sudah", "SUDAH")
    place = find(mark(text, words), changed)
    assert place.how == "moved"
    assert words_at(place, changed).startswith(unicodedata.normalize("NFD", "Renée"))
    assert words_at(place, changed).endswith("final")


def test_a_corrected_word_does_not_lose_the_note() -> None:
    changed = PAGE.replace("menyeberang rakit", "menyebrang dengan rakit")
    place = find(mark(PAGE, QUOTE), changed)
    assert place.how == "fuzzy"
    assert words_at(place, changed) == QUOTE.replace("menyeberang rakit", "menyebrang dengan rakit")


def test_a_deleted_passage_is_an_orphan() -> None:
    changed = PAGE.replace(f"“{QUOTE}” kata Lurah Sari Wulandari di tepi kali.\n\n", "")
    place = find(mark(PAGE, QUOTE), changed)
    assert place == Place(0, 0, "orphan")
    assert not place.found


def test_a_statement_that_is_only_like_the_deleted_one_does_not_take_its_note() -> None:
    like = QUOTE.replace("Senin", "Kamis").replace("dua desa", "tiga dusun")
    text = f"{PAGE}\n“{QUOTE}” kata Camat.\n\nLain hari.\n\n“{like}” ujar Camat di rapat kerja."
    anchor = mark(text, QUOTE, nth=1)
    changed = text.replace(f"“{QUOTE}” kata Camat.\n\n", "").replace(QUOTE, "")
    assert find(anchor, changed).how == "orphan"


def test_another_article_under_the_same_name_has_none_of_the_notes() -> None:
    for words in (QUOTE, "Lurah Sari Wulandari", "Pembangunan memakan waktu sembilan bulan"):
        assert find(mark(PAGE, words), SEED).how == "orphan"


def test_short_words_do_not_go_to_any_place_that_has_them() -> None:
    """*kali* stands in many sentences: without its surroundings it is nowhere."""
    anchor = mark(PAGE, "kali")
    assert find(anchor, "Sekali lagi ia datang ke kali yang lain di desa sebelah.").how == "orphan"


def test_a_short_word_is_not_found_inside_a_longer_one() -> None:
    text = "Sesudah itu ia berkata bahwa semua sudah selesai di balai desa."
    changed = text.replace("itu ia berkata", "itu dia berkata")
    assert find(mark(text, "ia"), changed).how == "orphan"


def test_of_two_equal_places_with_equal_surroundings_none_is_taken() -> None:
    block = "Iklan di sini untuk semua orang. ADVERTISEMENT Iklan di sini untuk semua orang.\n"
    anchor = mark("Awal.\n" + block, "ADVERTISEMENT")
    assert find(anchor, block + "Tengah.\n" + block).how == "orphan"


def test_the_surroundings_tell_two_equal_phrases_apart() -> None:
    text = f"Ani menolak usul itu dengan tegas. Kata Budi.\n\n{QUOTE}\n\nCici setuju. Kata Budi."
    changed = "Judul yang baru saja ditambahkan di atas.\n\n" + text
    place = find(mark(text, "Kata Budi", nth=1), changed)
    assert (place.how, place.start) == ("moved", changed.rindex("Kata Budi"))


def test_a_paragraph_that_moved_takes_its_note_along() -> None:
    paragraphs = PAGE.strip().split("\n\n")
    changed = "\n\n".join(reversed(paragraphs))
    place = find(mark(PAGE, QUOTE), changed)
    assert (place.how, words_at(place, changed)) == ("moved", QUOTE)


def test_a_passage_longer_than_can_be_compared_by_letters_is_found() -> None:
    text = "\n".join(f"Baris {n} menceritakan hal ke-{n * 7} tentang desa." for n in range(400))
    anchor = make_anchor(text, 500, len(text) - 500, article="x", path="p", title="")
    changed = text.replace("Baris 200 menceritakan", "Baris 200 mengisahkan").replace("ke-700 ", "")
    place = find(anchor, changed)
    assert place.how == "fuzzy"
    assert abs(place.start - 500) < 40
    assert abs(len(changed) - 500 - place.end) < 40


@pytest.mark.parametrize("words", ["!!!", "😀", "…", "“”", "12"])
def test_signs_can_be_marked_too(words: str) -> None:
    text = f"Di awal ada {words} dan di akhir tidak ada apa pun lagi yang perlu dibaca."
    changed = text + "\nTambahan."
    place = find(mark(text, words), changed)
    assert (place.how, words_at(place, changed)) == ("moved", words)


@given(st.text(max_size=80), st.text(max_size=200), st.data())
def test_any_anchor_in_any_text_is_a_span_of_it_or_an_orphan(
    before: str, text: str, data: st.DataObject
) -> None:
    source = before + "kata" + text
    start = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(start + 1, len(source)))
    try:
        anchor = make_anchor(source, start, end, article="x", path="p", title="")
    except ReaderError:
        assert not source[start:end].strip()
        return
    place = find_anchor(anchor, text, "y")
    assert place.how == "orphan" or 0 <= place.start < place.end <= len(text)
    assert find_anchor(anchor, source, "x") == Place(start, end, "exact")


@given(st.text())
def test_a_folded_text_leads_back_to_every_code_point(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= s < e <= len(text) for s, e in zip(folded.starts, folded.ends, strict=True))


@given(st.text(alphabet="aBé–“” \n\té ", max_size=60))
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text).text).text == fold(text).text


def test_importing_anchors_leaves_the_alignment_library_alone() -> None:
    code = "import sys, reader.notebook.anchors; print('rapidfuzz' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
