"""Says who spoke each quote, and gathers the people of the article."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.article.cues import Cue, CueReader
from reader.article.language import Language
from reader.article.model import Attribution, Line, Paragraph, Person, Quote, Span
from reader.article.phrases import Phrase
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
    reader = CueReader(text, speech, naming, roster)
    reading = _Reading(text, reader, roster)
    body = [p for p in paragraphs if p.label == "body"]
    quotes: list[Quote] = []
    index = 0
    for paragraph in body:
        inside = []
        while index < len(spans) and spans[index][1] <= paragraph.end:
            inside.append(spans[index])
            index += 1
        quotes += reading.paragraph(paragraph.start, paragraph.end, inside)
    return tuple(quotes), roster.people()


class _Reading:
    def __init__(self, text: str, reader: CueReader, roster: Roster) -> None:
        self.text, self.reader, self.roster = text, reader, roster
        self.last: Speaker | None = None

    def paragraph(self, start: int, end: int, spans: Sequence[Span]) -> list[Quote]:
        quotes = []
        here = start
        for i, (a, b) in enumerate(spans):
            self.between(here, a - 1)
            stop = spans[i + 1][0] - 1 if i + 1 < len(spans) else end
            cue = self.reader.after(b + 1, stop)
            here = b + 1
            if cue:
                here = cue.end
                quotes.append(self.quote((a, b), cue))
            else:
                s = self.last
                quotes.append(
                    Quote(a, b, s.name, None, s.role, None, "carried") if s else Quote(a, b)
                )
        self.between(here, end)
        return quotes

    def between(self, start: int, end: int) -> None:
        """Follow who speaks in the writer's own sentences."""
        for cue in self.reader.between(start, end):
            self.follow(cue.phrase)

    def follow(self, phrase: Phrase) -> None:
        """Somebody is said to speak, without a quote."""
        if phrase.kind == "name" and phrase.name:
            name = self.roster.fullest(phrase.name, phrase.start)
            if self.roster.is_person(name):
                self.roster.speaks(name, phrase.name, phrase.role)
                self.last = Speaker(name, phrase.role)
        elif phrase.kind == "role" and (held := self.roster.office(phrase.text)):
            self.last = Speaker(self.roster.fullest(held, phrase.start), phrase.role)

    def quote(self, span: Span, cue: Cue) -> Quote:
        phrase = cue.phrase
        how: Attribution = "name"
        if phrase.kind == "name" and phrase.name:
            name = self.roster.fullest(phrase.name, span[0])
            self.roster.speaks(name, phrase.name, phrase.role)
            self.last = Speaker(name, phrase.role)
        elif phrase.kind == "role" and (held := self.roster.office(phrase.text)):
            name, how = self.roster.fullest(held, span[0]), "pronoun"
            self.last = Speaker(name, phrase.role)
        elif (phrase.kind == "pronoun" or phrase.points_back) and self.last:
            name, how = self.last.name, "pronoun"
        else:
            name = phrase.text
            self.last = Speaker(name)
        role = phrase.role or (self.last.role if self.last else None)
        return Quote(
            *span, name, phrase.text, role, cue.verb, how, (phrase.start, phrase.end), cue.span
        )
