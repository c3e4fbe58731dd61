"""A verb loads what it needs and no more."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LOADED = """
import sys
from reader.cli import main
status = main(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(status)
"""

LoadedBy = Callable[..., frozenset[str]]


@pytest.fixture
def loaded_by(program: Callable[..., Any]) -> LoadedBy:
    """The modules that are loaded when a verb has run."""

    def loaded_by(*words: str | Path) -> frozenset[str]:
        done = program(*words, python=("-c", LOADED))
        assert done.returncode == 0, done.stderr
        return frozenset(done.stderr.splitlines()[-1].split())

    return loaded_by


def packages(modules: frozenset[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize(
    "words",
    [
        ["--version"], ["--help"], ["list"], ["list", "--json"], ["quotes"], ["people"], ["echoes"],
        ["show", "FILE"], ["show", "--json", "FILE"], ["show", "--raw", "FILE"],
        ["bookmark", "FILE"], ["note", "FILE", "kata"], ["notes"], ["notes", "--json"],
        ["check"], [],
    ],
    ids=" ".join,
)  # fmt: skip
def test_to_a_pipe_no_verb_loads_textual_or_rich(
    loaded_by: LoadedBy, seeds: Path, words: list[str]
) -> None:
    file = str(min(seeds.iterdir()))
    loaded = packages(loaded_by(*(file if word == "FILE" else word for word in words)))
    assert "reader" in loaded
    assert not loaded & {"textual", "rich", "pygments", "markdown_it"}


def test_an_export_loads_neither_textual_nor_rich(loaded_by: LoadedBy, seeds: Path) -> None:
    loaded_by("bookmark", min(seeds.iterdir()))
    assert not packages(loaded_by("export")) & {"textual", "rich", "markdown_it"}


def test_a_list_that_is_known_reads_no_text(loaded_by: LoadedBy) -> None:
    loaded_by("list")
    again = loaded_by("list")
    assert "reader.library.library" in again
    assert not packages(again) & {"dateutil", "rapidfuzz", "tinydb", "filelock"}
    assert "reader.article.reading" not in again


def test_showing_a_file_opens_neither_notebook_nor_catalog(
    loaded_by: LoadedBy, seeds: Path
) -> None:
    loaded = loaded_by("show", "--json", min(seeds.iterdir()))
    assert not packages(loaded) & {"tinydb", "filelock", "sqlite3"}


def test_the_version_loads_neither_library_nor_notebook(loaded_by: LoadedBy) -> None:
    loaded = loaded_by("--version")
    assert not {name for name in loaded if name.startswith(("reader.library", "reader.notebook"))}
    assert "reader.article.reading" not in loaded


def test_notes_do_not_read_texts_that_are_not_marked(loaded_by: LoadedBy) -> None:
    assert "dateutil" not in packages(loaded_by("notes"))
