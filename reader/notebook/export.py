"""Takes the notes home: one Markdown file an article, in a folder of the user's.

Everything is worked out before anything is written: what cannot be done is said
in a sentence, and then no file was touched.
"""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reader.errors import ReaderError
from reader.notebook import frontmatter
from reader.notebook.atomic import write_file
from reader.notebook.filenames import SUFFIX, file_name
from reader.notebook.markdown import (
    Clippings,
    Notes,
    Style,
    blocks,
    chosen,
    front,
    gather,
    head,
    known_lines,
    tags_of,
)
from reader.notebook.merging import merge, new_file
from reader.notebook.model import Note

_HEAD = 64 * 1024  # bytes within which a file's front matter must end
_LOOKED_AT = 20_000  # entries of the folder and those in it that are looked through


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What became of an export: the files written, those that had nothing new, the uids of
    passages whose edits were kept beside a new version, and sentences that the user should read.
    """

    written: tuple[Path, ...] = ()
    unchanged: tuple[Path, ...] = ()
    kept_edits: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Planned:
    """A file as it will be. `was` is what is there now: its bytes and the stat they had."""

    path: Path
    text: str
    was: tuple[bytes, os.stat_result] | None
    kept_edits: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        return self.text.encode("utf-8", "replace")


def make_target(folder: Path) -> None:
    """Make the folder to export into, but none above it: a disk that is not there is none to make.

    A folder that is there already is left as it is. Raises ReaderError.
    """
    try:
        folder.mkdir(exist_ok=True)
    except FileNotFoundError:
        raise ReaderError(
            f"There is no folder {folder.parent} to make {folder.name} in: check the name."
        ) from None
    except OSError as error:
        raise ReaderError(f"{folder} cannot be made ({error.strerror}): name another.") from error


def export(
    notebook: Notes,
    folder: Path,
    *,
    articles: Sequence[str] | None = None,
    tag: str | None = None,
    since: str | None = None,
    style: Style = "portable",
) -> ExportReport:
    """Write the notes into `folder`, or bring the files there up to date.

    `articles` are ids, `since` is a day in ISO 8601; None means all. A file is
    found by the id in its front matter, whatever it is called and in whatever
    folder below; what the user made of it stays (see `merging`). Raises
    ReaderError.
    """
    folder = _usable(Path(folder).expanduser())
    found, messages = _our_files(folder)
    wanted = dict.fromkeys(note.article for note in notebook.notes())
    # Files of articles without a live note are looked at too: deleted notes go.
    wanted |= dict.fromkeys(found)
    deleted = notebook.deleted()
    taken = {path.name.casefold() for path in found.values() if path.parent == folder}
    plans: list[_Planned] = []
    for article in wanted:
        if articles is not None and article not in articles:
            continue
        clippings = gather(notebook, article)
        notes = [note for note in clippings.notes if chosen(note, tag, since)]
        if article in found:
            plans.append(_again(found[article], clippings, notes, deleted, style))
        elif notes:
            path = _free_name(folder, clippings, taken)
            taken.add(path.name.casefold())
            fresh = blocks(clippings, notes, style)
            known = known_lines(clippings)
            text = new_file(front(clippings, notes), head(clippings), known, fresh)
            plans.append(_Planned(path, text, None))
    if not plans:
        messages.append("There was no note to export: mark something first, or ask for more.")
    written, unchanged = [], []
    for plan in plans:
        if plan.was is not None and plan.was[0] == plan.data:
            unchanged.append(plan.path)
            continue
        _write(plan)
        written.append(plan.path)
        if plan.kept_edits:
            messages.append(
                f"{plan.path.name}: your edits of {_count(len(plan.kept_edits))} were kept; "
                "the new version stands below."
            )
    kept = tuple(uid for plan in plans for uid in plan.kept_edits)
    return ExportReport(tuple(written), tuple(unchanged), kept, tuple(messages))


def _count(passages: int) -> str:
    return "one passage" if passages == 1 else f"{passages} passages"


def _again(
    path: Path,
    clippings: Clippings,
    notes: Sequence[Note],
    deleted: frozenset[str],
    style: Style,
) -> _Planned:
    """A file that was exported before, brought up to date."""
    try:
        was = path.read_bytes(), path.stat()
        text = was[0].decode()
    except UnicodeDecodeError as error:
        raise ReaderError(
            f"{path} is not UTF-8 any more: save it as UTF-8, or move it away and export again."
        ) from error
    except OSError as error:
        raise ReaderError(
            f"{path} cannot be read ({error.strerror}): look at its rights."
        ) from error
    merged = merge(
        text,
        blocks(clippings, notes, style) if notes else (),
        order=[note.uid for note in clippings.notes],
        deleted=deleted,
        tags=lambda uids: tags_of([note for note in clippings.notes if note.uid in uids]),
        head=known_lines(clippings) if clippings.snapshot else {},
        former=known_lines(replace(clippings, snapshot=clippings.worked_out))
        if clippings.snapshot
        else {},
    )
    if merged.text != text and not was[1].st_mode & 0o222:
        raise ReaderError(f"{path} may only be read: allow writing (chmod u+w) and export again.")
    return _Planned(path, merged.text, was, merged.kept_edits)


def _usable(folder: Path) -> Path:
    """The folder, links followed; ReaderError where nothing can be written there."""
    if not folder.exists():
        raise ReaderError(f"There is no folder {folder}: make it first (mkdir), or name another.")
    if not folder.is_dir():
        raise ReaderError(f"{folder} is not a folder: name one to export into.")
    folder = folder.resolve()
    if not os.access(folder, os.W_OK | os.X_OK) or not folder.stat().st_mode & 0o222:
        raise ReaderError(f"Nothing may be written into {folder}: name another folder.")
    return folder


def _our_files(folder: Path) -> tuple[dict[str, Path], list[str]]:
    """The files below the folder that have an article's id in their front matter, by id.

    Links are not followed and hidden folders not entered: what lies in a trash
    is gone. Of two files of one article the one nearer to the folder counts.
    """
    found: dict[str, Path] = {}
    messages: list[str] = []
    looked_at = 0
    level = [folder]
    while level:
        below: list[Path] = []
        for place in level:
            for entry in _entries(place):
                looked_at += 1
                if looked_at > _LOOKED_AT:
                    messages.append(
                        f"{folder} holds very much: files that were moved deep into it "
                        "were not looked for. Name the folder in which they lie."
                    )
                    return found, messages
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith("."):
                        below.append(Path(entry.path))
                elif entry.name.lower().endswith(SUFFIX) and entry.is_file(follow_symlinks=False):
                    article = _article_of(Path(entry.path))
                    if article in found:
                        messages.append(
                            f"{entry.path} is a second file of the same article and was left "
                            f"alone; {found[article].name} is kept up to date."
                        )
                    elif article:
                        found[article] = Path(entry.path)
        level = below
    return found, messages


def _entries(place: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(place) as entries:
            # Copies get longer names: the shorter one is the original.
            return sorted(entries, key=lambda entry: (len(entry.name), entry.name))
    except OSError:
        return []  # a folder that may not be looked into holds none of our files


def _article_of(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            lines = file.read(_HEAD).decode("utf-8", "replace").splitlines()
    except OSError:
        return None
    return frontmatter.article_id(lines)


def _free_name(folder: Path, clippings: Clippings, taken: set[str]) -> Path:
    """A name that no other article has; ReaderError where something else has it."""
    for digits in (8, 16, 64):
        name = file_name(clippings.published, clippings.title, clippings.article, digits=digits)
        path = folder / name
        if name.casefold() in taken:
            continue
        if not os.path.lexists(path):
            return path
        what = (
            "is a link" if path.is_symlink()
            else "is a folder" if path.is_dir()
            else "was not written by Kliping, or has lost the id in its front matter"
        )  # fmt: skip
        raise ReaderError(f"{path} {what}: move it away, or export into another folder.")
    raise ReaderError(f"Every name for “{clippings.title}” is taken in {folder}: name another.")


def _write(plan: _Planned) -> None:
    """Put the file in its place whole, with the rights that it had."""
    try:
        if plan.was is None:
            if os.path.lexists(plan.path):
                raise ReaderError(f"{plan.path} came into being just now: export again.")
            mode = 0o666 & ~_umask()
        else:
            now, then = plan.path.lstat(), plan.was[1]
            same = (now.st_ino, now.st_mtime_ns, now.st_size)
            if same != (then.st_ino, then.st_mtime_ns, then.st_size):
                raise ReaderError(f"{plan.path} was changed just now: save it and export again.")
            mode = stat.S_IMODE(then.st_mode)
        write_file(plan.path, plan.data)
        plan.path.chmod(mode)
    except OSError as error:
        raise ReaderError(
            f"{plan.path} could not be written ({error.strerror}): what was there before is whole. "
            "Look for room and rights on that disk and export again."
        ) from error


def _umask() -> int:
    """The rights that new files do not get; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
