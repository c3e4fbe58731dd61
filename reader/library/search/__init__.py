"""Search: a query language, an index of the words, and hits that show their words."""

from reader.library.search.hits import Hidden, Hits
from reader.library.search.index import SCHEMA, add, remove, settle
from reader.library.search.query import Query, compile_query
from reader.library.search.showing import Hit

__all__ = [
    "SCHEMA", "Hidden", "Hit", "Hits", "Query", "add", "compile_query", "remove", "settle",
]  # fmt: skip
