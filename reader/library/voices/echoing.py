"""Finds the echoes among the statements, those of new ones only.

Which echoes are found depends on what is in the library, and hardly on the order in
which it came there. A pair that was found stays found when others come between the
two, or take up their clues; so a library that has grown may know a few more echoes
than one that is read at once. Those that come near each other when others go are
looked at again.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.article.echoes import ENOUGH, hold_against, worth_it
from reader.article.joining import go_together
from reader.article.namesakes import words_may_be_one
from reader.article.statements import Statement, Told
from reader.article.traces import Held, found_by
from reader.library.voices import clues, groups
from reader.library.voices.groups import Pair
from reader.library.voices.names import stale
from reader.library.voices.schema import DAY
from reader.library.voices.selecting import erase, selected, slices
from reader.library.voices.ties import SAID

if TYPE_CHECKING:
    import sqlite3


def many_wait(db: "sqlite3.Connection") -> bool:
    """Whether there are as many new statements as are looked for together."""
    sql = "select 1 from voice_fresh limit 1 offset ?"
    return db.execute(sql, (clues.AT_ONCE - 1,)).fetchone() is not None


def find(db: "sqlite3.Connection") -> None:
    """Find the echoes of all statements for which nobody has looked."""
    again = [(a, b) for a, b in db.execute("select a, b from voice_again")]
    db.execute("delete from voice_again")
    _keep(db, _judged(db, again))
    sql = "select statement, clues, ends from voice_fresh order by statement limit ?"
    while fresh := db.execute(sql, (clues.AT_ONCE,)).fetchall():
        _keep(db, _judged(db, clues.candidates(db, fresh)))
        erase(db, "voice_fresh", "statement", [one for one, _, _ in fresh])


def find_of(db: "sqlite3.Connection", nodes: Iterable[int]) -> None:
    """Find the echoes of these nodes' statements anew, since it is another who said them."""
    sql = """
    select voice_statement.key, words, voice_heard.node from voice_heard join voice_statement
    on voice_statement.text = voice_heard.text and voice_statement.node = voice_heard.node
    where voice_heard.node in {}
    """
    for some in slices(selected(db, sql, nodes), clues.AT_ONCE):
        fresh = []
        for key, words, node in sorted(some):
            found, ends = (array("I", part).tobytes() for part in found_by(words))
            fresh.append((key, found, ends + clues.all_by(words, node)))
        _keep(db, _judged(db, clues.candidates(db, fresh)))


def part_odd(db: "sqlite3.Connection") -> None:
    """Take back the echoes of two who were one person, and are no more."""
    gone = db.execute(
        "select a, b from voice_echo"
        " join voice_statement as one on one.key = a join voice_statement as other on other.key = b"
        " join voice_node as mine on mine.key = one.node"
        " join voice_node as theirs on theirs.key = other.node"
        " where odd and mine.person is not theirs.person"
    ).fetchall()
    if gone:
        db.executemany("delete from voice_echo where a = ? and b = ?", gone)
        groups.part(db, groups.groups_of(db, (a for a, _ in gone)))


# -- whether they are one -------------------------------------------------------------


class _Found(NamedTuple):
    """An echo; `odd` if it is none but for one person who said both, under other names."""

    a: int
    b: int
    score: float
    one: int | None
    other: int | None
    odd: bool


class _Speaker(NamedTuple):
    """A node as far as it tells whether two are others."""

    words: tuple[str, ...]
    person: int | None


def _judged(db: "sqlite3.Connection", pairs: Collection[Pair]) -> Iterator[_Found]:
    """The pairs that are echoes."""
    found = list(
        selected(
            db,
            "select key, text, node, words from voice_statement where key in {}",
            {one for pair in pairs for one in pair},
        )
    )
    held = {key: (text, node, Held(words)) for key, text, node, words in found}
    speakers = _speakers(db, {node for _, _, node, _ in found if node is not None})
    likely: list[tuple[int, int, bool, bool]] = []
    for a, b in pairs:
        (here, one, mine), (there, other, theirs) = held[a], held[b]
        if here == there:
            continue
        whole = min(mine.whole, theirs.whole)
        days = a >> DAY or None, b >> DAY or None
        common = whole if mine.words == theirs.words else mine.common(theirs)
        if worth_it(common, whole, *days):
            apart, odd = _are_apart(speakers, one, other)
            if not apart or worth_it(common, whole, *days, apart=True):
                likely.append((a, b, apart, odd))
    nodes = {key: node for key, (_, node, _) in held.items()}
    del held
    for some in slices(likely, clues.AT_ONCE):
        told = _told(db, {one for pair in some for one in pair[:2]})
        for a, b, apart, odd in some:
            if a in told and b in told:
                score = hold_against(told[a], told[b], apart=apart or odd)
                if odd := odd and score < ENOUGH:
                    score = hold_against(told[a], told[b], apart=False)
                if score >= ENOUGH:
                    yield _Found(a, b, round(score, 3), nodes[a], nodes[b], odd)


