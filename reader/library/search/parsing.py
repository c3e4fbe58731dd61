"""From what was typed to a tree; whatever is wrong with it is told in a sentence.

    a b          both            "a b"   side by side      a*  *a  *a*   begins, ends, holds
    a OR b       one of them     NOT a, -a   not that      ( )           together
    field:value, field:"some words"

OR joins what stands on either side of it up to the next OR or parenthesis.
"""

import re
from typing import NamedTuple

from reader.article.safety import sanitise
from reader.errors import ReaderError
from reader.library.search.letters import letters
from reader.library.search.tree import Any, Column, Filter, Filtered, Node, Not, Shape, Term, joined

LONGEST = 2000
"""Characters of a query."""

MOST = 64
"""Terms of a query: each is one look into the index."""

DEEPEST = 16
"""Parentheses within parentheses."""

SHORTEST = 3
"""Letters between two asterisks, or behind one: fewer stand in nearly every word."""

TEXTS: dict[str, Column] = {"title": "title", "speaker": "speakers"}
FILTERS: dict[str, Filtered] = {
    "outlet": "outlet", "tag": "tag", "before": "before", "after": "after", "on": "on",
    "is": "is", "has": "has", "lang": "lang",
}  # fmt: skip
IS = ("unread", "read", "bookmarked")
HAS = ("note", "bookmark", "tag", "quote", "error")

_FIELDS = (*TEXTS, *FILTERS)
_EXAMPLES = {
    "title": "title:banjir", "speaker": 'speaker:"Retno Marsudi"', "outlet": "outlet:antara",
    "tag": "tag:pangan", "before": "before:2022-11", "after": "after:2022-11-29", "on": "on:2022",
    "is": "is:unread", "has": "has:note", "lang": "lang:id",
}  # fmt: skip

_MARKS = str.maketrans("“”„‟«»＂＊（）：", '"""""""*():')
_FIELD = re.compile(r"([A-Za-z]+):")
_RUN = re.compile(r'[^\s()"]+')
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class Token(NamedTuple):
    """`kind` is one of ( ) - OR NOT AND term; a term has a field, a value and its own words."""

    kind: str
    typed: str = ""
    field: str = ""
    value: str = ""
    phrase: bool = False
    begins: bool = False


def parse(text: str) -> Node | None:
    """The tree of a query, None where it asks for nothing. ReaderError with what to write."""
    if len(text) > LONGEST:
        raise _wrong(f"A query has {LONGEST:,} characters at most: leave some words out.")
    text = sanitise(text).translate(_MARKS).strip()
    tokens = _tokens(text)
    if text and not tokens:
        raise _wordless(text)
    if sum(token.kind == "term" for token in tokens) > MOST:
        raise _wrong(f"A query has {MOST} words at most: leave some out.")
    return _Parser(tokens).whole() if tokens else None


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        one = text[at]
        if one.isspace():
            at += 1
        elif one in "()":
            tokens.append(Token(one))
            at += 1
        elif one == "-" and at + 1 < len(text) and not text[at + 1].isspace():
            tokens.append(Token("-"))
            at += 1
        elif one == '"':
            token, at = _phrase(text, at, at)
            tokens.append(token)
        else:
            token, at = _run(text, at)
            if token.kind != "term" or token.field or not _is_mark(token.value):
                tokens.append(token)
    return tokens


def _run(text: str, start: int) -> tuple[Token, int]:
    found = _RUN.match(text, start)
    assert found is not None  # it begins with something else than what parts runs
    run, end = found[0], found.end()
    if run in ("OR", "AND", "NOT"):
        return Token(run), end
    field = _FIELD.match(run)
    name = field[1].lower() if field else ""
    if field is None or (name not in _FIELDS and field.end() == len(run)):
        return Token("term", run, value=run), end
    if name not in _FIELDS:
        named = ", ".join(f"{one}:" for one in _FIELDS)
        raise _wrong(
            f"There is no “{field[0]}”: there are {named}. Words with a colon between them "
            f'stand in quotation marks: "{run}".'
        )
    value = run[field.end() :]
    if not value and text.startswith('"', end):
        return _phrase(text, start, end, name)
    if not value:
        raise _wrong(f"Nothing stands behind “{field[0]}”: write it close to it: {_EXAMPLES[name]}")
    return Token("term", run, name, value), end


def _phrase(text: str, start: int, opening: int, field: str = "") -> tuple[Token, int]:
    closing = text.find('"', opening + 1)
    if closing < 0:
        raise _wrong('A quotation mark is not closed: write one on either side: "air bersih".')
    end = closing + 1
    begins = text.startswith("*", end)
    end += begins
    value = text[opening + 1 : closing]
    return Token("term", text[start:end], field, value, phrase=True, begins=begins), end


