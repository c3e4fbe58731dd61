"""What a line says of itself: the phrases that a site's furniture is made of."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from reader.article.language import Language
from reader.article.model import Label
from reader.article.page.outlets import Outlets, outlets
from reader.article.page.tables import sections, words

Opens = Literal["links", "tags", "comments", "pager", "caption", "name", "path", ""]

_MARKS = " \t\xa0»«>›‹<|/\\:;.,…–—-_+#*•·↓→←▶►©®™()[]{}'\"“”‘’!?=~^&%$@"
_DIGITS = "0123456789"
_INNER = re.compile(r"[^\w&'@-]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_FIRST = re.compile(r"[^\s:(]+")
_MENU_MARK = re.compile(r"[·•|›»>/–-]")
_BETWEEN = re.compile(r"[·•|›»>]|\s[/–-]\s")
_STEP = re.compile(r"[»>›/|]")
_PATH = re.compile(r"\s*[»>›/|]\s*")

# A phrase is looked for in lines up to so many characters; longer ones are text.
_WHOLE, _SHORT, _STARTS, _SEARCHED = 120, 200, 260, 500
_END = 90


@dataclass(frozen=True, slots=True)
class Clue:
    """What a line says it is.

    `how` is the kind of match: the "whole" line, how it "starts", what was found by
    "search", or "bar" for a line of nothing but buttons. `opens` says what the next
    lines are, `ends` how surely the article is over (0 to 4).
    """

    label: Label
    reason: str
    how: Literal["whole", "starts", "search", "bar"]
    opens: Opens = ""
    ends: int = 0


class Ending(NamedTuple):
    """A pattern near the end of a line, which has one of these words, perhaps in any case."""

    words: tuple[str, ...]
    any_case: bool
    pattern: re.Pattern[str]
    clue: Clue


class Rare(NamedTuple):
    """What may stand anywhere in a line: phrases that it holds, and endings.

    `tails` are the ends of those lines of a page where an ending may be.
    """

    holds: tuple[tuple[str, Clue], ...]
    endings: tuple[Ending, ...]
    tails: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """A language's phrases, ready to be looked up.

    `openers` are the first letters in a row of the `whole` phrases, `bars` those of the
    words of which a bar of buttons is made; "" where there are none. `since` are the words
    with which it says how long ago something was.
    """

    whole: dict[str, Clue]
    starts: dict[str, tuple[tuple[str, bool, Clue], ...]]
    begins: re.Pattern[str]
    beginnings: tuple[Clue, ...]
    rare: Rare
    openers: frozenset[str]
    furniture: frozenset[str]
    bars: frozenset[str]
    sections: frozenset[str]
    since: frozenset[str]
    ago: re.Pattern[str]
    shown: re.Pattern[str]
    outlets: Outlets

    def rare_on(self, lines: Iterable[str], keys: Iterable[str]) -> Rare:
        """What is rare and may stand on a page of such lines: on most pages, next to nothing.

        `keys` are the lines without case.
        """
        tails = {
            line: line[-_END:] for line in lines if len(line) <= _SEARCHED and not _is_over(line)
        }
        held = _folded("\n".join([key for key in keys if len(key) <= _STARTS]))
        ends = "\n".join(tails.values())
        folded = ends.casefold()
        holds = [phrase for phrase in self.rare.holds if phrase[0] in held]
        endings = [
            ending
            for ending in self.rare.endings
            if any(map((folded if ending.any_case else ends).__contains__, ending.words))
        ]
        return Rare(tuple(holds), tuple(endings), tails)

    def clue(self, line: str, key: str, rare: Rare) -> Clue | None:
        """What a line says it is, or None where it says nothing of the kind.

        `key` is the line without case, `rare` what its page has of `self.rare`.
        """
        size = len(line)
        if size > _SEARCHED:
            return None
        folded = _folded(key)
        if size <= _SHORT and (match := self.begins.match(line)):
            return self.beginnings[(match.lastindex or 1) - 1]
        if size <= _WHOLE and (found := self._whole(folded)):
            return found
        if size <= _STARTS and (found := self._starts(folded)):
            return found
        if size <= _STARTS:
            for phrase, clue in rare.holds:
                if phrase in folded:
                    return clue
        return self._searched(rare.tails[line], rare) if line in rare.tails else None

    def _whole(self, folded: str) -> Clue | None:
        letters = _LETTERS.search(folded)
        first = letters[0] if letters else ""
        if first in self.openers and (clue := self._looked_up(folded)):
            return clue
        if folded[0] == "#" and len(folded.strip(_MARKS)) <= 40:
            return _TAG
        if not first and not any(map(str.isalpha, folded)):
            return NO_WORDS
        if self.path(folded):
            return _BREADCRUMB
        if first in self.bars and self.furniture.issuperset(_WORDS.findall(folded)):
            return _BUTTONS
        if _menu(folded):
            return _MENU
        if any(map(folded.__contains__, self.since)) and self.ago.match(folded):
            return _AGO
        return None

    def _looked_up(self, folded: str) -> Clue | None:
        bare = folded.strip(_MARKS)
        if not bare.isalnum():
            bare = _INNER.sub(" ", bare)
        return self.whole.get(bare) or self.whole.get(bare.strip(_MARKS + _DIGITS))

    def _starts(self, folded: str) -> Clue | None:
        line = folded.lstrip(_MARKS)
        first = _FIRST.match(line)
        if first is None:
            return None
        for phrase, colon, clue in self.starts.get(first[0].rstrip(",."), ()):
            if line.startswith(phrase):
                rest = line[len(phrase) :]
                if rest.lstrip().startswith(":") if colon else not rest[:1].isalnum():
                    return clue
        return None

    def _searched(self, tail: str, rare: Rare) -> Clue | None:
        for ending in rare.endings:
            if ending.pattern.search(tail):
                return ending.clue
        if _SIGNED.search(tail) and (reason := credit(tail, self.outlets)):
            return Clue("caption", reason, "search")
        return None

    def path(self, line: str) -> bool:
        """Whether a line in small letters is a breadcrumb: *home » news » africa*."""
        steps = line.strip(" »>›/|")
        parts = _PATH.split(steps) if _STEP.search(steps) else [steps]
        if len(parts) == 1:
            home = self.whole.get(line.split(" ", 1)[0])
            return home is not None and home.opens == "path" and 1 <= line.count(" ") <= 6
        if len(line) > _WHOLE or not 2 <= len(parts) <= 6:
            return False
        if any(len(part.split()) > 4 or not part or any(map(str.isdigit, part)) for part in parts):
            return False
        first = parts[0].strip()
        home = self.whole.get(first)
        return (
            (home is not None and home.opens == "path")
            or self.outlets.is_outlet(first)
            or sum(part.strip() in self.sections for part in parts) * 2 >= len(parts)
        )


def _folded(key: str) -> str:
    """A line without case as the phrases are written: with plain apostrophes."""
    return key.replace("’", "'")


def _is_over(line: str) -> bool:
    """Whether a line ends as a sentence does, without the marks of a credit near its end."""
    return line.endswith(_OVER) and not _CREDITS.search(line, max(0, len(line) - _END))


def _menu(line: str) -> bool:
    """Whether a line is a menu: many short entries with marks between them."""
    if not _MENU_MARK.search(line):
        return False
    parts = [part for part in _BETWEEN.split(line) if part.strip()]
    return len(parts) >= 4 and all(len(part.split()) <= 4 for part in parts)


_TAG = Clue("nav", "a tag", "bar")
_BUTTONS = Clue("nav", "nothing but buttons and numbers", "bar")
_BREADCRUMB = Clue("kicker", "where the article stands on the site", "search")
_MENU = Clue("nav", "a menu: short entries with marks between them", "search")
NO_WORDS = Clue("nav", "no words, only marks and numbers", "bar")
_AGO = Clue("related", "how long ago another article came out", "bar")
_OVER = (".", "!", "?", '"', "”")
_CREDITS = re.compile(r"[/©:()\[\]]")
_SIGNED = re.compile(r"/ ?@?[^\W\d_]")
_CREDIT = re.compile(
    r"(?:^|[\s(©.\[–—-])(?P<outlet>[^\W\d_][\w.&-]*(?: [A-Z][\w.&]*){0,2})[®*]? ?/ ?@?"
    r"(?P<name>[^\W\d_][\w.'/-]*(?: [^\W\d_][\w.'/-]*){0,4})[)\]. ]*$"
)


def credit(tail: str, known: Outlets) -> str:
    """Why the end of a line is a picture's credit: *(CNN Indonesia/Adhi Wicaksono)*; or ""."""
    match = _CREDIT.search(tail)
    if match is None:
        return ""
    name = match["name"]
    if not name[0].isupper() and f"@{name}" not in tail:
        return ""
    if f"@{name}" in tail:
        return "a picture's credit: an account"
    parts = match["outlet"].split()
    if any(known.is_outlet(" ".join(parts[first:])) for first in range(len(parts))):
        # *TNI/Polri* is no credit, *(Ant/OL-1)* neither: a person's name has letters.
        return "a picture's credit: an outlet and a name" if len(name) >= 5 else ""
    if known.is_agency(name) and match[0][0] in "([" and parts[0][0].isupper():
        return "a picture's credit: a name and an agency"
    in_brackets = (
        tail.rstrip().endswith((")", "]")) and "(" in tail[match.start() : match.start() + 2]
    )
    if in_brackets and len(name.split()) >= 2 and all(word[0].isupper() for word in name.split()):
        return "a picture's credit in brackets"
    return ""


