"""Which shape a notebook's tables have, and how an older shape becomes today's."""

from collections.abc import Callable, Mapping
from typing import Any

Document = Mapping[str, Any]
Tables = dict[str, dict[str, Document]]
"""Table name → TinyDB's number of a document, as a string → the document."""

SCHEMA = 1
"""What this Kliping writes. A notebook with a higher one is only read."""

STEPS: dict[int, Callable[[Tables], Tables]] = {}
"""From each older schema to the one after it. A step makes new tables and leaves the old alone."""


def schema_of(tables: Mapping[str, Any]) -> int | None:
    """The schema that the tables were written in, or None where they do not say."""
    meta = tables.get("meta")
    document = meta.get("1") if isinstance(meta, Mapping) else None
    schema = document.get("schema") if isinstance(document, Mapping) else None
    return schema if type(schema) is int and schema > 0 else None


def is_newer(tables: Mapping[str, Any]) -> bool:
    """Whether a newer Kliping wrote this."""
    return (schema_of(tables) or 0) > SCHEMA


def is_older(tables: Mapping[str, Any]) -> bool:
    """Whether an older Kliping wrote this, so that it needs `migrated`."""
    return 0 < (schema_of(tables) or 0) < SCHEMA


def migrated(tables: Tables) -> Tables:
    """The tables in today's shape; those that have it, and those of a newer one, as they are."""
    while is_older(tables):
        schema = schema_of(tables) or 0
        tables = dict(STEPS[schema](tables))
        tables["meta"] = {**tables["meta"], "1": {**tables["meta"]["1"], "schema": schema + 1}}
    return tables
