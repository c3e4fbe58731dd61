"""What a language's sections [speech] and [names] say, in a form that can be asked quickly."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reader.article.language import Language
from reader.article.mistyping import is_mistyped

# A word that may be mistyped has so many letters.
_MISTYPED = 6


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """How a language reports speech.

    `kinds` maps each cue, in lower case, to where its speaker stands: `bare`
    (after), `active` (before), `both` (either), `passive` (after), `source`
    (after; no verb). `clitics` are the longer bare verbs with the clitic. `brief`: of so
    many words a quoted string is speech only where its sentence has a cue.
    `indefinite`: what begins the description of somebody
    without a name (*seseorang, pedagang*).
    """

    punctuated: bool
    kinds: Mapping[str, str]
    clitic: str
    clitics: tuple[str, ...]
    brief: int
    title_nouns: frozenset[str]
    pronouns: frozenset[str]
    vague: frozenset[str]
    indefinite: frozenset[str]
    single: frozenset[str]
    things: frozenset[str]
    pointers: frozenset[str]
    links: frozenset[str]
    fillers: frozenset[str]
    skips: frozenset[str]
    stops: frozenset[str]
    prepositions: frozenset[str]
    joiners: frozenset[str]
    whence: frozenset[str]
    presents: frozenset[str]
    definite: frozenset[str]
    articles: frozenset[str]
    determiners: frozenset[str]
    conjunctions: frozenset[str]
    clause_openers: frozenset[str]
    relatives: frozenset[str]
    never: frozenset[str]
    anybody: frozenset[str]
    being: frozenset[str]
    aside: re.Pattern[str]
    credited: re.Pattern[str]
    opening: re.Pattern[str]
    role_lead: str
    finite: re.Pattern[str] | None
    adverb: re.Pattern[str]
    sentence_end: re.Pattern[str]
    acting: re.Pattern[str]
    cue: re.Pattern[str]
    glued: re.Pattern[str]

    def kind(self, word: str) -> str | None:
        """Where the speaker of a cue stands, or None where `word` is no cue.

        A bare verb with the clitic (*ujarnya*) is `clitic`.
        """
        word = word.lower()
        if found := self.kinds.get(word):
            return found
        if self.clitic and word.endswith(self.clitic):
            stem = word.removesuffix(self.clitic)
            if self.kinds.get(stem) in ("bare", "passive", "source"):
                return "clitic"
        return None

    def is_mistyped_clitic(self, word: str) -> bool:
        """Whether a word is a bare verb with the clitic, but for a letter: *ujranya*."""
        if len(word) < _MISTYPED:
            return False
        # One slip leaves the word's beginning as it was, or its end.
        begin, end = word[:3], word[-3:]
        return any(
            is_mistyped(word, form)
            for form in self.clitics
            if form[:3] == begin or form[-3:] == end
        )


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """How a language names people.

    `lexicon` maps a capitalised word that is no part of a name to what it is:
    `role`, `title`, `organisation`, `place`, `other`. `heads` are the first words of
    `compounds`; `districts` say what kind of place the words behind them name;
    words shaped like `abstract` belong to an office before them.
    """

    short_form: str
    heads_last: bool
    particles: frozenset[str]
    lexicon: Mapping[str, str]
    titles: frozenset[str]
    honorifics: frozenset[str]
    degrees: frozenset[str]
    abbreviations: frozenset[str]
    place_heads: frozenset[str]
    districts: frozenset[str]
    abstract: re.Pattern[str]
    compounds: frozenset[str]
    heads: frozenset[str]
    nicknames: Mapping[str, str]
    offices: Mapping[str, str]


@cache
def speech_of(language: Language) -> Speech:
    """The section [speech] of a language; empty where it has none."""
    table: Mapping[str, Any] = language.table.get("speech", {})
    kinds: dict[str, str] = {}
    for key, kind in (
        ("sources", "source"),
        ("passive", "passive"),
        ("active", "active"),
        ("bare", "bare"),
        ("both", "both"),
    ):
        kinds |= dict.fromkeys(table.get(key, ()), kind)
    clitic: str = table.get("clitic", "")
    words = [
        *kinds,
        *(word + clitic for word, kind in kinds.items() if clitic and kind != "active"),
    ]
    words += [word.capitalize() for word, kind in kinds.items() if kind in ("source", "passive")]
    stuck = [word for word, kind in kinds.items() if kind == "active" and len(word) > 7]
    glued = rf"[A-Z](?=[a-z]{{8}})[a-z]+?(?P<glued>{one_of(stuck)})"
    return Speech(
        punctuated=table.get("punctuated", True),
        brief=table.get("brief", 0),
        kinds=kinds,
        clitic=clitic,
        clitics=tuple(
            word + clitic
            for word, kind in kinds.items()
            if clitic and kind == "bare" and len(word) > 3
        ),
        **{
            key: frozenset(table.get(key, ()))
            for key in (
                "title_nouns",
                "pronouns",
                "vague",
                "single",
                "things",
                "pointers",
                "links",
                "fillers",
                "skips",
                "stops",
                "prepositions",
                "joiners",
                "whence",
                "presents",
                "definite",
                "articles",
                "determiners",
                "conjunctions",
                "clause_openers",
                "relatives",
                "never",
                "anybody",
                "being",
            )
        },
        cue=re.compile(rf"\b(?:{one_of(words)}|{glued})\b"),
        indefinite=frozenset(
            [
                *table.get("indefinite", ()),
                *map(str.lower, language.table.get("names", {}).get("roles", ())),
            ]
        ),
        adverb=re.compile(table.get("adverb", "(?!)")),
        aside=re.compile(table.get("aside", "(?!)")),
        credited=re.compile(table.get("credited", "(?!)")),
        opening=re.compile(table.get("opening", "(?!)")),
        role_lead=table.get("role_lead", ""),
        finite=_finite(table),
        sentence_end=_sentence_end(language.table.get("names", {}).get("abbreviations", ())),
        acting=re.compile(table.get("acting", "(?!)")),
        glued=re.compile(rf"{glued}$"),
    )


def _finite(table: Mapping[str, Any]) -> re.Pattern[str] | None:
    """The finite verbs of a language, by their list and by their shape; None where it has none."""
    words = table.get("finite", ())
    return re.compile(rf"{one_of(words)}|{table['finite_shape']}") if words else None


def _sentence_end(abbreviations: Iterable[str]) -> re.Pattern[str]:
    """The end of a sentence with the space after it; an abbreviation's stop is none."""
    spared = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in abbreviations)
    # Where a space was lost: *kata Danu.Selain itu*.
    glued = r"(?<=[a-z]{3}\.)(?=[A-Z][a-z])"
    return re.compile(
        rf"[.!?…](?<!\b[A-Z]\.){spared}(?:{glued}|['’”\")\]]*\s+(?=[A-ZÀ-Þ0-9“”\"‘«„(@\[]))"
    )


