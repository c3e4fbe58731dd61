"""What is shipped: the samples, the styles, two commands, two blocks in the README."""

import hashlib
import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest

import reader
from reader import paths

ROOT = Path(__file__).parents[1]

SEEDS = {
    "000_b2c0e06d11d5086e.txt",
    "001_565fc47e45930534.txt",
    "002_f594b0c794dba9f9.txt",
    "003_800201e8754322b0.txt",
    "004_adb0c9dc102b3f54.txt",
}


def test_the_samples_are_in_the_package() -> None:
    assert {path.name for path in paths.bundled("seeds").iterdir()} == SEEDS


def test_the_samples_are_what_the_crawler_left_byte_for_byte() -> None:
    origin = ROOT.parent / "shared" / "seeds"
    if not origin.is_dir():
        pytest.skip(f"the original samples are not at {origin}")
    for path in paths.bundled("seeds").iterdir():
        ours, theirs = (hashlib.sha256(p.read_bytes()) for p in (path, origin / path.name))
        assert ours.digest() == theirs.digest(), path.name


@pytest.mark.parametrize(("folder", "ending"), [("seeds", ".txt"), ("styles", ".tcss")])
def test_samples_and_styles_are_data_alone(folder: str, ending: str) -> None:
    endings = {path.suffix for path in paths.bundled(folder).iterdir()}
    assert endings == {ending}


def test_each_language_is_a_file_that_is_shipped() -> None:
    languages = paths.PACKAGE / "article" / "languages"
    names = {path.name for path in languages.glob("*.toml")}
    assert "id.toml" in names
    for name in names:
        tomllib.loads((languages / name).read_text(encoding="utf-8"))


def test_both_commands_are_the_same() -> None:
    commands = importlib.metadata.distribution("kliping").entry_points.select(
        group="console_scripts"
    )
    assert {command.name: command.value for command in commands} == {
        "reader": "reader.cli:main",
        "kliping": "reader.cli:main",
    }


def test_the_version_is_one() -> None:
    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert described["project"]["version"] == reader.__version__
    assert importlib.metadata.version("kliping") == reader.__version__


def test_the_readme_begins_with_a_block_that_opens_and_one_that_tests() -> None:
    blocks = re.findall(
        r"^```sh\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S
    )
    opens, tests = (block.strip() for block in blocks[:2])
    assert opens.endswith(".venv/bin/reader")
    assert tests.endswith(".venv/bin/pytest")
    for block in (opens, tests):
        assert "\n" not in block, "each is one command"
        assert block.startswith("python3 -m venv .venv && "), "each works on its own"


def test_nothing_else_lies_at_the_top() -> None:
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    made_by_tools = {name for name in names if name in ("build", "dist", "__pycache__")}
    assert names - made_by_tools - {"PKG-INFO", "snapshot_report.html"} <= {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "reader",
        "seeds",
        "styles",
        "tests",
    }
