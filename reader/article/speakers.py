"""Says who spoke each quote, and gathers the people of the article."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.article.cues import Cue, CueReader
from reader.article.language import Language
from reader.article.model import Attribution, Line, Paragraph, Person, Quote, Span
from reader.article.page.datelines import read_dateline
from reader.article.passages import Chain, chained, passages
from reader.article.phrases import Phrase, PhraseReader
from reader.article.roster import Roster
from reader.article.vocabulary import naming_of, speech_of


def attribute(
    text: str,
    lines: Sequence[Line],
    paragraphs: Sequence[Paragraph],
    spans: Sequence[Span],
    language: Language,
) -> tuple[tuple[Quote, ...], tuple[Person, ...]]:
    """The quotes with their speakers, and the people of the article."""
    if not spans:
        return (), ()
    speech, naming = speech_of(language), naming_of(language)
    told = [(_beginning(p, lines), p) for p in paragraphs if p.label in ("body", "caption")]
    places = _places(text, lines, told, language)
    roster = Roster(text, [(start, p.end) for start, p in told], speech, naming, places)
    phrases = PhraseReader(text, speech, naming, roster.evidence)
    conversation = Conversation(CueReader(text, speech, phrases), roster)
    body = [(start, p.end) for start, p in told if p.label == "body"]
    for within, chains in passages(text, body, chained(text, spans)):
        conversation.passage(within, chains)
    return tuple(conversation.quotes), roster.people()


def _places(
    text: str, lines: Sequence[Line], told: Sequence[tuple[int, Paragraph]], language: Language
) -> Iterator[str]:
    """The places that the datelines name."""
    for start, paragraph in told:
        if start > paragraph.start and (
            dateline := read_dateline(
                text[lines[paragraph.lines[0]].start : paragraph.end], language
            )
        ):
            yield from [dateline.place] if dateline.place else []


def _beginning(paragraph: Paragraph, lines: Sequence[Line]) -> int:
    """Where a paragraph's own words begin: after its dateline."""
    parts = lines[paragraph.lines[0]].parts if paragraph.lines and lines else ()
    datelines = [part.end for part in parts if part.label == "dateline"]
    return max([paragraph.start, *datelines])


class Conversation:
    """Follows who speaks, passage by passage.

    `quotes` are those read so far. `last` is who spoke last, `person` who did of those
    that *he* or *she* may mean, `followed` up to where that is known, `lead` the cue that
    may lead to the next quote, and `changed` whether somebody else spoke since the last
    quote.
    """

    def __init__(self, cues: CueReader, roster: Roster) -> None:
        self.cues = cues
        self.roster = roster
        self.quotes: list[Quote] = []
        self.last: str | None = None
        self.person: str | None = None
        self.followed = 0
        self.lead: Cue | None = None
        self.changed = False

    def passage(self, within: Span, chains: Sequence[Chain]) -> None:
        """Read the quotes of one passage, in order."""
        start, end = within
        here = start
        for index, chain in enumerate(chains):
            first, last = chain[0][0], chain[-1][1]
            self.follow(here, first)
            lead = self.lead if self.cues.leads_to(self.lead, first) else None
            stop = chains[index + 1][0][0] if index + 1 < len(chains) else end
            cue, here = self.cues.after(last, stop), last
            if presented := self.roster.presented(self.followed, first):
                self._speaks(self.roster.fullest(presented, first))
            if lead and (cue is None or not self.cues.goes_on(last, stop)):
                cue = lead
            elif cue:
                here = self.followed = self.cues.sentence_end(cue.end, stop)
            elif not (index and self.cues.same_sentence(chains[index - 1][-1][1], first)):
                cue = self.cues.subject_of_sentence(max(start, self.followed), first - 1)
            for span in chain:
                self.quotes.append(self.spoken(span, cue) if cue else self.carried(span))
            self.lead = None
        self.follow(here, end)

    def follow(self, start: int, end: int) -> None:
        """Follow who speaks in the writer's own sentences."""
        for cue in self.cues.between(start, end):
            self.lead = cue
            self.followed = self.cues.sentence_end(cue.end, end)
            name = self.named(cue.phrase)
            if name and (self.roster.is_person(name) or (cue.phrase.name and " " not in name)):
                self._speaks(name)
            elif name is None and self.cues.is_somebody(cue.phrase):
                self._speaks(cue.phrase.text)

    def _speaks(self, speaker: str) -> None:
        """Remember that somebody else speaks now."""
        self.last, self.changed = speaker, True
        if not self.cues.is_thing(speaker):
            self.person = speaker

    def named(self, phrase: Phrase) -> str | None:
        """Whom a phrase names, by name or by office, in the fullest form."""
        if phrase.name:
            name = self.roster.fullest(phrase.name, phrase.start)
            self.roster.introduce(name, phrase.name, phrase.role)
            return name
        if phrase.kind == "role" and (holder := self.roster.holders.holder(phrase.text)):
            return self.roster.fullest(holder, phrase.start)
        return None

    def recent(self, before: int) -> str | None:
        """Who spoke last, or did something since; else whom the article is about."""
        name = self.roster.acting(self.followed, before)
        if self.person is None:
            name = name or self.roster.protagonist(before)
        return self.roster.fullest(name, before) if name else self.person

    def spoken(self, span: Span, cue: Cue) -> Quote:
        """A quote with a cue of its own."""
        phrase = cue.phrase
        how: Attribution = "name" if phrase.name else "pronoun"
        speaker = self.named(phrase)
        if speaker is None and phrase.kind == "pronoun" and self.cues.is_vague(phrase):
            how = "none"
        elif speaker is None and (phrase.kind == "pronoun" or phrase.points_back):
            speaker = self.recent(span[0])
            how = how if speaker else "none"
        elif speaker is None:
            speaker, how = phrase.text, "name"
        role = None
        if speaker:
            self._speaks(speaker)
            role = phrase.role or self.roster.holders.role_of(speaker)
            self.roster.speaks(speaker)
        self.changed = False
        mention, stands = phrase.mention
        verb, at = (cue.verb, cue.span) if cue.verb else (None, None)
        return Quote(*span, speaker, mention, role, verb, how, stands, at)

    def carried(self, span: Span) -> Quote:
        """A quote without a cue: who spoke before goes on, unless another spoke since."""
        if self.quotes and not self.changed:
            before = self.quotes[-1]
            how: Attribution = "carried" if before.speaker else "none"
            return replace(before, start=span[0], end=span[1], attribution=how)
        if not self.last:
            return Quote(*span)
        return Quote(
            *span, self.last, role=self.roster.holders.role_of(self.last), attribution="carried"
        )
