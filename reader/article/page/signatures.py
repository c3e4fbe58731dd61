"""Puts together who wrote and who edited an article, from all its lines that say so."""

from collections.abc import Iterator, Sequence

from reader.article.language import Language
from reader.article.model import Line
from reader.article.page.bylines import Byline, Bylines, bylines


def name_people(
    text: str, lines: Sequence[Line], language: Language
) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Authors, editors, and the outlet that a byline names."""
    reader = bylines(language)
    authors: list[str] = []
    editors: list[str] = []
    outlet = None
    signed = [
        (line.number, text[line.start : line.end].strip())
        for line in lines
        if line.label in ("byline", "date")
    ]
    for byline in _signed(signed, reader):
        authors += byline.authors
        editors += byline.editors
        outlet = outlet or byline.outlet
    edited = _once(editors)
    written = tuple(name for name in _once(authors) if name not in edited)
    return written, edited, outlet


def _signed(signed: Sequence[tuple[int, str]], reader: Bylines) -> Iterator[Byline]:
    """The bylines of the lines that are signed, roles joined with the names beside them."""
    index = 0
    while index < len(signed):
        line = signed[index][1]
        after = signed[index + 1][1] if index + 1 < len(signed) else ""
        role, next_role = reader.role_alone(line), reader.role_alone(after)
        if role is not None:
            names = _named(after, reader) if after and next_role is None else ()
            # The name stands below its role, unless the names came first: then it was read.
            if role != "team" and names and not _names_first(signed, index, reader):
                yield _as(role, names)
                index += 1
        elif byline := reader.read(line):
            yield byline
        elif next_role in ("author", "editor") and (names := reader.names(line)[0]):
            yield _as(next_role, names)
            index += 1
        elif byline := reader.bare(line.strip(" :,.")):
            yield byline
        index += 1


def _named(line: str, reader: Bylines) -> tuple[str, ...]:
    """The names below a role; an outlet's where it has no other."""
    names, outlet = reader.names(line)
    return names or ((outlet,) if outlet == line.strip() else ())


def _names_first(signed: Sequence[tuple[int, str]], index: int, reader: Bylines) -> bool:
    """Whether each name stands above its role: *Isna Rahayu*, *Penulis*."""
    return (
        index > 0
        and reader.role_alone(signed[index - 1][1]) is None
        and bool(reader.bare(signed[index - 1][1]))
        and index + 2 < len(signed)
        and reader.role_alone(signed[index + 2][1]) is not None
    )


def _as(role: str, names: tuple[str, ...]) -> Byline:
    return Byline((), names) if role == "editor" else Byline(names)


def _once(names: Sequence[str]) -> tuple[str, ...]:
    """Names without repeats, whatever their case; a part of a name is none of its own."""
    kept: list[str] = []
    for name in names:
        same = next((other for other in kept if _same(other, name)), None)
        if same is None:
            kept.append(name)
        elif len(name) > len(same):
            kept[kept.index(same)] = name
    return tuple(kept)


def _same(a: str, b: str) -> bool:
    short, long = sorted((a.casefold(), b.casefold()), key=len)
    return long == short or long.startswith(short + " ")
