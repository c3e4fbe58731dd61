"""Two screens on one library, while other processes write to the same notebook.

KLIPING_SECONDS=60 writes for a full minute, with eight processes; both are few here.
"""

import json
import os
import random
import select
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.errors import ReaderError
from reader.library import open_path
from reader.notebook import ConflictError, Notebook

if TYPE_CHECKING:
    from reader.article import Article
    from tests.terminal.conftest import Opener, Window

SEEDS = Path(__file__).parents[2] / "seeds"
READ = SEEDS / "001_565fc47e45930534.txt"  # the newest: the first in the list

SECONDS = float(os.environ.get("KLIPING_SECONDS", "3"))
WRITERS = 8 if SECONDS >= 60 else 4


# What each writer does, in a process of its own


def write(file: str, shared: str, name: str) -> None:
    """Add, edit and delete until standard input ends; tell each change that was acknowledged."""
    chance = random.Random(name)
    notebook = Notebook(Path(file))
    mine: list[str] = []
    turn = 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        turn += 1
        words = f"{name} in turn {turn}"
        try:
            did = _one_change(notebook, chance, mine, shared, words)
        except ReaderError as error:
            did = {"did": "nothing", "why": error.sentence}
        print(json.dumps({**did, "words": words}), flush=True)


def _one_change(
    notebook: Notebook, chance: random.Random, mine: list[str], shared: str, words: str
) -> dict[str, object]:
    kinds = ["add", "add", "shared", *(["edit", "delete"] if len(mine) > 1 else [])]
    match chance.choice(kinds):
        case "add":
            path = chance.choice(sorted(SEEDS.glob("*.txt")))
            article = open_path(path).article
            end = len(article.text) - chance.randrange(50)  # not where the screens are looking
            mine.append(notebook.add(article, str(path), end - 30, end, note=words).uid)
            return {"did": "add", "uid": mine[-1]}
        case "edit":
            uid = chance.choice(mine)
            notebook.edit(uid, note=words, tags=["edited"])
            return {"did": "edit", "uid": uid}
        case "delete":
            uid = mine.pop(chance.randrange(len(mine)))
            notebook.delete(uid)
            return {"did": "delete", "uid": uid}
    seen = notebook.get(shared)
    time.sleep(chance.random() / 100)  # a person reads it, and others go on
    try:
        return {"did": "shared", "rev": notebook.edit(shared, note=words, rev=seen.rev).rev}
    except ConflictError as conflict:
        mine.append(conflict.kept.uid)
        return {"did": "add", "uid": conflict.kept.uid}


# The test


@dataclass
class Writers:
    """The processes, and what they said."""

    children: list["subprocess.Popen[str]"]
    said: list[dict[str, Any]] = field(default_factory=list)

    def stop(self) -> None:
        """Have each end after the change that it is making."""
        for child in self.children:
            assert child.stdin is not None
            child.stdin.close()
        for child in self.children:
            assert child.wait(30) == 0
            assert child.stdout is not None
            self.said += map(json.loads, child.stdout)

    def did(self, *what: str) -> list[dict[str, Any]]:
        return [one for one in self.said if one["did"] in what]


@pytest.fixture
def writers(
    variables: Callable[..., Mapping[str, str]], reader_home: Path, tmp_path: Path
) -> Iterator[Callable[[Path, str], Writers]]:
    """Starts the writers on a notebook; all have written once when this returns."""
    started: list[subprocess.Popen[str]] = []

    def start(file: Path, shared: str) -> Writers:
        for number in range(WRITERS):
            # What they say goes to a file: nobody need listen for them to go on.
            with (tmp_path / f"said{number}").open("w") as said:
                started.append(
                    subprocess.Popen(
                        [sys.executable, __file__, str(file), shared, f"writer {number}"],
                        stdin=subprocess.PIPE, stdout=said, text=True,
                        env=variables(reader_home, PYTHONPATH=os.pathsep.join(sys.path)),
                    )
                )  # fmt: skip
            started[-1].stdout = (tmp_path / f"said{number}").open()
        deadline = time.monotonic() + 30
        while any((tmp_path / f"said{n}").stat().st_size == 0 for n in range(WRITERS)):
            assert time.monotonic() < deadline, "a writer never began"
            time.sleep(0.05)
        return Writers(started)

    yield start
    for child in started:
        if child.poll() is None:
            child.kill()
        child.wait(30)
        for end in (child.stdin, child.stdout):
            assert end is not None
            end.close()


