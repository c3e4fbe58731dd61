"""A glance at the notebook's file: what need not be loaded when there is nothing to be found."""

from pathlib import Path


def may_hold_corrections(path: Path) -> bool:
    """Whether reading the notebook at `path` may give corrections.

    False is certain: there is no file, or a whole one without them. What a
    user wrote cannot be mistaken for the table: in it, quotes are escaped.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return False
    except OSError:
        return True  # who reads it will say what is wrong
    whole = data.startswith(b"{") and data.rstrip().endswith(b"}")
    return not whole or b'"corrections"' in data
