"""What was done can be undone: also after a restart, also many times."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.article.model import Article
from reader.errors import ReaderError
from reader.notebook import Note, Notebook
from reader.notebook.undo import LONGEST


def _seen(notebook: Notebook) -> list[tuple[object, ...]]:
    """What a person sees of the notes."""
    return [
        (n.uid, n.kind, n.note, n.tags, n.anchor, n.created, n.updated) for n in notebook.notes()
    ]


def _do(notebook: Notebook, article: Article, what: str, number: int) -> None:
    notes = notebook.notes()
    chosen: Note | None = notes[number % len(notes)] if notes else None
    if what == "add" or chosen is None:
        notebook.add(article, "pasar.txt", number, number + 7, note="n" * (number % 3))
    elif what == "edit":
        notebook.edit(chosen.uid, note=f"edited {number}", rev=chosen.rev)
    elif what == "tags":
        notebook.edit(chosen.uid, tags=[f"tag{number}"])
    else:
        notebook.delete(chosen.uid)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "edit", "tags", "delete", "undo", "undo", "redo"]),
            st.integers(0, 99),
        ),
        max_size=14,
    )
)
@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_undoing_all_that_was_done_gives_back_each_state_in_turn(
    tmp_path_factory: pytest.TempPathFactory, article: Article, deeds: list[tuple[str, int]]
) -> None:
    file = tmp_path_factory.mktemp("undo") / "notebook.json"
    notebook = Notebook(file)
    states = [_seen(notebook)]
    undone: list[list[tuple[object, ...]]] = []
    revs: dict[str, int] = {}
    for what, number in deeds:
        if what == "undo":
            assert (Notebook(file).undo() is None) == (len(states) == 1)
            if len(states) > 1:
                undone.append(states.pop())
        elif what == "redo":
            assert (Notebook(file).redo() is None) == (not undone)
            if undone:
                states.append(undone.pop())
        else:
            _do(notebook, article, what, number)
            if _seen(notebook) != states[-1]:
                states.append(_seen(notebook))
                undone.clear()
        assert _seen(notebook) == states[-1]
        for note in notebook.notes():
            assert note.rev >= revs.get(note.uid, 1), "a rev never comes twice"
            revs[note.uid] = note.rev
    while len(states) > 1:
        states.pop()
        assert notebook.undo() is not None
        assert _seen(notebook) == states[-1]
    assert notebook.undo() is None
    assert notebook.notes() == ()


def test_each_undo_says_what_became_of_which_words(file: Path, article: Article) -> None:
    notebook = Notebook(file)
    start = article.text.index("Pasar di tepi")
    note = notebook.add(article, "pasar.txt", start, start + 60, note="first")
    notebook.edit(note.uid, note="second")
    notebook.edit(note.uid, tags=["t"])
    notebook.delete(note.uid)
    where = "“Pasar di tepi sungai dibuka lagi pada ha…” in “Pasar Kota dibuka lagi”"
    assert [Notebook(file).undo() for _ in range(5)] == [
        f"The note “second” on {where} is back.",
        f"The note “second” on {where} is without tags again.",
        f"The note on {where} says “first” again.",
        f"The note “first” on {where} was taken away again.",
        None,
    ]
    assert [Notebook(file).redo() for _ in range(5)] == [
        f"The note “first” on {where} is back.",
        f"The note on {where} says “second” again.",
        f"The note “second” on {where} has the tags #t again.",
        f"The note “second” on {where} was taken away again.",
        None,
    ]


def test_what_undo_and_redo_would_do_is_told_before(file: Path, article: Article) -> None:
    notebook = Notebook(file)
    note = notebook.add(article, "pasar.txt", 0, 5)
    notebook.edit(note.uid, note="kata")
    notebook.correct(article, "pasar.txt", "published", "2024-03-05")
    where = "“Pasar” in “Pasar Kota dibuka lagi”"
    told = []
    while change := notebook.next_undo():
        assert (change.article, change.file) == (article.id, str(Path("pasar.txt").absolute()))
        told.append((change.kind, change.would))
        notebook.undo(change)
    assert told == [
        (
            "corrections",
            "take away the date “2024-03-05” that you set for “Pasar Kota dibuka lagi”",
        ),
        ("notes", f"make the note on {where} a bookmark again, without words"),
        ("notes", f"take away the bookmark on {where}"),
    ]
    again = notebook.next_redo()
    assert again is not None
    assert again.would == f"bring back the bookmark on {where}"


def test_a_change_that_another_session_made_meanwhile_is_not_taken_back(
    file: Path, article: Article
) -> None:
    notebook, other = Notebook(file), Notebook(file)
    notebook.add(article, "pasar.txt", 0, 5)
    change = notebook.next_undo()
    other.add(article, "pasar.txt", 6, 10)
    with pytest.raises(ReaderError, match="changed meanwhile"):
        notebook.undo(change)
    assert len(notebook.notes()) == 2


def test_nothing_is_done_again_once_something_else_was_changed(
    file: Path, article: Article
) -> None:
    notebook = Notebook(file)
    note = notebook.add(article, "pasar.txt", 0, 5, note="lama")
    notebook.edit(note.uid, note="baru")
    notebook.undo()
    Notebook(file).add(article, "pasar.txt", 6, 10)
    assert notebook.next_redo() is None
    assert notebook.redo() is None
    assert notebook.get(note.uid).note == "lama"


def test_what_is_done_again_can_be_undone_and_done_again(file: Path, article: Article) -> None:
    notebook = Notebook(file)
    notebook.correct(article, "pasar.txt", "title", "Judul Baru")
    note = notebook.add(article, "pasar.txt", 0, 5, note="satu")
    notebook.delete(note.uid)
    states = [_seen(notebook)]
    for _ in range(2):
        notebook.undo()
        states.append(_seen(notebook))
    for _ in range(3):
        assert [notebook.undo() is None for _ in range(2)] == [False, True]
        assert not notebook.corrections()
        for state in reversed(states):
            assert notebook.redo() is not None
            assert _seen(notebook) == state
        for state in states[1:]:
            notebook.undo()
            assert _seen(notebook) == state
    assert notebook.corrections()[0].value == "Judul Baru"


def test_an_undone_edit_is_not_mistaken_for_the_one_that_another_session_saw(
    file: Path, article: Article
) -> None:
    mine, other = Notebook(file), Notebook(file)
    note = mine.add(article, "pasar.txt", 0, 5, note="one")
    seen = mine.edit(note.uid, note="two")
    other.undo()
    newer = other.edit(note.uid, note="three")
    assert newer.rev > seen.rev


def test_the_journal_does_not_grow_without_end(file: Path, article: Article) -> None:
    notebook = Notebook(file)
    note = notebook.add(article, "pasar.txt", 0, 5)
    for number in range(LONGEST + 5):
        notebook.edit(note.uid, note=f"number {number}")
    undone = 0
    while notebook.undo() is not None:
        undone += 1
    assert undone == LONGEST
    assert notebook.get(note.uid).note == "number 4"
