"""Reads the noun phrase beside a cue: who it names, and as what."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from reader.article.model import Span
from reader.article.names import Evidence, bare_word, is_capitalised, name_within
from reader.article.vocabulary import Naming, Speech

REACH = 320
"""How far from a cue, in code points, the phrase that names the speaker may reach."""

# The longest noun phrase in small words: *salah seorang pedagang di pasar itu*.
_WORDS = 10

# How far behind a preposition a comma parts a description from its name.
_APPENDED = 60

# How far, in code points, a speaker may stand from the cue: *kata lagi oleh*.
_SKIPPED = 30

_OFFICE = ("role", "title")
# What no name goes on behind: brackets, quotation marks, what is left of a tag.
_PARTED = frozenset('(<>"“”')
ASIDE = re.compile(r"\([^()\n]{0,80}\)")
# A stop within a word belongs to it, but not where a space was lost: *kata Danu.Selain itu*.
_STOP = r"\.(?:(?<![a-z]{3}\.)\w+|(?=[a-z0-9])\w+)"
_TOKEN = re.compile(rf"@[\w.]*\w|\w+(?:[-'’/&®]\w+|{_STOP})*|[^\w\s]")

_DASH = re.compile(r"\s[-–—―]+\s")

Kind = Literal["name", "role", "description", "pronoun"]


class Word(NamedTuple):
    """A word and where it stands in the text; a tuple, since so many are made."""

    text: str
    start: int
    end: int


_new = tuple.__new__  # in half the time of the class's own


class Phrase(NamedTuple):
    """A noun phrase that says who speaks.

    `kind` is `name` where it holds a name, `role` where it holds an office
    alone, `description` (*salah satu warga*) or `pronoun`. `named_at` is where
    the name stands. `points_back`: somebody named before is meant (*pria itu*).
    Words that a line's end parts in the text have a space between them here.
    """

    kind: Kind
    text: str
    start: int
    end: int
    name: str | None = None
    named_at: Span = (0, 0)
    role: str | None = None
    points_back: bool = False

    @property
    def mention(self) -> tuple[str, Span]:
        """The words that stand for the speaker, an office before a name left out; and where."""
        if self.name:
            return self.name, self.named_at
        return self.text, (self.start, self.end)


def words_of(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words and punctuation marks of a stretch of text."""
    for match in _TOKEN.finditer(text, start, end):
        yield _new(Word, (match[0], match.start(), match.end()))


def _is_possessive(word: str) -> bool:
    return word.endswith(("'s", "’s"))


