"""`people`, `quotes`, `echoes`: who speaks, what was said, and what was printed more than once."""

from argparse import Namespace
from collections.abc import Iterator

from reader.cli.finding import library
from reader.cli.holdings import Holdings, what_was_set
from reader.cli.objects import echo_object, person_object, quote_object
from reader.cli.printing import SHORT, complain, write_fields, write_json
from reader.cli.streams import is_terminal
from reader.library import Row, Said

Numbered = tuple[Row, int, Said]
"""A quote with its article and its number there, from 1."""


def run(verb: str, options: Namespace) -> int:
    """Run one of the three. What they print comes as it is found, however much it is."""
    holdings = Holdings(library(options.library), what_was_set())
    if verb == "quotes":
        return quotes(holdings, options.speaker, as_json=options.json)
    return (people if verb == "people" else echoes)(holdings, as_json=options.json)


def people(holdings: Holdings, *, as_json: bool) -> int:
    """Print the speakers of a library, those with most quotes first."""
    speakers = holdings.library.voices.people(holdings.own)
    if as_json:
        for speaker in speakers:
            write_json(person_object(speaker))
        return 0
    if is_terminal():
        from reader.cli.blocks import print_people

        print_people(speakers)
    else:
        for speaker in speakers:
            write_fields(
                speaker.name,
                str(speaker.quotes),
                str(speaker.articles),
                speaker.first,
                speaker.last,
                "; ".join(speaker.outlets),
                "; ".join(speaker.aliases),
                "; ".join(speaker.roles),
            )
    if not speakers and holdings.library.is_whole:
        complain("Nobody is quoted by name in this library.")
    return 0


def quotes(holdings: Holdings, speaker: str | None, *, as_json: bool) -> int:
    """Print the quotes of a library, newest first, or those of one person."""
    found = _Counted(_all_of(holdings) if speaker is None else _said_by(holdings, speaker))
    if as_json:
        for row, _, said in found:
            write_json(quote_object(row, said))
        return 0
    if is_terminal():
        from reader.cli.blocks import print_quotes

        print_quotes(found)
    else:
        for row, number, said in found:
            write_fields(
                row.id[:SHORT],
                str(number),
                said.speaker,
                said.text,
                row.publisher,
                row.published,
                row.path,
            )
    if not found.count and holdings.library.is_whole:
        complain(
            "Nobody is quoted in this library."
            if speaker is None
            else f"Nobody called “{speaker}” is quoted here: `reader quotes` names all."
        )
    return 0


def _all_of(holdings: Holdings) -> Iterator[Numbered]:
    for row, spoken in holdings.quotes():
        for number, said in enumerate(spoken, start=1):
            yield row, number, said


def _said_by(holdings: Holdings, name: str) -> Iterator[Numbered]:
    for row, spoken in holdings.library.voices.called(name, holdings.own):
        for number, said in spoken:
            yield row, number, said


class _Counted:
    """Quotes as they come, and how many there were."""

    def __init__(self, found: Iterator[Numbered]) -> None:
        self._found = found
        self.count = 0

    def __iter__(self) -> Iterator[Numbered]:
        for one in self._found:
            self.count += 1
            yield one


def echoes(holdings: Holdings, *, as_json: bool) -> int:
    """Print what several articles have of the same speech, the most printed first."""
    groups = holdings.library.voices.echoes(holdings.own)
    if as_json:
        for group in groups:
            write_json(echo_object(group))
        return 0
    number = 0
    if is_terminal():
        from reader.cli.blocks import print_echoes

        number = print_echoes(groups)
    else:
        for number, group in enumerate(groups, start=1):
            for voice in group.voices:
                row, said = voice.row, voice.said
                write_fields(
                    str(number),
                    f"{group.score:.2f}",
                    row.id[:SHORT],
                    said.speaker,
                    said.text,
                    row.publisher,
                    row.published,
                    row.path,
                )
    if not number and holdings.library.is_whole:
        complain("No statement stands in more than one article of this library.")
    return 0
