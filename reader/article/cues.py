"""Finds who is said to speak beside a quote and between quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from reader.article.model import Span
from reader.article.names import is_capitalised
from reader.article.phrases import ASIDE, REACH, Phrase, PhraseReader, Word, words_of
from reader.article.vocabulary import Speech

_BETWEEN = re.compile(r"[\s,.;:–—-]*")
_STOPS = frozenset(";:–—")
_SENTENCE_END = re.compile(r"[.!?…]['’”\")\]]*\s")


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of speaking and the phrase that names its subject; `end`: where both end."""

    verb: str
    span: Span
    phrase: Phrase
    end: int


class CueReader:
    """Reads the cues of one article."""

    def __init__(self, text: str, speech: Speech, phrases: PhraseReader) -> None:
        self.text = text
        self.speech = speech
        self.phrases = phrases

    # -- beside a quote ----------------------------------------------------------

    def after(self, start: int, end: int) -> Cue | None:
        """The cue that follows a quote which ends before `start`."""
        first = _BETWEEN.match(self.text, start, end)
        here = first.end() if first else start
        fresh = True
        for word in words_of(self.text, here, min(end, here + REACH)):
            kind = self._kind(word.text, fresh)
            if kind == "clitic":
                return Cue(word.text, (word.start, word.end), self._clitic(word), word.end)
            if kind in ("bare", "passive", "source"):
                if phrase := self.phrases.after(word.end, end):
                    return Cue(word.text, (word.start, word.end), phrase, phrase.end)
            elif kind == "active":
                return None if fresh else self.subject_before(here, word)
            elif word.text in ".!?" or (fresh and not self._may_lead(word.text)):
                return None
            fresh = False
        return None

    def _may_lead(self, word: str) -> bool:
        """Whether a clause that names the speaker may begin with `word`."""
        return word in self.speech.links or word in self.speech.pronouns or not word[0].islower()

    def _kind(self, word: str, fresh: bool) -> str | None:
        kind = self.speech.kind(word)
        clitic = self.speech.clitic
        if kind or not fresh or not clitic or len(word) < 6 or not word[0].islower():
            return kind
        near = any(
            DamerauLevenshtein.distance(word, stem + clitic, score_cutoff=1) <= 1
            for stem, kind in self.speech.kinds.items()
            if kind == "bare" and len(stem) > 3
        )
        return "clitic" if near else None

    def _clitic(self, word: Word) -> Phrase:
        clitic = self.speech.clitic
        return Phrase("pronoun", clitic, word.end - len(clitic), word.end)

    # -- in the writer's own sentences -------------------------------------------

    def between(self, start: int, end: int) -> Iterator[Cue]:
        """Yield the cues of the writer's own sentences in `start:end`, with whom they name.

        What follows a cue in its sentence is what was said, so one a sentence.
        """
        here = start
        for match in self.speech.cue.finditer(self.text, start, end):
            if match.start() < here:
                continue
            group = 1 if match[1] else 0
            verb = Word(match[group], match.start(group), match.end())
            kind = "active" if group else self.speech.kind(verb.text)
            cue = None
            if kind == "active":
                cue = self.subject_before(here, verb)
            elif kind != "clitic" and (phrase := self.phrases.after(verb.end, end)):
                cue = Cue(verb.text, (verb.start, verb.end), phrase, phrase.end)
            if cue and cue.phrase.kind != "description":
                here = self.sentence_end(cue.end, end)
                yield cue

    def sentence_end(self, start: int, end: int) -> int:
        """Where the sentence that holds `start` ends."""
        found = self.text.find(". ", start, end)
        return end if found < 0 else found + 2

    def subject_before(self, start: int, verb: Word) -> Cue | None:
        """The subject of a verb that comes after it (*Sari, dosen UI, mengatakan*)."""
        start = max(start, verb.start - REACH)
        for stop in _SENTENCE_END.finditer(self.text, start, verb.start):
            start = stop.end()
        groups = list(self._groups(start, verb.start))
        last = groups[-1][1][-1]
        while last and last[-1].text in self.speech.fillers:
            last.pop()
        if last and last[-1].text.lower() in self.speech.pronouns:
            word = last[-1]
            phrase = Phrase("pronoun", word.text, word.start, word.end)
            return Cue(verb.text, (verb.start, verb.end), phrase, verb.end)
        span = (verb.start, verb.end)
        if last and is_capitalised(last[-1].text):
            near = self.phrases.read([last])
            after_preposition = (
                groups[-1][0] in self.speech.prepositions and len(groups[-1][1]) == 1
            )
            if near and (near.role or not after_preposition) and self._may_speak(near, start):
                return Cue(verb.text, span, near, verb.end)
        for lead, chunks in groups:
            first = 1 if lead in self.speech.prepositions else 0
            read = self.phrases.read([chunk for chunk in chunks[first:] if chunk])
            if read and read.name and self._may_speak(read, start):
                return Cue(verb.text, span, read, verb.end)
        return None

    def _may_speak(self, phrase: Phrase, sentence: int) -> bool:
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
            return naming.lexicon.get(phrase.role.split()[0]) in ("role", "title")
        return phrase.start > sentence

    def _groups(self, start: int, end: int) -> Iterator[tuple[str, list[list[Word]]]]:
        """Yield the stretches between small words, parted at commas, each with the word before."""
        lead, skip_to = "", start
        chunks: list[list[Word]] = [[]]
        for word in words_of(self.text, start, end):
            if word.start < skip_to:
                continue
            if word.text == "(" and (aside := ASIDE.match(self.text, word.start, end)):
                skip_to = aside.end()
            elif word.text == ",":
                chunks.append([])
            elif word.text in _STOPS or self._parts(word, end):
                yield lead, chunks
                lead, chunks = word.text.lower(), [[]]
            elif word.text[0].isalnum() or word.text[0] == "@":
                chunks[-1].append(word)
        yield lead, chunks

    def _parts(self, word: Word, end: int) -> bool:
        """Whether a small word parts two phrases; not where it joins two words of an office."""
        low = word.text.lower()
        if low in self.speech.joiners:
            following = next(words_of(self.text, word.end, end), None)
            return not following or not following.text[0].isupper()
        return low in self.speech.stops
