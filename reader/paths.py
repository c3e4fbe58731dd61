"""Where things are: what the package brings, and what it keeps for the user."""

import os
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent


def bundled(name: str) -> Path:
    """The folder `seeds` or `styles`: in the package when installed, beside it in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def _folder(kind: str) -> Path:
    return _placed(kind, os.environ.get("KLIPING_HOME", ""))


@cache
def _placed(kind: str, home: str) -> Path:
    if home:
        return Path(home).expanduser().absolute() / kind
    import platformdirs  # 16 ms that many a verb does not need

    return Path(getattr(platformdirs, f"user_{kind}_dir")("kliping", appauthor=False))


def config_folder() -> Path:
    """`config.toml` lies here."""
    return _folder("config")


def data_folder() -> Path:
    """The notebook, its backups and drafts: what must never be lost."""
    return _folder("data")


def state_folder() -> Path:
    """Reading positions and read marks: cheap to lose."""
    return _folder("state")


def cache_folder() -> Path:
    """The catalog: can be deleted at any time."""
    return _folder("cache")