@cache
def phrases(language: Language) -> Phrases:
    """The phrases of a language, those that all sites share among them."""
    whole: dict[str, Clue] = {}
    starts: dict[str, list[tuple[str, bool, Clue]]] = {}
    beginnings: list[tuple[str, Clue]] = []
    holds: list[tuple[str, Clue]] = []
    endings: list[Ending] = []
    for rules in sections(language, "line"):
        for rule in rules:
            label, reason = rule["label"], rule["reason"]
            opens, ends = rule.get("opens", ""), rule.get("ends", 0)
            for phrase in rule.get("whole", ()):
                bare = _INNER.sub(" ", phrase).strip(_MARKS)
                whole[bare] = Clue(label, reason, "whole", opens, ends)
            for phrase in rule.get("starts", ()):
                bare = phrase.rstrip(" :")
                clue = Clue(label, reason, "starts", opens, ends)
                first = _FIRST.match(bare)
                if first:
                    entry = (bare, phrase.endswith(":"), clue)
                    starts.setdefault(first[0].rstrip(",."), []).append(entry)
            clue = Clue(label, reason, "search", opens, ends)
            beginnings += [(pattern, clue) for pattern in rule.get("begins", ())]
            holds += [(phrase, clue) for phrase in rule.get("holds", ())]
            endings += [_ending(ending, clue) for ending in rule.get("search", ())]
    furniture = words(language, "furniture", "words")
    return Phrases(
        whole,
        {first: tuple(sorted(found, key=_longest)) for first, found in starts.items()},
        # The groups that tell which one matched are behind, so that most fail at a letter.
        re.compile("|".join(f"(?:{pattern})()" for pattern, _ in beginnings)),
        tuple(clue for _, clue in beginnings),
        Rare(tuple(holds), tuple(endings), {}),
        frozenset(map(_first_letters, whole)),
        furniture,
        frozenset(map(_first_letters, furniture)) | {""},
        frozenset(name for table in sections(language, "sections") for name in table["names"]),
        words(language, "ago", "after"),
        _ago(language),
        re.compile(rf"(?i)\((?:{_any(words(language, 'captions', 'shown'))})\b"),
        outlets(language),
    )


def _first_letters(phrase: str) -> str:
    letters = _LETTERS.search(phrase)
    return letters[0] if letters else ""


def _ending(rule: Mapping[str, Any], clue: Clue) -> Ending:
    """An ending as a table has it: words, with patterns of what stands before and after them."""
    pattern = f"{rule.get('before', '')}(?:{_any(rule['words'])}){rule.get('after', '')}"
    any_case = rule.get("any_case", False)
    flags = re.IGNORECASE if any_case else 0
    words_ = tuple(map(str.casefold, rule["words"]) if any_case else rule["words"])
    return Ending(words_, any_case, re.compile(pattern, flags), clue)


def _longest(entry: tuple[str, bool, Clue]) -> int:
    return -len(entry[0])


def _ago(language: Language) -> re.Pattern[str]:
    units = _any(words(language, "ago", "units"))
    after = _any(words(language, "ago", "after"))
    spans = rf"\d+\+? ?(?:{units})|an? (?:{units})|se\w+"
    return re.compile(rf"(?:[^\d]{{0,40}}\W)?(?:{spans}) (?:yang )?(?:{after})\W*$")


def _any(forms: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form)))
