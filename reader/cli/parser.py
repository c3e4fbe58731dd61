"""The grammar of the command line: which verbs there are and what they take."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn, get_args

from reader import __version__
from reader.article.model import Label
from reader.cli.language import LANGUAGE, barred, like_an_option
from reader.errors import UsageError

ARTICLE = (
    "ARTICLE is a file, the beginning of an id (4 characters or more), or a part of a title that "
    "names just one."
)
LIBRARY = "folders or files; without one the last library that was opened, at first the samples"


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and leaves the exit to the caller."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; `{self.prog} --help` shows what it takes.")


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its summary for the help, what it prints to a pipe, its arguments."""

    summary: str
    arguments: Callable[[argparse.ArgumentParser], None]
    more: str = ""
    json: bool = True


def _library(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("library", nargs="*", default=[], metavar="LIBRARY", help=LIBRARY)


def _where(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--library", action="append", metavar="LIBRARY", help=f"where to look: {LIBRARY}"
    )


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 on")


def _passage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE")
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--quote", type=_number, metavar="N", help="the Nth quote, as `reader quotes` numbers them"
    )
    which.add_argument(
        "--paragraph",
        type=_number,
        metavar="N",
        help="the Nth paragraph, as the screen and `reader show` number them",
    )
    which.add_argument("--words", metavar="WORDS", help="words that stand in the article once")
    parser.add_argument(
        "--tag",
        action="append",
        default=[],
        metavar="TAG",
        help="several with commas or spaces between them; may be repeated",
    )
    _where(parser)


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("articles", nargs="+", metavar="ARTICLE")
    parser.add_argument("--raw", action="store_true", help="the page as it came, nothing left out")
    parser.add_argument(
        "--numbers",
        action="store_true",
        help="number the paragraphs to a pipe as well; with --raw the lines, each with its label",
    )
    _where(parser)


def _quotes(parser: argparse.ArgumentParser) -> None:
    _library(parser)
    parser.add_argument(
        "--speaker",
        metavar="NAME",
        help="of whoever is called so, by any name the articles use; namesakes too",
    )


def _search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help="what to look for, as said below")
    _library(parser)
    parser.add_argument(
        "--newest", action="store_true", help="the newest first, not those that it fits best"
    )
    parser.add_argument(
        "--limit",
        type=_number,
        metavar="N",
        help="no more than N; without it 50 to a terminal, all to a pipe",
    )


def _note(parser: argparse.ArgumentParser) -> None:
    _passage(parser)
    parser.add_argument("text", metavar="TEXT", help="the note; - reads it from standard input")


def _notes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "libraries", nargs="*", metavar="LIBRARY", help="only those of its articles; without: all"
    )
    parser.add_argument("--tag", metavar="TAG", help="only those with this tag")
    parser.add_argument(
        "--search", metavar="WORDS", help="only those with these words, marked or written"
    )
    _where(parser)


