"""Makes a library of any size: articles as crawlers leave them, each different.

Run by hand: `python tests/bench/libraries.py FOLDER COUNT [--as txt|jsonl]
[--per-folder N] [--seed S] [--truth FILE]`. With `--as jsonl` FOLDER is the file
(packed where it ends in `.gz`).

The same COUNT and seed give the same bytes. Persons speak with a long tail: few
often, most once. Some articles share something, and `--truth` writes down which:
wire stories (5 %: two to six outlets print the same with small edits), echoes (3 %:
the same statement in other articles, whole, shortened or re-worded, within days),
and forms (2 %: weather reports, alike and yet not the same story).
"""

import argparse
import gzip
import json
import sys
import time
from pathlib import Path

from press import Press


def write_files(folder: Path, press: Press, per_folder: int = 1000) -> None:
    """One text file an article; `per_folder` in a folder of their own, 0: all in one."""
    folder.mkdir(parents=True, exist_ok=True)
    inside = folder
    for number, made in enumerate(press.articles()):
        if per_folder and number % per_folder == 0:
            inside = folder / f"{number // per_folder:04}"
            inside.mkdir(exist_ok=True)
        with (inside / f"{number:07}.txt").open("wb", 0) as file:
            file.write(made.text.encode())


def write_rows(path: Path, press: Press) -> None:
    """One row an article, as crawlers write them; one in eight does not know its outlet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wb", 6) if path.suffix == ".gz" else path.open("wb") as file:
        for number, made in enumerate(press.articles()):
            row = {"url": made.url, "title": made.title, "date": made.published}
            if number % 8:
                row["outlet"] = made.outlet
            row["text"] = made.text
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a library of any size.")
    parser.add_argument("folder", type=Path, help="where to; with --as jsonl, the file")
    parser.add_argument("count", type=int, help="how many articles")
    parser.add_argument("--as", dest="kind", choices=("txt", "jsonl"), default="txt")
    parser.add_argument("--per-folder", type=int, default=1000, help="0: all in one folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--truth", type=Path, help="a JSON file of which articles share something")
    given = parser.parse_args()
    started = time.monotonic()
    press = Press(given.count, given.seed)
    if given.kind == "txt":
        write_files(given.folder, press, given.per_folder)
    else:
        write_rows(given.folder, press)
    if given.truth is not None:
        given.truth.write_text(json.dumps(press.truth()), "utf-8")
    took = time.monotonic() - started
    print(f"{given.count:,} articles in {took:.1f} s: {given.count / took:,.0f} a second")


if __name__ == "__main__":
    sys.exit(main())
