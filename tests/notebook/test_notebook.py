"""Marking, changing, deleting and finding, as the rest of the program uses them."""

import dataclasses
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from reader.article.model import Article
from reader.errors import ReaderError
from reader.notebook import ConflictError, Note, Notebook


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_marked_words_are_kept_with_all_that_is_needed_to_find_them(
    notebook: Notebook, article: Article
) -> None:
    start = article.text.index("Kami")
    end = article.text.index(",” kata")
    note = notebook.add(article, "kabar/pasar.txt", start, end, note="who else?", tags=["#trade"])
    assert note.words == "Kami senang pedagang sudah kembali"
    assert note.kind == "note"
    assert note.tags == ("trade",)
    assert (note.article, note.path, note.title) == (article.id, "kabar/pasar.txt", article.title)
    assert article.text[note.anchor.start : note.anchor.end] == note.words
    assert note.anchor.prefix.endswith("“")
    assert Notebook(notebook.path).notes() == (note,)


def test_a_mark_without_words_is_a_bookmark_until_words_are_added(
    notebook: Notebook, article: Article
) -> None:
    mark = notebook.add(article, "pasar.txt", 0, 5)
    assert mark.kind == "bookmark"
    assert notebook.edit(mark.uid, note="now there are words").kind == "note"
    assert notebook.edit(mark.uid, note=" ").kind == "bookmark"


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (-1, 4), (0, 100_000)])
def test_nothing_marked_is_said_and_not_kept(
    notebook: Notebook, article: Article, start: int, end: int
) -> None:
    with pytest.raises(ReaderError, match="choose some words"):
        notebook.add(article, "pasar.txt", start, end)
    assert notebook.notes() == ()


def test_notes_come_oldest_first_also_after_one_was_changed(file: Path, article: Article) -> None:
    clock = Clock()
    notebook = Notebook(file, clock=clock)
    uids = []
    for number in range(4):
        uids.append(notebook.add(article, "pasar.txt", number, number + 5).uid)
        clock.now += timedelta(minutes=1)
    notebook.edit(uids[0], note="changed last")
    assert [note.uid for note in notebook.notes()] == uids
    assert notebook.notes()[0].created == "2026-11-21T09:30:00Z"
    assert notebook.notes()[0].updated == "2026-11-21T09:34:00Z"
    assert notebook.notes("0" * 64) == ()


def test_what_is_typed_is_kept_to_the_letter(notebook: Notebook, article: Article) -> None:
    words = "  “kutip”\n\n- tab\there\u2028 emoji 🧾 \x00 half \ud83d end\r\n"
    note = notebook.add(article, "pasar.txt", 0, 5, note=words)
    assert Notebook(notebook.path).get(note.uid).note == words


def test_tags_are_kept_once_and_clean(notebook: Notebook, article: Article) -> None:
    note = notebook.add(article, "p", 0, 5, tags=["#Harga", "harga ", "", " # ", "dua  kata"])
    assert note.tags == ("Harga", "dua kata")
    assert notebook.edit(note.uid, tags=[]).tags == ()


def test_a_note_is_found_by_the_beginning_of_its_uid(notebook: Notebook, article: Article) -> None:
    one = notebook.add(article, "pasar.txt", 0, 5)
    assert notebook.get(one.uid[:12].lower()) == one
    notebook.add(article, "pasar.txt", 0, 5)
    with pytest.raises(ReaderError, match="2 notes begin with 01"):
        notebook.get("01")
    for unknown in ("ZZZZ", "", "  "):
        with pytest.raises(ReaderError, match="There is no note"):
            notebook.get(unknown)
    assert notebook.edit(one.uid, note="x").uid == one.uid


def test_editing_with_nothing_new_changes_nothing(notebook: Notebook, article: Article) -> None:
    note = notebook.add(article, "pasar.txt", 0, 5, note="the same", tags=["a"])
    stamp = notebook.stamp()
    assert notebook.edit(note.uid, note="the same", tags=["a"], rev=1) == note
    assert notebook.stamp() == stamp


