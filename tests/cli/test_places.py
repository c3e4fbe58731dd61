"""Where the words of notes are now, as the command line tells it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_a_note_made_by_a_relative_path_is_found_from_any_folder(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(article.parent)
    run("bookmark", article.name, "--quote", "1")
    run("correct", article.name, "--title", "Seribu Bakau")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    (found,) = run("notes", "--json").objects
    assert found["anchor"] == "exact"
    assert found["path"] == article.name, "as it was typed"
    assert found["title"] == "Seribu Bakau"
    article.write_text("Diperbarui.\n\n" + article.read_text(encoding="utf-8"), encoding="utf-8")
    (moved,) = run("notes", "--json").objects
    assert (moved["anchor"], moved["title"]) == ("moved", "Seribu Bakau")
