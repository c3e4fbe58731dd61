"""Finds who is said to speak beside a quote and between quotes."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.article.marks import past_marks
from reader.article.model import Span
from reader.article.names import is_capitalised
from reader.article.phrases import ASIDE, REACH, Phrase, PhraseReader, Word, words_of
from reader.article.vocabulary import Speech

_BETWEEN = re.compile(r"[\s,.;:–—―-]*")
_SIGNED = re.compile(r"[–—―-]\s*$")
# *kataKapolres*: a verb in small letters that the next word is glued to.
_GLUED = re.compile(r"[a-z]{4,}(?=[A-Z])")
_STOPS = frozenset(";:–—")


Group = tuple[str, list[list[Word]]]
"""Stretches of words parted by commas, with the small word before them."""


class Cue(NamedTuple):
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
        self.partings = speech.joiners | speech.stops

    # -- beside a quote ----------------------------------------------------------

    def after(self, start: int, end: int) -> Cue | None:
        """The cue that follows a quote which ends at `start`, where its closing mark begins."""
        outside = past_marks(self.text, start, end)
        first = _BETWEEN.match(self.text, outside, end)
        here = first.end() if first else outside
        stopped = self.text[start - 1] == "." or "." in self.text[outside:here]
        if _SIGNED.search(self.text, outside, here) and (signed := self._signature(here, end)):
            return signed
        goes_on = self.goes_on(start, end)
        fresh, previous, skip_to = True, "", here
        for word in words_of(self.text, here, min(end, here + REACH)):
            if word.start < skip_to:
                continue
            if fresh and stopped and not word.text[0].islower():
                return None
            if fresh and (glued := _GLUED.match(word.text)):
                word = Word(glued[0], word.start, word.start + glued.end())
            kind = self._kind(word.text, fresh)
            span = (word.start, word.end)
            if kind == "clitic":
                return Cue(word.text, span, self._clitic(word), word.end)
            if kind in ("bare", "passive", "source") or (kind == "both" and fresh):
                if phrase := self.phrases.after(word.end, end):
                    return Cue(word.text, span, phrase, phrase.end)
                if kind == "both":
                    return None
            elif kind in ("active", "both") and previous not in self.speech.articles:
                return None if fresh else self.subject_before(here, word, describe=True)
            elif word.text == "(" and (aside := ASIDE.match(self.text, word.start, end)):
                skip_to = aside.end()
            elif word.text == "." and self.phrases.abbreviates(previous):
                continue
            elif word.text in ".!?;" or (fresh and not goes_on and not self._may_lead(word.text)):
                return None
            fresh, previous = False, word.text
        return None

    def _signature(self, start: int, end: int) -> Cue | None:
        """A name that stands alone after a dash: *"…" — Sari Dewi*."""
        phrase = self.phrases.after(start, end)
        if phrase and phrase.name and self.text[phrase.end : end].split("\n")[0].strip(" .") == "":
            return Cue("", (start, start), phrase, phrase.end)
        return None

    def subject_of_sentence(self, start: int, end: int) -> Cue | None:
        """Whom the sentence around a quoted fragment is about, where no cue says it.

        Only of languages in which such fragments are speech as a rule.
        """
        if self.speech.punctuated:
            return None
        start = max(start, end - REACH)
        for stop in self.speech.sentence_end.finditer(self.text, start, end):
            start = stop.end()
        named = self._first_named(self._groups(start, end), start)
        return Cue("", (named.end, named.end), named, named.end) if named else None

    def goes_on(self, end: int, stop: int) -> bool:
        """Whether the sentence of a quote that ends at `end` goes on: *"…," kata Sari*."""
        outside = past_marks(self.text, end, stop)
        return self.text[end - 1] in ",?!" or self.text[outside : outside + 1] == ","

    def leads_to(self, cue: Cue | None, start: int) -> bool:
        """Whether a cue in the writer's words leads to the quote whose mark is at `start`."""
        if cue is None or start - cue.end > REACH:
            return False
        between = self.text[cue.end : start]
        if self.speech.sentence_end.search(between):
            return False
        return "\n" not in between or between.rstrip()[-1:] in (":", ",")

    def _may_lead(self, word: str) -> bool:
        """Whether a clause that names the speaker may begin with `word`."""
        return not word[0].islower() or any(
            word in words for words in (self.speech.links, self.speech.pronouns, self.speech.vague)
        )

    def _word_before(self, start: int) -> str:
        return self.text[max(0, start - 12) : start].rstrip().rpartition(" ")[2]

    def same_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two positions."""
        return self.speech.sentence_end.search(self.text, start, end) is None

    def is_vague(self, phrase: Phrase) -> bool:
        """Whether a pronoun may mean anybody: *they*, *mereka*."""
        return phrase.text.lower() in self.speech.vague

    def _kind(self, word: str, fresh: bool) -> str | None:
        kind = self.speech.kind(word)
        if kind or not fresh or not word[0].islower():
            return kind
        return "clitic" if self.speech.is_mistyped_clitic(word) else None

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
            articles = self.speech.articles
            if articles and self._word_before(match.start()) in articles:
                continue
            group = 1 if match[1] else 0
            verb = Word(match[group], match.start(group), match.end())
            kind = "active" if group else self.speech.kind(verb.text)
            cue = None
            if kind in ("active", "both"):
                cue = self.subject_before(here, verb, describe=True)
            elif kind != "clitic" and (phrase := self.phrases.after(verb.end, end)):
                cue = Cue(verb.text, (verb.start, verb.end), phrase, phrase.end)
            if cue:
                here = self.sentence_end(cue.end, end)
                yield cue

    def sentence_end(self, start: int, end: int) -> int:
        """Where the sentence that holds `start` ends."""
        found = self.speech.sentence_end.search(self.text, start, end)
        return found.end() if found else end

    def subject_before(self, start: int, verb: Word, describe: bool = False) -> Cue | None:
        """The subject of a verb that comes after it (*Sari, dosen UI, mengatakan*).

        With `describe`, also one without a name (*seorang warga mengatakan*).
        """
        start = max(start, verb.start - REACH)
        for stop in self.speech.sentence_end.finditer(self.text, start, verb.start):
            start = stop.end()
        groups = list(self._groups(start, verb.start))
        lead, chunks = groups[-1]
        last = chunks[-1]
        while last and (
            last[-1].text in self.speech.fillers or self.speech.adverb.fullmatch(last[-1].text)
        ):
            last.pop()
        span = (verb.start, verb.end)
        if last and (pronoun := self.phrases.pronoun(last[-1])):
            return Cue(verb.text, span, pronoun, verb.end)
        if last and is_capitalised(last[-1].text):
            near = self.phrases.read([last])
            led = lead in self.speech.prepositions and len(chunks) == 1
            if near and (near.role or not led) and self._may_speak(near, start):
                return Cue(verb.text, span, near, verb.end)
        elif (
            last
            and self.phrases.naming.heads_last
            and (len(chunks) > 1 or lead not in self.speech.prepositions)
        ):
            return Cue(verb.text, span, self._description(last), verb.end) if describe else None
        if not last and len(chunks) > 2 and (alone := self.phrases.stands_alone(chunks[-2])):
            return Cue(verb.text, span, alone, verb.end)
        if named := self._first_named(groups, start):
            return Cue(verb.text, span, named, verb.end)
        words = self._first_told(groups) if describe else None
        return Cue(verb.text, span, self._description(words), verb.end) if words else None

    def _first_told(self, groups: Iterable[Group]) -> list[Word] | None:
        """The first stretch of a sentence that may be its subject, though it names nobody."""
        lexicon = self.phrases.naming.lexicon
        for lead, chunks in groups:
            for chunk in chunks[1:] if lead in self.speech.prepositions else chunks:
                if any(lexicon.get(word.text) != "other" for word in chunk):
                    return chunk
        return None

    def _description(self, words: list[Word]) -> Phrase:
        start, end = words[0].start, words[-1].end
        definite = words[0].text.lower() in self.speech.definite
        office = self.phrases.naming.lexicon.get(words[-1].text.capitalize()) == "role"
        text = self.phrases.words(start, end)
        return Phrase("description", text, start, end, points_back=definite and office)

    def _first_named(self, groups: Iterable[Group], sentence: int) -> Phrase | None:
        """The first of the stretches of a sentence that names somebody who may speak.

        What stands after a preposition does not, unless an office stands before the name.
        """
        for lead, chunks in groups:
            filled = [chunk for chunk in chunks if chunk]
            read = self.phrases.read(filled)
            if lead in self.speech.prepositions and not (read and self._is_office(read.role)):
                read = self.phrases.read(filled[1:]) if chunks[0] else read
            if read and read.name and self._may_speak(read, sentence):
                return read
        return None

    def _is_office(self, role: str | None) -> bool:
        lexicon = self.phrases.naming.lexicon
        return any(lexicon.get(word) == "role" for word in (role or "").split())

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

    def _groups(self, start: int, end: int) -> Iterator[Group]:
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
                yield lead, chunks
                lead, chunks = text.lower(), [[]]
            elif text[0].isalnum() or text[0] == "@":
                chunks[-1].append(word)
        yield lead, chunks

    def _parts(self, word: Word, start: int, end: int) -> bool:
        """Whether a small word parts two phrases; not where it joins two words of an office.

        Written with a capital, only where it begins the sentence: *Menteri Dalam Negeri*.
        """
        text = word.text.lower() if word.start == start else word.text
        if text in self.speech.joiners:
            following = next(words_of(self.text, word.end, end), None)
            return not following or not following.text[0].isupper()
        return text in self.speech.stops
