"""What the user made of the articles: notes and bookmarks, kept, found again, taken home.

Importing this costs next to nothing; each name is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.notebook.anchors import Anchor, Place, find_anchor, make_anchor
    from reader.notebook.corrections import Corrected, apply_corrections
    from reader.notebook.drafts import Draft, Drafts
    from reader.notebook.health import Health, examine
    from reader.notebook.model import Correctable, Correction, Kind, Note, Snapshot
    from reader.notebook.notebook import ConflictError, Notebook
    from reader.notebook.rows import Corrections
    from reader.notebook.undo import Change

_HOMES = {
    "Anchor": "anchors",
    "Change": "undo",
    "ConflictError": "notebook",
    "Correctable": "model",
    "Corrected": "corrections",
    "Correction": "model",
    "Corrections": "rows",
    "Draft": "drafts",
    "Drafts": "drafts",
    "Health": "health",
    "Kind": "model",
    "Note": "model",
    "Notebook": "notebook",
    "Place": "anchors",
    "Snapshot": "model",
    "apply_corrections": "corrections",
    "examine": "health",
    "find_anchor": "anchors",
    "make_anchor": "anchors",
}

__all__ = [
    "Anchor",
    "Change",
    "ConflictError",
    "Correctable",
    "Corrected",
    "Correction",
    "Corrections",
    "Draft",
    "Drafts",
    "Health",
    "Kind",
    "Note",
    "Notebook",
    "Place",
    "Snapshot",
    "apply_corrections",
    "examine",
    "find_anchor",
    "make_anchor",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