def test_an_edit_over_a_newer_one_keeps_both_and_says_so(file: Path, article: Article) -> None:
    mine, other = Notebook(file), Notebook(file)
    note = mine.add(article, "pasar.txt", 0, 5, note="as both saw it")
    other.edit(note.uid, note="the other's words", rev=note.rev)
    with pytest.raises(ConflictError, match=r"changed in another session.*kept") as clash:
        mine.edit(note.uid, note="my words", tags=["mine"], rev=note.rev)
    assert clash.value.current is not None
    assert clash.value.current.note == "the other's words"
    assert clash.value.kept.anchor == note.anchor
    assert [(n.note, n.tags) for n in other.notes()] == [
        ("the other's words", ()),
        ("my words", ("mine",)),
    ]


def test_the_same_edit_made_twice_is_no_conflict(file: Path, article: Article) -> None:
    mine, other = Notebook(file), Notebook(file)
    note = mine.add(article, "pasar.txt", 0, 5)
    other.edit(note.uid, note="agreed", rev=1)
    assert mine.edit(note.uid, note="agreed", rev=1).rev == 2
    assert len(mine.notes()) == 1


def test_an_edit_of_a_note_deleted_meanwhile_keeps_the_words(file: Path, article: Article) -> None:
    mine, other = Notebook(file), Notebook(file)
    note = mine.add(article, "pasar.txt", 0, 5, note="before")
    other.delete(note.uid)
    with pytest.raises(ConflictError, match="deleted in another session") as clash:
        mine.edit(note.uid, note="long thoughts", rev=note.rev)
    assert clash.value.current is None
    assert [n.note for n in other.notes()] == ["long thoughts"]
    with pytest.raises(ReaderError, match="is gone"):
        mine.edit(note.uid, note="without having seen it")


def test_a_deleted_note_is_gone_and_its_tombstone_stays_ninety_days(
    file: Path, article: Article
) -> None:
    clock = Clock()
    notebook = Notebook(file, clock=clock)
    note = notebook.add(article, "pasar.txt", 0, 5)
    assert notebook.delete(note.uid[:20]) == note
    assert notebook.notes() == ()
    with pytest.raises(ReaderError, match="no note"):
        notebook.get(note.uid)
    with pytest.raises(ReaderError, match="deleted already"):
        notebook.delete(note.uid)
    clock.now += timedelta(days=89)
    kept = notebook.add(article, "pasar.txt", 6, 9)
    with TinyDB(file, access_mode="r") as stock:
        assert note.uid in {one["uid"] for one in stock.table("notes")}
    clock.now += timedelta(days=2)
    notebook.edit(kept.uid, note="two days on")
    with TinyDB(file, access_mode="r") as stock:
        assert [one["uid"] for one in stock.table("notes")] == [kept.uid]
    assert notebook.undo() is not None


def test_stock_tinydb_reads_the_notebook(notebook: Notebook, article: Article) -> None:
    note = notebook.add(article, "pasar.txt", 0, 5, note="plain JSON", tags=["open"])
    notebook.add(article, "pasar.txt", 6, 9)
    with TinyDB(notebook.path, access_mode="r") as stock:
        (found,) = stock.table("notes").search(where("tags").any(["open"]))
    assert (found["uid"], found["note"]) == (note.uid, "plain JSON")
    assert found["anchor"] == dataclasses.asdict(note.anchor)


def test_the_article_is_kept_with_its_first_note(notebook: Notebook, article: Article) -> None:
    assert notebook.snapshot(article.id) is None
    known = {"url": "https://example.org/pasar"}
    notebook.add(article, "pasar.txt", 0, 5, known=known)
    notebook.add(article, "moved/pasar.txt", 6, 9)
    kept = notebook.snapshot(article.id)
    assert kept is not None
    assert kept.text == article.text
    assert (kept.title, kept.publisher, kept.published) == (
        article.title,
        article.publisher,
        article.published,
    )
    assert kept.authors == ("Dewi",)
    assert (kept.path, kept.url, kept.language) == ("pasar.txt", known["url"], "id")