def seconds_until_shown(windows: "tuple[Window, ...]", words: str) -> float:
    """Wait until each window shows the words; tells how long the last one took."""
    begin = time.monotonic()
    for window in windows:
        window.wait_for(words)
    return time.monotonic() - begin


def open_the_first(window: "Window") -> None:
    window.wait_for("1 of 5", "Enter open", "KOMPAS.TV")
    window.press("Enter")
    window.wait_for("¶ 1 of 16")


def test_two_screens_and_many_writers_lose_nothing_and_show_each_other_their_notes(
    open_window: "Opener",
    reader_home: Path,
    writers: Callable[[Path, str], Writers],
    record_property: Callable[[str, object], None],
) -> None:
    file = reader_home / "data" / "notebook.json"
    notebook = Notebook(file)
    article: Article = open_path(READ).article
    last = len(article.text)
    shared_one = notebook.add(article, str(READ), last - 20, last, note="everybody edits this")
    second = article.quotes[1]
    marker = notebook.add(article, str(READ), second.start, second.end, note="marker 0")

    screens = tuple(open_window(str(SEEDS), size=(160, 50)) for _ in range(2))
    for screen in screens:
        open_the_first(screen)
    crowd = writers(file, shared_one.uid)
    end = time.monotonic() + SECONDS

    # An edit of a note that changed underneath: both are kept, and it is said.
    here, there = screens
    here.press("]")
    here.wait_for("❝ 1 of 7")
    here.press("a")
    here.wait_for("Ctrl+S save")
    here.type("mine at first")
    here.press("C-s")
    here.wait_for("Note saved.")
    there.wait_for("✎ mine at first")
    here.press("a")
    here.wait_for("Ctrl+S save")
    (seen,) = (note for note in notebook.notes(article.id) if note.note == "mine at first")
    notebook.edit(seen.uid, note="theirs meanwhile")
    here.type("; mine again")
    here.press("C-s")
    here.wait_for("changed in another session meanwhile", "yours is kept as a second note")
    for screen in screens:
        screen.wait_for("✎ theirs meanwhile", "; mine again")

    waited = []
    while time.monotonic() < end or len(waited) < 2:
        words = f"marker {len(waited) + 1}."
        notebook.edit(marker.uid, note=words)
        waited.append(seconds_until_shown(screens, f"✎ {words}"))
    crowd.stop()
    for screen in screens:
        screen.press("q")
        screen.wait_for_exit(0)

    waited.sort()
    figures = {
        "seconds until both screens show a note": {
            "median": round(waited[len(waited) // 2], 2), "longest": round(waited[-1], 2),
            "of": len(waited),
        },
        "acknowledged": Counter(one["did"] for one in crowd.said if one["did"] != "nothing"),
        "refused": [one["why"] for one in crowd.did("nothing")],
    }  # fmt: skip
    record_property("together", figures)
    print(json.dumps(figures))

    assert notebook.notices == []
    notes = {note.uid: note for note in notebook.notes()}
    gone = {one["uid"] for one in crowd.did("delete")}
    kept = {one["uid"]: one["words"] for one in crowd.did("add", "edit") if one["uid"] not in gone}
    assert kept
    assert {uid: notes[uid].note for uid in kept if uid in notes} == kept
    assert not gone & set(notes)
    shared = crowd.did("shared")
    assert len({one["rev"] for one in shared}) == len(shared), "no edit went over another unseen"
    newest = max(shared, key=lambda one: one["rev"])
    by_hand = {note.note for uid, note in notes.items() if uid not in kept}
    assert by_hand == {
        newest["words"], f"marker {len(waited)}.", "theirs meanwhile", "mine at first; mine again",
    }  # fmt: skip
    assert len(notes) == len(kept) + 4


if __name__ == "__main__":
    write(*sys.argv[1:])
