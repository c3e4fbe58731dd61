"""`bookmark`, `note`, `notes`, `delete`, `undo`, `redo`: what the user made."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence

from reader.article import Span
from reader.cli.finding import Finder, library
from reader.cli.holdings import look_at
from reader.cli.objects import note_object
from reader.cli.passage import passage
from reader.cli.places import Places
from reader.cli.printing import SHORT, complain, one_line, say, write, write_fields, write_json
from reader.cli.streams import is_terminal
from reader.errors import ReaderError, UsageError
from reader.notebook import Note, Notebook, find_anchor


def run(verb: str, options: Namespace) -> int:
    """Run one of the five, then say what the notebook has to say of itself."""
    notebook = Notebook()
    match verb:
        case "bookmark":
            status = mark(notebook, options, "")
        case "note":
            status = mark(notebook, options, _typed(options.text))
        case "notes":
            status = list_notes(notebook, options)
        case "delete":
            status = delete(notebook, options)
        case "redo":
            status = redo(notebook, options)
        case _:
            status = undo(notebook, options)
    for notice in notebook.notices:
        complain(notice)
    return status


def _typed(text: str) -> str:
    """The note's words. `ReaderError` where they are no text: they are kept as they came."""
    try:
        if text == "-":
            text = sys.stdin.buffer.read().decode("utf-8-sig").removesuffix("\n")
        text.encode()  # what is not UTF-8 among the words of the command line fails here
    except UnicodeError:
        text = "\0"
    if "\0" in text:
        raise ReaderError(
            "The note is no text in UTF-8, so nothing was noted: "
            "convert it first, or look whether it is the right file."
        )
    if not text.strip():
        raise UsageError("the note is empty; `reader bookmark` marks without one.")
    return text


def mark(notebook: Notebook, options: Namespace, note: str) -> int:
    """Keep a passage, and what is written beside it; print its uid.

    A passage that is bookmarked already stays so under its uid, with the new tags.
    """
    tags = tags_of(options.tag)
    found = Finder(options.library, notebook).find(options.article)
    start, end = passage(found.article, options)
    made = None if note else _bookmark_on(notebook, found.article.id, (start, end))
    if made is None:
        made = notebook.add(
            found.article, found.path, start, end, note=note, tags=tags, known=found.known
        )
    elif not {tag.casefold() for tag in tags} <= {tag.casefold() for tag in made.tags}:
        made = notebook.edit(made.uid, tags=(*made.tags, *tags))
    if options.json:
        made = notebook.all_corrections().titled(made)
        write_json(
            note_object(made, find_anchor(made.anchor, found.article.text, found.article.id))
        )
    else:
        write(made.uid)
    return 0


def _bookmark_on(notebook: Notebook, article: str, span: Span) -> Note | None:
    """The oldest bookmark on just these words of an article (its id), None where there is none."""
    for note in notebook.notes(article):
        if note.kind == "bookmark" and (note.anchor.start, note.anchor.end) == span:
            return note
    return None


def tags_of(given: Sequence[str]) -> tuple[str, ...]:
    """The tags as they are kept: without number signs before them, each once, in order.

    Spaces and commas part them, as where they are typed on the screen.
    """
    tags: dict[str, None] = {}
    for typed in given:
        words = [word.lstrip("#") for word in typed.replace(",", " ").split()]
        if not any(words):
            raise UsageError(
                f"“{one_line(typed)}” is no tag: write a word, or several with commas."
            )
        tags.update(dict.fromkeys(filter(None, words)))
    return tuple(tags)


def list_notes(notebook: Notebook, options: Namespace) -> int:
    """Print the notes, oldest first, each with where its words are now."""
    notes = [note for note in notebook.titled_notes() if _wanted(note, options)]
    if options.libraries:
        notes = list(_within(notes, options.libraries))
    places = Places(options.libraries or options.library)
    if options.json:
        for note in notes:
            write_json(note_object(note, places.place(note)))
        return 0
    if is_terminal():
        from reader.cli.blocks import print_notes

        print_notes((note, places.place(note)) for note in notes)
        return 0
    for note in notes:
        write_fields(
            note.uid,
            note.kind,
            places.place(note).how,
            note.words,
            note.note,
            " ".join(note.tags),
            note.title,
            note.path,
            note.article[:SHORT],
            note.day,
        )
    return 0


def _within(notes: Iterable[Note], libraries: Sequence[str]) -> Iterator[Note]:
    """The notes of articles that lie in a library: by their text, else by their file."""
    shelf = library(libraries)
    look_at(shelf)
    return (note for note in notes if shelf.row_of(note.article, note.file))


def _wanted(note: Note, options: Namespace) -> bool:
    if options.tag is not None and options.tag.removeprefix("#").casefold() not in (
        tag.casefold() for tag in note.tags
    ):
        return False
    if options.search is None:
        return True
    sought = one_line(options.search).casefold()
    return any(sought in one_line(text).casefold() for text in (note.words, note.note, note.title))


def delete(notebook: Notebook, options: Namespace) -> int:
    """Delete notes by uid or the beginning of one; all must be there, or none is deleted."""
    notes = tuple({note.uid: note for note in map(notebook.get, options.uids)}.values())
    for note in notes:
        notebook.delete(note.uid)
        if options.json:
            write_json({"deleted": note.uid})
        else:
            say(f"Deleted the {note.kind} on “{note.words}”.")
    return 0


def undo(notebook: Notebook, options: Namespace) -> int:
    """Take back the last change."""
    undone = notebook.undo()
    if undone is None:
        raise ReaderError("There is nothing to undo: the notebook has not been changed.")
    return _tell("undone", undone, options)


def redo(notebook: Notebook, options: Namespace) -> int:
    """Do again what was undone last."""
    redone = notebook.redo()
    if redone is None:
        raise ReaderError("There is nothing to do again: nothing was undone since the last change.")
    return _tell("redone", redone, options)


def _tell(done: str, sentence: str, options: Namespace) -> int:
    if options.json:
        write_json({done: sentence})
    else:
        say(sentence)
    return 0
