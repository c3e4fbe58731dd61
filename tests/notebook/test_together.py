"""Several processes write to one notebook at the same time."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

from reader.article.model import Article
from reader.notebook import Notebook


def test_every_acknowledged_change_of_every_process_is_there(
    file: Path,
    article: Article,
    writer: Callable[..., "Popen[str]"],
    rounds: Callable[[int], int],
) -> None:
    screen = Notebook(file)
    screen.add(article, "pasar.txt", 0, 5, note="everybody edits this one")
    turns = max(6, rounds(6) // 4)
    children = [writer("together", file, f"writer {n}", turns) for n in range(5)]
    said = []
    for child in children:
        out, _ = child.communicate()
        assert child.returncode == 0
        said += [json.loads(line) for line in out.splitlines()]

    assert screen.notices == []
    notes = {note.uid: note for note in screen.notes()}
    gone = {one["uid"] for one in said if one["did"] == "delete"}
    added = {one["uid"]: one["note"] for one in said if one["did"] in ("add", "keep")}
    assert gone
    assert {uid: notes[uid].note for uid in added if uid not in gone} == {
        uid: words for uid, words in added.items() if uid not in gone
    }
    assert not gone & set(notes)
    edits = [one for one in said if one["did"] == "edit"]
    assert len({one["rev"] for one in edits}) == len(edits), "no edit went over another unseen"
    last = max(edits, key=lambda one: one["rev"])
    assert notes[last["uid"]].note == last["note"]


def test_an_open_notebook_shows_what_another_session_saved(file: Path, article: Article) -> None:
    mine, other = Notebook(file), Notebook(file)
    assert mine.notes() == ()
    before = mine.stamp()
    saved = other.add(article, "pasar.txt", 0, 5, note="from elsewhere")
    assert mine.stamp() != before
    assert mine.notes() == (saved,)
    assert mine.notes(article.id) == (saved,)
