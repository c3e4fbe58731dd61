"""Everybody who speaks in the library, and what was printed more than once, for the screens."""

from dataclasses import dataclass

from reader.article.crowd import Heard, hear
from reader.article.echoes import Statement
from reader.article.people import Speaker
from reader.library import Library, Row, Said
from reader.library.reading import said_in
from reader.library.telling import told
from reader.notebook import Corrections


@dataclass(frozen=True, slots=True)
class Voice:
    """A quote with the article that it stands in."""

    row: Row
    said: Said

    @property
    def statement(self) -> Statement:
        """The quote as two printings are compared."""
        row, said = self.row, self.said
        return Statement(row.id, said.start, said.end, said.text, said.speaker, row.published)


@dataclass(frozen=True, slots=True)
class Crowd:
    """All quotes of a library together, and what they tell of each other."""

    voices: tuple[Voice, ...]
    heard: Heard

    @property
    def people(self) -> tuple[Speaker, ...]:
        """Who speaks, those with most quotes first."""
        return self.heard.people

    def said_by(self, person: int) -> tuple[Voice, ...]:
        """All that a person said, by date."""
        said = (
            voice
            for voice, who in zip(self.voices, self.heard.person_of, strict=True)
            if who == person
        )
        return tuple(sorted(said, key=_when))

    def quote_at(self, article: str, start: int) -> tuple[Voice, tuple[Voice, ...]] | None:
        """The quote that begins at `start` of an article, and its other printings."""
        for number, voice in enumerate(self.voices):
            if voice.row.id == article and voice.said.start == start:
                others = self.heard.printings(number)
                return voice, tuple(self.voices[other] for other, _ in others)
        return None


def gather(library: Library, corrections: Corrections) -> Crowd:
    """Hear everybody in the library, with what the user set.

    Takes seconds in a large library: not on the screen's thread.
    """
    quotes_of = corrections.quotes(
        library.rows(), library.quotes(), read=library.article, said_in=said_in
    )
    # A text that lies in two files speaks once.
    articles = list({row.id: (row, said) for row, said in quotes_of}.values())
    voices = tuple(Voice(row, said) for row, quotes in articles for said in quotes)
    return Crowd(voices, hear(told(articles)))


def _when(voice: Voice) -> tuple[bool, str, str, int]:
    """The order of what a person said: by date, then as the articles have it."""
    row = voice.row
    return row.published is None, row.published or "", row.path, voice.said.start
