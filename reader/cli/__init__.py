"""The command line."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.article import read_article
from reader.cli.objects import article_object


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb, or open the reader."""
    parser = argparse.ArgumentParser(prog="reader")
    verbs = parser.add_subparsers(dest="verb", required=True)
    show = verbs.add_parser("show")
    show.add_argument("articles", nargs="+")
    show.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    for path in options.articles:
        article = read_article(Path(path).read_bytes().decode("utf-8-sig"), Path(path).name)
        found = json.dumps(article_object(article, path), ensure_ascii=False)
        sys.stdout.write(found + "\n")
    return 0
