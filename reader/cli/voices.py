"""`people` and `echoes`: who speaks in the library, and what was printed more than once."""

from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reader.article.people import Appearance, join_people
from reader.cli.finding import library
from reader.cli.objects import echo_object, person_object
from reader.cli.printing import SHORT, complain, is_terminal, write_fields, write_json
from reader.library import Row, Said


def run(verb: str, options: Namespace) -> int:
    """Run one of the two."""
    return people(options) if verb == "people" else echoes(options)


def spoken(roots: Sequence[str]) -> list[tuple[Row, tuple[Said, ...]]]:
    """The articles in which somebody is quoted, each text once, and their quotes."""
    shelf = library(roots)
    shelf.scan()
    return list({row.id: (row, said) for row, said in shelf.quotes()}.values())


def people(options: Namespace) -> int:
    """Print the speakers of a library, those with most quotes first."""
    speakers = join_people(list(appearances(spoken(options.library))))
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


def appearances(articles: Iterable[tuple[Row, tuple[Said, ...]]]) -> Iterator[Appearance]:
    """Each speaker of each article: what the quotes call the person, and how many they are."""
    for row, quotes in articles:
        by: defaultdict[str, list[Said]] = defaultdict(list)
        for said in quotes:
            if said.speaker is not None:
                by[said.speaker].append(said)
        for name, theirs in by.items():
            called = (said.mention for said in theirs if said.attribution == "name")
            yield Appearance(
                article=row.id,
                name=name,
                aliases=tuple(dict.fromkeys(one for one in called if one and one != name)),
                roles=tuple(dict.fromkeys(said.role for said in theirs if said.role)),
                quotes=len(theirs),
                outlet=row.publisher,
                published=row.published,
            )


def echoes(options: Namespace) -> int:
    """Print what several articles have of the same speech, the most printed first."""
    from reader.article.echoes import Statement, find_echoes, group_echoes

    quotes = [(row, said) for row, spoken_there in spoken(options.library) for said in spoken_there]
    statements = [
        Statement(row.id, said.start, said.end, said.text, said.speaker, row.published)
        for row, said in quotes
    ]
    groups = group_echoes(statements, find_echoes(statements))
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
