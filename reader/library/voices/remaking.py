"""People and echoes with what the user set right, without a word of it in the catalog.

The few articles of which something was set are taken out and put in again as the
user has them, in a transaction that is undone. What that changes is kept.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from reader.library import own as owning
from reader.library import tables
from reader.library.catalog import WAIT, Catalog
from reader.library.own import Corrections, Reread
from reader.library.places import Places
from reader.library.reading import said_in
from reader.library.view import rows_of
from reader.library.voices import clues, echoing, persons, texts
from reader.library.voices.anew import NOTHING, Anew, heard_by, members_of, persons_with
from reader.library.voices.selecting import erase, selected
from reader.library.voices.texts import Text

MOST = 4 * clues.AT_ONCE
"""Statements for which nobody has looked, up to which that is done for the answer."""

BUSY = 500
"""Milliseconds to wait for who is writing just now; then what the user set does not count yet."""

_HELD = frozenset({5, 6})
"""SQLite's codes for what somebody else holds: busy, locked."""


def corrected_by(
    db: sqlite3.Connection, places: Places, corrections: Corrections, reread: Reread
) -> list[Text]:
    """The articles whose outlet, date or quotes the user set, as they are by that.

    The connection is prepared with these corrections: see `reader.library.own`.
    """
    keys = sorted(owning.concerned(db, places, corrections))
    sql = "select key, publisher, published from main.article where key in {}"
    was = {key: rest for key, *rest in selected(db, sql, keys)}
    found = []
    for row in rows_of(db, places, keys):
        said = before = tables.said(db, row.key)
        if corrections.changes_quotes(row) and (article := reread(row)) is not None:
            said = said_in(corrections.article(article, row.path).article)
        if said != before or (said and was[row.key] != [row.publisher, row.published]):
            found.append(Text(row.id, row.key, row.publisher, row.published, said))
    return found


def remade(catalog: Catalog, corrected: Sequence[Text]) -> Anew | None:
    """What is otherwise by these articles; None where somebody else is writing just now."""
    if not catalog.on_disk:
        own = sqlite3.connect(":memory:", isolation_level=None)
        with closing(own), catalog.reading() as shared:
            shared.backup(own)
            return _made(own, corrected)
    try:
        with catalog.writing() as db:
            db.execute("pragma cache_spill = off")  # so that nothing of it touches the disk
            db.execute(f"pragma busy_timeout = {BUSY}")
            try:
                db.execute("begin immediate")
                return _made(db, corrected)
            finally:
                if db.in_transaction:
                    db.execute("rollback")
                db.execute("pragma cache_spill = on")
                db.execute(f"pragma busy_timeout = {1000 * WAIT:.0f}")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in _HELD:
            return None
        raise


def _made(db: sqlite3.Connection, corrected: Sequence[Text]) -> Anew:
    """What is otherwise where these articles are as the user has them.

    Whatever is done here is to be undone. Nothing is otherwise while most of the
    library has not been looked at.
    """
    waiting = db.execute("select count(*) from voice_fresh").fetchone()[0]
    if not corrected or waiting > MOST:
        return NOTHING
    persons_seen, groups_seen = _watched(db, "voice_person"), _watched(db, "voice_group")
    sql = "select key from voice_text where id in {}"
    texts.bury(db, [key for (key,) in selected(db, sql, {one.id for one in corrected})])
    for one in corrected:
        erase(db, "quote", "article", [one.article])
    db.executemany(
        "insert into quote (article, nth, start, finish, words, speaker) values (?, ?, ?, ?, ?, ?)",
        [
            (one.article, nth, said.start, said.end, said.text, said.speaker)
            for one in corrected
            for nth, said in enumerate(one.quotes)
        ],
    )
    texts.put(db, corrected)
    echoing.find(db)
    persons.settle(db)
    people = {key for (key,) in db.execute(persons_seen)}
    groups = {key for (key,) in db.execute(groups_seen)}
    return Anew(
        {one.article: one.quotes for one in corrected},
        {**dict.fromkeys(people), **persons_with(db, people)},
        heard_by(db, people),
        {**dict.fromkeys(groups), **members_of(db, groups)},
    )


def _watched(db: sqlite3.Connection, table: str) -> str:
    """From here on keep which rows of a table change; the SELECT that gives their keys."""
    log = f"{table}_changed"
    db.execute(f"create temp table {log} (key integer primary key)")
    for event, row in (("insert", "new"), ("update", "new"), ("delete", "old")):
        db.execute(
            f"create temp trigger {log}_{event} after {event} on main.{table}"
            f" begin insert or ignore into {log} values ({row}.key); end"
        )
    return f"select key from temp.{log}"
