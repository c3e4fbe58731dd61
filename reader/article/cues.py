"""Finds who is said to speak beside a quote and between quotes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.article.clauses import ClauseReader
from reader.article.marks import past_marks
from reader.article.model import Span
from reader.article.phrases import ASIDE, REACH, Phrase, PhraseReader, Word, words_of
from reader.article.subjects import SubjectReader
from reader.article.vocabulary import Speech

_BETWEEN = re.compile(r"[\s,.;:–—―-]*")
_SIGNED = re.compile(r"[–—―-]\s*$")
# *kataKapolres*: a verb in small letters that the next word is glued to.
_GLUED = re.compile(r"[a-z]{4,}(?=[A-Z])")


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
        self.subjects = (ClauseReader if speech.finite else SubjectReader)(text, speech, phrases)

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
            if kind is None and not fresh and (glued := _GLUED.match(word.text)):
                kind = self.speech.kind(glued[0])  # *Reed toldThe Herald*
            span = (word.start, word.end)
            if kind == "clitic":
                return Cue(word.text, span, self._clitic(word), word.end)
            if kind in ("bare", "passive", "source") or (kind == "both" and fresh):
                if phrase := self.phrases.after(word.end, end):
                    return Cue(word.text, span, phrase, phrase.end)
                if kind == "both":
                    return None
            elif kind in ("active", "both") and previous not in self.speech.articles:
                return None if fresh else self._subject(here, word)
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
        subject = self.subjects.of_sentence(start, end)
        return Cue("", (subject.end, subject.end), subject, subject.end) if subject else None

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
        return phrase.text.lower() in self.speech.vague | self.speech.anybody

    def is_somebody(self, phrase: Phrase) -> bool:
        """Whether a phrase tells of a person whom nobody names: *seorang warga*."""
        return phrase.kind == "description" and phrase.text.split()[0].lower() in self.speech.single

    def is_thing(self, speaker: str) -> bool:
        """Whether no *he* or *she* can mean what speaks: *the statement*, *the Herald*."""
        if not self.speech.things:
            return False
        words = speaker.split()
        head = next((i for i, word in enumerate(words) if word in self.speech.prepositions), None)
        noun = words[: head or len(words)][-1]
        kind = self.phrases.naming.lexicon.get(noun)
        return kind in ("organisation", "place") or noun.lower() in self.speech.things

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
                cue = self._subject(here, verb)
            elif kind != "clitic" and (phrase := self.phrases.after(verb.end, end)):
                cue = Cue(verb.text, (verb.start, verb.end), phrase, phrase.end)
            if cue:
                here = self.sentence_end(cue.end, end)
                yield cue

    def sentence_end(self, start: int, end: int) -> int:
        """Where the sentence that holds `start` ends."""
        found = self.speech.sentence_end.search(self.text, start, end)
        return found.end() if found else end

    def _subject(self, start: int, verb: Word) -> Cue | None:
        """The cue of a verb whose subject stands before it."""
        subject = self.subjects.before(start, verb, describe=True)
        return Cue(verb.text, (verb.start, verb.end), subject, verb.end) if subject else None
