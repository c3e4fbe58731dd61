"""What a library of any size costs: reading it in, starting again, lists, looks, memory.

    python tests/bench/bench_library.py [--few 1000] [--many 10000] [--library FOLDER]
        [--home FOLDER]

Two libraries are measured side by side, a few articles and many; the folder of the
many may be one that is there. --home keeps the catalogs: what is known already is not
read in again, and its figures are left out. Each figure comes from a process of its
own. Times are of the processor, this process and those that it starts, since what
else runs on the machine disturbs them less; *a second* is what two free cores do
with that.

Beside each figure stands what it is held against in the same run: the bare reading
of the texts, a bare walk over the files, the same in the small library.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, get_args

MAKE = Path(__file__).parent / "libraries.py"
CORES = 2
BOUNDS = {
    "articles a second": 800,
    "files a second at the second start": 50_000,
    "ms for a list": 150,
    "ms until a change is known": 1000,
    "MiB with many": 150,
}
CHANGED = 1000
ENOUGH = 5000
"""Articles from which on a rate says something: starting costs as much for one as for all."""

Figures = dict[str, Any]


def cpu() -> tuple[float, float]:
    """Seconds of the processor: of this process, and of those that it waited for."""
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime, others.ru_utime + others.ru_stime


@contextmanager
def clock(figures: Figures, name: str) -> Iterator[None]:
    """Note the seconds of this process, of its children, and on the wall."""
    began, (own, others) = time.perf_counter(), cpu()
    yield
    now = cpu()
    figures[name] = {
        "own": now[0] - own,
        "others": now[1] - others,
        "wall": time.perf_counter() - began,
    }


def milliseconds(work: Callable[[], object], times: int = 3) -> float:
    """The processor's time of the fastest of a few."""
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return 1000 * best


def tried(work: Callable[..., object], *given: object) -> None:
    """Do it, whether or not it can be done."""
    from reader.errors import ReaderError

    with suppress(ReaderError):
        work(*given)


# What is measured, each in a process of its own


