"""Every command, declared once: its key, its word in the footer, its line in the help,
its entry in the palette.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Group = Literal[
    "Move", "Read", "Library", "Mark", "Select words", "Take home", "Set right", "Reader"
]  # fmt: skip
#: Where the eye and the keys are; the footer shows what fits there. An article is `found`
#: when the search has led there, `filtered` when a filter has left it in the list.
Context = Literal[
    "list", "article", "found", "filtered", "page as it came", "selecting", "writing", "asking",
    "choosing", "listing", "people", "shelf", "search", "help",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """Something the reader can be told to do.

    `keys` are Textual's names, comma-separated, empty where only the palette
    has it; they can be remapped by `id`.
    `word` is the footer's, empty where a command does not stand there; `footer`
    says in which contexts it does, `words` are its other words in some of them.
    `palette` is False for plain movements; `also` are further words by which the
    palette finds it.
    """

    id: str
    keys: str
    help: str
    group: Group
    word: str = ""
    footer: tuple[Context, ...] = ()
    palette: bool = True
    shown: str = ""
    words: tuple[tuple[Context, str], ...] = ()
    also: str = ""

    @property
    def action(self) -> str:
        """The action of the screen that does it."""
        return self.id.replace("-", "_")

    @property
    def key_words(self) -> str:
        """The keys as a person calls them, before anything was remapped."""
        return self.shown or spell(self.keys)

    def word_in(self, context: Context) -> str:
        """The footer's word in a context."""
        return dict(self.words).get(context, self.word)

    @property
    def sentence(self) -> str:
        """What the command does, for the palette."""
        return f"{self.help[0].upper()}{self.help[1:]}"


def spell(keys: str) -> str:
    """Keys, in Textual's names with commas between, as a person calls them."""
    return " ".join(_NAMES.get(key.strip(), key.strip()) for key in keys.split(","))


_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "enter": "Enter",
    "escape": "Esc",
    "home": "Home",
    "end": "End",
    "ctrl+p": "Ctrl+P",
    "ctrl+l": "Ctrl+L",
    "ctrl+f": "Ctrl+F",
    "ctrl+b": "Ctrl+B",
    "ctrl+r": "Ctrl+R",
    "ctrl+z": "Ctrl+Z",
}

_TEXT: tuple[Context, ...] = ("article", "page as it came")

