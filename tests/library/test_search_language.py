"""The query language: what a query means, and what is said where it means nothing."""

import sqlite3
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.article import Article
from reader.errors import ReaderError
from reader.library import Own
from reader.library import own as owning
from reader.library.derived import Kept
from reader.library.own import Corrected
from reader.library.row import Reading, Row, Said, moment
from reader.library.search import Query, compile_query, index
from reader.library.search.letters import TOKENIZER, letters
from reader.library.tables import SCHEMA

ARTICLES = {
    1: Reading(
        id="a1", title="Banjir di Demak", publisher="Kabar Pesisir", published="2022-11-29",
        language="id", body="Warga melayani dapur umum.\nAir bersih sulit didapat di Demak.",
        quotes=(Said(0, 5, "Kami …", "Rahmat Hidayat", "Rahmat", None, "kata", "name"),),
    ),
    2: Reading(
        id="a2", title="Pelayanan pasar", publisher="KOMPAS.TV", published="2022-12-01T08:00+07:00",
        language="id", body="Layanan baru di pasar. Bersih lantainya, sulit air di sana.",
        quotes=(Said(0, 5, "We …", "Hidayat Rahmat", None, None, "kata", "name"),),
    ),
    3: Reading(
        id="a3", title="Roads", publisher=None, published="2022", language="en",
        body="The café opened. COVID-19 is over; re-open OR not.",
    ),
    4: Reading(error="There is no text in it."),
}  # fmt: skip


def filled(db: sqlite3.Connection) -> sqlite3.Connection:
    """A catalog with a few articles, a tag, a note and a read mark."""
    for statement in f"{SCHEMA};{index.SCHEMA}".split(";"):
        db.execute(statement)
    for statement in owning._TABLES.split(";"):
        db.execute(statement)
    for key, one in ARTICLES.items():
        outlet = one.publisher.casefold() if one.publisher else None
        db.execute(
            "insert into article (key, file, number, id, title, publisher, published, moment,"
            " language, outlet, quotes, error) values (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key, key, one.id, one.title, one.publisher, one.published, moment(one.published),
                one.language, outlet, len(one.quotes), one.error,
            ),
        )  # fmt: skip
    index.add(db, [Kept(key, one, ()) for key, one in ARTICLES.items()])
    db.execute("insert into temp.noted values (1, 1, 0), (2, 0, 2)")
    db.execute("insert into temp.tagged values ('Pangan', 2)")
    db.execute("insert into temp.seen values (1)")
    return db


@pytest.fixture(scope="module")
def catalog() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:", isolation_level=None)
    yield filled(db)
    db.close()


class Nobodys:
    """Corrections of nothing."""

    articles: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    def rows(self, rows: Sequence[Row]) -> Sequence[Row]:
        return rows

    def changes_quotes(self, row: Row) -> bool:
        return False

    def article(self, article: Article, path: str) -> Corrected:
        raise AssertionError("nothing was set of it")


OWN = Own(tags={"Pangan": frozenset({"a2"})})


