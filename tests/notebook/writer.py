"""A process of its own that writes to a notebook and says what was acknowledged.

`writer.py WHAT PATH …`; each line of output is a JSON object, printed after the
call that it tells of has returned.
"""

import hashlib
import json
import os
import resource
import signal
import sys
from pathlib import Path

from reader.article.model import Article
from reader.errors import ReaderError
from reader.notebook import ConflictError, Notebook
from reader.notebook.lock import locked

TEXT = "Hujan turun sejak pagi. “Sungai naik satu meter,” kata Budi Santoso. Jalan ditutup.\n" * 3
ARTICLE = Article(hashlib.sha256(TEXT.encode()).hexdigest(), TEXT, title="Hujan")

CALLS = ("open", "write", "fsync", "close", "replace", "link", "unlink", "mkdir")


def say(**what: object) -> None:
    print(json.dumps(what), flush=True)


def add_for_ever(path: str) -> None:
    """Add notes until somebody kills this process."""
    notebook = Notebook(Path(path))
    number = 0
    while True:
        number += 1
        added = notebook.add(ARTICLE, "hujan.txt", 0, 5 + number % 50, note=f"number {number}")
        say(uid=added.uid, note=added.note)


def type_for_ever(path: str) -> None:
    """Save a draft that grows, until somebody kills this process."""
    drafts = Notebook(Path(path)).drafts
    text = ""
    while True:
        text += f"word{len(text)} "
        drafts.save("typed", text, article=ARTICLE.id, start=0, end=5)
        say(text=text)


def take_part(path: str, name: str, turns: str) -> None:
    """Add, edit and delete for some turns, among others who do the same."""
    notebook = Notebook(Path(path))
    mine = [notebook.add(ARTICLE, "hujan.txt", 0, 5, note=f"{name} begins")]
    say(did="add", uid=mine[0].uid, note=mine[0].note)
    for turn in range(int(turns)):
        shared = notebook.notes()[0]
        words = f"{name} in turn {turn}"
        try:
            edited = notebook.edit(shared.uid, note=words, rev=shared.rev)
            say(did="edit", uid=edited.uid, note=words, rev=edited.rev)
        except ConflictError as conflict:
            say(did="keep", uid=conflict.kept.uid, note=words)
        added = notebook.add(ARTICLE, "hujan.txt", 6, 20, note=words, tags=[name])
        say(did="add", uid=added.uid, note=words)
        if turn % 3 == 2:
            gone = notebook.delete(mine.pop().uid)
            say(did="delete", uid=gone.uid, note=gone.note)
        mine.append(added)


def fill_up(path: str, room: str) -> None:
    """Add notes while no file may grow beyond `room` bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), int(room)))
    notebook = Notebook(Path(path))
    try:
        while True:
            added = notebook.add(ARTICLE, "hujan.txt", 0, 5, note="words " * 20)
            say(uid=added.uid, note=added.note)
    except ReaderError as error:
        say(sentence=error.sentence)


def hold(path: str) -> None:
    """Hold the lock until killed, or until nobody listens."""
    with locked(Path(path)):
        say(held=True)
        sys.stdin.read()


def die_at_each_call(path: str, damage: str = "whole", what: str = "add") -> None:
    """Add a note again and again, each time in a child that dies at one system call later.

    With "cut" the end of the notebook is cut off each time before, so that it
    is mended first; with "look" nothing is added, the notes are only read.
    """
    nth = 0
    while True:
        nth += 1
        if damage == "cut":
            data = Path(path).read_bytes()
            Path(path).write_bytes(data[: data.index(b'"journal"')])
        end_read, end_write = os.pipe()
        if (child := os.fork()) == 0:
            _die_at(nth)
            notebook = Notebook(Path(path))
            if what == "look":
                notebook.notes()
            else:
                added = notebook.add(ARTICLE, "hujan.txt", 0, 5, note=f"attempt {nth}")
                _REAL["write"](end_write, added.uid.encode())
            os._exit(0)
        os.close(end_write)
        _, status = os.waitpid(child, 0)
        uid = os.read(end_read, 100).decode()
        os.close(end_read)
        killed = os.WIFSIGNALED(status)
        if os.waitstatus_to_exitcode(status) not in (0, -signal.SIGKILL):
            sys.exit("the child ended in an unforeseen way")
        left = len(list(Path(path).parent.rglob("*.tmp")))
        notebook = Notebook(Path(path))
        say(
            nth=nth,
            uid=uid,
            killed=killed,
            notes=[note.uid for note in notebook.notes()],
            notices=notebook.notices,
            damaged=len(list(Path(path).parent.glob("*damaged*"))),
            left=left,
            spare=len(list(Path(path).parent.rglob("*.tmp"))),
        )
        if not killed:
            return


_REAL = {name: getattr(os, name) for name in CALLS}


def _die_at(nth: int) -> None:
    left = nth

    def deadly(name: str) -> object:
        def call(*args: object, **more: object) -> object:
            nonlocal left
            left -= 1
            if left == 0 and name == "write":  # in the middle of it
                _REAL[name](args[0], bytes(args[1])[: len(args[1]) // 2])
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return _REAL[name](*args, **more)

        return call

    for name in CALLS:
        setattr(os, name, deadly(name))


if __name__ == "__main__":
    {
        "add": add_for_ever,
        "type": type_for_ever,
        "together": take_part,
        "fill": fill_up,
        "hold": hold,
        "die": die_at_each_call,
    }[sys.argv[1]](*sys.argv[2:])
