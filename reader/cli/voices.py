"""`people` and `echoes`: who speaks in the library, and what was printed more than once."""

from argparse import Namespace
from collections.abc import Sequence

from reader.article.crowd import echo_groups_of, people_of
from reader.cli.finding import library
from reader.cli.holdings import Holdings, what_was_set
from reader.cli.objects import echo_object, person_object
from reader.cli.printing import SHORT, complain, write_fields, write_json
from reader.cli.streams import is_terminal
from reader.library import Row, Said
from reader.library.telling import told


def run(verb: str, options: Namespace) -> int:
    """Run one of the two."""
    return people(options) if verb == "people" else echoes(options)


def spoken(roots: Sequence[str]) -> list[tuple[Row, tuple[Said, ...]]]:
    """The articles in which somebody is quoted, each text once, and their quotes."""
    holdings = Holdings(library(roots), what_was_set())
    return list({row.id: (row, said) for row, said in holdings.quotes()}.values())


def people(options: Namespace) -> int:
    """Print the speakers of a library, those with most quotes first."""
    speakers = people_of(told(spoken(options.library)))
    if options.json:
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
    if not speakers:
        complain("Nobody is quoted by name in this library.")
    return 0


def echoes(options: Namespace) -> int:
    """Print what several articles have of the same speech, the most printed first."""
    articles = spoken(options.library)
    quotes = [(row, said) for row, spoken_there in articles for said in spoken_there]
    groups = echo_groups_of(told(articles))
    if options.json:
        for group in groups:
            write_json(echo_object(group.score, [quotes[number] for number in group.statements]))
        return 0
    if is_terminal():
        from reader.cli.blocks import print_echoes

        print_echoes(groups, quotes)
    else:
        for number, group in enumerate(groups, start=1):
            for row, said in (quotes[place] for place in group.statements):
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
    if not groups:
        complain("No statement stands in more than one article of this library.")
    return 0
