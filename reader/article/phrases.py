"""Reads the noun phrase beside a cue: who it names, and as what."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Literal

from reader.article.model import Span
from reader.article.names import is_capitalised, name_end, name_start
from reader.article.vocabulary import Naming, Speech

REACH = 320
"""How far from a cue, in code points, the phrase that names the speaker may reach."""

_TOKEN = re.compile(r"@[\w.]*\w|\w+(?:[-'’./&®]\w+)*|[^\w\s]")
ASIDE = re.compile(r"\([^()\n]{0,80}\)")

Kind = Literal["name", "role", "description", "pronoun"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that says who speaks.

    `kind` is `name` where it holds a name, `role` where it holds an office
    alone, `description` (*salah satu warga*) or `pronoun`. `points_back`:
    somebody named before is meant (*pria itu*).
    """

    kind: Kind
    text: str
    start: int
    end: int
    name: str | None = None
    name_span: Span | None = None
    role: str | None = None
    points_back: bool = False


def words_of(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words and punctuation marks of a stretch of text."""
    for match in _TOKEN.finditer(text, start, end):
        yield Word(match[0], match.start(), match.end())


def phrase_after(
    text: str, start: int, end: int, speech: Speech, naming: Naming, known: Container[str]
) -> Phrase | None:
    """The noun phrase that begins at `start`, as it stands after a cue (*kata Menteri Sari di …*)."""
    end = min(end, start + REACH)
    chunks: list[list[Word]] = [[]]
    skip_to, pointed = start, False
    for word in words_of(text, start, end):
        if word.start < skip_to:
            continue
        chunk = chunks[-1]
        if word.text == "(":
            aside = ASIDE.match(text, word.start, end)
            if not aside:
                break
            skip_to = aside.end()
        elif word.text == ",":
            if not chunk:
                break
            chunks.append([])
        elif word.text == ".":
            if not (chunk and chunk[-1].end == word.start and _abbreviates(chunk[-1].text, naming)):
                break
        elif not word.text[0].isalnum() and word.text[0] != "@":
            break
        elif word.text[0].islower():
            low = word.text.lower()
            if not chunk and len(chunks) == 1:
                if low in speech.pronouns:
                    return Phrase("pronoun", word.text, word.start, word.end)
                if low in speech.skips:
                    continue
            if low in speech.pointers:
                pointed = True
                chunk.append(word)
                break
            if low in speech.stops and not (low in naming.particles and chunk):
                break
            if chunk and _ends_in_name(chunk, naming, known) and low not in naming.particles:
                break
            chunk.append(word)
        else:
            chunk.append(word)
    return _read(text, [chunk for chunk in chunks if chunk], naming, known, pointed)


def phrase_of(text: str, words: list[Word], naming: Naming, known: Container[str]) -> Phrase | None:
    """What one stretch of words without a comma says."""
    return _read(text, [words], naming, known, False)


def _abbreviates(word: str, naming: Naming) -> bool:
    """Whether a full stop after `word` may belong to it: *M.*, *Dr.*"""
    return (len(word) == 1 and word.isupper()) or word in naming.titles or word in naming.degrees


def _ends_in_name(chunk: list[Word], naming: Naming, known: Container[str]) -> bool:
    """Whether the capitalised words at the end of `chunk` hold a name."""
    run = _last_run(chunk)
    return bool(run) and name_start([word.text for word in run], naming, known) < len(run)


def _last_run(chunk: list[Word]) -> list[Word]:
    """The capitalised words at the end of a chunk, numbers among them."""
    index = len(chunk)
    while index and (is_capitalised(chunk[index - 1].text) or chunk[index - 1].text[0].isdigit()):
        index -= 1
    return chunk[index:]


def _runs(chunk: list[Word], naming: Naming) -> Iterator[list[Word]]:
    """Yield the runs of capitalised words of a chunk, particles inside them."""
    run: list[Word] = []
    for word in chunk:
        if is_capitalised(word.text) or (run and word.text in naming.particles):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _read(
    text: str, chunks: list[list[Word]], naming: Naming, known: Container[str], pointed: bool
) -> Phrase | None:
    """What the chunks between commas say: the first name that is no office or place."""
    if not chunks:
        return None
    best: list[Word] = []
    where = 0
    for index, chunk in enumerate(chunks):
        found = _name_in(chunk, naming, known)
        if not found:
            continue
        if index and chunk[0] is not found[0]:
            continue  # *Kamis (17/5)*, *warga Bogor*: says more of a speaker already named
        if best and not (_is_clean(chunk, found) and _is_doubtful(chunks[where], best)):
            break
        best, where = found, index
    if best:
        first = chunks[0][0] if where else chunks[where][0]
        role = _role(text, chunks, best, where)
        name = text[best[0].start : best[-1].end]
        span = (best[0].start, best[-1].end)
        return Phrase("name", text[first.start : span[1]], first.start, span[1], name, span, role)
    chunk = chunks[0]
    start, end = chunk[0].start, chunk[-1].end
    words = text[start:end]
    if is_capitalised(chunk[0].text):
        kind = naming.lexicon.get(chunk[0].text)
        if kind == "other":
            return None
        return Phrase("role", words, start, end, role=words, points_back=pointed)
    return Phrase("description", words, start, end, points_back=pointed)


def _name_in(chunk: list[Word], naming: Naming, known: Container[str]) -> list[Word]:
    """The last name in a chunk."""
    for run in reversed(list(_runs(chunk, naming))):
        words = [word.text for word in run]
        begin = name_start(words, naming, known)
        if begin < len(run):
            return run[begin : name_end(words, naming)]
    return []


def _is_clean(chunk: list[Word], name: list[Word]) -> bool:
    """Whether a chunk is a name and nothing else."""
    return chunk[0] is name[0] and len(name) >= 2


def _is_doubtful(chunk: list[Word], name: list[Word]) -> bool:
    """Whether a name found behind an office may be part of that office."""
    return chunk[0] is not name[0] and len(name) == 1


def _role(text: str, chunks: list[list[Word]], name: list[Word], where: int) -> str | None:
    """The office before a name, or after its comma."""
    first = chunks[0][0]
    if first is not name[0]:
        last = max(
            (word for chunk in chunks[: where + 1] for word in chunk if word.end <= name[0].start),
            key=lambda word: word.end,
        )
        return text[first.start : last.end]
    if len(chunks) > 1 and chunks[1]:
        return text[chunks[1][0].start : chunks[1][-1].end]
    return None
