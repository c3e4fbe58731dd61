"""The notebook's file is damaged, lost or of another time: nothing of it is lost or overwritten."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article.model import Article
from reader.errors import ReaderError
from reader.notebook import Notebook, schema
from reader.notebook.backups import backups
from reader.notebook.recovery import salvage

Damage = Callable[[bytes], bytes]

DAMAGES: dict[str, Damage] = {
    "no bytes": lambda data: b"",
    "blanks": lambda data: b" \n\n",
    "null": lambda data: b"null",
    "a list": lambda data: b"[1, 2, 3]",
    "an empty object": lambda data: b"{}",
    "a word": lambda data: b'"notes"',
    "half a file": lambda data: data[: len(data) // 2],
    "all but the last byte": lambda data: data.rstrip()[:-1],
    "more behind it": lambda data: data + b'{"meta": {"1": {"schema": 1}}}',
    "itself twice": lambda data: data + data,
    "an end of zeros": lambda data: data[: len(data) // 2] + bytes(len(data) // 2),
    "zeros alone": lambda data: bytes(len(data)),
    "binary": lambda data: bytes(range(256)) * 20,
    "a table that is none": lambda data: data.replace(b'"notes":{', b'"notes":[],"other":{'),
    "a number that is none": lambda data: data.replace(b'\n"1":{"uid"', b'\n"one":{"uid"', 1),
    "brackets without end": lambda data: b'{"a":' * 100_000,
}


def _damaged(file: Path) -> list[Path]:
    return sorted(file.parent.glob("notebook.damaged-*.json"))


def _write_seven_notes(file: Path, article: Article) -> set[str]:
    notebook = Notebook(file)
    return {
        notebook.add(article, "pasar.txt", at, at + 9, note=f"words at {at}").uid
        for at in range(0, 70, 10)
    }


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_notebook_is_set_aside_and_mended_from_the_backup(
    file: Path, article: Article, kind: str
) -> None:
    uids = _write_seven_notes(file, article)
    damaged = DAMAGES[kind](file.read_bytes())
    file.write_bytes(damaged)

    notebook = Notebook(file)
    found = {note.uid for note in notebook.notes()}

    assert found == uids
    assert _damaged(file)[0].read_bytes() == damaged
    (notice,) = notebook.notices
    assert str(_damaged(file)[0]) in notice
    assert "came back from the backup of 20" in notice or "could be read in it" in notice
    assert json.loads(file.read_bytes())["meta"]["1"]["schema"] == 1

    notebook.add(article, "pasar.txt", 0, 5)
    again = Notebook(file)
    assert len(again.notes()) == len(found) + 1
    assert again.notices == []


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_notebook_without_backups_is_kept_and_never_written_over(
    file: Path, kind: str, article: Article
) -> None:
    Notebook(file).add(article, "pasar.txt", 0, 9, note="the only one")
    damaged = DAMAGES[kind](file.read_bytes())
    file.write_bytes(damaged)

    notebook = Notebook(file)
    notebook.add(article, "pasar.txt", 10, 19, note="a new one")

    assert [path.read_bytes() for path in _damaged(file)] == [damaged]
    assert len(notebook.notices) == 1
    assert notebook.notes()[-1].note == "a new one"


@pytest.fixture(scope="module")
def seven_notes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A notebook's file with seven notes, full of what looks like the file's own signs."""
    file = tmp_path_factory.mktemp("cut") / "notebook.json"
    article = Article("a" * 64, 'Kata {dengan} "notes": { tanda \\ dan } kurung. ' * 9)
    _write_seven_notes(file, article)
    return file.read_bytes()


@given(cut=st.integers(0, 100_000))
def test_what_is_whole_in_a_cut_file_is_recovered(cut: int, seven_notes: bytes) -> None:
    rest = seven_notes[: cut % len(seven_notes)]
    found = {document["uid"] for document in salvage(rest).get("notes", {}).values()}
    whole = [line for line in rest.split(b"\n")[:-1] if b'"exact"' in line]
    assert len(found) >= len(whole)
    assert found <= {document["uid"] for document in salvage(seven_notes)["notes"].values()}


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_can_be_searched_for_documents(data: bytes) -> None:
    assert "notes" not in salvage(data)


def test_of_a_cut_file_and_an_older_backup_the_newest_of_each_note_is_taken(
    file: Path, article: Article
) -> None:
    uids = sorted(_write_seven_notes(file, article))
    notebook = Notebook(file)
    notebook.edit(uids[6], note="changed after the backup")
    notebook.delete(uids[0])
    (file.parent / "backups" / "notebook.last.json").unlink()
    for copied in backups(file)[:2]:
        copied.path.unlink()
    data = file.read_bytes()
    file.write_bytes(data[: data.index(b'"journal"')])

    mended = Notebook(file)
    assert mended.get(uids[6]).note == "changed after the backup"
    assert [note.uid for note in mended.notes()] == uids[1:]
    assert "6 notes could be read in it" in mended.notices[0]


def test_a_missing_notebook_comes_back_from_its_backup(file: Path, article: Article) -> None:
    uids = _write_seven_notes(file, article)
    file.unlink()
    notebook = Notebook(file)
    assert {note.uid for note in notebook.notes()} == uids
    assert "it is missing" in notebook.notices[0]
    assert "7 notes came back from the backup" in notebook.notices[0]
    assert file.exists()


def test_an_open_session_gives_back_what_a_lost_file_held(file: Path, article: Article) -> None:
    notebook = Notebook(file)
    uids = _write_seven_notes(file, article)
    assert len(notebook.notes()) == 7
    shutil.rmtree(file.parent / "backups")
    file.unlink()
    assert {note.uid for note in notebook.notes()} == uids
    assert {note.uid for note in Notebook(file).notes()} == uids


