"""A writer is killed: whatever it had acknowledged is there, and nothing piles up."""

import json
import os
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from subprocess import Popen, TimeoutExpired

import pytest

from reader.article.model import Article
from reader.notebook import Notebook
from reader.notebook.layout import render
from reader.notebook.ulid import new_ulid

Writer = Callable[..., "Popen[str]"]

SIZES = [int(size) for size in os.environ.get("KLIPING_SIZES", "10,400").split(",")]


def _fill(file: Path, article: Article, size: int) -> set[str]:
    """Make a notebook of `size` notes, as the program would after so many days."""
    notebook = Notebook(file)
    note = notebook.add(article, "pasar.txt", 0, 10, note="one of many")
    tables = json.loads(file.read_bytes())
    (document,) = tables["notes"].values()
    tables["notes"] = {
        str(number): {**document, "uid": new_ulid() if number else note.uid}
        for number in range(size)
    }
    file.write_bytes(render(tables, {})[0])
    return {one["uid"] for one in tables["notes"].values()}


def _kill_while_it_writes(child: "Popen[str]") -> list[dict[str, str]]:
    """Let it write for a random while; return what it acknowledged before it was killed."""
    with child:
        assert child.stdout is not None
        said = [child.stdout.readline()]  # so it has begun
        with suppress(TimeoutExpired):
            child.wait(timeout=random.uniform(0, 0.03))
        child.kill()
        said += child.stdout.readlines()
    return [json.loads(line) for line in said if line.endswith("\n")]


@pytest.mark.parametrize("size", SIZES)
def test_every_acknowledged_note_outlives_a_kill(
    file: Path, article: Article, writer: Writer, rounds: Callable[[int], int], size: int
) -> None:
    expected = _fill(file, article, size)
    for _ in range(rounds(4)):
        expected |= {said["uid"] for said in _kill_while_it_writes(writer("add", file))}
        notebook = Notebook(file)
        assert expected <= {note.uid for note in notebook.notes()}
        assert notebook.notices == []
        assert len(list(file.parent.rglob("*.tmp"))) <= 1, "the one that was being written"
    Notebook(file).add(article, "pasar.txt", 0, 5)
    assert list(file.parent.rglob("*.tmp")) == []


def test_a_kill_at_any_system_call_leaves_a_whole_notebook(file: Path, writer: Writer) -> None:
    with writer("die", file) as child:
        assert child.stdout is not None
        reports = [json.loads(line) for line in child.stdout]
    assert child.returncode == 0
    assert len(reports) > 15, "each call of a write was a moment to die at"
    assert not reports[-1]["killed"]
    acknowledged = set()
    for report in reports:
        acknowledged |= {report["uid"]} - {""}
        assert acknowledged <= set(report["notes"])
        assert report["notices"] == []
        assert report["spare"] <= 1, "whoever begins to write sweeps away what the last one left"


def test_a_kill_while_a_damaged_notebook_is_mended_loses_nothing(
    file: Path, article: Article, writer: Writer
) -> None:
    acknowledged = {Notebook(file).add(article, "pasar.txt", 0, 5).uid}
    with writer("die", file, "cut") as child:
        assert child.stdout is not None
        reports = [json.loads(line) for line in child.stdout]
    assert child.returncode == 0
    assert len(reports) > 25, "mending and writing have more moments to die at"
    for report in reports:
        acknowledged |= {report["uid"]} - {""}
        assert acknowledged <= set(report["notes"])
        assert report["damaged"] <= report["nth"], "one that was set aside is not set aside again"
    assert Notebook(file).notices == []


def test_nothing_piles_up_while_a_damaged_notebook_is_only_looked_at(
    file: Path, article: Article, writer: Writer
) -> None:
    kept = {Notebook(file).add(article, "pasar.txt", 0, n).uid for n in (5, 6)}
    with writer("die", file, "cut", "look") as child:
        assert child.stdout is not None
        reports = [json.loads(line) for line in child.stdout]
    assert child.returncode == 0
    assert len(reports) > 15, "mending has moments to die at"
    for report in reports:
        assert set(report["notes"]) == kept
        assert report["left"] <= 1, "whoever mends sweeps away what the last one left"


def test_what_was_typed_outlives_a_kill(
    file: Path, writer: Writer, rounds: Callable[[int], int]
) -> None:
    for _ in range(rounds(2)):
        said = _kill_while_it_writes(writer("type", file))
        (draft,) = Notebook(file).drafts.orphaned()
        assert draft.text.startswith(said[-1]["text"])
        assert (draft.start, draft.end) == (0, 5)