def _correct(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE")
    parser.add_argument("--title", metavar="TITLE")
    parser.add_argument(
        "--date",
        metavar="DATE",
        help="29/11/2022, 29 November 2022, November 2022, 2022, 2022-11-29 or "
        "2022-11-29T15:34+07:00; months in Indonesian, Malay or English",
    )
    parser.add_argument("--outlet", metavar="OUTLET", help="who published it")
    parser.add_argument(
        "--line",
        type=_number,
        metavar="N",
        help="the Nth line of the page, as `reader show --raw --numbers` numbers them",
    )
    parser.add_argument(
        "--label", choices=get_args(Label), metavar="LABEL", help=", ".join(get_args(Label))
    )
    parser.add_argument(
        "--quote", type=_number, metavar="N", help="the Nth quote, as `reader quotes` numbers them"
    )
    parser.add_argument("--speaker", metavar="NAME", help="who spoke that quote")
    parser.add_argument(
        "--clear",
        action="append",
        default=[],
        choices=("title", "date", "outlet", "label", "speaker"),
        metavar="FIELD",
        help="take away what you set: title, date, outlet; label with or without --line, "
        "speaker with or without --quote; may be repeated",
    )
    _where(parser)


def _delete(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("uids", nargs="+", metavar="UID", help="as `reader notes` lists them")


def _nothing(parser: argparse.ArgumentParser) -> None:
    """`undo` and `redo` take nothing."""


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="without one: all")
    parser.add_argument(
        "--to", default="-", metavar="DIR", help="one file an article there; - (as without): print"
    )
    parser.add_argument("--tag", metavar="TAG", help="only notes with this tag")
    parser.add_argument(
        "--since",
        metavar="DAY",
        help="only what was marked or changed since then; written as for `reader correct --date`",
    )
    parser.add_argument("--style", choices=("portable", "obsidian"), default="portable")
    _where(parser)


_MARKS = f"{ARTICLE} Without --quote, --paragraph or --words it is the title that is marked."

VERBS: Mapping[str, Verb] = {
    "list": Verb(
        "the articles of a library",
        _library,
        "To a pipe, between tabs: id, published, publisher, words, quotes, title, path.",
    ),
    "show": Verb(
        "an article, cleaned",
        _show,
        f"{ARTICLE} With --json everything that is known of it: lines, labels, quotes. To a pipe, "
        "with --numbers, between tabs: number, paragraph; with --raw as well: number, label, line, "
        "blank ones too.",
    ),
    "quotes": Verb(
        "who said what, and where",
        _quotes,
        "To a pipe, between tabs: id, number, speaker, words, publisher, published, path.",
    ),
    "people": Verb(
        "who speaks, how often, in which outlets",
        _library,
        "To a pipe, between tabs: name, quotes, articles, first and last date, outlets, "
        "other names, roles.",
    ),
    "echoes": Verb(
        "statements that more than one article prints",
        _library,
        "To a pipe, between tabs: number of the statement, score, id, speaker, words, publisher, "
        "published, path.",
    ),
    "search": Verb("the articles in which something is found", _search, LANGUAGE),
    "bookmark": Verb("mark a passage; prints its uid", _passage, _MARKS),
    "note": Verb("mark a passage and write beside it; prints its uid", _note, _MARKS),
    "notes": Verb(
        "what was marked and written",
        _notes,
        "To a pipe, between tabs: uid, kind, where the words are (exact, moved, fuzzy, orphan), "
        "words, note, tags, title, path, id of the article, day on which it was marked.",
    ),
    "correct": Verb(
        "set a title, date, outlet, label or speaker right",
        _correct,
        f"{ARTICLE} Without an option: what you have set of it. To a pipe, between tabs: field, "
        "number of the line or quote, value, words. `reader undo` takes back the last one.",
    ),
    "delete": Verb("delete a bookmark or note", _delete, "`reader undo` brings it back."),
    "undo": Verb("take back the last change to the notebook", _nothing),
    "redo": Verb(
        "do again what was undone last",
        _nothing,
        "As long as nothing was changed since it was undone.",
    ),
    "export": Verb(
        "notes and passages as Markdown",
        _export,
        f"{ARTICLE} Into a folder where an export is already, only what is new is written.",
    ),
    "check": Verb("is all well: notebook, catalog, library, terminal", _library),
}


def verb_parser(name: str) -> Parser:
    """The parser of one verb; the others cost nothing."""
    verb = VERBS[name]
    parser = Parser(
        prog=f"reader {name}",
        description=f"{verb.summary[0].upper()}{verb.summary[1:]}.",
        epilog=verb.more or None,
        formatter_class=argparse.RawDescriptionHelpFormatter
        if "\n" in verb.more
        else argparse.HelpFormatter,
        allow_abbrev=False,
    )
    verb.arguments(parser)
    if verb.json:
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser


def reader_parser() -> Parser:
    """The parser of `reader` itself: what to open."""
    parser = Parser(
        prog="reader",
        usage="reader [LIBRARY …] | reader VERB …",
        description="Read scraped news: who said what, marked, noted, taken home as Markdown.",
        epilog=_verbs_help(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("library", nargs="*", default=[], metavar="LIBRARY", help=LIBRARY)
    parser.add_argument(
        "--plain", action="store_true", help="print the articles; do not open the screen"
    )
    parser.add_argument(
        "--no-thin",
        action="store_true",
        help="send all of each screen, not only what differs (as `[terminal] thin = false` does)",
    )
    parser.add_argument("--version", action="version", version=f"kliping {__version__}")
    return parser


def _verbs_help() -> str:
    width = max(map(len, VERBS)) + 2
    lines = [f"  {name:<{width}}{verb.summary}" for name, verb in VERBS.items()]
    return "\n".join(
        [
            "verbs:",
            *lines,
            "",
            "`reader help VERB` tells more. A folder called like a verb: reader ./list",
        ]
    )


def parse(arguments: Sequence[str]) -> tuple[str | None, argparse.Namespace]:
    """The verb, or None to open the reader, and its options. `UsageError` on wrong usage."""
    if arguments and arguments[0] == "help":
        return _help(arguments[1:])
    if arguments and arguments[0] in VERBS:
        verb, rest = arguments[0], arguments[1:]
        if verb == "search" and (word := barred(rest)):
            raise UsageError(like_an_option(word))
        return verb, verb_parser(verb).parse_args(rest)
    return None, reader_parser().parse_args(arguments)


def _help(words: Sequence[str]) -> tuple[None, argparse.Namespace]:
    """`reader help`, `reader help VERB`: the same as with --help."""
    wanted = words[0] if words else "help"
    if wanted not in VERBS and wanted not in ("help", "--help", "-h"):
        raise UsageError(f"There is no verb “{wanted}”: `reader help` names all.")
    parser = verb_parser(wanted) if wanted in VERBS else reader_parser()
    return None, parser.parse_args(["--help"])  # which prints it, and leaves
