"""`config.toml`: what it may say, and what a mistake in it costs."""

from pathlib import Path

import pytest

from reader import settings


@pytest.fixture
def config(home: Path) -> Path:
    folder = home / "config"
    folder.mkdir()
    return folder / "config.toml"


def test_without_a_file_everything_has_its_usual_value(home: Path) -> None:
    found = settings.load()
    assert (found.measure, dict(found.keys)) == (72, {})
    assert found.complaints == ()


def test_what_the_file_says_counts(config: Path) -> None:
    config.write_text('[reading]\nmeasure = 60\n[keys]\nbookmark = "f2"\n')
    found = settings.load()
    assert (found.measure, dict(found.keys)) == (60, {"bookmark": "f2"})
    assert found.complaints == ()


def test_a_bad_value_is_named_and_the_rest_works(config: Path) -> None:
    config.write_text('[reading]\nmeasure = "wide"\n[keys]\nnote = "f3"\n')
    found = settings.load()
    assert (found.measure, dict(found.keys)) == (72, {"note": "f3"})
    (complaint,) = found.complaints
    assert str(config) in complaint
    assert "[reading] measure" in complaint
    assert "20 to 200" in complaint


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("[reading]\nmeasure = true", "measure"),
        ("[reading]\nmeasure = 5", "measure"),
        ("[reading]\nwidth = 60", "width"),
        ("[interface]\nlanguage = 'fr'", "interface"),
        ("[keys]\nbookmark = 3", "bookmark"),
        ("[keys]\nbookmark = ' '", "bookmark"),
        ("[colours]\nquote = 'red'", "colours"),
        ("measure = 60", "measure"),
        ("reading = 60", "reading"),
        ("[reading]\nmeasure = = 3", "line 2"),
    ],
)
def test_every_mistake_is_told_in_one_sentence_with_file_and_key(
    config: Path, written: str, named: str
) -> None:
    config.write_text(written)
    found = settings.load()
    (complaint,) = found.complaints
    assert complaint.startswith(str(config))
    assert named in complaint
    assert "\n" not in complaint
    assert (found.measure, dict(found.keys)) == (72, {})


def test_a_folder_in_place_of_the_file_is_told(config: Path) -> None:
    config.mkdir()
    (complaint,) = settings.load().complaints
    assert "cannot be read" in complaint
