"""Words being typed, kept until they are saved or thrown away."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.notebook import Draft, Drafts


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts")


def test_a_draft_is_loaded_as_it_was_saved(drafts: Drafts) -> None:
    saved = drafts.save(
        "01J0",
        "half a thou",
        article="a" * 64,
        path="pasar.txt",
        start=3,
        end=9,
        note="01K",
        rev=2,
        tags=("trade",),
    )
    assert drafts.load("01J0") == saved
    assert drafts.all() == (saved,)
    assert (saved.text, saved.start, saved.end, saved.rev) == ("half a thou", 3, 9, 2)


def test_a_later_save_takes_the_place_of_the_earlier(drafts: Drafts) -> None:
    drafts.save("key", "hal")
    drafts.save("key", "half")
    assert [draft.text for draft in drafts.all()] == ["half"]


def test_a_discarded_draft_is_gone_and_may_be_discarded_again(drafts: Drafts) -> None:
    drafts.save("key", "words")
    drafts.discard("key")
    drafts.discard("key")
    assert drafts.load("key") is None
    assert drafts.all() == ()


def test_no_drafts_are_no_trouble(drafts: Drafts) -> None:
    assert drafts.load("key") is None
    assert drafts.all() == ()
    drafts.discard("key")


@given(key=st.text(), text=st.text(st.characters()))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
def test_any_key_and_any_words_are_kept_within_the_folder(
    tmp_path: Path, key: str, text: str
) -> None:
    drafts = Drafts(tmp_path / "drafts")
    drafts.save(key, text)
    found = drafts.load(key)
    assert found is not None
    assert (found.key, found.text) == (key, text)
    assert [path.name for path in tmp_path.iterdir()] == ["drafts"]
    assert all(path.is_file() for path in (tmp_path / "drafts").iterdir())


def test_a_session_that_still_runs_keeps_its_drafts_to_itself(drafts: Drafts) -> None:
    drafts.save("mine", "still typing")
    assert drafts.orphaned() == ()


def test_a_session_that_has_ended_leaves_its_drafts_to_the_next(
    drafts: Drafts, tmp_path: Path
) -> None:
    script = (
        "import sys, pathlib; from reader.notebook import Drafts\n"
        "Drafts(pathlib.Path(sys.argv[1])).save('theirs', 'cut off in the middle of a')"
    )
    subprocess.run([sys.executable, "-c", script, tmp_path / "drafts"], check=True)
    assert [draft.text for draft in drafts.orphaned()] == ["cut off in the middle of a"]


def test_a_process_with_the_number_of_a_dead_one_is_another(drafts: Drafts, tmp_path: Path) -> None:
    drafts.save("key", "by one that began at another time")
    (file,) = (tmp_path / "drafts").iterdir()
    draft = drafts.load("key")
    assert draft is not None
    assert draft.owner is not None
    if draft.owner.began == 0:
        pytest.skip("this system does not say when a process began")
    file.write_text(file.read_text().replace(f": {draft.owner.began}", ": 12345"))
    assert [one.key for one in drafts.orphaned()] == ["key"]


@pytest.mark.parametrize(
    "damage", [b"typed long ago", b'{"text": "cut o', b"[]", b"{}", b'{"owner": 3}', b"\xff"]
)
def test_a_draft_of_another_shape_is_offered_back_all_the_same(
    drafts: Drafts, tmp_path: Path, damage: bytes
) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "01J0.json").write_bytes(damage)
    (found,) = drafts.orphaned()
    assert found == Draft("01J0", damage.decode("utf-8", "replace"))


def test_a_draft_that_cannot_be_written_says_so_and_leaves_the_last(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts.save("key", "kept")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(ReaderError, match="no room left"):
            drafts.save("key", "kept, and more")
    found = drafts.load("key")
    assert found is not None
    assert found.text == "kept"
