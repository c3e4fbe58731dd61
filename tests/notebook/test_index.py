"""An index that follows a notebook tells the same as one that is made anew."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reader.notebook.anchors import Anchor
from reader.notebook.documents import note_document
from reader.notebook.index import Index
from reader.notebook.ulid import new_ulid

Table = dict[str, Mapping[str, Any]]

UIDS = tuple(sorted(new_ulid() for _ in range(6)))
ARTICLES = ("a" * 64, "b" * 64)


def document(uid: str, article: str, file: str, note: str, *, gone: bool) -> dict[str, Any]:
    anchor = Anchor(article, "a.txt", "Title", "words", "", "", 0, 5, 1)
    made = note_document(uid, anchor, note, (), "2026-11-21T20:00:00Z", file)
    return {**made, "deleted": "2026-11-21T21:00:00Z"} if gone else made


NOTES = st.builds(
    document, st.sampled_from(UIDS), st.sampled_from(ARTICLES), st.sampled_from(["/a", "a.txt"]),
    st.sampled_from(["", "thought"]), gone=st.booleans(),
)  # fmt: skip
ODD = st.sampled_from([{}, {"uid": 7}, {"uid": UIDS[0], "anchor": None}, {"deleted": ""}])
NUMBERS = st.integers(1, 8).map(str)
CHANGES = st.lists(st.tuples(NUMBERS, st.none() | NOTES | ODD), max_size=3)


def told(index: Index) -> tuple[object, ...]:
    """All that an index can be asked."""
    return (
        index.all(),
        [index.of_article(article) for article in ARTICLES],
        [index.of_file(file) for file in ("/a", "a.txt")],
        [index.note(uid) for uid in UIDS if index.matching(uid)],
        [index.matching(uid) for uid in UIDS],
        index.marks(),
    )


def silent() -> None:
    """What is no note is no matter here."""


@given(st.dictionaries(NUMBERS, NOTES), st.lists(CHANGES, max_size=6))
def test_following_changes_comes_to_the_same_as_beginning_anew(
    table: Table, history: list[list[tuple[str, Mapping[str, Any] | None]]]
) -> None:
    index = Index(silent)
    index.follow(table)
    for changes in history:
        table = dict(table)
        for number, new in changes:
            if new is None:
                table.pop(number, None)
            else:
                table[number] = new
        index.follow(table)
        anew = Index(silent)
        anew.follow(table)
        assert told(index) == told(anew)
