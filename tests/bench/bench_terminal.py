"""The thin wire: the law for as long as one likes, recordings of real use, the slow line's table.

    python tests/bench/bench_terminal.py law [--minutes 60] [--seed N]
    python tests/bench/bench_terminal.py record [FOLDER]
    python tests/bench/bench_terminal.py line [--termbench PATH] [--large LIBRARY] [-n 3]

*law* lives one random screen after another (tests/terminal/law.py) until the time
is up; the first that breaks the law ends it, with the seed that shows it again.

*record* drives the reader on the samples through a pseudo-terminal and keeps what
Textual's own driver writes meanwhile, piece by piece, for tests/terminal/recordings.

*line* measures through a loopback sshd with 100 ms and 64 kbit/s: the reader as it
is, the same with --no-thin, newsboat in the same articles, less. The figures stand
beside their bounds; the exit status is 1 where one is not kept. It needs the
measuring program termbench.py, sshd, and newsboat and less for their columns.
"""

import argparse
import json
import lzma
import os
import pty
import random
import select
import shutil
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SEEDS = ROOT / "seeds"
RECORDINGS = ROOT / "tests" / "terminal" / "recordings"
READER = (sys.executable, "-m", "reader")

# ---------------------------------------------------------------------------- the law


def law(minutes: float, seed: int) -> int:
    """Live until the time is up. Returns the exit status."""
    sys.path.insert(0, str(ROOT / "tests" / "terminal"))
    import law as the_law

    begin = told = time.monotonic()
    number = written = sent = 0
    while time.monotonic() - begin < minutes * 60:
        which = seed + number
        try:
            life = the_law.lives(which, plain=which % 4 == 1, late=which % 4 == 3)
        except AssertionError as broken:
            print(f"broken after {number:,} lives: {broken}")
            return 1
        number += 1
        written += life.written
        sent += life.sent
        if time.monotonic() - told > 60:
            told = time.monotonic()
            print(f"{(told - begin) / 60:5.0f} min {number:8,} lives", flush=True)
    spent = (time.monotonic() - begin) / 60
    print(
        f"The law has held for {spent:.0f} minutes: {number:,} lives from seed {seed} on, "
        f"{written / 1e6:,.0f} MB by Textual, {sent / 1e6:,.0f} MB sent."
    )
    return 0


# ---------------------------------------------------------------------------- recordings

#: What is done in each recording: the size, then keys; `COLUMNSxROWS` changes the size.
SESSIONS = {
    "reading": "100x30 j j k enter down down down down up j j space pageup ] ] z down down j G g /"
    " text:layanan enter n n esc q",
    "marking": "120x36 enter ] m a text:Compare_with_last_year. 90x30 ctrl+s j v w w ) a text:words"
    " 120x36 ctrl+s t text:tax enter B j enter u u q",
    "pages": "80x24 enter r space r ? space esc p j enter j esc esc e esc 60x20 j j 132x40 tab j j"
    " enter ctrl+l q",
}
_NAMES = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "space": " ", "up": "\x1b[A", "down": "\x1b[B",
    "pageup": "\x1b[5~",
}  # fmt: skip
# The reader with Textual's own driver, of which all that it writes is kept.
_KEEPING = """
import fcntl, json, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from textual.drivers.linux_driver import LinuxDriver
write, size = LinuxDriver.write, LinuxDriver._get_terminal_size
kept = open(sys.argv[1], "w")
def keep(what):
    kept.write(json.dumps(what, ensure_ascii=False) + "\\n")
    kept.flush()
def written(self, data):
    keep(data)
    write(self, data)
def sized(self):
    keep(found := size(self))
    return found
LinuxDriver.write, LinuxDriver._get_terminal_size = written, sized
sys.argv = ["reader", "--no-thin"]
from reader.cli import main
sys.exit(main())
"""


