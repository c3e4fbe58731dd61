"""Pages written for these tests, as crude scrapers leave them, with what each line is."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader.article import Article, read_article

SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True)
class MadePage:
    """A page with the labels that are right for each line, and what it says of itself."""

    text: str
    labels: dict[int, tuple[str, ...]]
    known: dict[str, Any]


def load(path: Path) -> MadePage:
    """A file of `pages/`: JSON in the first line, then `label| line`; `a/b|`: both are right."""
    first, *rows = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    lines, labels = [], {}
    for number, row in enumerate(rows, 1):
        label, _, line = row.partition("| ")
        lines.append(line)
        if row:
            labels[number] = tuple(label.split("/"))
    return MadePage("\n".join(lines), labels, json.loads(first))


PAGES = {path.stem: load(path) for path in sorted((Path(__file__).parent / "pages").glob("*.txt"))}


@pytest.fixture(params=sorted(PAGES))
def page(request: pytest.FixtureRequest) -> MadePage:
    """Each of the pages in turn."""
    return PAGES[request.param]


@pytest.fixture(params=["000", "001", "002", "003", "004"])
def seed(request: pytest.FixtureRequest) -> tuple[str, Article]:
    """Each of the five sample articles in turn, with its number."""
    (path,) = SEEDS.glob(f"{request.param}_*.txt")
    return request.param, read_article(path.read_text(encoding="utf-8"), path.name)
