"""From a tree to what SQLite is asked: an expression for the index, conditions on articles.

All conditions are on the columns of `article` by their bare names, so that they
hold as well for a table of articles with what the user set; none of them is NULL.
The connection must be prepared: see `reader.library.own`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from reader.library.row import moment
from reader.library.search.tree import All, Any, Filter, Node, Not, Term

if TYPE_CHECKING:
    from reader.library.own import Own

Condition = tuple[str, tuple[object, ...]]
"""SQL, and the values of its question marks."""

Spelled = Mapping[Term, Sequence[str]]
"""The words that a term with a * before it stands for."""

# The plus: articles are gone through in the order of the list, by its index, and each is
# looked for in what was found. The other way round all that was found would be sorted.
_IN_INDEX = "+key in (select rowid from search where search match ?)"
_IN_TITLES = "+key in (select rowid from temp.titled where titled match ?)"
# One look for each word: for many words this is faster than one expression with all of them.
_SPELLED = (
    "+key in (select search.rowid from search_word cross join search"
    " where word like ? and search match ? || '\"' || word || '\"')"
)
_KNOWN: Mapping[tuple[str, str], str] = {
    ("is", "unread"): "key not in (select key from temp.seen)",
    ("is", "read"): "key in (select key from temp.seen)",
    ("is", "bookmarked"): "key in (select key from temp.noted where bookmarks > 0)",
    ("has", "bookmark"): "key in (select key from temp.noted where bookmarks > 0)",
    ("has", "note"): "key in (select key from temp.noted where notes > 0)",
    ("has", "tag"): "key in (select key from temp.tagged)",
    ("has", "quote"): "coalesce(quotes, 0) > 0",
    ("has", "error"): "error is not null",
}
# There are few outlets and many articles: each outlet is looked at once, by its index.
_OUTLET = """outlet is not null and outlet in (
with recursive known (name) as (
    select min(outlet) from article
    union all
    select (select min(outlet) from article where outlet > name) from known where name is not null
), every (name) as (select name from known union select outlet from temp.corrected)
select name from every
where instr(name, ?) or instr(replace(replace(replace(name, '.', ''), '-', ''), ' ', ''), ?))"""
# As far as both are known: an article of 2022 is neither before nor after November 2022.
_PUBLISHED = "substr(published, 1, length(?)) {} substr(?, 1, length(published))"
_DAY = 86400.0
_ZONES = _DAY
"""Seconds by which a date that is printed may be off the moment it stands for, and some more."""


def expression(node: Node, spelled: Spelled) -> str | None:
    """What the index is asked for a part of a query; None where that takes more than the index."""
    match node:
        case Term():
            return _looked_for(node, spelled)
        case Any(nodes):
            parts = [expression(one, spelled) for one in nodes]
            return _or(*(part for part in parts if part)) if all(parts) else None
        case All(nodes):
            wanted = [expression(one, spelled) for one in nodes if not isinstance(one, Not)]
            barred = [expression(one.node, spelled) for one in nodes if isinstance(one, Not)]
            if not wanted or not all(wanted) or not all(barred):
                return None
            both = " AND ".join(f"({part})" for part in wanted)
            return f"({both}) NOT ({_or(*filter(None, barred))})" if barred else both
        case _:
            return None


def parted(node: Node, spelled: Spelled) -> tuple[str | None, Node | None]:
    """What the index can tell of a query, so that hits can be ranked by it, and what is left."""
    whole = expression(node, spelled)
    if whole is not None or not isinstance(node, All):
        return whole, None if whole else node
    asked, left = _sorted(node.nodes, spelled)
    if not asked:
        return None, node
    return expression(All(asked), spelled), All(left) if left else None


def condition(node: Node, own: "Own", spelled: Spelled) -> Condition:
    """The articles that a part of a query is true of."""
    asked = expression(node, spelled)
    if asked is not None:
        return _IN_INDEX, (asked,)
    match node:
        case Term():
            return _by_words(node)
        case Filter():
            return _known(node, own)
        case Not(inner):
            sql, values = condition(inner, own, spelled)
            return f"not ({sql})", values
        case Any(nodes):
            return _joined([condition(one, own, spelled) for one in nodes], " or ")
        case All(nodes):
            together, alone = _sorted(nodes, spelled)
            parts = (*((All(together),) if together else ()), *alone)
            return _joined([condition(one, own, spelled) for one in parts], " and ")


def condition_on_corrected(node: Node, own: "Own") -> Condition:
    """The same for an article whose title the user may have set: its words are found there too."""
    match node:
        case Term(shape="ends" | "within"):
            return _by_words(node)
        case Term(column=column):
            asked = expression(node, {})
            if column == "speakers":
                return _IN_INDEX, (asked,)
            return f"({_IN_INDEX} or {_IN_TITLES})", (asked, asked)
        case Not(inner):
            sql, values = condition_on_corrected(inner, own)
            return f"not ({sql})", values
        case Any(nodes):
            return _joined([condition_on_corrected(one, own) for one in nodes], " or ")
        case All(nodes):
            return _joined([condition_on_corrected(one, own) for one in nodes], " and ")
        case _:
            return _known(node, own)


def pattern(term: Term) -> str:
    """What the words are like that a term with a * before it stands for."""
    return f"%{term.words[0]}%" if term.shape == "within" else f"%{term.words[0]}"


def either(terms: Iterable[Term], spelled: Spelled) -> str:
    """What the index is asked for any of the terms; "" where none of them can be found."""
    return _or(*filter(None, (_looked_for(term, spelled) for term in terms)))


def _looked_for(term: Term, spelled: Spelled) -> str | None:
    if term.shape in ("ends", "within"):
        words = _or(*(f'"{word}"' for word in spelled.get(term, ())))
        return f"{_column(term)}({words})" if words else None
    begins = "*" if term.shape == "begins" else ""
    return f'{_column(term)}"{" ".join(term.words)}"{begins}'


def _column(term: Term) -> str:
    return f"{term.column} : " if term.column else ""


def _or(*parts: str) -> str:
    return parts[0] if len(parts) == 1 else " OR ".join(f"({part})" for part in parts)


def _sorted(nodes: Sequence[Node], spelled: Spelled) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """What the index can be asked at once, and what is asked by itself."""
    able = {one: expression(one.node if isinstance(one, Not) else one, spelled) for one in nodes}
    if not any(able[one] and not isinstance(one, Not) for one in nodes):
        return (), tuple(nodes)
    return tuple(o for o in nodes if able[o]), tuple(o for o in nodes if not able[o])


def _by_words(term: Term) -> Condition:
    return _SPELLED, (pattern(term), _column(term))


def _known(node: Filter, own: "Own") -> Condition:
    value = node.value
    match node.field:
        case "is" | "has":
            return _KNOWN[node.field, value], ()
        case "lang":
            return "language is ?", (value,)
        case "outlet":
            return _OUTLET, (value, value.replace(".", "").replace("-", "").replace(" ", ""))
        case "tag":
            tags = [tag for tag in own.tags if tag.casefold() == value]
            marks = ", ".join("?" * len(tags))
            return f"key in (select key from temp.tagged where tag in ({marks}))", tuple(tags)
        case "before" | "after" | "on":
            return _dated(node.field, value)


def _dated(field: str, value: str) -> Condition:
    """Days as they are printed are compared; the moment only makes that quick by its index."""
    since = moment(value) or 0.0
    match field:
        case "before":
            return (
                f"moment is not null and moment < ? and {_PUBLISHED.format('<')}",
                (since + _ZONES, value, value),
            )
        case "after":
            return (
                f"moment is not null and moment > ? and {_PUBLISHED.format('>')}",
                (since, value, value),
            )
        case _:
            return (
                "moment is not null and moment between ? and ? and substr(published, 1, ?) = ?",
                (since - _ZONES, since + 366 * _DAY + _ZONES, len(value), value),
            )


def _joined(parts: Sequence[Condition], by: str) -> Condition:
    return (
        by.join(f"({sql})" for sql, _ in parts),
        tuple(value for _, values in parts for value in values),
    )
