"""Finds who is said to speak beside a quote and between quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from reader.article.model import Span
from reader.article.names import is_capitalised
from reader.article.phrases import ASIDE, REACH, Phrase, Word, phrase_after, phrase_of, words_of
from reader.article.roster import Roster
from reader.article.vocabulary import Naming, Speech

_BETWEEN = re.compile(r"[\s,.;:–—-]*")
_STOPS = frozenset(",;:–—")
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

    def __init__(self, text: str, speech: Speech, naming: Naming, roster: Roster) -> None:
        self.text = text
        self.speech = speech
        self.naming = naming
        self.roster = roster

    def after(self, start: int, end: int) -> Cue | None:
        """The cue that follows a quote which ends before `start`."""
        first = _BETWEEN.match(self.text, start, end)
        here = first.end() if first else start
        words = []
        for word in words_of(self.text, here, min(end, here + 160)):
            words.append(word)
            kind = self._kind(word.text, len(words) == 1)
            if kind == "clitic":
                return Cue(word.text, (word.start, word.end), self._clitic(word), word.end)
            if kind in ("bare", "passive", "source"):
                phrase = self._phrase(word.end, end)
                if phrase:
                    return Cue(word.text, (word.start, word.end), phrase, phrase.end)
                continue
            if kind == "active" and len(words) > 1:
                return self.subject(here, word, end)
            if not word.text[0].isalnum() and word.text not in "()-,":
                return None
            if word.text[0].islower() and word.text not in self.speech.links and len(words) <= 1:
                break
        return None

    def between(self, start: int, end: int) -> Iterator[Cue]:
        """Yield the cues of the writer's own sentences in `start:end`, with whom they name."""
        here = start
        for match in self.speech.cue.finditer(self.text, start, end):
            if match.start() < here:
                continue
            glued = match["glued"]
            verb = Word(
                glued or match[0], match.start("glued") if glued else match.start(), match.end()
            )
            cue = None
            if glued or self.speech.kind(verb.text) == "active":
                cue = self.subject_before(here, verb)
            elif self.speech.kind(verb.text) != "clitic" and (
                phrase := self._phrase(verb.end, end)
            ):
                cue = Cue(verb.text, (verb.start, verb.end), phrase, phrase.end)
            if cue:
                here = cue.end
                yield cue

    def subject_before(self, start: int, verb: Word) -> Cue | None:
        """The subject of a verb that comes after it (*Sari, dosen UI, mengatakan*)."""
        start = max(start, verb.start - REACH)
        for stop in _SENTENCE_END.finditer(self.text, start, verb.start):
            start = stop.end()
        clauses = list(self._clauses(start, verb.start))
        if not clauses:
            return None
        last = clauses[-1][1]
        while last and last[-1].text in self.speech.fillers:
            last.pop()
        if last and last[-1].text in self.speech.pronouns:
            return Cue(verb.text, (verb.start, verb.end), self._pronoun(last[-1]), verb.end)
        near = clauses[-1:] if last and is_capitalised(last[-1].text) else []
        for lead, words in [*near, *clauses]:
            if lead in self.speech.prepositions or not words:
                continue
            phrase = phrase_of(self.text, words, self.naming, self.roster.known)
            if phrase and phrase.kind == "name":
                return Cue(verb.text, (verb.start, verb.end), phrase, verb.end)
        return None

    def _pronoun(self, word: Word) -> Phrase:
        return Phrase("pronoun", word.text, word.start, word.end)

    def _clauses(self, start: int, end: int) -> Iterator[tuple[str, list[Word]]]:
        """Yield the stretches between commas and small words, each with the word before it."""
        lead, words, skip_to = "", [], start
        for word in words_of(self.text, start, end):
            if word.start < skip_to:
                continue
            if word.text == "(" and (aside := ASIDE.match(self.text, word.start, end)):
                skip_to = aside.end()
            elif word.text.lower() in self.speech.stops or (word.text in _STOPS):
                if words:
                    yield lead, words
                lead, words = word.text.lower(), []
            elif word.text[0].isalnum() or word.text[0] == "@":
                words.append(word)
        yield lead, words

    def _kind(self, word: str, fresh: bool) -> str | None:
        kind = self.speech.kind(word)
        clitic = self.speech.clitic
        if kind or not fresh or not clitic or len(word) < 6 or not word[0].islower():
            return kind
        near = word.endswith(clitic) or DamerauLevenshtein.distance(word[-3:], clitic) == 1
        if near and any(
            DamerauLevenshtein.distance(word, stem + clitic, score_cutoff=1) <= 1
            for stem, kind in self.speech.kinds.items()
            if kind == "bare"
        ):
            return "clitic"
        return None

    def _clitic(self, word: Word) -> Phrase:
        clitic = self.speech.clitic
        return Phrase("pronoun", clitic, word.end - len(clitic), word.end)

    def _phrase(self, start: int, end: int) -> Phrase | None:
        return phrase_after(self.text, start, end, self.speech, self.naming, self.roster.known)

    def subject(self, start: int, verb: Word, end: int) -> Cue | None:
        """The subject of a verb that stands after it, in the sentence that begins at `start`."""
        phrase = phrase_after(
            self.text, start, verb.start, self.speech, self.naming, self.roster.known
        )
        if phrase is None:
            return None
        return Cue(verb.text, (verb.start, verb.end), phrase, verb.end)
