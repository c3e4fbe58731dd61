"""Quotes, people, echoes and notes to a terminal: a block each, since words need room."""

from collections.abc import Iterable
from itertools import chain, repeat

from rich.text import Text

from reader.article.model import Span
from reader.article.people import Speaker
from reader.cli.page import speaker_line
from reader.cli.printing import SHORT, day
from reader.cli.typeset import Sheet
from reader.library import Row, Said
from reader.library.search import Hit
from reader.library.voices.hearing import Group
from reader.notebook import Note, Place

FOUND = {
    "exact": "",
    "moved": "the words have moved",
    "fuzzy": "the words have changed",
    "orphan": "the words are not to be found any more",
}
"""What is said of where a note's words are; nothing where they are in their place."""


def print_quotes(quotes: Iterable[tuple[Row, int, Said]]) -> None:
    """Quotes below the article that they stand in."""
    sheet = Sheet()
    path = None
    for row, number, said in quotes:
        if row.path != path:
            if path is not None:
                sheet.blank()
            sheet.put(row.headline, "bold")
            sheet.put(_facts(row.publisher, day(row.published), row.id[:SHORT]), "dim")
            path = row.path
        sheet.put(f"“{said.text}”", margin=str(number))
        sheet.put(f"— {speaker_line(said.speaker, said.role)}")


def print_people(speakers: Iterable[Speaker]) -> None:
    """Speakers, each with how often and where."""
    sheet = Sheet()
    for number, speaker in enumerate(speakers, start=1):
        also = f" ({', '.join(speaker.aliases)})" if speaker.aliases else ""
        sheet.put(f"{speaker.name}{also}", "bold", str(number))
        dates = dict.fromkeys(day(one) for one in (speaker.first, speaker.last) if one)
        sheet.put(
            _facts(
                f"{_count(speaker.quotes, 'quote')} in {_count(speaker.articles, 'article')}",
                " to ".join(one for one in dates if one),
                ", ".join(speaker.outlets),
            )
        )
        if speaker.roles:
            sheet.put("; ".join(speaker.roles), "dim")


def print_echoes(groups: Iterable[Group]) -> int:
    """What several articles have of one statement, the earliest first. Gives how many there are."""
    sheet = Sheet()
    number = 0
    for number, group in enumerate(groups, start=1):
        if number > 1:
            sheet.blank()
        margin = str(number)
        for voice in group.voices:
            row, said = voice.row, voice.said
            sheet.put(f"“{said.text}”", margin=margin)
            sheet.put(
                _facts(
                    speaker_line(said.speaker, None),
                    row.publisher,
                    day(row.published),
                    row.id[:SHORT],
                ),
                "dim",
            )
            margin = ""
    return number


def print_hits(hits: Iterable[Hit]) -> None:
    """What was found, each with its words."""
    sheet = Sheet()
    for number, hit in enumerate(hits, start=1):
        row = hit.row
        if number > 1:
            sheet.blank()
        sheet.put(_emphasised(row.headline, hit.title_marks, "bold"), margin=str(number))
        sheet.put(_facts(row.publisher, day(row.published), row.id[:SHORT]), "dim")
        if hit.snippet:
            sheet.put(_emphasised(hit.snippet, hit.marks))
        if hit.trouble:
            sheet.put(hit.trouble, "dim")


def _emphasised(words: str, marks: Iterable[Span], style: str = "") -> Text:
    """Words with those that were looked for made to stand out, also where there is no colour."""
    text = Text(words, style=style)
    for start, end in marks:
        text.stylize("bold underline", start, end)
    return text


def print_notes(notes: Iterable[tuple[Note, Place]]) -> None:
    """Notes: what was marked, and below it, by their names, what was written and of what."""
    sheet = Sheet()
    for number, (note, place) in enumerate(notes, start=1):
        if number > 1:
            sheet.blank()
        sheet.put(f"“{note.words}”", "bold", str(number))
        for line, name in zip(note.note.splitlines(), chain(["note"], repeat("")), strict=False):
            sheet.named(name, line)
        sheet.named("tags", " ".join(f"#{tag}" for tag in note.tags))
        sheet.named("article", _facts(note.title or note.path, note.article[:SHORT]), "dim")
        changed = note.changed if note.changed != note.day else ""
        sheet.named("marked", _facts(note.day, changed and f"changed {changed}"), "dim")
        sheet.named("uid", note.uid, "dim")
        sheet.named("but", FOUND[place.how], "dim")


def _facts(*facts: str | None) -> str:
    return " · ".join(fact for fact in facts if fact)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