COMMANDS: tuple[Command, ...] = (
    Command("next", "j", "next paragraph, or article in the list", "Move", palette=False),
    Command("previous", "k", "previous paragraph, or article in the list", "Move", palette=False),
    Command("line-down", "down", "one line down", "Move", palette=False),
    Command("line-up", "up", "one line up", "Move", palette=False),
    Command("page-down", "space,pagedown,ctrl+f", "a page down", "Move", palette=False),
    Command("page-up", "pageup,ctrl+b", "a page up", "Move", palette=False),
    Command("top", "g,home", "to the top", "Move"),
    Command("bottom", "G,end", "to the end", "Move"),
    Command(
        "next-quote", "right_square_bracket", "next quote, with who said it", "Move",
        "quote", ("article",), shown="]",
    ),
    Command("previous-quote", "left_square_bracket", "previous quote", "Move", shown="["),
    Command("next-article", "right_curly_bracket", "next article", "Move", "article", _TEXT),
    Command("previous-article", "left_curly_bracket", "previous article", "Move"),
    Command("open", "enter", "open the article, or go to it", "Move", "open",
            ("list", "listing", "people", "shelf", "search")),
    Command("switch", "tab,shift+tab", "to the other pane", "Move", palette=False),
    Command(
        "back", "escape", "back: from words to the paragraph, from the article to the list",
        "Move", "back", ("filtered", "selecting", "listing", "people", "shelf", "search"),
        palette=False, words=(("filtered", "list"),),
    ),
    Command("find", "slash", "find in the article, in this help, among the people or your notes",
            "Read", "find", (*_TEXT, "help", "people", "shelf"), also="look words"),
    Command("find-next", "n", "next hit; after a search on to the next article with one", "Read"),
    Command("find-previous", "N", "previous hit", "Read"),
    Command(
        "raw", "r", "the page as it came, with what was removed and why; again: cleaned", "Read",
        "as it came", _TEXT, words=(("page as it came", "cleaned"),),
        also="original removed ads advertisements",
    ),
    Command("echoes", "e", "other printings of this statement, with the differing words marked",
            "Read", "echoes", ("article",), also="copies compare differences"),
    Command("sidebar", "z", "hide or show the list", "Read", also="pane wide"),
    Command("search", "S", "search the library for words; again: back to the hits", "Library",
            "search", ("list", "found", "search"), also="find results",
            words=(("search", "other words"), ("found", "hits"))),
    Command("sort", "s", "sort the list: by date, outlet, title …; the same again: reversed",
            "Library", "sort", ("list", "search"), also="order newest oldest"),
    Command("filter", "f", "list only what fits, such as is:unread outlet:kompas; empty: all",
            "Library", "filter", ("list",)),
    Command("everything", "A", "without filters: list every article, search all of them",
            "Library", "everything", ("search",), also="all reset clear"),
    Command("fold", "F", "fold other printings of the same story into one row; again: unfold",
            "Library", also="duplicates copies same"),
    Command("copies", "o", "show below a row the copies folded into it; again: put them away",
            "Library"),
    Command("unread", "U", "mark the article as unread; again: as read", "Library"),
    Command("people", "p", "who speaks in the library: how often, where; open to all they said",
            "Library", "people", ("list",), also="speakers names quotes"),
    Command(
        "bookmark", "m", "bookmark what the cursor stands on; again: take it away", "Mark",
        "mark", ("article", "selecting"),
    ),
    Command(
        "note", "a", "write a note on what the cursor stands on, or change it", "Mark",
        "note", ("article", "selecting", "shelf"), also="annotate comment edit",
    ),
    Command("draft", "D", "a note that was left unsaved: go on with it, copy or discard it",
            "Mark", also="drafts recover lost"),
    Command("tags", "t", "tags of the note or bookmark under the cursor", "Mark",
            "tags", ("shelf",), also="edit"),
    Command("delete", "d", "delete the note or bookmark under the cursor", "Mark",
            "delete", ("shelf",), also="remove"),
    Command("undo", "u", "undo the last change to the notebook; one out of sight is told first",
            "Mark", "undo", ("shelf",), also="take back revert"),
    Command("redo", "ctrl+r", "redo what was undone last, as long as nothing was changed since",
            "Mark", also="again"),
    Command("shelf", "B", "everything bookmarked or noted, in one list", "Mark",
            "all notes", ("list",), also="notes bookmarks notebook"),
    Command(
        "select", "v", "point at words with the keys below; again: hold, and the selection grows",
        "Select words", "hold", ("selecting",),
    ),
    Command("word-right", "w", "a word further", "Select words", "word", ("selecting",),
            palette=False),
    Command("word-left", "b", "a word back", "Select words", palette=False),
    Command("right", "l,right", "a character further, when held", "Select words", palette=False),
    Command("left", "h,left", "a character back, when held", "Select words", palette=False),
    Command("sentence-right", "right_parenthesis", "a sentence further", "Select words",
            "sentence", ("selecting",), palette=False),
    Command("sentence-left", "left_parenthesis", "a sentence back", "Select words",
            palette=False),
    Command("copy", "y", "copy the passage with its source to your clipboard", "Take home",
            "copy", ("selecting",), also="clipboard yank"),
    Command("export", "x", "export the notes of this article as Markdown", "Take home",
            "export", ("article",)),
    Command("export-all", "X", "export all notes as Markdown", "Take home",
            "export all", ("shelf",)),
    Command("set-title", "", "set the title of this article", "Set right",
            also="correct fix edit change headline"),
    Command("set-date", "", "set the date of this article", "Set right",
            also="correct fix edit change day published"),
    Command("set-outlet", "", "set the outlet of this article", "Set right",
            also="correct fix edit change publisher source"),
    Command("set-label", "", "set what the line under the cursor is (body, related …)",
            "Set right", also="correct fix edit change"),
    Command("set-speaker", "", "set who said the quote under the cursor", "Set right",
            also="correct fix edit change name attribution"),
    Command("help", "question_mark", "these keys", "Reader", "keys",
            ("list", "article", "page as it came", "selecting", "listing", "people", "shelf",
             "search"), also="shortcuts"),
    Command("palette", "ctrl+p", "look for a command by its name", "Reader", palette=False),
    Command("redraw", "ctrl+l", "paint the screen anew", "Reader"),
    Command("suspend", "ctrl+z", "back to the shell, until fg", "Reader", palette=False),
    Command("leave", "q", "leave", "Reader", "leave", ("list", "article", "page as it came"),
            also="quit exit"),
)  # fmt: skip

