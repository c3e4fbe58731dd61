"""What was done can be undone: also after a restart, also many times."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.article.model import Article
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
        st.tuples(st.sampled_from(["add", "edit", "tags", "delete", "undo"]), st.integers(0, 99)),
        max_size=12,
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
    revs: dict[str, int] = {}
    for what, number in deeds:
        if what == "undo":
            assert (Notebook(file).undo() is None) == (len(states) == 1)
            if len(states) > 1:
                states.pop()
        else:
            _do(notebook, article, what, number)
            if _seen(notebook) != states[-1]:
                states.append(_seen(notebook))
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
    words = "Pasar di tepi sungai dibuka lagi pada ha…"
    assert [Notebook(file).undo() for _ in range(5)] == [
        f"The note on “{words}” is back.",
        f"The note on “{words}” has its former tags again.",
        f"The note on “{words}” has its former words again.",
        f"The note on “{words}” was taken away again.",
        None,
    ]


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
