"""Finds the subject of a verb of speaking that comes after it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.article.names import bare_word, is_capitalised
from reader.article.phrases import ASIDE, REACH, Phrase, PhraseReader, Word, words_of
from reader.article.vocabulary import Speech

# The next word stands within so many characters.
_NEXT = 16
_STOPS = frozenset(";:–—")


class Group(NamedTuple):
    """Stretches of words parted by commas, with the small word before them."""

    lead: str
    chunks: list[list[Word]]


class SubjectReader:
    """Reads the subjects of an article whose language tells them by small words."""

    def __init__(self, text: str, speech: Speech, phrases: PhraseReader) -> None:
        self.text = text
        self.speech = speech
        self.phrases = phrases
        self.partings = speech.joiners | speech.stops

    def before(self, start: int, verb: Word, describe: bool = False) -> Phrase | None:
        """The subject of a verb that comes after it (*Sari, dosen UI, mengatakan*).

        With `describe`, also one without a name (*seorang warga mengatakan*).
        """
        start = self.sentence(start, verb.start)
        groups = list(self.groups(start, verb.start))
        lead, chunks = groups[-1]
        last = chunks[-1]
        self.drop_fillers(last)
        if last and (pronoun := self.phrases.pronoun(last[-1])):
            return pronoun
        if last and is_capitalised(last[-1].text):
            near = self.phrases.read([last])
            led = lead in self.speech.prepositions and len(chunks) == 1
            if near and (near.role or not led) and self.may_speak(near, start):
                return near
        if not last and len(chunks) > 2 and (alone := self.phrases.stands_alone(chunks[-2])):
            return alone
        if named := self.first_named(groups, start):
            return named
        words = self._first_told(groups) if describe else None
        return self.description(words) if words else None

    def of_sentence(self, start: int, end: int) -> Phrase | None:
        """Whom a sentence that ends at `end` is about, where no verb of speaking says it.

        Only of languages in which quoted fragments are speech as a rule.
        """
        return None

    def sentence(self, start: int, end: int) -> int:
        """Where the sentence begins that ends at `end`, within reach."""
        start = max(start, end - REACH)
        for stop in self.speech.sentence_end.finditer(self.text, start, end):
            start = stop.end()
        return start

    def drop_fillers(self, words: list[Word]) -> None:
        """Leave out what may stand between a subject and its verb."""
        while words and (
            words[-1].text in self.speech.fillers or self.speech.adverb.fullmatch(words[-1].text)
        ):
            words.pop()

    def _first_told(self, groups: Iterable[Group]) -> list[Word] | None:
        """The first stretch of a sentence that may be its subject, though it names nobody."""
        lexicon = self.phrases.naming.lexicon
        for lead, chunks in groups:
            for chunk in chunks[1:] if lead in self.speech.prepositions else chunks:
                if any(lexicon.get(word.text) != "other" for word in chunk):
                    return chunk
        return None

    def description(self, words: list[Word]) -> Phrase:
        """Somebody told of without a name."""
        start, end = words[0].start, words[-1].end
        definite = words[0].text.lower() in self.speech.definite
        office = self.phrases.naming.lexicon.get(words[-1].text.capitalize()) == "role"
        text = self.phrases.words(start, end)
        return Phrase("description", text, start, end, points_back=definite and office)

    def first_named(self, groups: Iterable[Group], sentence: int) -> Phrase | None:
        """The first of the stretches of a sentence that names somebody who may speak.

        What stands after a preposition does not, unless an office stands before the name.
        """
        for lead, chunks in groups:
            filled = [chunk for chunk in chunks if chunk]
            read = self.phrases.read(filled)
            if lead in self.speech.prepositions and not (read and self._is_office(read.role)):
                read = self.phrases.read(filled[1:]) if chunks[0] else read
            if read and read.name and self.may_speak(read, sentence):
                return read
        return None

    def _is_office(self, role: str | None) -> bool:
        lexicon = self.phrases.naming.lexicon
        return any(lexicon.get(word) == "role" for word in (role or "").split())

    def may_speak(self, phrase: Phrase, sentence: int) -> bool:
        """Whether a phrase can be the subject of a verb of speaking.

        A single word may be any that begins a sentence, or the last one of an
        institution's name, unless an office or the article shows otherwise.
        """
        if not phrase.name:
            return phrase.kind == "role"
        evidence, naming = self.phrases.evidence, self.phrases.naming
        words = phrase.name.split()
        if len(words) > 1 or words[0] in evidence.known:
            return True
        if phrase.role:
            return naming.lexicon.get(bare_word(phrase.role.split()[0])) in ("role", "title")
        return phrase.start > sentence or self._is_from(phrase.end)

    def _is_from(self, end: int) -> bool:
        """Whether it is said next where somebody is from: *Rudi dari PT Sumber Rotan*."""
        word = next(words_of(self.text, end, min(len(self.text), end + _NEXT)), None)
        return word is not None and word.text in self.speech.whence

    def groups(self, start: int, end: int) -> Iterator[Group]:
        """Yield the stretches between small words, parted at commas, each with the word before."""
        lead, skip_to = "", start
        chunks: list[list[Word]] = [[]]
        for word in words_of(self.text, start, end):
            text, first, _ = word
            if first < skip_to:
                continue
            if text == "(" and (aside := ASIDE.match(self.text, first, end)):
                skip_to = aside.end()
            elif text == ",":
                chunks.append([])
            elif text in _STOPS or (
                (text in self.partings or first == start) and self._parts(word, start, end)
            ):
                yield Group(lead, chunks)
                lead, chunks = text.lower(), [[]]
            elif text[0].isalnum() or text[0] == "@":
                chunks[-1].append(word)
        yield Group(lead, chunks)

    def _parts(self, word: Word, start: int, end: int) -> bool:
        """Whether a small word parts two phrases; not where it joins two words of an office.

        Written with a capital, only where it begins the sentence: *Menteri Dalam Negeri*.
        """
        text = word.text.lower() if word.start == start else word.text
        if text in self.speech.joiners:
            following = next(words_of(self.text, word.end, end), None)
            return not following or not following.text[0].isupper()
        return text in self.speech.stops
