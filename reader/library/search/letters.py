"""What SQLite's tokeniser takes for a word: asked of it, so that nobody has to agree with it.

Which characters are letters, and what a letter is without its case and accent,
depends on the Unicode version that SQLite was built with.
"""

import threading
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

TOKENIZER = "unicode61 remove_diacritics 2"

_SCHEMA = (
    f"create virtual table letter using fts5(word, content='', tokenize='{TOKENIZER}')",
    "create virtual table found using fts5vocab(letter, instance)",
)


class Letters:
    """Folds characters as the tokeniser does; each is asked about once a process."""

    def __init__(self) -> None:
        self._folded: dict[int, str] = {}
        self._db: sqlite3.Connection | None = None
        self._asking = threading.Lock()

    def words(self, text: str) -> list[str]:
        """The words of a text as they are in the index, in their order."""
        self._learn(set(text))
        return text.translate(self._folded).split()

    def _learn(self, characters: Iterable[str]) -> None:
        folded = self._folded
        new = [one for one in characters if ord(one) not in folded]
        if not new:
            return
        with self._asking:
            db = self._db = self._db or _opened()
            # Between two letters: what parts them is no letter, what vanishes an accent.
            db.executemany(
                "insert into letter (rowid, word) values (?, 'x' || ? || 'x')",
                [(ord(one), one) for one in new],
            )
            found: dict[int, list[str]] = {}
            for code, word in db.execute("select doc, term from found order by doc, offset"):
                found.setdefault(code, []).append(word)
            db.execute("insert into letter (letter) values ('delete-all')")
            for code, words in found.items():
                folded[code] = words[0][1:-1] if len(words) == 1 else " "


@cache
def letters() -> Letters:
    """Those of this process."""
    return Letters()


def _opened() -> "sqlite3.Connection":
    import sqlite3

    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    for statement in _SCHEMA:
        db.execute(statement)
    return db
