"""Says who spoke each quote, and gathers the people of the article."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.article.cues import Cue, CueReader
from reader.article.language import Language
from reader.article.model import Attribution, Line, Paragraph, Person, Quote, Span
from reader.article.phrases import Phrase, PhraseReader
from reader.article.roster import Roster
from reader.article.vocabulary import naming_of, speech_of


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is speaking as the article goes on."""

    name: str
    role: str | None = None


def attribute(
    text: str,
    lines: Sequence[Line],
    paragraphs: Sequence[Paragraph],
    spans: Sequence[Span],
    language: Language,
) -> tuple[tuple[Quote, ...], tuple[Person, ...]]:
    """The quotes with their speakers, and the people of the article."""
    speech, naming = speech_of(language), naming_of(language)
    told = [(p.start, p.end) for p in paragraphs if p.label in ("body", "caption")]
    roster = Roster(text, told, speech, naming)
    phrases = PhraseReader(text, speech, naming, roster.evidence)
    conversation = Conversation(CueReader(text, speech, phrases), roster, spans)
    quotes: list[Quote] = []
    index = 0
    for paragraph in paragraphs:
        if paragraph.label != "body":
            continue
        first = index
        while index < len(spans) and spans[index][1] <= paragraph.end:
            index += 1
        quotes += conversation.paragraph((paragraph.start, paragraph.end), spans[first:index])
    return tuple(quotes), roster.people()


class Conversation:
    """Follows who speaks, paragraph by paragraph."""

    def __init__(self, cues: CueReader, roster: Roster, spans: Sequence[Span]) -> None:
        self.cues = cues
        self.roster = roster
        self.spans = spans
        self.last: Speaker | None = None
        self.followed = 0
        self.lead: Cue | None = None
        self.quotes: list[Quote] = []
        self.changed = False

    def paragraph(self, span: Span, quoted: Sequence[Span]) -> list[Quote]:
        """The quotes of one paragraph, in order."""
        start, end = span
        quotes: list[Quote] = []
        here = start
        for index, (first, last) in enumerate(quoted):
            lead = self.follow(here, first)
            stop = quoted[index + 1][0] if index + 1 < len(quoted) else end
            cue = self.cues.after(last, stop)
            if lead and (cue is None or not self.goes_on(last)):
                cue, here = lead, last
            elif cue:
                here = self.cues.sentence_end(cue.end, stop)
                self.followed = here
            else:
                here = last
                if self.cues.phrases.naming.heads_last and not (quotes and lead):
                    cue = self.cues.subject_of_sentence(max(start, self.followed), first - 1)
            self.quotes.append(self.attributed((first, last), cue))
            quotes.append(self.quotes[-1])
        self.follow(here, end)
        return quotes

    def goes_on(self, end: int) -> bool:
        """Whether the sentence of a quote goes on after it: *"…," kata Sari*."""
        return self.cues.text[end - 1] in ",?!" or self.cues.text[end + 1 : end + 2] == ","

    def follow(self, start: int, end: int) -> Cue | None:
        """Follow who speaks in the writer's own sentences.

        The last cue, where it leads to a quote that begins at `end`.
        """
        for cue in self.cues.between(start, end):
            self.lead = cue
            self.followed = self.cues.sentence_end(cue.end, end)
            speaker = self.named(cue.phrase)
            if speaker and self.is_somebody(speaker, cue.phrase):
                self.last = speaker
                self.changed = True
        return self.lead if self.cues.before(self.lead, end) else None

    def is_somebody(self, speaker: Speaker, phrase: Phrase) -> bool:
        """Whether the subject of a sentence is a person, as far as the article shows."""
        if self.roster.is_person(speaker.name):
            return True
        return bool(phrase.name) and " " not in speaker.name

    def named(self, phrase: Phrase) -> Speaker | None:
        """Whom a phrase names, by name or by office."""
        if phrase.name:
            name = self.roster.fullest(phrase.name, phrase.start)
            return Speaker(name, phrase.role)
        if phrase.kind == "role" and (holder := self.roster.office(phrase.text)):
            return Speaker(self.roster.fullest(holder, phrase.start), phrase.role)
        return None

    def recent(self, before: int) -> Speaker | None:
        """Who spoke last; or who did something since."""
        name: str | None
        acted = self.roster.acting(self.followed, before)
        if acted:
            name = self.roster.fullest(acted[1], before)
            return Speaker(name)
        if self.last is None and (name := self.roster.protagonist(before)):
            return Speaker(self.roster.fullest(name, before))
        return self.last

    def attributed(self, span: Span, cue: Cue | None) -> Quote:
        """A quote with its speaker, by its cue or by who spoke before."""
        self.lead = None
        if cue is None:
            previous = self.quotes[-1] if self.quotes else None
            if previous and not self.changed:
                return replace(previous, start=span[0], end=span[1], attribution="carried")
            if not self.last:
                return Quote(*span)
            return Quote(*span, self.last.name, None, self.last.role, None, "carried")
        self.changed = False
        phrase = cue.phrase
        how: Attribution = "name" if phrase.name else "pronoun"
        speaker = self.named(phrase)
        if speaker is None and phrase.kind == "pronoun" and self.cues.is_vague(phrase):
            pass
        elif speaker is None and (phrase.kind == "pronoun" or phrase.points_back):
            speaker = self.recent(span[0])
        elif speaker is None:
            speaker, how = Speaker(phrase.text), "name"
        if speaker is None:
            return Quote(*span, None, phrase.text, None, cue.verb, "none", phrase.span, cue.span)
        self.last = speaker
        if phrase.name:
            self.roster.speaks(speaker.name, phrase.name, phrase.role)
        role = phrase.role or speaker.role
        return Quote(
            *span,
            speaker.name,
            phrase.text,
            role,
            cue.verb or None,
            how,
            phrase.span,
            cue.span if cue.verb else None,
        )
