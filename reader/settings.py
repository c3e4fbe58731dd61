"""What a person set in `config.toml`: the measure, the terminal, keys.

    [reading]
    measure = 72          # columns of text in the article

    [terminal]
    thin = true           # send only what differs; false: all that Textual sends

    [keys]
    bookmark = "m"        # the id of a command = its key; several: "m,f2"

A mistake in one line costs that line alone: the rest counts, and `complaints`
says in one sentence each what does not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reader import paths

NARROWEST, WIDEST = 20, 200


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that count.

    `measure` is in columns; `thin` sends to the terminal only what differs;
    `keys` maps the id of a command to its key or keys, as they were written:
    whether the id exists is for `reader.commands.settle_keys` to say.
    """

    measure: int = 72
    thin: bool = True
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    complaints: tuple[str, ...] = ()
    path: Path | None = None


def config_file() -> Path:
    """Where the settings are looked for."""
    return paths.config_folder() / "config.toml"


def load(path: Path | None = None) -> Settings:
    """Read the settings; a file that is not there is no mistake. Raises nothing."""
    path = path or config_file()
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Settings(path=path)
    except OSError as error:
        return Settings(path=path, complaints=(f"{path} cannot be read: {error.strerror}.",))
    import tomllib  # 5 ms that those without settings do not need

    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Settings(path=path, complaints=(f"{path} is not UTF-8: save it as UTF-8.",))
    except tomllib.TOMLDecodeError as error:
        return Settings(path=path, complaints=(f"{path} is not TOML: {error}.",))
    return _settle(table, path)


def _measure(value: object) -> str | None:
    """What is wrong with a measure; None when nothing is."""
    if type(value) is int and NARROWEST <= value <= WIDEST:
        return None
    return f"must be a whole number from {NARROWEST} to {WIDEST}"


def _switch(value: object) -> str | None:
    return None if isinstance(value, bool) else "must be true or false"


def _key(value: object) -> str | None:
    if isinstance(value, str) and value.strip():
        return None
    return 'must be a key in quotation marks, such as "m" or "ctrl+b"'


_KNOWN: Mapping[tuple[str, str], Callable[[object], str | None]] = {
    ("reading", "measure"): _measure,
    ("terminal", "thin"): _switch,
}


def _settle(table: Mapping[str, Any], path: Path) -> Settings:
    taken: dict[str, Any] = {}
    keys: dict[str, str] = {}
    complaints: list[str] = []
    sections = {section for section, _ in _KNOWN} | {"keys"}
    for section, entries in table.items():
        if section not in sections or not isinstance(entries, Mapping):
            wanted = ", ".join(f"[{name}]" for name in sorted(sections))
            complaints.append(f"{path}: {section}: is not known here; sections are {wanted}.")
            continue
        for name, value in entries.items():
            judge = _key if section == "keys" else _KNOWN.get((section, name))
            fault = judge(value) if judge else "is not known; see the README for what is"
            if fault:
                complaints.append(f"{path}: [{section}] {name}: {fault}.")
            elif section == "keys":
                keys[name] = value
            else:
                taken[name] = value
    return Settings(keys=MappingProxyType(keys), complaints=tuple(complaints), path=path, **taken)