@cache
def naming_of(language: Language) -> Naming:
    """The section [names] of a language; empty where it has none."""
    table: Mapping[str, Any] = language.table.get("names", {})
    lexicon: dict[str, str] = {}
    for key, kind in (
        ("places", "place"),
        ("place_heads", "place"),
        ("organisations", "organisation"),
        ("titles", "title"),
        ("roles", "role"),
        ("not_names", "other"),
    ):
        lexicon |= dict.fromkeys(table.get(key, ()), kind)
    return Naming(
        short_form=table.get("short_form", "last"),
        heads_last=table.get("heads_last", False),
        particles=frozenset(table.get("particles", ())),
        lexicon=lexicon,
        titles=frozenset(table.get("titles", ())),
        honorifics=frozenset(table.get("honorifics", ())),
        degrees=frozenset(table.get("degrees", ())),
        abbreviations=frozenset(table.get("abbreviations", ())),
        place_heads=frozenset(table.get("place_heads", ())),
        districts=frozenset(table.get("districts", ())),
        abstract=re.compile(table.get("abstract", "(?!)")),
        compounds=frozenset(table.get("compounds", ())),
        heads=frozenset(words.split()[0] for words in table.get("compounds", ())),
        nicknames=table.get("nicknames", {}),
        offices=table.get("offices", {}),
    )


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, shaped as a tree of their letters.

    An alternation of two hundred words costs two hundred tries at every word
    of a text; a tree costs as many as there are first letters.
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(root) if root else r"(?!)"


def _branch(node: Mapping[str, Any]) -> str:
    ends = "" in node
    branches = [re.escape(char) + _branch(below) for char, below in sorted(node.items()) if char]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"
