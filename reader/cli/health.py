"""What `check` looks at. Each look yields findings; it raises nothing but `ReaderError`."""

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import reader
from reader import paths
from reader.errors import ReaderError

SMALLEST = (40, 12)
"""Columns and lines under which the reader has no room."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether something is well, and one line that says so or says what to do."""

    well: bool
    says: str


Look = Callable[[Sequence[str]], Iterator[Finding]]


def looked(look: Look, library: Sequence[str]) -> Iterator[Finding]:
    """The findings of one look; whatever goes wrong in it is one more."""
    try:
        yield from look(library)
    except ReaderError as error:
        yield Finding(False, error.sentence)
    except Exception as error:
        from reader.cli.failing import explain

        yield Finding(False, explain(error))


def program(_: Sequence[str]) -> Iterator[Finding]:
    """Which Kliping on which Python."""
    from importlib.metadata import version

    yield Finding(
        True,
        f"kliping {reader.__version__}, Python {platform.python_version()}, "
        f"Textual {version('textual')}, in {paths.PACKAGE}",
    )


def settings(_: Sequence[str]) -> Iterator[Finding]:
    """`config.toml`."""
    from reader.commands import settle_keys
    from reader.settings import config_file, load

    found = load()
    complaints = (*found.complaints, *settle_keys(found.keys, found.path).complaints)
    for complaint in complaints:
        yield Finding(False, complaint)
    if not complaints:
        there = "as it should be" if config_file().exists() else "not there, which is fine"
        yield Finding(True, f"{config_file()}: {there}")


def folders(_: Sequence[str]) -> Iterator[Finding]:
    """Whether what is kept can be written."""
    for what, folder in (
        ("config", paths.config_folder()),
        ("data", paths.data_folder()),
        ("state", paths.state_folder()),
        ("cache", paths.cache_folder()),
    ):
        there = next((place for place in (folder, *folder.parents) if place.exists()), folder)
        if not there.is_dir():
            yield Finding(False, f"{what}: {there} is no folder; move it away")
        elif not os.access(there, os.W_OK | os.X_OK):
            yield Finding(
                False,
                f"{what}: {folder} cannot be written; give yourself the right to write in {there}, "
                "or set KLIPING_HOME to a folder of yours",
            )
        else:
            yield Finding(True, f"{what}: {folder}")


def notebook(_: Sequence[str]) -> Iterator[Finding]:
    """The notebook and its backups."""
    from reader.notebook import Notebook
    from reader.notebook.backups import backups

    book = Notebook()
    notes = book.notes()
    for notice in book.notices:
        yield Finding(False, notice)
    path = paths.data_folder() / "notebook.json"
    if not path.exists():
        yield Finding(True, f"{path}: not there yet; the first mark makes it")
        return
    marks = sum(note.kind == "bookmark" for note in notes)
    copies = backups(path)
    latest = f", the latest of {copies[0].spoken}" if copies else ""
    corrections = len(book.corrections())
    corrected = f"{_count(corrections, 'correction')}, " if corrections else ""
    yield Finding(
        True,
        f"{path}: {_count(marks, 'bookmark')}, {_count(len(notes) - marks, 'note')}, "
        f"{corrected}{_count(len(copies), 'backup')}{latest}",
    )


def library(given: Sequence[str]) -> Iterator[Finding]:
    """The library that `reader` would open, and its catalog."""
    from reader.cli.finding import library as open_library
    from reader.cli.holdings import look_at

    shelf = open_library(given)
    look_at(shelf)
    articles, unread = shelf.count()
    faults = f", {unread:,} more that cannot be read (`reader list` says why)" if unread else ""
    yield Finding(True, f"{', '.join(shelf.roots)}: {_count(articles - unread, 'article')}{faults}")
    catalog = shelf.catalog
    if catalog.trouble:
        yield Finding(False, catalog.trouble)
    elif catalog.path is None:
        yield Finding(True, "no catalog is needed for files as small as these")
    else:
        yield Finding(True, f"{catalog.path}: the catalog; it can be deleted at any time")


def terminal(_: Sequence[str]) -> Iterator[Finding]:
    """Whether this terminal can show the reader."""
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        yield Finding(True, "this is no terminal: articles are printed, not shown")
        return
    term = os.environ.get("TERM", "")
    if term in ("", "dumb"):
        yield Finding(
            False,
            f"TERM={term}: articles are printed, not shown; set TERM to your terminal's kind, "
            "such as xterm-256color",
        )
        return
    encoding = sys.stdout.encoding.lower().replace("-", "")
    if encoding != "utf8":
        yield Finding(
            False,
            f"the encoding is {sys.stdout.encoding}, in which quotation marks and names are lost: "
            "set LANG to a UTF-8 locale, such as C.UTF-8",
        )
    size = shutil.get_terminal_size()
    if size.columns < SMALLEST[0] or size.lines < SMALLEST[1]:
        yield Finding(
            False,
            f"{size.columns}×{size.lines} is too small: give it {SMALLEST[0]}×{SMALLEST[1]}",
        )
    yield Finding(
        True, f"TERM={term}, {size.columns}×{size.lines}, {sys.stdout.encoding}, {_colours(term)}"
    )
    yield Finding(True, _sending())


def _sending() -> str:
    """What is sent to the terminal, and what it is asked to do by itself."""
    from reader.settings import load

    if not load().thin:
        return "all of each screen is sent, as [terminal] thin = false says"
    from reader.terminal.asking import ask
    from reader.terminal.capabilities import missing, used

    able, answered = ask(sys.stdin.fileno(), sys.stdout.fileno())
    without = f"; without {', '.join(missing(able))}" if missing(able) else ""
    silent = "" if answered else "; it answers nothing, so frames go out by the clock"
    with_ = ", ".join(used(able)) or "nothing but moving and colours"
    return f"only what differs is sent ([terminal] thin), with {with_}{without}{silent}"


def _colours(term: str) -> str:
    if os.environ.get("NO_COLOR"):
        return "without colour (NO_COLOR)"
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "16 million colours"
    return "256 colours" if "256" in term or "kitty" in term else "16 colours"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


LOOKS: Mapping[str, Look] = {
    "program": program,
    "settings": settings,
    "folders": folders,
    "notebook": notebook,
    "library": library,
    "terminal": terminal,
}