def do_scan(folder: Path) -> Figures:
    """Reading a library in, and what its texts alone cost to be read."""
    from reader.article import read_article
    from reader.library import Library

    figures: Figures = {}
    library = Library([folder])
    with clock(figures, "scan"):
        library.scan()
    figures["articles"] = len(library.view())
    figures["trouble"] = library.catalog.trouble
    figures["MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures["MiB of others"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    texts = [row.path for row in library.view().rows(0, 300) if row.error is None]
    read = [Path(path).read_text("utf-8") for path in texts if "#" not in path]
    if read:
        figures["reading"] = milliseconds(lambda: [read_article(one) for one in read], 2)
        figures["reading"] /= 1000 * len(read)
    return figures


def do_again(folder: Path) -> Figures:
    """A start with nothing changed, and a bare walk over the files."""
    from reader.library import Library

    figures: Figures = {}
    library = Library([folder])
    figures["glance"] = milliseconds(library.glance, 1)
    version = library.version
    with clock(figures, "scan"):
        library.scan()
    figures["unchanged"] = library.version == version
    figures["files"] = library.ask(lambda db: db.execute("select count(*) from file").fetchone()[0])
    library.changed()
    figures["look"] = milliseconds(library.changed)
    with clock(figures, "walk"):
        for inside, _, names in os.walk(folder):
            for name in names:
                os.stat(f"{inside}/{name}")  # noqa: PTH116  as the library does
    return figures


def do_change(folder: Path) -> Figures:
    """A thousand files are written over: how many are read for that, and how long it takes."""
    from reader.library import Library

    figures: Figures = {}
    library = Library([folder])
    asked = "select seq from sqlite_sequence where name = 'article'"
    before = library.ask(lambda db: db.execute(asked).fetchone()[0])
    paths = sorted(folder.rglob("*.txt"))
    for path in paths[:: max(len(paths) // CHANGED, 1)][:CHANGED]:
        path.write_text(path.read_text("utf-8") + "\nTambahan.", "utf-8")
    with clock(figures, "scan"):
        library.scan()
    figures["readings"] = library.ask(lambda db: db.execute(asked).fetchone()[0]) - before
    return figures


def do_fresh(folder: Path) -> Figures:
    """A file comes, is written over in its place, and goes: how long until each is known."""
    from reader.article import read_article
    from reader.library import Library

    figures: Figures = {}
    read_article("Yang membaca sudah siap.")
    library = Library([folder])
    library.scan()
    library.changed()
    new = next(path for path in folder.iterdir() if path.is_dir()) / "zz-bench.txt"
    try:
        for name, do in (
            ("a new file is known after", lambda: new.write_text("Kabar baru.", "utf-8")),
            ("one that is written over after", lambda: new.write_text("Lain sama sekali.")),
            ("one that is gone after", new.unlink),
        ):
            do()
            version, began = library.version, time.perf_counter()
            while library.version == version:
                if library.changed():
                    library.scan()
            figures[name] = 1000 * (time.perf_counter() - began)
    finally:
        new.unlink(missing_ok=True)
    return figures


def do_lists(folder: Path) -> Figures:
    """Sorting, filtering, folding, looking up."""
    from reader.library import Library, Order, View
    from reader.library.order import By

    began = time.process_time()
    library = Library([folder])
    view = library.view()
    view.rows(0, 50)
    figures: Figures = {"opening": 1000 * (time.process_time() - began)}

    def to_the_end(view: View) -> None:
        view.rows(len(view) - 50, len(view))

    ways = [Order(by, reverse) for by in get_args(By) for reverse in (False, True)]
    figures["first rows"] = max(
        milliseconds(lambda order=order: library.view(order).rows(0, 50)) for order in ways
    )
    figures["last rows"] = max(
        milliseconds(lambda order=order: to_the_end(library.view(order))) for order in ways
    )
    figures["folded"] = milliseconds(lambda: to_the_end(library.view(Order(fold=True))))
    filters = ("kata", "outlet:a", "before:2022-06 has:quote", "has:error", "-kata")
    figures["filtered"] = max(
        milliseconds(lambda keep=keep: library.view(keep=keep).rows(0, 50)) for keep in filters
    )
    (last,) = view.rows(len(view) - 1, len(view))
    figures["place"] = milliseconds(lambda: view.place(last.path))
    figures["find by path"] = milliseconds(lambda: library.find(last.path))
    figures["find by id"] = milliseconds(lambda: library.find(last.id))
    titled = next(row for row in view.rows(0, 50) if row.title)
    figures["find by title"] = milliseconds(lambda: tried(library.find, titled.title))
    figures["MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def do_list(folder: Path) -> Figures:
    """`reader list`: when its first line is there, and when its last."""
    began = time.perf_counter()
    command = (sys.executable, "-m", "reader", "list", "--json", str(folder))
    with subprocess.Popen(command, stdout=subprocess.PIPE) as printing:
        assert printing.stdout is not None
        printing.stdout.readline()
        first = time.perf_counter() - began
        lines = 1 + sum(1 for _ in printing.stdout)
    return {"first": first, "whole": time.perf_counter() - began, "lines": lines}


MEASURES = {
    "scan": do_scan, "again": do_again, "change": do_change, "fresh": do_fresh,
    "lists": do_lists, "list": do_list,
}  # fmt: skip


def measured(what: str, folder: Path, home: Path) -> Figures:
    """The figures of one measure, from a process of its own."""
    done = subprocess.run(
        (sys.executable, __file__, "--measure", what, "--library", str(folder)),
        env={**os.environ, "KLIPING_HOME": str(home)},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: Figures = json.loads(done.stdout)
    return found


# What is told


class Table:
    """Lines of figures; those that are out of bounds are marked."""

    def __init__(self) -> None:
        self.bad = 0

    def put(self, name: str, figure: str, beside: str = "", *, good: bool = True) -> None:
        self.bad += not good
        print(f"  {name:<38}{figure:>16}  {beside}{'' if good else '   ← out of bounds'}")


def tell_scan(table: Table, name: str, found: Figures) -> None:
    spent, articles = found["scan"], found["articles"]
    each = (spent["own"] + spent["others"]) / articles
    rate = CORES / each
    table.put(
        f"{name}: reading {articles:,} articles in",
        f"{rate:,.0f} a second",
        f"{each / found['reading']:.2f} × the bare reading of the texts; here and now "
        f"{articles / spent['wall']:,.0f} a second; this process "
        f"{1e6 * spent['own'] / articles:,.0f} µs an article; at most {found['MiB']:.0f} MiB, "
        f"its readers {found['MiB of others']:.0f} each",
        good=rate >= BOUNDS["articles a second"] or articles < ENOUGH,
    )
    if found["trouble"]:
        table.put(f"{name}: trouble", found["trouble"], good=False)


def tell_again(table: Table, name: str, found: Figures) -> None:
    spent = found["scan"]["own"] + found["scan"]["others"]
    walk = found["walk"]["own"]
    rate = found["files"] / spent
    table.put(
        f"{name}: a start with nothing changed",
        f"{rate:,.0f} files/s",
        f"{spent / walk:.2f} × a bare walk; a glance {found['glance']:.1f} ms, "
        f"a look {found['look']:.1f} ms" + ("" if found["unchanged"] else "; SOMETHING WAS READ"),
        good=found["unchanged"]
        and (rate >= BOUNDS["files a second at the second start"] or found["files"] < ENOUGH),
    )


def tell_lists(table: Table, few: Figures, many: Figures) -> None:
    for name, figure in many.items():
        if name != "MiB":
            table.put(
                name,
                f"{figure:.1f} ms",
                f"with few {few[name]:.1f} ms",
                good=figure <= BOUNDS["ms for a list"],
            )
    table.put(
        "memory for lists",
        f"{many['MiB']:.0f} MiB",
        f"with few {few['MiB']:.0f} MiB",
        good=many["MiB"] <= BOUNDS["MiB with many"],
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="What a library of any size costs.")
    parser.add_argument("--few", type=int, default=1000)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--library", type=Path, help="the folder of the many, if it is there")
    parser.add_argument("--home", type=Path, help="keeps the catalogs")
    parser.add_argument("--measure", choices=MEASURES, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        json.dump(MEASURES[given.measure](given.library), sys.stdout)
        return 0
    with tempfile.TemporaryDirectory() as made:
        return compare(given, Path(made))


def compare(given: argparse.Namespace, made: Path) -> int:
    few, many = made / "few", given.library or made / "many"
    for folder, count in ((few, given.few), (many, given.many)):
        if not folder.exists():
            subprocess.run((sys.executable, str(MAKE), str(folder), str(count)), check=True)
    home = given.home or made / "home"
    home.mkdir(exist_ok=True)
    known = any((home / "cache" / "catalogs").glob("*.sqlite"))
    table = Table()
    print(f"\n{'':2}{'what':<38}{'figure':>16}")
    peaks = []
    for name, folder in (("few", few), ("many", many)):
        if not (known and folder is many):
            scanned = measured("scan", folder, home)
            tell_scan(table, name, scanned)
            peaks.append(scanned["MiB"])
    if len(peaks) == 2:
        table.put("memory of reading in, many : few", f"{peaks[1] / peaks[0]:.2f}")
    for name, folder in (("few", few), ("many", many)):
        tell_again(table, name, measured("again", folder, home))
    fresh = {folder: measured("fresh", folder, home) for folder in (few, many)}
    for name, figure in fresh[many].items():
        good = figure <= BOUNDS["ms until a change is known"]
        table.put(name, f"{figure:.0f} ms", f"with few {fresh[few][name]:.0f} ms", good=good)
    tell_lists(table, measured("lists", few, home), measured("lists", many, home))
    printed = measured("list", many, home)
    table.put(
        "reader list --json, first line after",
        f"{1000 * printed['first']:.0f} ms",
        f"all {printed['lines']:,} after {printed['whole']:.1f} s",
    )
    changed = made / "changed"
    shutil.copytree(few, changed)
    measured("scan", changed, home)
    counted = measured("change", changed, home)
    table.put(
        f"{CHANGED:,} changed files cost",
        f"{counted['readings']:,} readings",
        good=counted["readings"] == min(CHANGED, given.few),
    )
    return 1 if table.bad else 0


if __name__ == "__main__":
    sys.exit(main())
