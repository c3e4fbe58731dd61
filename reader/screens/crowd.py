"""Everybody who speaks in the library, and what was printed more than once, for the screens."""

from dataclasses import dataclass

from reader.article.crowd import echoes_of, people_of
from reader.article.echoes import Statement
from reader.article.people import Speaker
from reader.library import Library, Row, Said
from reader.library.telling import told


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
    """All quotes of a library together.

    `people` go from the one with most quotes down, `said_by` has the quotes of
    each; `echoes` maps a quote's number to the numbers of its other printings
    with their scores, the earliest first.
    """

    voices: tuple[Voice, ...]
    people: tuple[Speaker, ...]
    said_by: tuple[tuple[Voice, ...], ...]
    echoes: dict[int, tuple[tuple[int, float], ...]]

    def number_of(self, article: str, start: int) -> int | None:
        """The number of the quote that begins at `start` of an article."""
        for number, voice in enumerate(self.voices):
            if voice.row.id == article and voice.said.start == start:
                return number
        return None


def gather(library: Library) -> Crowd:
    """Hear everybody in the library. Takes seconds in a large one: not on the screen's thread."""
    # A text that lies in two files speaks once.
    articles = list({row.id: (row, said) for row, said in library.quotes()}.values())
    voices = tuple(Voice(row, said) for row, quotes in articles for said in quotes)
    spoken = told(articles)
    people = people_of(spoken)
    # As `Speaker.appearances` numbers them: in the order of their first quotes.
    speakers = list(dict.fromkeys((one.article, one.speaker) for one in spoken if one.speaker))
    person_of = {
        speakers[number]: nth for nth, person in enumerate(people) for number in person.appearances
    }
    said_by: list[list[Voice]] = [[] for _ in people]
    for voice in voices:
        nth = person_of.get((voice.row.id, voice.said.speaker or ""))
        if nth is not None:
            said_by[nth].append(voice)
    echoes: dict[int, list[tuple[int, float]]] = {}
    for echo in echoes_of(spoken):
        echoes.setdefault(echo.a, []).append((echo.b, echo.score))
        echoes.setdefault(echo.b, []).append((echo.a, echo.score))
    return Crowd(
        voices,
        people,
        tuple(tuple(sorted(said, key=_when)) for said in said_by),
        {number: tuple(sorted(others)) for number, others in echoes.items()},
    )


def _when(voice: Voice) -> tuple[bool, str, str, int]:
    """The order of what a person said: by date, then as the articles have it."""
    row = voice.row
    return row.published is None, row.published or "", row.path, voice.said.start
