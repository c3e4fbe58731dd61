"""The index of words: it follows what comes and goes, and never keeps much of what is gone."""

import sqlite3
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.derived import Kept
from reader.library.row import Reading
from reader.library.search import index

WORDS = ("banjir", "bandang", "melayani", "pelayanan", "layanan", "Café", "ﬁsika", "2022", "di")
BODIES = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.lists(BODIES, max_size=4)),
        st.tuples(st.just("remove"), st.integers(0, 5)),
        st.tuples(st.just("settle"), st.none()),
        st.tuples(st.just("roll back"), st.lists(BODIES, max_size=3)),
    ),
    max_size=14,
)


def opened() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    for statement in index.SCHEMA.split(";"):
        db.execute(statement)
    db.execute("create table article (key integer primary key)")
    return db


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    db = opened()
    yield db
    db.close()


def add(db: sqlite3.Connection, bodies: Iterable[tuple[int, str]]) -> None:
    """Add articles in a transaction of their own."""
    bodies = list(bodies)
    db.execute("begin")
    db.executemany("insert into article values (?)", [(key,) for key, _ in bodies])
    index.add(db, [Kept(key, Reading(id=f"{key}", body=body), ()) for key, body in bodies])
    db.execute("commit")


def remove(db: sqlite3.Connection, keys: Iterable[int]) -> None:
    keys = list(keys)
    index.remove(db, keys)
    db.executemany("delete from article where key = ?", [(key,) for key in keys])


def having(db: sqlite3.Connection, word: str) -> set[int]:
    """The articles that are still there and have a word."""
    sql = "select key from article where key in (select rowid from search where search match ?)"
    return {row[0] for row in db.execute(sql, (f'"{word}"',))}


def listed(db: sqlite3.Connection, letters: str) -> set[str]:
    sql = "select word from search_word where word like ?"
    return {row[0] for row in db.execute(sql, (f"%{letters}%",))}


@settings(deadline=None)
@given(steps=STEPS)
def test_whatever_comes_and_goes_is_found_as_long_as_it_is_there(
    steps: list[tuple[str, object]],
) -> None:
    db, here, key = opened(), dict[int, str](), 0
    few, index.FEW = index.FEW, 1  # so that what is gone is soon worth being taken out
    try:
        for what, value in steps:
            if what == "add" and isinstance(value, list):
                new = dict(enumerate(value, key + 1))
                add(db, new.items())
                here |= new
                key += len(new)
            elif what == "remove" and isinstance(value, int):
                keys = sorted(here)[:value]
                remove(db, keys)
                for one in keys:
                    del here[one]
            elif what == "settle":
                db.execute("begin")
                index.settle(db)
                db.execute("commit")
            elif isinstance(value, list):
                db.execute("begin")
                kept = [Kept(1000 + n, Reading(body=body), ()) for n, body in enumerate(value)]
                index.add(db, kept)
                db.execute("rollback")
            for word in WORDS:
                assert having(db, word) == {k for k, body in here.items() if word in body.split()}
            if any("pelayanan" in body for body in here.values()):
                assert "pelayanan" in listed(db, "layan")
    finally:
        index.FEW = few
        db.close()


def test_what_is_gone_leaves_the_index_once_it_is_much(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "FEW", 10)
    add(db, ((key, f"banjir nomor{key} di desa desa") for key in range(1, 101)))
    remove(db, range(1, 61))
    index.settle(db)
    assert db.execute("select count(*) from search where search match 'banjir'").fetchone() == (40,)
    assert db.execute("select count(*) from search_gone").fetchone() == (0,)
    assert db.execute("select count(*) from search_docsize").fetchone() == (40,)
    assert db.execute("select count(*) from search where search match 'nomor7'").fetchone() == (0,)
    assert having(db, "nomor77") == {77}


def test_scores_are_those_of_an_index_that_never_had_what_is_gone(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scores(one: sqlite3.Connection) -> list[tuple[int, float]]:
        sql = "select rowid, round(bm25(search), 9) from search where search match 'banjir'"
        return sorted(one.execute(sql).fetchall())

    monkeypatch.setattr(index, "FEW", 10)
    bodies = [(key, "banjir " * (key % 5) + "surut " * (key % 7)) for key in range(1, 101)]
    add(db, bodies)
    remove(db, range(1, 61))
    index.settle(db)
    fresh = opened()
    add(fresh, bodies[60:])
    assert scores(db) == scores(fresh)
    fresh.close()


def test_a_few_that_are_gone_cost_no_going_through_the_index(db: sqlite3.Connection) -> None:
    add(db, ((key, f"banjir nomor{key}") for key in range(1, 101)))
    remove(db, [5])
    index.settle(db)
    assert db.execute("select count(*) from search_docsize").fetchone() == (100,)
    assert having(db, "nomor5") == set()


def test_a_file_of_very_many_rows_that_is_read_anew_begins_anew(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "FEW", 10)
    add(db, ((key, "banjir") for key in range(1, 51)))
    remove(db, range(1, 51))
    assert db.execute("select count(*) from search_docsize").fetchone() == (0,)
    add(db, [(51, "banjir")])
    assert having(db, "banjir") == {51}


def test_the_list_of_words_has_no_numbers_and_no_endless_words(db: sqlite3.Connection) -> None:
    add(db, [(1, "di 20221129 covid19 " + "a" * 65 + " kepala-sekolah “Kami")])
    assert listed(db, "") == {"covid19", "kepala", "sekolah", "kami"}


def test_two_catalogs_in_turn_each_have_all_their_words() -> None:
    both = opened(), opened()
    for key in (1, 2):
        for db in both:
            add(db, [(key, f"sama kata{key}x")])
    for db in both:
        assert listed(db, "a") == {"sama", "kata1x", "kata2x"}
        db.close()