def found(db: sqlite3.Connection, query: Query, own: Own = OWN) -> list[int]:
    where, values = query.where(own)
    sql = f"select key from article where {where or 'true'} order by key"
    return [row[0] for row in db.execute(sql, values)]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", [1, 2, 3, 4]),
        ("air", [1, 2]),
        ("AIR bersih", [1, 2]),
        ("air AND bersih", [1, 2]),
        ('"air bersih"', [1]),
        ("“air bersih”", [1]),
        ('"air ber"*', [1]),
        ("melayani OR layanan", [1, 2]),
        ("demak pasar", []),
        ("demak OR pasar lantainya", [1, 2]),
        ("(demak OR pasar) sulit", [1, 2]),
        ("sulit NOT demak", [2]),
        ("sulit -demak", [2]),
        ('sulit -"air bersih"', [2]),
        ("-sulit", [3, 4]),
        ("NOT (demak OR roads)", [2, 4]),
        ("NOT NOT demak", [1]),
        ("- demak", [1]),
        ("layan*", [2]),
        ("*layan*", [1, 2]),
        ("*layanan", [2]),
        ("*layan* -layanan", [1]),
        ("*tidakada*", []),
        ("-*layan*", [3, 4]),
        ("cafe", [3]),
        ("CAFÉ", [3]),
        ("covid-19", [3]),
        ("covid 19", [3]),
        ('"or" not', [3]),
        ("jam:", []),
        ("08:00", []),
        ("title:pasar", [2]),
        ("title:air", []),
        ("title:*anji*", [1]),
        ('speaker:"rahmat hidayat"', [1]),
        ("speaker:rahmat", [1, 2]),
        ("speaker:hida*", [1, 2]),
        ('speaker:"hidayat hidayat"', []),
        ("outlet:kompas", [2]),
        ("outlet:kompastv", [2]),
        ('outlet:"kabar pesisir"', [1]),
        ("NOT outlet:kompas", [1, 3, 4]),
        ("tag:pangan", [2]),
        ("tag:#PANGAN", [2]),
        ("-tag:pangan", [1, 3, 4]),
        ("tag:lain", []),
        ("before:2022-12", [1]),
        ("before:2022-11-29", []),
        ("before:2023", [1, 2, 3]),
        ("after:2022-11-29", [2]),
        ("after:2022-11", [2]),
        ("after:2021", [1, 2, 3]),
        ("on:2022-11", [1]),
        ("on:2022", [1, 2, 3]),
        ("on:2022/12/1", [2]),
        ("on:1/12/2022", [2]),
        ("on:11/2022", [1]),
        ('on:"1 Desember 2022"', [2]),
        ('before:"Disember 2022"', [1]),
        ("after:29-Nov-2022", [2]),
        ("-on:2022", [4]),
        ("is:read", [1]),
        ("is:unread", [2, 3, 4]),
        ("is:bookmarked", [1]),
        ("has:bookmark", [1]),
        ("has:note", [2]),
        ("has:tag", [2]),
        ("has:quote", [1, 2]),
        ("has:error", [4]),
        ("lang:id", [1, 2]),
        ("-lang:id", [3, 4]),
        ("air is:unread", [2]),
        ("air OR lang:en", [1, 2, 3]),
        ("Outlet:KOMPAS Is:Unread", [2]),
        ("banjir – demak!", [1]),
    ],
)  # fmt: skip
def test_a_query_finds_what_it_says(
    catalog: sqlite3.Connection, query: str, keys: list[int]
) -> None:
    assert found(catalog, compile_query(query)) == keys


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ('"air bersih', "quotation mark is not closed"),
        ("(air", "not closed"),
        ("air)", ") too many"),
        ("()", "between ( and )"),
        ("air OR", "OR stands between"),
        ("OR air", "OR stands between"),
        ("(air OR) bersih", "OR stands between"),
        ("air AND", "AND stands between"),
        ("AND air", "AND stands between"),
        ("air NOT", "behind NOT"),
        ("air -)", "behind -"),
        ("!!!", "no letter"),
        ('"…"', "no letter"),
        ("*", "no letter"),
        ("lay*an", "inside of a word"),
        ("*la*", "3 letters or more"),
        ("*covid-19*", "more than one word"),
        ("penulis:budi", "There is no “penulis:”"),
        ("outlet: kompas", "close to it"),
        ("outlet:...", "outlet:antara"),
        ("is:new", "is:unread, is:read, is:bookmarked"),
        ("has:money", "has:note"),
        ("lang:indonesian", "lang:id"),
        ("before:kemarin", "before:2022-11-29"),
        ("before:2022-13", "before:2022-11-29"),
        ("after:2022-02-30", "after:2022-11-29"),
        ("on:31/02/2022", "on:29/11/2022"),
        ("on:22 Oktober 2025", 'on:"29 November 2022"'),
        ("on:2022-11-29T10:00", "on:2022-11-29"),
        ("(" * 30 + "a" + ")" * 30, "nested"),
        ("- " * 10 + "-" * 40 + "a", "nested"),
        ("a " * 65, "64 words at most"),
        ("a" * 2001, "2,000 characters"),
    ],
)
def test_a_malformed_query_is_explained_in_one_sentence(query: str, said: str) -> None:
    with pytest.raises(ReaderError) as raised:
        compile_query(query)
    assert said in raised.value.sentence
    assert "\n" not in raised.value.sentence