def test_a_damaged_snapshot_is_no_snapshot_and_is_written_anew(
    notebook: Notebook, article: Article
) -> None:
    notebook.add(article, "pasar.txt", 0, 5)
    (one,) = (notebook.path.parent / "snapshots").iterdir()
    for damage in (b"", one.read_bytes().replace(b"Pasar", b"Besar"), b"[]", b"{}"):
        one.write_bytes(damage)
        assert notebook.snapshot(article.id) is None
        notebook.add(article, "pasar.txt", 0, 5)
        kept = notebook.snapshot(article.id)
        assert kept is not None
        assert kept.text == article.text


def test_an_article_id_cannot_name_a_file_elsewhere(notebook: Notebook) -> None:
    article = Article("../../outside", "Kata-kata yang ditandai.")
    notebook.add(article, "x.txt", 0, 4)
    kept = notebook.snapshot(article.id)
    assert kept is not None
    assert kept.text == article.text
    data = notebook.path.parent
    assert len(list((data / "snapshots").iterdir())) == 1
    assert list(data.parent.rglob("*outside*")) == []


def test_notes_of_an_article_are_placed_in_reading_order(
    notebook: Notebook, article: Article
) -> None:
    late = notebook.add(article, "pasar.txt", 100, 120)
    early = notebook.add(article, "pasar.txt", 0, 20)
    assert [
        (note.uid, place.start, place.how) for note, place in notebook.notes_in(article, "")
    ] == [
        (early.uid, 0, "exact"),
        (late.uid, 100, "exact"),
    ]


def test_notes_are_found_in_a_file_whose_text_has_changed(
    notebook: Notebook, article: Article, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    start = article.text.index("Kami senang")
    note = notebook.add(article, "berita/pasar.txt", start, start + 34)
    changed = Article("c" * 64, "Diperbarui pukul 10.\n\n" + article.text)
    for same_file in (
        "berita/pasar.txt",
        "./berita/../berita/pasar.txt",
        tmp_path / "berita/pasar.txt",
    ):
        ((found, place),) = notebook.notes_in(changed, str(same_file))
        assert found == note
        assert place.how == "moved"
        assert changed.text[place.start : place.end] == note.words
    assert notebook.notes_in(changed, "other.txt") == ()


def test_what_a_newer_program_added_to_a_note_stays_with_it(
    notebook: Notebook, article: Article
) -> None:
    note = notebook.add(article, "pasar.txt", 0, 5)
    with TinyDB(notebook.path) as stock:
        stock.table("notes").update({"colour": "green"}, where("uid") == note.uid)
    assert notebook.get(note.uid).extra == {"colour": "green"}
    edited = notebook.edit(note.uid, note="words")
    assert edited.extra == {"colour": "green"}
    assert hash(edited) != hash(note)


def test_the_place_of_the_notebook_is_the_data_folder(home: Path) -> None:
    script = "from reader.notebook import Notebook; print(Notebook().path)"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert Path(out.stdout.strip()) == (home / "data" / "notebook.json").resolve()


def test_importing_the_package_loads_nothing_that_is_not_used() -> None:
    script = (
        "import sys, reader.notebook\n"
        "print([m for m in ('tinydb', 'filelock', 'rapidfuzz', 'json') if m in sys.modules])\n"
        "reader.notebook.Notebook\n"
        "print([m for m in ('tinydb', 'filelock') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.splitlines() == ["[]", "['tinydb']"]


def test_a_name_that_the_package_does_not_have_is_an_attribute_error() -> None:
    import reader.notebook

    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = reader.notebook.Nothing
    assert reader.notebook.Note is Note
