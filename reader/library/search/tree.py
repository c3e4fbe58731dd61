"""What a query is made of: terms that are looked for in the texts, filters, and how they join."""

from dataclasses import dataclass
from typing import Literal

Column = Literal["", "title", "speakers"]
"""Where a term is looked for: anywhere, in the titles, in the names of who is quoted."""

Shape = Literal["whole", "begins", "ends", "within"]
"""Whether the words are whole, or the last begins so, or the one word ends so or holds it."""

Filtered = Literal["outlet", "tag", "before", "after", "on", "is", "has", "lang"]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side; `typed` is how they were asked for.

    `words` are as the index has them: without case and accents.
    """

    typed: str
    words: tuple[str, ...]
    shape: Shape = "whole"
    column: Column = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Something that is known of an article without looking into its text."""

    typed: str
    field: Filtered
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    node: "Node"


@dataclass(frozen=True, slots=True)
class All:
    nodes: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    nodes: "tuple[Node, ...]"


Node = Term | Filter | Not | All | Any


def joined(nodes: "tuple[Node, ...]") -> Node:
    """All of them, flat: an All within is taken apart."""
    flat = tuple(
        part for node in nodes for part in (node.nodes if isinstance(node, All) else (node,))
    )
    return flat[0] if len(flat) == 1 else All(flat)


def sought(node: Node) -> tuple[Term, ...]:
    """The terms that an article is found by; those that it must not have are not among them."""
    match node:
        case Term():
            return (node,)
        case All(nodes) | Any(nodes):
            return tuple(dict.fromkeys(term for one in nodes for term in sought(one)))
        case _:
            return ()


def terms_in(node: Node) -> tuple[Term, ...]:
    """All terms, also those that an article must not have."""
    match node:
        case Term():
            return (node,)
        case Not(inner):
            return terms_in(inner)
        case All(nodes) | Any(nodes):
            return tuple(term for one in nodes for term in terms_in(one))
        case _:
            return ()


def filters_in(node: Node) -> tuple[Filter, ...]:
    """All filters, wherever they stand."""
    match node:
        case Filter():
            return (node,)
        case Not(inner):
            return filters_in(inner)
        case All(nodes) | Any(nodes):
            return tuple(found for one in nodes for found in filters_in(one))
        case _:
            return ()


def is_filter(node: Node) -> bool:
    """Whether it is about what is known of an article, not about its words."""
    match node:
        case Filter():
            return True
        case Not(inner):
            return is_filter(inner)
        case All(nodes) | Any(nodes):
            return all(map(is_filter, nodes))
        case _:
            return False


def as_typed(node: Node) -> str:
    """A node as it may be typed."""
    match node:
        case Term(typed) | Filter(typed):
            return typed
        case Not(All() | Any()):
            return f"-({as_typed(node.node)})"
        case Not(inner):
            return f"-{as_typed(inner)}"
        case All(nodes):
            return " ".join(
                f"({as_typed(one)})" if isinstance(one, Any) else as_typed(one) for one in nodes
            )
        case Any(nodes):
            return " OR ".join(as_typed(n) for n in nodes)
