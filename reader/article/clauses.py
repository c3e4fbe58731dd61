"""Finds the subject of a verb of speaking in a language that tells clauses by their finite verbs.

*Trump released an advertisement on Friday, calling* has its subject before the first
verb; *a spokesman for the senator said* before what a preposition leads; *Reed, the
mayor, said* before what only says who she is.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.article.names import bare_word, is_capitalised
from reader.article.phrases import Phrase, Word
from reader.article.subjects import Group, SubjectReader

_LONG = 10
"""Words of the longest description that is taken for a subject, source: judgement."""

_PLURAL = 4
"""Letters from which a word that ends in *s* may be many people."""


_POSSESSIVE = ("'s", "’s", "s'", "s’")
_BEING = ("'s", "’s", "'re", "’re", "'m", "’m")


class Piece(NamedTuple):
    """A stretch of words between commas; `lead`: the small word before it, or a comma."""

    lead: str
    words: list[Word]


class ClauseReader(SubjectReader):
    """Reads the subjects of an article whose language has finite verbs that can be told."""

    def before(self, start: int, verb: Word, describe: bool = False) -> Phrase | None:
        start = self.sentence(start, verb.start)
        pieces = list(_pieces(self.groups(start, verb.start)))
        finite = self.speech.kind(verb.text) != "active" or self._is_being(pieces[-1].words)
        self.drop_fillers(pieces[-1].words)
        found = self._subject(pieces, start, finite)
        return found if describe or (found and found.kind != "description") else None

    def of_sentence(self, start: int, end: int) -> Phrase | None:
        start = self.sentence(start, end + 1)
        if start >= end:
            return None
        groups = list(self.groups(start, end))
        found = self._subject(list(_pieces(groups)), start, finite=False)
        if found is None or found.kind == "description":
            return self.first_named(groups, start)
        if found.text.lower() in self.speech.vague:
            return None
        place = self.phrases.naming.lexicon.get(found.text.split()[0]) == "place"
        return found if found.name or not place else self.first_named(groups, start)

    def _is_being(self, words: Sequence[Word]) -> bool:
        """Whether a participle behind these words makes a finite verb: *he's saying*."""
        if not words:
            return False
        last = words[-1].text.lower()
        return last in self.speech.being or last.endswith(_BEING)

    def _subject(self, pieces: Sequence[Piece], start: int, finite: bool) -> Phrase | None:
        """The subject of the verb behind the pieces of a sentence.

        A finite verb has its own where no other verb stands between; a participle, and a
        verb behind *and*, that of the verb before.
        """
        lead, words = pieces[-1]
        if words and (nearest := self._beside(words, lead, start, finite)):
            if lead == "," and not nearest.name and (named := self._in_apposition(pieces, start)):
                return named
            return nearest
        joined = not words and lead in self.speech.conjunctions
        own = finite and not joined
        return self._of_clause(pieces, start, own, joined) or self._of_clause(pieces, start, True)

    def _beside(self, words: list[Word], lead: str, start: int, finite: bool) -> Phrase | None:
        """The subject that ends right before the verb."""
        if pronoun := self._pronoun(words[-1]):
            return pronoun
        hangs = self._hangs(lead)
        if finite and not hangs:
            nearest = self._after_verb(words)
            return self._read(nearest, start, bare=True) if nearest else None
        near = self.phrases.read([words]) if is_capitalised(words[-1].text) else None
        if not (near and near.name and (near.role or not hangs)):
            return None
        return near if self.may_speak(near, start) else None

    def _in_apposition(self, pieces: Sequence[Piece], start: int) -> Phrase | None:
        """The name that the description before the verb goes with: *Reed, a member, told*."""
        described, before = pieces[-1].words, pieces[-2].words if len(pieces) > 1 else []
        if not before or described[0].text.lower() not in self.speech.single:
            return None
        named = self.phrases.stands_alone(before)
        return named if named and self.may_speak(named, start) else None

    def _of_clause(
        self, pieces: Sequence[Piece], start: int, own: bool, joined: bool = False
    ) -> Phrase | None:
        """The subject of the clause that the verb belongs to, searched from behind.

        `own`: it may stand in a piece without a verb: *Reed, the mayor,*. `joined`: it is
        that of the nearest verb, though that be in a clause of its own (*while Reed left and*).
        """
        speech = self.speech
        found = aside = None
        end, hanging = pieces[-1].words[-1].end if pieces[-1].words else -1, True
        for lead, words in reversed(pieces):
            verb = self._verb(words)
            if verb is not None and lead not in speech.relatives:
                if found and own:
                    break
                subject = self._read(words[:verb], start, bare=True)
                if subject and self._hangs(lead) and subject.start == words[0].start:
                    subject = None  # *the committee on trade decided*
                if subject and (joined or not self._is_aside(lead)):
                    return subject
                if subject:
                    aside = aside or subject
                else:
                    joined = lead in speech.conjunctions
                    found, own = None, not joined
            elif verb is None and words and not self._hangs(lead):
                single = self._is_single(words, start)
                candidate = self._read(words, start, single) if own else None
                if candidate and lead == speech.role_lead and not candidate.name:
                    continue  # *as governor*
                if candidate and self._is_better(candidate, found, lead):
                    found = self._with_tail(candidate, end) if hanging else candidate
                if own and found and self._is_aside(lead):
                    break
            hanging = hanging and bool(words) and self._hangs(lead)
        return found or aside

    def _is_aside(self, lead: str) -> bool:
        """Whether a small word begins a clause that tells when or why: *after Reed left*."""
        return lead in self.speech.clause_openers and lead not in self.speech.conjunctions

    def _is_single(self, words: Sequence[Word], sentence: int) -> bool:
        """Whether a stretch is one capitalised word that nothing speaks against: *Reed,*."""
        word = words[0].text
        if len(words) > 1 or not is_capitalised(word) or word in self.phrases.naming.lexicon:
            return False
        return not self._opens(words, sentence) and not self.phrases.evidence.is_ordinary(word)

    def _opens(self, words: Sequence[Word], sentence: int) -> bool:
        """Whether a word alone only opens a sentence, by its shape: *Recalling*, *Specifically*."""
        if len(words) > 1 or words[0].start != sentence:
            return False
        shaped = self.speech.opening.fullmatch(words[0].text) is not None
        return shaped and not self.phrases.evidence.begins_names(bare_word(words[0].text))

    def _is_better(self, candidate: Phrase, found: Phrase | None, lead: str) -> bool:
        """Whether a stretch further from the verb is its subject rather than the one found."""
        if found is None:
            return True
        return lead not in self.speech.conjunctions and bool(candidate.name or not found.name)

    def _with_tail(self, phrase: Phrase, end: int) -> Phrase:
        """A description with what a preposition adds to it: *a spokesman for the senator*."""
        words = self.phrases.words(phrase.start, end)
        if phrase.name or end <= phrase.end or len(words.split()) > _LONG:
            return phrase
        return phrase._replace(text=words, end=end)

    def _hangs(self, lead: str) -> bool:
        """Whether what a small word leads belongs to the words before it: *of Ohio*."""
        return lead in self.speech.prepositions and lead not in self.speech.clause_openers

    # -- verbs -------------------------------------------------------------------

    def _verb(self, words: Sequence[Word]) -> int | None:
        """Which of some words is the first finite verb, or None."""
        before = ""
        for index, word in enumerate(words):
            if self._is_verb(word.text, before):
                return index
            before = word.text.lower()
        return None

    def _after_verb(self, words: list[Word]) -> list[Word]:
        """The words behind the last finite verb: *he said | the advertisement*."""
        before = ""
        first = 0
        for index, word in enumerate(words):
            if self._is_verb(word.text, before):
                first = index + 1
            before = word.text.lower()
        return words[first:]

    def _is_verb(self, word: str, before: str) -> bool:
        """Whether a word is a finite verb; none is behind an article: *the retired general*."""
        finite = self.speech.finite
        if finite is None or finite.fullmatch(word) is None:
            return False
        return before not in self.speech.articles and not before.endswith(_POSSESSIVE)

    # -- noun phrases ------------------------------------------------------------

    def _pronoun(self, word: Word) -> Phrase | None:
        """A pronoun, also with the verb that it is written together with: *he's*."""
        plain = word.text.split("'")[0].split("’")[0]
        if plain.lower() in self.speech.anybody:
            return Phrase("pronoun", plain, word.start, word.start + len(plain))
        return self.phrases.pronoun(Word(plain, word.start, word.start + len(plain)))

    def _read(self, words: Sequence[Word], sentence: int, bare: bool = False) -> Phrase | None:
        """What a stretch of words says as a subject, or None where it can be none.

        `bare`: a verb stands right behind, so that a single capitalised word is enough.
        """
        words = list(words)
        self.drop_fillers(words)
        if not words:
            return None
        if pronoun := self._pronoun(words[-1]):
            return pronoun
        words = self._noun_phrase(words)
        if not words or self.speech.aside.fullmatch(words[-1].text):
            return None
        if is_capitalised(words[-1].text):
            near = self.phrases.read([words])
            if near and (
                self.may_speak(near, sentence) or (bare and not self._opens(words, sentence))
            ):
                return near
            return self.description(words) if len(words) > 1 else None
        return self.description(words) if self._is_described(words, bare) else None

    def _noun_phrase(self, words: list[Word]) -> list[Word]:
        """The last noun phrase of some words: from its article on, or without what leads to it."""
        for index in range(len(words) - 2, -1, -1):
            if self._determines(words[index].text):
                return words[index:]
        first = 0
        lexicon = self.phrases.naming.lexicon
        while first < len(words) and lexicon.get(words[first].text) == "other":
            first += 1
        return words[first:]

    def _determines(self, word: str) -> bool:
        return word[0].isdigit() or word.lower() in self.speech.determiners

    def _is_described(self, words: Sequence[Word], bare: bool) -> bool:
        """Whether words without a name describe somebody who may speak."""
        last = words[-1].text.lower()
        if len(words) > _LONG or not last[0].isalpha() or last in self.speech.never:
            return False
        if len(words) > 1 and (
            self._determines(words[0].text)
            or any(word.text.endswith(_POSSESSIVE) for word in words[:-1])
            or (bare and is_capitalised(words[0].text))
        ):
            return True
        many = len(last) >= _PLURAL and last.endswith("s") and not last.endswith(("ss", "'s", "’s"))
        return many or self.phrases.naming.lexicon.get(last.capitalize()) in ("role", "title")


def _pieces(groups: Iterable[Group]) -> Iterator[Piece]:
    for lead, chunks in groups:
        for index, chunk in enumerate(chunks):
            yield Piece("," if index else lead, chunk)
