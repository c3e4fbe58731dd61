"""A query of the library: the words and filters that `S`, `reader search` and `f` take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.library.search.conditions import (
    Condition,
    Spelled,
    condition,
    condition_on_corrected,
)
from reader.library.search.parsing import parse
from reader.library.search.tree import All, Node, Term, as_typed, filters_in, is_filter, sought

if TYPE_CHECKING:
    from reader.library.own import Own

_OWN: Mapping[tuple[str, str], str] = {
    ("is", "read"): "seen",
    ("is", "unread"): "seen",
    ("is", "bookmarked"): "noted",
    ("has", "bookmark"): "noted",
    ("has", "note"): "noted",
    ("has", "tag"): "tags",
    ("tag", ""): "tags",
}


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; `tree` is None where that is everything."""

    tree: Node | None

    @property
    def parts(self) -> tuple[Node, ...]:
        """What must be true, each by itself."""
        if self.tree is None:
            return ()
        return self.tree.nodes if isinstance(self.tree, All) else (self.tree,)

    @property
    def filters(self) -> tuple[Node, ...]:
        """The parts that are about what is known of an article, not about its words."""
        return tuple(part for part in self.parts if is_filter(part))

    @property
    def sought(self) -> tuple[Term, ...]:
        """The terms by which an article is found."""
        return () if self.tree is None else sought(self.tree)

    @property
    def depends_on(self) -> frozenset[str]:
        """What of the user's it takes to answer: `noted`, `tags`, `seen`."""
        found = filters_in(self.tree) if self.tree is not None else ()
        return frozenset(
            _OWN[one.field, value]
            for one in found
            for value in (one.value, "")
            if (one.field, value) in _OWN
        )

    def without(self, parts: Sequence[Node]) -> "Query":
        """The query without some of its parts."""
        left = tuple(part for part in self.parts if part not in parts)
        return Query((All(left) if len(left) > 1 else left[0]) if left else None)

    def where(self, own: "Own", spelled: Spelled = MappingProxyType({})) -> Condition:
        """SQL on the columns of `article`, and the values of its question marks.

        "" where everything is asked for. The connection must be prepared with `own`.
        `spelled` has what is known of the words that *layan* stands for.
        """
        if self.tree is None:
            return "", ()
        plain, values = condition(self.tree, own, spelled)
        if own.corrections is None:
            return plain, values
        corrected, more = condition_on_corrected(self.tree, own)
        sql = f"case when key in (select key from temp.corrected) then {corrected} else {plain} end"
        return sql, (*more, *values)

    def __str__(self) -> str:
        return "" if self.tree is None else as_typed(self.tree)


def compile_query(text: str) -> Query:
    """The query that somebody typed. ReaderError with a sentence that says what to write."""
    return Query(parse(text))