def _speakers(db: "sqlite3.Connection", nodes: Iterable[int]) -> Mapping[int, _Speaker]:
    sql = "select key, words, person from voice_node where key in {}"
    return {
        key: _Speaker(tuple(words.split()), person)
        for key, words, person in selected(db, sql, nodes)
    }


def _are_apart(
    speakers: Mapping[int, _Speaker], one: int | None, other: int | None
) -> tuple[bool, bool]:
    """Whether two others are named; and whether they would be, if it were not one person."""
    if one is None or other is None or one == other:
        return False, False
    mine, theirs = speakers[one], speakers[other]
    if words_may_be_one(mine.words, theirs.words):
        return False, False
    is_one = mine.person is not None and mine.person == theirs.person
    return not is_one, is_one


def _told(db: "sqlite3.Connection", statements: Iterable[int]) -> dict[int, Told]:
    """Statements in words."""
    sql = """
    select voice_statement.key, voice_text.id, start, finish, quote.words, speaker, published
    from voice_statement join voice_text on voice_text.key = voice_statement.text
    join quote on quote.article = voice_text.article and quote.nth = voice_statement.nth
    where voice_statement.key in {}
    """
    return {key: Told(Statement(*rest)) for key, *rest in selected(db, sql, statements)}


# -- keeping --------------------------------------------------------------------------


def _keep(db: "sqlite3.Connection", judged: Iterable[_Found]) -> None:
    echoes = list(judged)
    for one in echoes:
        added = db.execute(
            "insert or ignore into voice_echo values (?, ?, ?, ?)",
            (one.a, one.b, one.score, one.odd),
        )
        if added.rowcount and one.one and one.other and one.one != one.other and not one.odd:
            _tie(db, one.one, one.other)
    if echoes:
        groups.join(db, [one[:2] for one in echoes])


def _tie(db: "sqlite3.Connection", one: int, other: int) -> None:
    """Articles print the same statement of both: they are one, if the names go together."""
    names = [speaker.words for speaker in _speakers(db, (one, other)).values()]
    if len(names) == 2 and go_together(*names):
        db.execute(
            "insert into voice_tie values (?, ?, ?, 1)"
            " on conflict (a, b, rule) do update set times = times + 1",
            (min(one, other), max(one, other), SAID),
        )
        stale(db, [(one, True), (other, True)])


# -- taking out -----------------------------------------------------------------------


def take_out(db: "sqlite3.Connection", statements: Sequence[tuple[int, bytes, int | None]]) -> None:
    """Take statements out with their echoes; each with its words and its node."""
    keys = [key for key, _, _ in statements]
    sql = "select statement from voice_fresh where statement in {}"
    waiting = {key for (key,) in selected(db, sql, keys)}
    again: set[Pair] = set()
    for key, words, node in statements:
        if key not in waiting:
            again.update(clues.take_out(db, key, words, node))
    gone = frozenset(keys)
    db.executemany(
        "insert or ignore into voice_again values (?, ?)",
        [pair for pair in again if gone.isdisjoint(pair)],
    )
    parted = groups.groups_of(db, keys)
    for key, _, node in statements:
        _untie(db, key, node)
        db.execute("delete from voice_echo where a = ?1 or b = ?1", (key,))
    for side in ("a", "b"):
        erase(db, "voice_again", side, keys)
    erase(db, "voice_fresh", "statement", keys)
    erase(db, "voice_member", "statement", keys)
    groups.part(db, parted)


def _untie(db: "sqlite3.Connection", key: int, node: int | None) -> None:
    """What the echoes of a statement that goes told of people is not told any more."""
    if node is None:
        return
    others = db.execute(
        "select other.node from (select b as key from voice_echo where a = ?1 and not odd"
        " union all select a from voice_echo where b = ?1 and not odd) as echo"
        " join voice_statement as other on other.key = echo.key where other.node != ?2",
        (key, node),
    ).fetchall()
    for (other,) in others:
        tie = (min(node, other), max(node, other), SAID)
        db.execute("update voice_tie set times = times - 1 where (a, b, rule) = (?, ?, ?)", tie)
        gone = db.execute(
            "delete from voice_tie where (a, b, rule) = (?, ?, ?) and times <= 0", tie
        )
        if gone.rowcount:
            stale(db, [(node, True), (other, True)])