def record(folder: Path) -> int:
    """Record all sessions."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, script in SESSIONS.items():
        pieces = _pieces(script.split())
        path = folder / f"{name}.jsonl.xz"
        path.write_bytes(lzma.compress(pieces.encode(), preset=9))
        print(f"{path}: {len(pieces.splitlines())} pieces, {path.stat().st_size / 1000:.0f} kB")
    return 0


def _pieces(steps: Sequence[str]) -> str:
    """Do the steps; what was written meanwhile, a JSON line for each piece or size."""
    far, near = pty.openpty()
    _resize(near, steps[0])
    with tempfile.TemporaryDirectory() as home:
        kept = Path(home) / "kept"
        reader = subprocess.Popen(
            [sys.executable, "-c", _KEEPING, str(kept)],
            stdin=near, stdout=near, stderr=near, start_new_session=True, cwd=ROOT,
            env={**os.environ, "KLIPING_HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8"},
        )  # fmt: skip
        _drain(far, 1.5)
        for step in steps[1:]:
            if step[0].isdigit() and "x" in step:
                _resize(far, step)
            elif step.startswith("text:"):
                os.write(far, step[5:].replace("_", " ").encode())
            elif step.startswith("ctrl+"):
                os.write(far, bytes([ord(step[5]) & 0x1F]))
            else:
                os.write(far, _NAMES.get(step, step).encode())
            _drain(far, 0.3)
        reader.terminate()
        reader.wait(10)
        pieces = kept.read_text()
    os.close(far)
    os.close(near)
    return pieces


def _resize(fd: int, size: str) -> None:
    columns, rows = map(int, size.split("x"))
    termios.tcsetwinsize(fd, (rows, columns))


def _drain(fd: int, quiet: float) -> None:
    """Read until nothing has come for a while, or the end."""
    while select.select([fd], [], [], quiet)[0]:
        try:
            os.read(fd, 65536)
        except OSError:
            return


# ---------------------------------------------------------------------------- the slow line


@dataclass(frozen=True)
class Figure:
    """A line of the table: its bound, and what it measures.

    `keys` are termbench's, the last one measured under the name `it`; none: the start.
    `library`: the samples, all their texts as one article, or 10,000 articles.
    """

    name: str
    unit: str
    bound: float
    value: Callable[[dict[str, Any]], float | None]
    keys: str = ""
    library: str = "samples"


def _key(field: str) -> Callable[[dict[str, Any]], float | None]:
    def value(summary: dict[str, Any]) -> float | None:
        return (summary.get("it", {}).get(field) or {}).get("median")

    return value


def _start(field: str) -> Callable[[dict[str, Any]], float | None]:
    return lambda summary: (summary.get(field) or {}).get("median")


OPEN = "enter sleep:1.5"
ALONE = f"{OPEN} z sleep:1.5"
FIGURES = (
    Figure("first screen settled", "s", 2.0, _start("stable")),
    Figure("first screen", "B", 12_000, _start("bytes")),
    Figure("one movement in the list", "B", 300, _key("bytes"), "j sleep:1 it=j*3"),
    Figure("a page of the list", "B", 1_500, _key("bytes"), "j sleep:1 it=pagedown*5",
           "10,000"),
    Figure("one line down, text alone", "B", 450, _key("bytes"), f"{ALONE} down*3 it=down*8"),
    Figure("a page, text alone", "B", 5_500, _key("bytes"), f"{ALONE} it=pagedown it=pageup"),
    Figure("one line down beside the list", "B", 2_500, _key("bytes"), f"{OPEN} down*3 it=down*8"),
    Figure("the cursor moves, nothing scrolls", "B", 600, _key("bytes"), f"{OPEN} it=j*2 it=k*2"),
    Figure("a note box opens", "B", 2_000, _key("bytes"), f"{OPEN} ] sleep:1 it=a"),
    Figure("lag after 2 s of a key, text", "s", 1.0, _key("settled"), f"{ALONE} it=hold:down:30:2",
           "long"),
    Figure("lag after 2 s of a key, text beside", "s", 1.0, _key("settled"),
           f"{OPEN} it=hold:down:30:2", "long"),
    Figure("lag after 2 s of a key, list", "s", 1.0, _key("settled"), "j sleep:1 it=hold:j:30:2",
           "10,000"),
)  # fmt: skip


def line(termbench: Path, large: Path | None, runs: int, only: str) -> int:
    """Measure and print the table. Returns the exit status."""
    if not termbench.exists():
        print(f"There is no {termbench}: name the measuring program by --termbench.")
        return 1
    sound = True
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        others = _others(home)
        (home / "long").mkdir()
        (home / "long" / "long.txt").write_text((home / "whole.txt").read_text())
        libraries = {"samples": SEEDS, "long": home / "long"}
        if large:
            libraries["10,000"] = large
        for library in libraries.values():
            # What is measured is a line, not a first scan.
            subprocess.run(
                [*READER, "list", str(library)], check=True, capture_output=True, cwd=ROOT,
                env={**os.environ, "KLIPING_HOME": str(home / "kliping")},
            )  # fmt: skip
        print(f"{'':42} {'bound':>9} {'kliping':>9} {'no-thin':>9} {'newsboat':>9} {'less':>9}")
        for figure in FIGURES:
            names = [figure.library] if figure.keys else ["samples", "10,000"]
            for name in names:
                if only not in figure.name or name not in libraries:
                    continue
                folder = str(libraries[name])
                values = [
                    _measured(termbench, home, figure, (*READER, *words, folder), "1 of", runs)
                    for words in ((), ("--no-thin",))
                ]
                for command, words, keys in (one(figure) for one in others):
                    values.append(
                        _measured(termbench, home, figure, command, words, runs, keys)
                        if command
                        else None
                    )
                kept = values[0] is not None and values[0] <= figure.bound
                sound = sound and kept
                said = " ".join(_said(value, figure.unit) for value in (figure.bound, *values))
                title = figure.name if name == "samples" else f"{figure.name}, {name}"
                print(f"{title:42} {said}{'' if kept else '   NOT KEPT'}", flush=True)
        idle = _idle(termbench, home, runs)
        print(f"{'nobody types, 30 s':42} {_said(0, 'B')} {_said(idle, 'B')}")
    return 0 if sound and not idle else 1


Other = Callable[[Figure], tuple[tuple[str, ...], str, str]]


def _others(home: Path) -> list[Other]:
    """newsboat on the samples as a feed, less on their text; each with its keys for a figure."""
    texts = [path.read_text() for path in sorted(SEEDS.iterdir())]
    whole = home / "whole.txt"
    whole.write_text("\n\n".join(texts * 20))
    items = "".join(
        f"<item><title>{escape(text.strip().splitlines()[0][:90])}</title><guid>{number}-{again}"
        f"</guid><description>{escape(text)}</description></item>"
        for again in range(12)
        for number, text in enumerate([whole.read_text(), *texts])
    )
    feed = home / "feed.xml"
    feed.write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>samples</title>'
        f"<link>https://example.org</link><description>-</description>{items}</channel></rss>"
    )
    (home / "urls").write_text(f"file://{feed}\n")
    (home / "config").write_text("auto-reload no\nconfirm-exit no\n")
    newsboat: tuple[str, ...] = ()
    if shutil.which("newsboat"):
        files = ("-u", f"{home}/urls", "-c", f"{home}/cache.db", "-C", f"{home}/config")
        newsboat = ("newsboat", *files)
        subprocess.run([*newsboat, "-x", "reload"], check=True, capture_output=True)

    def of_newsboat(figure: Figure) -> tuple[tuple[str, ...], str, str]:
        lists = "list" in figure.name and "beside" not in figure.name
        enter = "enter sleep:1" if lists else "enter sleep:1 enter sleep:1"
        keys = {
            "movement": "it=down*3", "page": "it=pagedown it=pageup", "line": "it=down*8",
            "lag": "it=hold:down:30:2",
        }  # fmt: skip
        found = next((keys[word] for word in keys if word in figure.name), "")
        if not figure.keys:
            return newsboat, "samples", ""
        return (newsboat, "samples", f"{enter} {found}") if found else ((), "", "")

    def of_less(figure: Figure) -> tuple[tuple[str, ...], str, str]:
        if "list" in figure.name or not shutil.which("less"):
            return (), "", ""
        keys = {"line": "it=j*8", "page": "it=space it=b", "lag": "it=hold:j:30:2"}
        found = next((keys[word] for word in keys if word in figure.name), "")
        words = whole.read_text().split()[0]
        return (("less", str(whole)), words, found) if found or not figure.keys else ((), "", "")

    return [of_newsboat, of_less]


def _measured(
    termbench: Path,
    home: Path,
    figure: Figure,
    command: Sequence[str],
    words: str,
    runs: int,
    keys: str | None = None,
) -> float | None:
    result = home / "result.json"
    keys = figure.keys if keys is None else keys
    what = ["keys", "--keys", keys, "--max-settle", "20"] if keys else ["start"]
    subprocess.run(
        [
            sys.executable, str(termbench), "ssh", "--rtt", "100", "--rate", "64", *what,
            "-n", str(runs), "--until", words, "--env", f"KLIPING_HOME={home / 'kliping'}",
            "--env", f"PYTHONPATH={ROOT}", "--json", str(result), "--", *command,
        ],
        check=True, capture_output=True, cwd=ROOT,
    )  # fmt: skip
    return figure.value(json.loads(result.read_text())["summary"]["A"])


def _idle(termbench: Path, home: Path, runs: int) -> float:
    """Bytes that come in 30 s in which nobody types."""
    result = home / "result.json"
    subprocess.run(
        [
            sys.executable, str(termbench), "start", "-n", str(runs), "--until", "1 of",
            "--start-quiet", "2", "--idle", "30", "--env", f"KLIPING_HOME={home / 'kliping'}",
            "--json", str(result), "--", *READER, str(SEEDS),
        ],
        check=True, capture_output=True, cwd=ROOT,
    )  # fmt: skip
    runs_made = json.loads(result.read_text())["runs"]["A"]
    return float(median(run["idle_bytes_per_s"] * 30 for run in runs_made))


def _said(value: float | None, unit: str) -> str:
    if value is None:
        return f"{'–':>9}"
    if unit == "B":
        return f"{value:>7,.0f} B" if value < 1e6 else f"{value / 1000:>6,.0f} kB"
    return f"{value:>7.2f} s"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    one = verbs.add_parser("law")
    one.add_argument("--minutes", type=float, default=60.0)
    one.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    one = verbs.add_parser("record")
    one.add_argument("folder", nargs="?", type=Path, default=RECORDINGS)
    one = verbs.add_parser("line")
    one.add_argument("--termbench", type=Path, default=ROOT.parent / "shared" / "termbench.py")
    one.add_argument("--large", type=Path, help="a library of 10,000 articles")
    one.add_argument("--only", default="", help="figures with this in their name")
    one.add_argument("-n", type=int, default=3, help="runs")
    said = parser.parse_args()
    if said.verb == "law":
        return law(said.minutes, said.seed)
    if said.verb == "record":
        return record(said.folder)
    return line(said.termbench, said.large, said.n, said.only)


if __name__ == "__main__":
    sys.exit(main())