#: Keys that belong to a box that takes what is typed: (key, word in the footer, help).
WRITING: tuple[tuple[str, str, str], ...] = (
    ("Ctrl+S", "save", "save the note"),
    ("Ctrl+E", "editor", "go on writing it in $EDITOR"),
    ("Esc", "leave", "leave it; what was typed is kept and offered again"),
)
ASKING: tuple[tuple[str, str, str], ...] = (
    ("Enter", "go", "take the answer"),
    ("Esc", "leave", "leave the question"),
    ("↑", "asked before", "what was asked before"),
)
#: Keys of the box in which one of several is chosen.
CHOOSING: tuple[tuple[str, str, str], ...] = (
    ("Enter", "choose", "take what the cursor stands on; the letter beside it takes it at once"),
    ("Esc", "leave", "leave all as it is"),
)

_BOXES: Mapping[Context, tuple[tuple[str, str, str], ...]] = {
    "writing": WRITING, "asking": ASKING, "choosing": CHOOSING,
}  # fmt: skip

#: Contexts in which the footer shows all that it shows in another, too.
_LIKE: Mapping[Context, Context] = {"found": "article", "filtered": "article"}

BY_ID = {command.id: command for command in COMMANDS}


#: What a narrow footer shows rather than the rest, in this order.
_FIRST = {
    name: place
    for place, name in enumerate(
        (
            "help",
            "leave",
            "open",
            "back",
            "search",
            "sort",
            "filter",
            "next-quote",
            "bookmark",
            "note",
            "find",
            "raw",
            "echoes",
        )
    )
}


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that count: as declared, but for those that the user gave to others.

    `remapped` maps the id of a command to its keys, `complaints` say in a
    sentence each what was asked for and cannot be.
    """

    remapped: Mapping[str, str]
    complaints: tuple[str, ...] = ()

    def of(self, command_id: str) -> str:
        """The keys of a command, as a person calls them."""
        if keys := self.remapped.get(command_id):
            return spell(keys)
        return BY_ID[command_id].key_words or spell("ctrl+p")

    def footer(self, context: Context) -> tuple[tuple[str, str], ...]:
        """What the footer shows in a context, most wanted first: (key, word)."""
        if context in _BOXES:
            return tuple((key, word) for key, word, _ in _BOXES[context])
        like = _LIKE.get(context, context)
        chosen = [one for one in COMMANDS if context in one.footer or like in one.footer]
        chosen.sort(key=lambda command: _FIRST.get(command.id, len(_FIRST)))
        return tuple((self.of(command.id), command.word_in(context)) for command in chosen)


def settle_keys(wanted: Mapping[str, str], file: object = "config.toml") -> Keys:
    """The keys that the user asked for, as far as they can be.

    One that names no command or no key, or a key that another command has,
    is left as it was declared, and a complaint says so.
    """
    complaints: list[str] = []
    accepted: dict[str, str] = {}
    for name, keys in wanted.items():
        if name not in BY_ID:
            complaints.append(
                f"{file}: [keys] {name}: there is no such command; the help (?) names them all."
            )
        elif bad := next((key for key in _split(keys) if not _KEY.fullmatch(key)), None):
            complaints.append(f"{file}: [keys] {name}: “{bad}” is no key, such as m, f2 or ctrl+b.")
        else:
            accepted[name] = keys
    while clash := _clash(accepted):
        name, key, other = clash
        del accepted[name]
        complaints.append(f"{file}: [keys] {name}: {spell(key)} is the key of {other} already.")
    return Keys(accepted, tuple(complaints))


#: One character, a function key, or one of the keys that have a name; with what is held down.
_KEY = re.compile(
    r"(?:(?:ctrl|shift|alt|super)\+)*"
    r"(?:\S|f[1-9]|f1\d|f2[0-4]|enter|escape|tab|space|backspace|delete|insert|home|end|up|down|left"
    r"|right|pageup|pagedown|[a-z]+(?:_[a-z]+)+|slash|comma|plus|minus|tilde|colon|semicolon)"
)


def _split(keys: str) -> list[str]:
    if not keys:
        return []
    return [keys] if keys.strip() == "," else [key.strip() for key in keys.split(",")]


def _clash(accepted: Mapping[str, str]) -> tuple[str, str, str] | None:
    """A remapped command that wants a key which another has: (its id, the key, the other's id)."""
    owners: dict[str, str] = {}
    for command in sorted(COMMANDS, key=lambda command: command.id in accepted):
        for key in _split(accepted.get(command.id, command.keys)):
            key = _PLAIN.get(key, key)
            if key in owners and owners[key] != command.id:
                return command.id, key, owners[key]
            owners[key] = command.id
    return None


#: Characters by the names that Textual has for them.
_PLAIN = {char: name for name, char in _NAMES.items() if len(char) == 1 and char.isascii()}