class PhraseReader:
    """Reads the phrases of one article, by its language and by its own evidence."""

    def __init__(self, text: str, speech: Speech, naming: Naming, evidence: Evidence) -> None:
        self.text = text
        self.speech = speech
        self.naming = naming
        self.evidence = evidence

    def after(self, start: int, end: int) -> Phrase | None:
        """The phrase that begins at `start`, as it stands after a cue (*kata Menteri Sari*)."""
        chunks: list[list[Word]] = [[]]
        skip_to, points_back = start, False
        end = min(end, start + REACH)
        for word in words_of(self.text, start, end):
            chunk = chunks[-1]
            if word.start < skip_to:
                continue
            if word.text == "(" and (aside := ASIDE.match(self.text, word.start, end)):
                skip_to = aside.end()
            elif word.text == "," and chunk:
                if self._is_sure(chunk) and not (
                    self._office_follows(word.end, end) or self._enumerates(chunks, word.end, end)
                ):
                    break
                chunks.append([])
            elif word.text == ".":
                if not chunk or not self.abbreviates(chunk[-1].text):
                    break
            elif word.text == "&" and self._office_goes_on(chunks, word, end):
                chunk.append(word)
            elif not word.text[0].isalnum() and word.text[0] != "@":
                break
            elif not word.text[0].islower():
                chunk.append(word)
            elif chunks == [[]] and (pronoun := self.pronoun(word)):
                return pronoun
            elif word.text in self.speech.skips and chunks == [[]] and word.end < start + _SKIPPED:
                continue
            elif word.text in self.speech.pointers and any(chunks):
                # Behind a name it only describes: *Rina Wati, warga kampung itu*.
                described = len(chunks) > 1 and is_capitalised(chunks[0][0].text)
                points_back = points_back or not described
                chunk.append(word)
                if not self._name_follows(word.end, end):
                    break
            elif self._goes_on(chunks, word, end):
                chunk.append(word)
            elif word.text in self.speech.relatives and self._is_pointed_at(chunk, word, end):
                points_back = True
                break
            elif chunks == [chunk] and (named := self._appended(chunk, word, end)):
                return named
            else:
                break
        return self.read([chunk for chunk in chunks if chunk], points_back)

    def _goes_on(self, chunks: Sequence[list[Word]], word: Word, end: int) -> bool:
        """Whether a small word belongs to the phrase."""
        chunk = chunks[-1]
        if word.text in self.naming.particles and chunk:
            return True
        if word.text in self.speech.joiners and self._office_goes_on(chunks, word, end):
            return True
        if word.text in self.speech.stops or self.speech.acting.fullmatch(word.text):
            return False
        name = self._named(chunk)
        if name and word.text in self.speech.whence:
            return self._is_doubtful(chunk, name)
        return len(chunk) <= _WORDS and not name

    def _is_pointed_at(self, chunk: list[Word], word: Word, end: int) -> bool:
        """Whether a relative clause ends by pointing back: *lelaki yang disapa ATM tersebut*."""
        if not chunk or not chunk[0].text[0].islower() or chunk[0].text in self.speech.indefinite:
            return False
        stop = self.speech.sentence_end.search(self.text, word.end, end)
        clause = self.text[word.end : stop.start() if stop else end].split("\n")[0].split(",")[0]
        last = clause.rstrip(' ."”').rpartition(" ")[2]
        return last in self.speech.pointers

    def _appended(self, chunk: list[Word], word: Word, end: int) -> Phrase | None:
        """The name behind a description with more to it: *a spokesman for the city, Paul Hale*."""
        if not (self.naming.heads_last and chunk and word.text in self.speech.prepositions):
            return None
        parted = self.text.find(",", word.end, min(end, word.end + _APPENDED))
        if parted < 0 or self.speech.sentence_end.search(self.text, word.start, parted):
            return None
        name: list[Word] = []
        for later in words_of(self.text, parted + 1, end):
            if later.text == "." and name and self.abbreviates(name[-1].text):
                continue
            if not is_capitalised(later.text):
                break
            name.append(later)
        phrase = self.stands_alone(name) if name else None
        if phrase is None or self._named(chunk):
            return None
        role = self.words(chunk[0].start, parted)
        return phrase._replace(
            text=self.words(chunk[0].start, phrase.end), start=chunk[0].start, role=role
        )

    def pronoun(self, word: Word) -> Phrase | None:
        """A pronoun as a phrase; None where `word` is none."""
        low = word.text.lower()
        if low in self.speech.pronouns or low in self.speech.vague:
            return Phrase("pronoun", word.text, word.start, word.end)
        return None

    def words(self, start: int, end: int) -> str:
        """A stretch of the text with single spaces."""
        return " ".join(self.text[start:end].split())

    def abbreviates(self, word: str) -> bool:
        """Whether a full stop after `word` may belong to it: *M.*, *Dr.*"""
        return (len(word) == 1 and word.isupper()) or word in self.naming.abbreviations

    def _office_goes_on(self, chunks: Sequence[list[Word]], joiner: Word, end: int) -> bool:
        """Whether *dan* joins two words of an office: *Politik, Hukum, dan Keamanan*."""
        following = next(words_of(self.text, joiner.end, end), None)
        if not following or not following.text[0].isupper():
            return False
        chunk, name = next(
            ((chunk, name) for chunk in chunks if (name := self._named(chunk))), ([], [])
        )
        return not name or self._is_doubtful(chunk, name)

    def _is_sure(self, chunk: list[Word]) -> bool:
        """Whether a chunk holds a name and nothing speaks against it."""
        name = self._named(chunk)
        return bool(name) and not self._is_doubtful(chunk, name)

    def _name_follows(self, start: int, end: int) -> bool:
        """Whether a comma and a name come next: *peneliti di kampus itu, Sari Dewi*."""
        following = [word.text for word in islice(words_of(self.text, start, end), 2)]
        if len(following) < 2 or following[0] != ",":
            return False
        return is_capitalised(following[1]) and following[1] not in self.naming.lexicon

    def _office_follows(self, start: int, end: int) -> bool:
        """Whether the word after a comma begins an office: *Yusri, Kepala Bidang Humas*."""
        word = next(words_of(self.text, start, end), None)
        if word is None:
            return False
        return self.naming.lexicon.get(word.text.capitalize()) == "role"

    def _enumerates(self, chunks: Sequence[list[Word]], start: int, end: int) -> bool:
        """Whether a word between commas goes on with an office: *Hewan, Ikan, dan Tumbuhan*."""
        if len(chunks) < 2 or len(chunks[-1]) > 1 or chunks[-1][0].text in self.evidence.known:
            return False
        following = [word.text for word in islice(words_of(self.text, start, end), 2)]
        joined = len(following) == 2 and following[0] in self.speech.joiners
        return joined and is_capitalised(following[1])

    def _named(self, chunk: list[Word]) -> list[Word]:
        """The name at the end of a chunk; empty where it ends otherwise."""
        if not chunk or not is_capitalised(chunk[-1].text):
            return []
        return self._name_in(chunk)

    # -- what it says ------------------------------------------------------------

    def read(self, chunks: Sequence[list[Word]], points_back: bool = False) -> Phrase | None:
        """What the stretches between commas say: the name, with the office before or after it."""
        if not chunks:
            return None
        name: list[Word] = []
        where = 0
        for index, chunk in enumerate(chunks):
            found = self._name_in(chunk)
            if not found:
                continue
            clean = self._is_clean(chunk, found) or self._has_degree(chunks[index + 1 :])
            doubtful = name and (
                self._is_doubtful(chunks[where], name)
                or (where > 0 and len(name) == 1 and chunk[0].text in self.speech.joiners)
            )
            if name and not (clean and doubtful):
                break
            name, where = found, index
        if name and (where or not points_back):
            return self._name_phrase(chunks, name, where)
        chunk = chunks[0]
        start, end = chunk[0].start, chunk[-1].end
        words = self.words(start, end)
        if self.naming.lexicon.get(chunk[0].text) == "other":
            return None
        office = self.naming.lexicon.get(chunk[-1].text.capitalize()) == "role"
        points_back = points_back or (office and chunk[0].text in self.speech.definite)
        if is_capitalised(chunk[0].text) or self.naming.lexicon.get(chunk[0].text) == "role":
            return Phrase("role", words, start, end, role=words, points_back=points_back)
        return Phrase("description", words, start, end, points_back=points_back)

    def _name_phrase(self, chunks: Sequence[list[Word]], name: list[Word], where: int) -> Phrase:
        first, last = chunks[0][0], name[-1]
        role = None
        if first is not name[0]:
            role = self._role(chunks[: where + 1], name[0])
        elif len(chunks) > 1 and self._is_office(chunks[1]):
            role = self.text[chunks[1][0].start : chunks[1][-1].end]
        named_at = (name[0].start, last.end)
        words = self.words(*named_at)
        text = self.words(first.start, last.end)
        return Phrase("name", text, first.start, last.end, words, named_at, role)

    def _role(self, chunks: Sequence[list[Word]], name: Word) -> str | None:
        """The office before a name: from its first word, else from the comma before.

        Where nouns stand after what tells of them, with the names before it: *Trade
        Minister*. Never with a dateline: *JAKARTA, WARTA.COM - Menteri*.
        """
        before = [word for chunk in chunks for word in chunk if word.end <= name.start]
        for index in range(len(before) - 1, 0, -1):
            if _DASH.search(self.text, before[index - 1].end, before[index].start):
                before = before[index:]
                break
        lexicon = self.naming.lexicon
        index = next(
            (
                i
                for i, word in enumerate(before)
                if lexicon.get(word.text) in _OFFICE
                or lexicon.get(word.text.capitalize()) == "role"
            ),
            -1,
        )
        first = before[index] if index >= 0 else (before or [name])[0]
        if index < 0 and first.start < chunks[-1][0].start:
            first = chunks[-1][0]
        if lexicon.get(first.text) == "other":
            return None
        while self.naming.heads_last and index > 0 and self._tells_of(before[index - 1], first):
            index -= 1
            first = before[index]
        words = [word for word in before if word.start >= first.start]
        return self._as_role(words, name.start)

    def _as_role(self, words: list[Word], end: int) -> str | None:
        """The office that words before a name at `end` say, without what belongs to the name."""
        while words and words[0].text in self.speech.joiners:
            words = words[1:]
        while words and self._is_appended(words[-1].text):
            end = words[-1].start
            words = words[:-1]
        if not words or any(self.speech.acting.fullmatch(word.text) for word in words):
            return None
        return self.words(words[0].start, end).rstrip(" ,") or None

    def _is_appended(self, word: str) -> bool:
        """Whether a word behind an office is the beginning of its holder, or points at it."""
        return bare_word(word) in self.naming.honorifics or word in self.speech.pointers

    def _tells_of(self, word: Word, office: Word) -> bool:
        """Whether a capitalised word belongs to the office behind it: *Trade Minister*."""
        beside = self.text[word.end : office.start] == " "
        other = self.naming.lexicon.get(word.text) == "other" or _is_possessive(word.text)
        return beside and is_capitalised(word.text) and not other

    def _name_in(self, chunk: list[Word]) -> list[Word]:
        """The last name in a chunk; where nouns stand after names, only one at its end."""
        if not chunk or (self.naming.heads_last and not is_capitalised(chunk[-1].text)):
            return []
        for index, word in enumerate(chunk):
            # *Rudi dari PT Sumber Rotan*: who, then from where.
            if word.text in self.speech.whence and (name := self._name_in(chunk[:index])):
                if len(name) > 1 or not self._is_doubtful(chunk[:index], name):
                    return name
                break
        for run in reversed(list(self._runs(chunk))):
            words = [word.text for word in run]
            begin, end = name_within(words, self.naming, self.evidence)
            if begin < end:
                name = run[begin:end]
                if self.naming.heads_last and _is_possessive(name[-1].text):
                    return []
                if len(name) > 1 or not self._is_common(bare_word(name[0].text)):
                    return name
        return []

    def _is_common(self, word: str) -> bool:
        """Whether a word alone is a common noun: *Wilayah*, *Tujuannya*."""
        if self.evidence.is_ordinary(word):
            return True
        clitic = self.speech.clitic
        return bool(clitic) and len(word) > len(clitic) + 2 and word.endswith(clitic)

    def _runs(self, chunk: list[Word]) -> Iterator[list[Word]]:
        """Yield the runs of capitalised words of a chunk, particles inside them.

        A run ends with a possessive (*Trump's*), at a word of the calendar, and where
        brackets stood: *Lembaga Penjamin Simpanan (LPS) | Halim Alamsyah*.
        """
        run: list[Word] = []
        for word in chunk:
            if run and not _PARTED.isdisjoint(self.text[run[-1].end : word.start]):
                yield run
                run = []
            named = is_capitalised(word.text) or (run and word.text in self.naming.particles)
            if named and self.naming.lexicon.get(word.text) != "other":
                run.append(word)
                if not _is_possessive(word.text):
                    continue
            if run:
                yield run
                run = []
        if run:
            yield run

    def _is_clean(self, chunk: list[Word], name: list[Word]) -> bool:
        """Whether a chunk is a name and nothing else."""
        if chunk[0].text in self.speech.joiners:
            return True
        lead = chunk[: chunk.index(name[0])]
        if any(self.naming.lexicon.get(word.text) != "title" for word in lead):
            return False
        return len(name) > 1 or name[0].text in self.evidence.known

    def _has_degree(self, chunks: Sequence[list[Word]]) -> bool:
        """Whether a degree stands next, as behind a person's name: *Surya, S.Kom.*"""
        return bool(chunks) and chunks[0][0].text.replace(".", "") in self.naming.degrees

    def _is_doubtful(self, chunk: list[Word], name: list[Word]) -> bool:
        """Whether a name found behind an office may be a part of that office."""
        if chunk[0] is name[0]:
            return False
        return len(name) == 1 or not any(word.text in self.evidence.known for word in name)

    def stands_alone(self, chunk: list[Word]) -> Phrase | None:
        """A name of two words or more that fills a chunk, but for a title before it."""
        name = self._name_in(chunk)
        lead = chunk[: chunk.index(name[0])] if name else chunk
        lexicon = self.naming.lexicon
        if len(name) < 2 or any(lexicon.get(word.text.capitalize()) != "title" for word in lead):
            return None
        return self.read([chunk])

    def _is_office(self, chunk: list[Word]) -> bool:
        """Whether what follows a name after a comma says what somebody is."""
        return any(self.naming.lexicon.get(word.text) == "role" for word in chunk[:2])
