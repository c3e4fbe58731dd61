"""`export`: what was marked and written, as Markdown."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from reader.cli.finding import Finder
from reader.cli.printing import complain, one_line, write, write_json
from reader.errors import ReaderError, UsageError
from reader.notebook import Note, Notebook
from reader.notebook.entries import entered
from reader.notebook.export import export, make_target
from reader.notebook.markdown import chosen, render_all

LEAST_PREFIX = 4


def run(options: Namespace) -> int:
    """Print the Markdown, or write one file an article into a folder."""
    if not options.to.strip():
        raise UsageError("--to is empty: give a folder, or - to print what is exported.")
    notebook = Notebook()
    ids = _ids(notebook, options) if options.articles else None
    tag = options.tag.removeprefix("#") if options.tag else None
    since = entered("published", options.since) if options.since else None
    if options.to == "-":
        text = render_all(notebook, articles=ids, tag=tag, since=since, style=options.style)
        _print(text, options)
    else:
        _write(notebook, Path(options.to).expanduser(), ids, tag, since, options)
    for notice in notebook.notices:
        complain(notice)
    return 0


def _print(markdown: str, options: Namespace) -> None:
    if options.json:
        write_json({"markdown": markdown})
    else:
        write(*markdown.removesuffix("\n").split("\t"))  # tabs in a note are the user's own


def _write(
    notebook: Notebook,
    folder: Path,
    ids: Sequence[str] | None,
    tag: str | None,
    since: str | None,
    options: Namespace,
) -> None:
    if not folder.exists() and _has_notes(notebook, ids, tag, since):
        make_target(folder)
    report = export(notebook, folder, articles=ids, tag=tag, since=since, style=options.style)
    if options.json:
        write_json(
            {
                "written": [str(path) for path in report.written],
                "unchanged": [str(path) for path in report.unchanged],
                "kept_edits": list(report.kept_edits),
                "messages": list(report.messages),
            }
        )
        return
    for path in report.written:
        write(one_line(str(path)))
    for message in report.messages:
        complain(message)
    if not report.written and not report.messages:
        complain("Nothing new to write: all that is marked there was exported before.")


def _has_notes(
    notebook: Notebook, ids: Sequence[str] | None, tag: str | None, since: str | None
) -> bool:
    if any(
        (ids is None or note.article in ids) and chosen(note, tag, since)
        for note in notebook.notes()
    ):
        return True
    raise ReaderError(
        "There is no note to export here: mark something first, or ask for another article or tag."
    )


def _ids(notebook: Notebook, options: Namespace) -> tuple[str, ...]:
    """The ids of the articles named: of those with notes first, which may be gone by now."""
    notes = notebook.titled_notes()
    finder = Finder(options.library, notebook)
    return tuple(dict.fromkeys(_id(notes, finder, wanted) for wanted in options.articles))


def _id(notes: Sequence[Note], finder: Finder, wanted: str) -> str:
    named = {note.article for note in notes if _names(note, wanted)}
    if len(named) == 1:
        return named.pop()
    if not named:
        return finder.find(wanted).article.id
    raise ReaderError(
        f"“{one_line(wanted)}” names {len(named)} articles with notes: "
        "give a longer part of the title, or the id as `reader list` prints it."
    )


def _names(note: Note, wanted: str) -> bool:
    if note.path == wanted:
        return True
    if len(wanted) >= LEAST_PREFIX and note.article.startswith(wanted.lower()):
        return True
    return one_line(wanted).casefold() in one_line(note.title).casefold()
