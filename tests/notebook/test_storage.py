"""The file itself: whole, its owner's alone, in its real place, cheap to write again."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.table import Document

from reader.article.model import Article
from reader.notebook import Notebook
from reader.notebook.atomic import STALE, sweep
from reader.notebook.layout import lines_of, parse, render
from reader.notebook.storage import NotebookStorage
from reader.notebook.ulid import is_ulid, new_ulid

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(st.text(), VALUES, max_size=4)
TABLE = st.dictionaries(st.integers(1, 10**6).map(str), DOCUMENTS, max_size=5)
TABLES = st.dictionaries(st.text(), TABLE, max_size=3).map(
    lambda tables: {**tables, "meta": {"1": {"schema": 1}}}
)


@given(TABLES)
def test_what_is_written_is_read_back_and_is_json(tables: dict[str, dict[str, object]]) -> None:
    data, _ = render(tables, {})
    assert parse(data) == tables
    plain = json.loads(data)
    assert type(plain["meta"]["1"].pop("sum")) is int
    assert plain == tables


@given(TABLES, DOCUMENTS)
def test_lines_used_again_make_the_same_file_as_lines_made_anew(
    tables: dict[str, dict[str, object]], more: dict[str, object]
) -> None:
    data, _ = render(tables, {})
    read = parse(data)
    lines = lines_of(data, read)
    assert len(lines) == sum(len(table) for table in read.values())
    read["meta"] = {**read["meta"], "2": more}
    assert render(read, lines)[0] == render(json.loads(json.dumps(read, default=dict)), {})[0]


@given(TABLES, st.sampled_from([None, 1, 4]))
def test_a_layout_of_another_program_is_read_and_has_no_lines_of_ours(
    tables: dict[str, dict[str, object]], indent: int | None
) -> None:
    data = json.dumps(tables, indent=indent).encode()
    read = parse(data)
    assert read == tables
    assert lines_of(data, read) == {}


def test_the_file_and_its_folder_are_for_its_owner_alone(
    notebook: Notebook, article: Article
) -> None:
    old_mask = os.umask(0)
    try:
        notebook.add(article, "pasar.txt", 0, 5)
        notebook.add(article, "pasar.txt", 0, 5)
        notebook.drafts.save("key", "words")
    finally:
        os.umask(old_mask)
    for path in notebook.path.parent.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    assert stat.S_IMODE(notebook.path.parent.stat().st_mode) == 0o700


def test_a_link_stays_a_link_and_both_names_have_one_lock(tmp_path: Path, article: Article) -> None:
    (tmp_path / "synced").mkdir()
    real = tmp_path / "synced" / "notebook.json"
    link = tmp_path / "notebook.json"
    link.symlink_to(real)
    Notebook(link).add(article, "pasar.txt", 0, 5, note="by the link")
    Notebook(real).add(article, "pasar.txt", 0, 5, note="by its own name")
    assert link.is_symlink()
    assert [note.note for note in Notebook(link).notes()] == ["by the link", "by its own name"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notebook.json", "synced"]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are listed in /proc")
def test_no_handle_on_the_notebook_is_kept_open(notebook: Notebook, article: Article) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    notebook.add(article, "pasar.txt", 0, 5)
    notebook.notes()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_the_file_is_parsed_again_only_when_it_has_changed(
    notebook: Notebook, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.notebook import storage

    notebook.add(article, "pasar.txt", 0, 5)
    parsed = []
    monkeypatch.setattr(storage, "parse", lambda data: parsed.append(data) or parse(data))
    reader = Notebook(notebook.path)
    for _ in range(3):
        assert len(reader.notes()) == 1
    assert len(parsed) == 1
    notebook.add(article, "pasar.txt", 6, 9)
    assert len(reader.notes()) == 2
    assert len(parsed) == 2


def test_two_states_that_look_the_same_from_outside_are_told_apart_before_a_change(
    notebook: Notebook, article: Article
) -> None:
    note = notebook.add(article, "pasar.txt", 0, 5, note="seen")
    file, before = notebook.path, notebook.path.stat()
    change = json.loads(file.read_bytes())["meta"]["1"]["change"].encode()
    other = file.read_bytes().replace(b'"seen"', b'"else"').replace(change, new_ulid().encode())
    file.write_bytes(other)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat()[:8] == before[:8]
    notebook.add(article, "pasar.txt", 6, 9)
    assert notebook.get(note.uid).note == "else"


def test_a_document_under_another_number_gets_a_line_of_its_own() -> None:
    data, _ = render({"meta": {"1": {"schema": 1}}, "notes": {"1": {"a": 1}, "2": {"b": 2}}}, {})
    read = parse(data)
    first, second = read["notes"].values()
    turned = {"meta": read["meta"], "notes": {"1": second, "2": first}}
    assert parse(render(turned, lines_of(data, read))[0]) == turned


def test_the_storage_serves_tinydb_as_its_own_do(tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    with TinyDB(path, storage=NotebookStorage) as db:
        db.table("meta").insert({"schema": 1})
        table = db.table("words")
        first = table.insert({"word": "satu"})
        table.insert_multiple([{"word": "dua"}, {"word": "tiga"}])
        table.remove(doc_ids=[first])
        table.insert(Document({"word": "esa"}, doc_id=first))
        table.remove(where("word") == "tiga")
        with pytest.raises(AttributeError):
            table.update({"word": "changed in place"}, doc_ids=[first])
    with TinyDB(path, storage=NotebookStorage) as db:
        assert sorted(one["word"] for one in db.table("words")) == ["dua", "esa"]


def test_what_a_dead_writer_left_is_swept_and_a_living_one_is_left_alone(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    old = [tmp_path / f".a.json.{dead.pid}.0a.tmp", tmp_path / f".a.json.{os.getpid()}.0b.tmp"]
    new = tmp_path / f".a.json.{dead.pid}.0c.tmp"
    for path in (*old, new):
        path.touch()
    for path in old:
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 2 * STALE))
    sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([old[1], new])
    sweep(tmp_path, "a.json", alone=True)
    assert list(tmp_path.iterdir()) == []


def test_uids_are_unique_and_sort_as_they_were_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [new_ulid() for _ in range(1000)]
    monkeypatch.setattr("time.time_ns", lambda: 10**18)
    made += [new_ulid() for _ in range(10)]
    assert all(is_ulid(uid) for uid in made)
    assert made == sorted(set(made))
