"""Reads who wrote and who edited an article from the lines that say so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reader.article.dates import Calendar, calendar
from reader.article.language import Language
from reader.article.page.outlets import Outlets, outlets
from reader.article.page.tables import phrases, words
from reader.article.vocabulary import one_of

Role = Literal["author", "editor", "team"]

_SEPARATOR = re.compile(r"\s*[|•·;\t/]\s*|\s+[-–—]+\s+|\s*\(|\)\s*|,\s*$")
_SEVERAL = re.compile(r"\s*,\s*|\s+(?:dan|and|DAN|AND|&)\s+|\s*&\s*")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*$")

# Small words in names, of whatever language.
_SMALL = frozenset({"bin", "binti", "de", "da", "van", "von", "der", "al", "el", "of"})
_INITIALS = re.compile(
    r"[\[(](?:[\w.]{2,24} - )?"
    r"(?:[a-zA-Z]{1,10}|[\w.-]{2,10}(?:\s?[/|]\s?[\w.@ -]{2,12}){1,3}|mg-\w+|\*+)[\])][\s*.]*$"
)

# A line that names somebody is no longer than this, in characters.
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Byline:
    """The names in a line, as they are printed, and the outlet's beside them."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    outlet: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Bylines:
    """How a language's sites print names."""

    role: re.Pattern[str]
    named: re.Pattern[str]
    editor: frozenset[str]
    author: frozenset[str]
    titles: frozenset[str]
    team: frozenset[str]
    until: re.Pattern[str]
    whence: re.Pattern[str]
    calendar: Calendar
    outlets: Outlets

    def read(self, line: str) -> Byline | None:
        """The names in a line that says whose they are; None where it says nothing."""
        if len(line) > _LONGEST:
            return None
        if not self.role.search(line.lower()):
            return None
        marks = list(self.named.finditer(line))
        if not marks:
            return None
        authors: list[str] = []
        editors: list[str] = []
        outlet = None
        for mark, end in zip(marks, [*(m.start() for m in marks[1:]), len(line)], strict=True):
            role = self._role(mark["role"] or mark["first"] or mark["phrase"] or mark["lead"])
            said = line[mark.end() : end].strip(" :")
            names, printed = self.names(said, strict=mark["lead"] is not None)
            if len(names) > 1 and mark["first"] and "," in said and " " in mark["first"]:
                # *Laporan Wartawan Harian Lereng, Dedi Ruslan*: first for whom, then who.
                names, printed = names[1:], printed or names[0]
            outlet = outlet or printed
            if not names and printed and printed == said:
                # *Reporter: Antara*: an outlet's article, taken over.
                names, printed = (printed,), None
            if said and not names and said.casefold() not in self.team:
                return None
            (editors if role == "editor" else authors).extend(names)
        return Byline(tuple(authors), tuple(editors), outlet)

    def bare(self, line: str) -> Byline | None:
        """The names of a line that is nothing but names, outlet and date."""
        if len(line) > _LONGEST:
            return None
        names, outlet = self.names(line, strict=True)
        if len(names) > 3 or sum(len(name.split()) for name in names) > 8:
            return None
        return Byline(names, (), outlet) if names else None

    def role_alone(self, line: str) -> Role | None:
        """The role that a line names, where it does no more than that."""
        word = line.strip(" :.,").casefold()
        if word in self.editor:
            return "editor"
        if word in self.team:
            return "team"
        return "author" if word in self.author | self.titles else None

    def is_title(self, line: str) -> bool:
        """Whether a line says what somebody does: *Business reporter, Harbour News*."""
        words_ = line.casefold().replace(",", " ").split()
        return len(words_) <= 7 and bool(self.titles.intersection(words_))

    def names(self, said: str, strict: bool = False) -> tuple[tuple[str, ...], str | None]:
        """The names in what follows a role, and the outlet's beside them.

        `strict`: none where anything else is said, or a name has but one word.
        """
        said = said.strip(" :")
        if moment := self.calendar.first(said):
            said = said[: moment.start] + " | " + said[moment.end :]
        said = self.until.split(said)[0]
        names: list[str] = []
        outlet = None
        for part in filter(None, map(str.strip, _SEPARATOR.split(said))):
            for chunk in filter(None, map(str.strip, _SEVERAL.split(part))):
                bare = self._untitled(chunk.strip(" .:®©"))
                bare = bare if strict else self.whence.sub("", bare)
                half = len(bare) // 2
                if bare[:half] == bare[half:]:  # the name of a picture, and the picture's words
                    bare = bare[:half]
                if self.outlets.is_outlet(bare) or (strict and self.outlets.is_called(bare)):
                    outlet = outlet or bare
                elif bare.casefold() in self.team or self._title(bare):
                    continue
                elif is_name(bare) and not (strict and not 2 <= len(bare.split()) <= 5):
                    names.append(bare.title() if bare.isupper() and " " in bare else bare)
                elif strict:
                    return (), None
                elif names:
                    return tuple(names), outlet
        return tuple(dict.fromkeys(names)), outlet

    def _untitled(self, chunk: str) -> str:
        """A name without what its bearer does: *Priya Nair Education correspondent*."""
        parts = chunk.split()
        if len(parts) > 3 and parts[-1].casefold() in self.titles:
            return " ".join(parts[:2])
        return " ".join(parts[:-1]) if len(parts) == 3 and parts[-1] in self.titles else chunk

    def _title(self, chunk: str) -> bool:
        """Whether a chunk is somebody's title: *Kontributor Gorontalo*."""
        return chunk.split()[0].casefold() in self.titles and len(chunk.split()) <= 3

    def _role(self, word: str) -> Role:
        return "editor" if word.strip(" :").casefold() in self.editor else "author"