def test_a_damaged_backup_is_passed_over(file: Path, article: Article) -> None:
    uids = sorted(_write_seven_notes(file, article))
    backups(file)[0].path.write_bytes(bytes(100))
    file.write_bytes(b"")
    notebook = Notebook(file)
    assert [note.uid for note in notebook.notes()] == [*uids[:5], uids[6]]


def test_a_damaged_copy_of_the_last_change_is_passed_over(file: Path, article: Article) -> None:
    uids = sorted(_write_seven_notes(file, article))
    (file.parent / "backups" / "notebook.last.json").write_bytes(b"{")
    file.write_bytes(b"")
    notebook = Notebook(file)
    assert [note.uid for note in notebook.notes()] == uids[:6]
    assert "last change" not in notebook.notices[0]


def test_a_deletion_outlives_the_damage_that_comes_after_it(file: Path, article: Article) -> None:
    uids = sorted(_write_seven_notes(file, article))
    Notebook(file).delete(uids[3])
    file.write_bytes(b"")
    assert [note.uid for note in Notebook(file).notes()] == [*uids[:3], *uids[4:]]
    assert Notebook(file).undo() is not None
    assert [note.uid for note in Notebook(file).notes()] == uids


def test_the_first_start_is_no_loss(file: Path) -> None:
    notebook = Notebook(file)
    assert notebook.notes() == ()
    assert notebook.undo() is None
    assert notebook.notices == []
    assert not file.exists()


def test_a_damaged_notebook_that_cannot_be_mended_can_still_be_read(
    file: Path, article: Article
) -> None:
    uids = _write_seven_notes(file, article)
    damaged = file.read_bytes()[:-40]
    file.write_bytes(damaged)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        patch.setattr(os, "link", refuse)
        notebook = Notebook(file)
        assert {note.uid for note in notebook.notes()} == uids
        assert {note.uid for note in notebook.notes()} == uids
        assert "could not be mended on the disk yet" in notebook.notices[0]
        assert len(notebook.notices) == 1
        with pytest.raises(ReaderError, match="may not be written to"):
            notebook.delete(min(uids))
    assert file.read_bytes() == damaged
    notebook.delete(min(uids))
    assert {note.uid for note in Notebook(file).notes()} == uids - {min(uids)}
    assert [path.read_bytes() for path in _damaged(file)] == [damaged]


def test_a_file_that_cannot_be_read_is_not_taken_for_a_damaged_one(
    file: Path, article: Article
) -> None:
    _write_seven_notes(file, article)
    names = sorted(file.parent.iterdir())
    file.rename(file.with_name("elsewhere"))
    file.mkdir()
    with pytest.raises(ReaderError, match="move one of them away"):
        Notebook(file).notes()
    with pytest.raises(ReaderError, match="move one of them away"):
        Notebook(file).add(article, "pasar.txt", 0, 5)
    assert _damaged(file) == []
    assert sorted(file.parent.iterdir()) == sorted([*names, file.with_name("elsewhere")])


def test_a_newer_notebook_is_read_and_never_changed(file: Path, article: Article) -> None:
    uids = _write_seven_notes(file, article)
    tables = json.loads(file.read_bytes())
    tables["meta"]["1"]["schema"] = 7
    tables["pictures"] = ["what a newer one may hold"]
    file.write_text(json.dumps(tables))
    newer = file.read_bytes()

    notebook = Notebook(file)
    assert {note.uid for note in notebook.notes()} == uids
    assert "newer Kliping (schema 7" in notebook.notices[0]
    for change in (
        lambda: notebook.add(article, "pasar.txt", 0, 5),
        lambda: notebook.edit(min(uids), note="no"),
        lambda: notebook.delete(min(uids)),
        notebook.undo,
    ):
        with pytest.raises(ReaderError, match="install that Kliping"):
            change()
    assert file.read_bytes() == newer


def test_an_older_notebook_is_copied_before_it_gets_its_new_shape(
    file: Path, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    uids = _write_seven_notes(file, article)
    older = file.read_bytes()
    monkeypatch.setattr(schema, "SCHEMA", 2)
    monkeypatch.setitem(
        schema.STEPS,
        1,
        lambda tables: {
            **tables,
            "notes": {
                number: {**document, "tags": ["moved in"]}
                for number, document in tables["notes"].items()
            },
        },
    )
    notebook = Notebook(file)
    assert {note.tags for note in notebook.notes()} == {("moved in",)}
    assert file.read_bytes() == older, "reading changes nothing"
    notebook.delete(min(uids))
    assert file.with_name("notebook.schema-1.json").read_bytes() == older
    assert json.loads(file.read_bytes())["meta"]["1"]["schema"] == 2
    assert {note.tags for note in Notebook(file).notes()} == {("moved in",)}


def test_an_entry_that_is_no_note_is_left_where_it_is(file: Path, article: Article) -> None:
    _write_seven_notes(file, article)
    tables = json.loads(file.read_bytes())
    tables["notes"]["90"] = {"uid": "strange", "what": "is this"}
    file.write_text(json.dumps(tables, indent=2))
    notebook = Notebook(file)
    assert len(notebook.notes()) == 7
    assert "no note that this Kliping understands" in notebook.notices[0]
    notebook.add(article, "pasar.txt", 0, 5)
    assert json.loads(file.read_bytes())["notes"]["90"] == {"uid": "strange", "what": "is this"}
    assert len(Notebook(file).notes()) == 8
