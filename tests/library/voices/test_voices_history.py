"""However a library came to be as it is: the same people and the same echoes."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library.row import Said
from reader.library.voices import clues, persons

CLAUSES = (
    *("pengerukan muara dimulai bulan depan", "kapal nelayan dapat masuk pelabuhan"),
    *("dua belas izin tambang pasir kami cabut", "biayanya ditanggung pemerintah provinsi"),
    *("kami menunggu sejak pagi di loket tiga", "harga beras naik seribu rupiah per kilogram"),
    *("warga tidak membayar apa pun", "pemiliknya tidak pernah menyerahkan laporan"),
)
SPEAKERS = (
    *(("Ratna Wulandari", "Bupati Demak"), ("Ratna Wulandari", None), ("Ratna", "Bupati")),
    *(("Ratna Wulandari Putri", "Nelayan"), ("Rattna Wulandari", "Bupati"), ("Ratna", None)),
    *(("Budi Hartawan", "Ketua KPU"), ("Boedi Hartawan", None), ("Budi", "Ketua KPU Jepara")),
    *(("Budi Setiabudi", None), ("Budi", None), ("Cak Dul", None), ("AKW", None)),
    *(("Abdul Karim Wijaya", "Kapolres"), ("Abdul Karim", None), ("Marlupi", None)),
    *(("Marlupy", "Ketua RT"), ("Marlupi", "Ketua RT 05"), ("seorang warga", None), (None, None)),
)
CALLED = (None, None, "Ratna", "Cak Dul", "Budi", "Ratna Wulandari", "nya")

quotes = st.lists(
    st.tuples(
        st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=3).map(" ".join),
        st.sampled_from(SPEAKERS),
        st.sampled_from(CALLED),
    ),
    min_size=1,
    max_size=3,
)
articles = st.tuples(
    quotes,
    st.none() | st.sampled_from(["Kabar Pesisir", "Warta Kota Lama"]),
    st.none() | st.sampled_from(["2024-03-01", "2024-03-05", "2024-03-12", "2024-06-01"]),
)
FILES = st.sampled_from("abcdefghijkl")
step = st.one_of(
    st.tuples(st.just("print"), FILES, articles),
    st.tuples(st.sampled_from(["copy", "move", "forget"]), FILES, st.none()),
    st.tuples(st.just("settle"), st.just(""), st.none()),
)
Step = tuple[str, str, Any]
Holding = dict[str, tuple[str, Any]]
"""What is in each file: the name of the text, and the article."""

Quote = Callable[..., Said]


def put(newsroom: Any, quote: Quote, file: str, text: str, article: Any) -> None:
    said, outlet, published = article
    newsroom.print(
        text,
        *(quote(words, who, called, role) for words, (who, role), called in said),
        outlet=outlet,
        published=published,
        file=file,
    )


def play(newsroom: Any, quote: Quote, steps: list[Step]) -> Holding:
    """Do what the steps say; a file that is printed anew holds another text."""
    there: Holding = {}
    for number, (what, file, article) in enumerate(steps):
        if what == "settle":
            newsroom.settle()
        if what == "print":
            if file in there:
                newsroom.forget(file)
            there[file] = f"{file} {number}", article
            put(newsroom, quote, file, *there[file])
        elif file in there:
            held = there[file]
            if what != "copy":
                newsroom.forget(file)
                del there[file]
            if what != "forget" and f"{file}'" not in there:
                there[f"{file}'"] = held
                put(newsroom, quote, f"{file}'", *held)
    newsroom.settle()
    return there


def at_once(newsroom: Any, quote: Quote, there: Holding) -> None:
    """Print what is there, the last first, and settle once."""
    for file, held in sorted(there.items(), reverse=True):
        put(newsroom, quote, file, *held)
    newsroom.settle()


@pytest.fixture
def nothing_common(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small library is looked at as a large one is where no clue is common."""
    for name in ("RARE", "FEW", "NEAR"):
        monkeypatch.setattr(clues, name, 1000)


@pytest.mark.usefixtures("nothing_common")
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(step, max_size=25))
def test_a_library_that_changed_knows_what_one_does_that_is_read_at_once(
    newsrooms: Callable[[], Any], quote: Quote, steps: list[Step]
) -> None:
    changed, whole = newsrooms(), newsrooms()
    at_once(whole, quote, play(changed, quote, steps))
    assert changed.heard() == whole.heard()
    assert changed.groups() == whole.groups()
    assert changed.echoes() == whole.echoes()


@pytest.mark.usefixtures("nothing_common")
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(step, max_size=25), st.integers(1, 4))
def test_it_does_not_matter_how_much_is_looked_at_together(
    newsrooms: Callable[[], Any],
    quote: Quote,
    monkeypatch: pytest.MonkeyPatch,
    steps: list[Step],
    many: int,
) -> None:
    changed, parted, whole = newsrooms(), newsrooms(), newsrooms()
    there = play(changed, quote, steps)
    with monkeypatch.context() as patched:
        patched.setattr(clues, "AT_ONCE", many)
        patched.setattr(persons, "AT_ONCE", many)
        play(parted, quote, steps)
        at_once(whole, quote, there)
    for other in (parted, whole):
        assert changed.heard() == other.heard()
        assert changed.groups() == other.groups()


def test_two_who_were_one_person_are_both_listed_however_few_are_looked_at_together(
    newsrooms: Callable[[], Any], quote: Quote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(persons, "AT_ONCE", 1)
    newsroom = newsrooms()
    words = CLAUSES[0]
    named = quote(words, "Ratna Wulandari", "Cak Dul", "Bupati Demak")
    newsroom.print("a", named, file="a")
    newsroom.print("b", quote(words, "Cak Dul"), file="b")
    newsroom.settle()
    assert len(newsroom.people) == 1
    newsroom.forget("a")
    newsroom.print("c", quote(words, "Ratna Wulandari", role="Bupati Demak"), file="c")
    newsroom.settle()
    assert {one.name for one in newsroom.people} == {"Ratna Wulandari", "Cak Dul"}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(articles, max_size=12), st.integers(1, 3), st.data())
def test_where_clues_are_common_a_library_that_grew_knows_as_many_echoes_or_more(
    newsrooms: Callable[[], Any],
    quote: Quote,
    monkeypatch: pytest.MonkeyPatch,
    printed: list[Any],
    few: int,
    data: st.DataObject,
) -> None:
    for name, value in (("RARE", 1), ("FEW", few), ("NEAR", 1)):
        monkeypatch.setattr(clues, name, value)
    there = {f"{n}": (f"text {n}", article) for n, article in enumerate(printed)}
    grown, whole = newsrooms(), newsrooms()
    for file in data.draw(st.permutations(sorted(there))):
        put(grown, quote, file, *there[file])
        if data.draw(st.booleans()):
            grown.settle()
    grown.settle()
    at_once(whole, quote, there)
    assert grown.echoes() >= whole.echoes()