class _Parser:
    """Recursive descent over tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._any()
        if self._next() is not None:
            raise _wrong("There is a ) too many: each closes a ( that stands before it.")
        return node

    def _next(self) -> str | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _any(self) -> Node:
        nodes = [self._all()]
        while self._next() == "OR":
            self._take()
            nodes.append(self._all())
        return nodes[0] if len(nodes) == 1 else Any(tuple(nodes))

    def _all(self) -> Node:
        nodes: list[Node] = []
        while (kind := self._next()) not in (None, "OR", ")"):
            if kind == "AND":
                word = self._take().kind
                if not nodes or self._next() in (None, "OR", ")", "AND"):
                    raise _between(word)
            nodes.append(self._one())
        if not nodes:
            raise self._nothing(kind)
        return joined(tuple(nodes))

    def _nothing(self, kind: str | None) -> ReaderError:
        before = self._tokens[self._at - 1].kind if self._at else None
        if "OR" in (kind, before):
            return _between("OR")
        if kind == ")" and before != "(":
            return _wrong("There is a ) too many: each closes a ( that stands before it.")
        return _wrong("Nothing stands between ( and ): write words there, or leave them out.")

    def _one(self) -> Node:
        token = self._take()
        match token.kind:
            case "NOT" | "-":
                if self._next() in (None, "OR", "AND", ")"):
                    sign = "-" if token.kind == "-" else "NOT"
                    raise _wrong(
                        f"Nothing stands behind {sign}: write what is not to be found: "
                        "banjir NOT rob, or banjir -rob."
                    )
                self._deeper()
                inner = self._one()
                self._depth -= 1
                return inner.node if isinstance(inner, Not) else Not(inner)
            case "(":
                self._deeper()
                node = self._any()
                self._depth -= 1
                if self._next() is None:
                    raise _wrong("A parenthesis is not closed: write ) where it ends.")
                self._take()
                return node
            case _:
                return _leaf(token)

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _wrong(f"More than {DEEPEST} levels are nested in each other: write it plainer.")


def _leaf(token: Token) -> Node:
    if token.field in FILTERS:
        return Filter(token.typed, FILTERS[token.field], _value(token))
    return _term(token)


def _term(token: Token) -> Term:
    value, column = token.value, TEXTS.get(token.field, "")
    shape: Shape = "begins" if token.begins else "whole"
    if not token.phrase:
        inner = value.strip("*")
        if "*" in inner:
            raise _wrong(
                f"In “{token.typed}” a * stands inside of a word: it stands at its beginning, "
                "its end, or both: *layan*."
            )
        front, back = value.startswith("*"), value.endswith("*")
        shape = "within" if front and back else "ends" if front else "begins" if back else "whole"
        value = inner
    words = tuple(letters().words(value))
    if not words:
        raise _wordless(token.typed)
    if shape in ("ends", "within"):
        if len(words) > 1:
            raise _wrong(f"“{token.typed}” is more than one word: a * before it takes just one.")
        if len(words[0]) < SHORTEST:
            raise _wrong(
                f"“{token.typed}” stands in too many words: "
                f"write {SHORTEST} letters or more beside the *."
            )
    return Term(token.typed, words, shape, column)


def _value(token: Token) -> str:
    """The value of a filter, in the form in which it is compared."""
    value = " ".join(token.value.split())
    low = value.casefold()
    match token.field:
        case "is" if low not in IS:
            raise _wrong(f"“{token.typed}” is not known: there are is:{', is:'.join(IS)}.")
        case "has" if low not in HAS:
            raise _wrong(f"“{token.typed}” is not known: there are has:{', has:'.join(HAS)}.")
        case "lang" if not _LANGUAGE.fullmatch(low):
            raise _wrong(f"“{token.typed}” is no code of a language: write lang:id, lang:en …")
        case "before" | "after" | "on":
            return _date(token)
        case "tag":
            low = low.lstrip("# ")
        case "outlet" if not letters().words(low):
            low = ""
    if not low:
        raise _wrong(f"Nothing stands in “{token.typed}”: write such as {_EXAMPLES[token.field]}")
    return low


def _date(token: Token) -> str:
    """A year, month or day in ISO 8601, however it was typed."""
    from reader.article.typed import typed_date  # most queries have no date

    try:
        when = typed_date(token.value)
    except ValueError:  # no such day
        when = None
    if when is None or "T" in when:
        field = token.field
        raise _wrong(
            f"“{token.typed}” is no date: write a year, a month or a day, such as {field}:2022, "
            f"{field}:2022-11, {field}:2022-11-29, {field}:29/11/2022 "
            f'or {field}:"29 November 2022".'
        )
    return when


def _is_mark(value: str) -> bool:
    """Whether it is a dash or the like between words, as in a title that was pasted."""
    return "*" not in value and not letters().words(value)


def _wordless(typed: str) -> ReaderError:
    return _wrong(f"“{typed}” has no letter and no digit to look for: write a word.")


def _between(word: str) -> ReaderError:
    return _wrong(
        f"{word} stands between two things to look for: banjir {word} rob; "
        f'to look for the word itself write "{word}".'
    )


def _wrong(sentence: str) -> ReaderError:
    return ReaderError(sentence, title="This query cannot be read")