PIECES = st.sampled_from(
    ["air", "bersih", '"', "(", ")", "-", "*", "OR", "AND", "NOT", ":", "outlet:", "speaker:",
     "title:", "tag:", "before:", "on:2022", "is:", "has:note", "lang:id", "'", ";", "--", "^",
     "NEAR", "{body}", "+", "\\", "%", "_", "?", " ", " ", "é", "漢", "\u0301", "“", "”", "\x00"]
)  # fmt: skip
QUERIES = st.one_of(
    st.text(max_size=40), st.lists(PIECES, max_size=14).map("".join),
    st.lists(PIECES, max_size=10).map(" ".join),
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(query=QUERIES)
@example(query="\ud800")
@example(query="*a\u0301b*")
@example(query="title:*air* OR *bersih* NOT *layan*")
def test_whatever_is_typed_is_a_query_that_can_be_asked_or_a_sentence(query: str) -> None:
    try:
        compiled, sentence = compile_query(query), None
    except ReaderError as error:
        compiled, sentence = None, error.sentence
    if compiled is None:
        assert sentence
        return
    db = filled(sqlite3.connect(":memory:", isolation_level=None))
    try:
        for own in (OWN, Own(corrections=Nobodys())):
            if own.corrections is not None:
                index.titled(db)
            assert set(found(db, compiled, own)) <= set(ARTICLES)
    finally:
        db.close()


@settings(max_examples=300, deadline=None)
@given(query=QUERIES)
def test_a_query_spelled_out_means_the_same(query: str) -> None:
    try:
        compiled = compile_query(query)
    except ReaderError:
        return
    assert compile_query(str(compiled)) == compiled


@given(left=QUERIES, right=QUERIES)
@settings(max_examples=150, deadline=None)
def test_not_and_or_are_those_of_logic(catalog: sqlite3.Connection, left: str, right: str) -> None:
    try:
        a, b = compile_query(left), compile_query(right)
        both, one = compile_query(f"({left}) ({right})"), compile_query(f"({left}) OR ({right})")
        none = compile_query(f"NOT ({left})")
    except ReaderError:
        return  # each is explained elsewhere
    of_a, of_b = set(found(catalog, a)), set(found(catalog, b))
    assert set(found(catalog, both)) == of_a & of_b
    assert set(found(catalog, one)) == of_a | of_b
    assert set(found(catalog, none)) == set(ARTICLES) - of_a


def tokens_of_sqlite(text: str) -> list[str]:
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db.execute(f"create virtual table t using fts5(w, content='', tokenize='{TOKENIZER}')")
        db.execute("create virtual table v using fts5vocab(t, instance)")
        db.execute("insert into t (rowid, w) values (1, ?)", (text,))
        return [row[0] for row in db.execute("select term from v order by offset")]
    finally:
        db.close()


LETTERS = st.one_of(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
    st.characters(max_codepoint=0x24F, exclude_characters="\x00"),
    st.characters(categories=["Mn", "Nd", "Lo"]),
)


@settings(deadline=None)
@given(text=st.text(LETTERS, max_size=30))
@example(text="Jum'at, CAFÉ ꙮ I\u0307stanbul e\u0301 \u0301a ⅳ")
def test_words_are_what_the_index_takes_for_words(text: str) -> None:
    words = letters().words(text)
    assert words == tokens_of_sqlite(text)
    assert letters().words(" ".join(words)) == words