def is_name(words_: str) -> bool:
    """Whether words could be a person's name."""
    parts = words_.split()
    return (
        0 < len(parts) <= 6
        and 2 < len(words_) <= 50
        and parts[0][0].isupper()
        and all(_NAME_WORD.match(part) and (part[0].isupper() or part in _SMALL) for part in parts)
    )


def initials(line: str) -> re.Match[str] | None:
    """The initials at the end of a line: *(mdk/rka)*, *(mg-finka) \\**."""
    brackets = line.rstrip(" \n*.")[-1:] in (")", "]")
    match = _INITIALS.search(line, max(0, len(line) - 50)) if brackets else None
    if match is None:
        return None
    inner = match[0].strip("[]() *.\n")
    if "/" in inner or "|" in inner or "-" in inner or not inner:
        parts = re.split(r"[/|]", inner)
        numbers = sum(part.strip().isdigit() for part in parts)
        return None if numbers else match
    # A word alone is only the writer's sign where a sentence has ended before it.
    alone = line[: match.start()].rstrip()
    signs = not alone or alone.endswith((".", "!", "?", '"', "”", "’"))
    short = (inner.islower() and len(inner) <= 6) or (not alone and len(inner) <= 4)
    return match if short and signs else None


@cache
def bylines(language: Language) -> Bylines:
    """How the sites of a language print names."""
    author = words(language, "bylines", "author")
    author_phrases = phrases(language, "bylines", "author_phrases")
    editor = words(language, "bylines", "editor")
    editor_phrases = phrases(language, "bylines", "editor_phrases")
    by = words(language, "bylines", "by")
    roles = _any({*author, *author_phrases, *editor, *editor_phrases})
    # A role has a colon behind it, or the name sticks to it, or it begins the line.
    named = re.compile(
        rf"(?:(?<![\w])(?P<role>(?i:{roles}))(?:\s*:\s*|(?<=[a-z])(?=[A-Z])))"
        rf"|^(?P<first>(?i:{_any({*author_phrases, *editor_phrases, *by})}))\s+(?=\S)"
        rf"|(?<![\w])(?P<phrase>(?i:{_any({*author_phrases, *editor_phrases})}))\s+(?=[A-Z])"
        rf"|^(?P<lead>(?i:{_any({*author, *editor})})),\s+(?=[A-Z])"
    )
    until = _any(words(language, "bylines", "until"))
    whence = _any(words(language, "bylines", "whence"))
    return Bylines(
        re.compile(one_of({*author, *author_phrases, *editor, *editor_phrases, *by})),
        named,
        frozenset(editor | {phrase.casefold() for phrase in editor_phrases}),
        frozenset(author | {phrase.casefold() for phrase in author_phrases}),
        words(language, "bylines", "titles"),
        frozenset(phrases(language, "bylines", "team")),
        re.compile(rf"\s(?:{until})(?=\s|$)"),
        re.compile(rf"\s+(?:{whence})\s+[A-Z].*$"),
        calendar(language),
        outlets(language),
    )


def _any(forms: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form)))
