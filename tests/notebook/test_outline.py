"""What the start learns of a notebook without parsing it is what parsing it would tell."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.model import Article
from reader.notebook import Notebook, layout
from reader.notebook.outline import Marked, outline

NAMES = ["pasar.txt", "/a b/“x” \\ \n.txt", '","deleted":"2026","file":"x"}']


def counted(notebook: Notebook) -> dict[Marked, int]:
    """The marks by the notes themselves."""
    return Counter((note.article, note.file, note.kind) for note in notebook.notes())


def filled(file: Path, article: Article) -> Notebook:
    """Notes and bookmarks of two texts in several files; some are edited, gone or back again."""
    notebook = Notebook(file)
    other = replace(article, id="0" * 64)
    for number, name in enumerate(NAMES * 2):
        notebook.add(other if number % 2 else article, name, 0, 5, note="" if number < 2 else name)
    first, second, third, *_ = notebook.notes()
    notebook.edit(first.uid, note='"deleted":"so it says","file":"none"', tags=NAMES)
    notebook.delete(second.uid)
    notebook.delete(third.uid)
    notebook.undo()
    notebook.correct(article, NAMES[0], "title", "Another title")
    return notebook


def test_marks_and_corrections_are_known_at_the_start_without_parsing(
    file: Path, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = filled(file, article)
    marks, corrections = counted(notebook), notebook.corrections()
    assert len(marks) > 3
    assert corrections
    assert notebook.marks() == marks
    ids = (article.id, "0" * 64, "none")
    notes = [notebook.notes(id_) for id_ in ids]
    placed = {path: notebook.notes_in(article, path) for path in (*NAMES, "none.txt")}
    assert len({len(found) for found in placed.values()}) > 1, "files differ in what they have"

    def parse(data: bytes) -> None:
        pytest.fail("all of it was parsed")

    monkeypatch.setattr("reader.notebook.storage.parse", parse)
    fresh = Notebook(file)
    assert fresh.marks() == marks
    assert fresh.corrections() == corrections
    assert [fresh.notes(id_) for id_ in ids] == notes
    for path in (*NAMES, "none.txt"):
        assert fresh.notes_in(article, path) == placed[path]


def test_an_open_session_counts_what_another_one_marked(file: Path, article: Article) -> None:
    mine, other = Notebook(file), Notebook(file)
    assert mine.marks() == {}
    for number in range(1, 4):
        other.add(article, "pasar.txt", 0, 5)
        assert sum(mine.marks().values()) == number
    assert mine.marks() == counted(mine)
    other.add(article, "pasar.txt", 0, 5)
    assert mine.marks() == counted(other)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A notebook's file."""
    file = tmp_path_factory.mktemp("whole") / "notebook.json"
    filled(file, Article("1" * 64, "Pasar Kota dibuka lagi", title="Pasar"))
    return file.read_bytes()


@given(data=st.data())
def test_a_file_with_any_byte_changed_is_never_believed(data: st.DataObject, whole: bytes) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[place]))
    found = outline(whole[:place] + bytes([byte]) + whole[place + 1 :])
    # A byte of the head may say which change made it, and changes nothing of what is in it.
    expected = outline(whole)
    assert expected is not None
    assert found is None or (place < whole.index(b"}") and found.marks == expected.marks)


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"null", b"\n}" * 9000, b'{\n"meta":{\n"1":[]\n}\n}']
)
def test_what_is_no_notebook_of_ours_has_no_outline(damage: bytes) -> None:
    assert outline(damage) is None


def test_a_damaged_notebook_is_mended_before_anything_is_counted(
    file: Path, article: Article
) -> None:
    notebook = filled(file, article)
    marks = counted(notebook)
    file.write_bytes(file.read_bytes()[:-40])
    fresh = Notebook(file)
    assert fresh.marks() == marks
    assert len(fresh.notices) == 1


def test_what_another_program_put_into_a_note_is_not_guessed_at(
    file: Path, article: Article
) -> None:
    marks = counted(filled(file, article))
    tables = layout.parse(file.read_bytes())
    notes: Mapping[str, Mapping[str, object]] = tables["notes"]
    tables["notes"] = {
        number: {**note, "more": {"deleted": "", "file": "x", "created": ""}}
        for number, note in notes.items()
    }
    file.write_bytes(layout.render(tables, {})[0])
    assert outline(file.read_bytes()) is None
    assert Notebook(file).marks() == marks
