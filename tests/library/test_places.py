"""The names of a file: on the disk, on the screen, in the catalog. Each leads to the others."""

import os

from hypothesis import given
from hypothesis import strategies as st

from reader.library.folder import Root, shown
from reader.library.places import Places, split

ROOTS = (Root("arsip", "/data/arsip", False), Root("~/x.txt", "/home/ana/x.txt", True))
PLACES = Places(ROOTS)

bytes_of_names = st.binary(min_size=1, max_size=12).filter(
    lambda name: not set(name) & set(b"\0/") and name not in (b".", b"..")
)
ways = st.lists(bytes_of_names, min_size=1, max_size=3).map(b"/".join)


@given(ways)
def test_whatever_a_file_is_called_what_is_shown_leads_back_to_it(way: bytes) -> None:
    place = b"0/" + way
    told = PLACES.shown(place)
    assert told.isprintable()
    assert (place, 0) in PLACES.of_shown(told)
    assert list(PLACES.of_real(PLACES.real(place))) == [place]


@given(ways, st.integers(1, 10**6))
def test_a_row_of_a_file_is_found_by_what_is_shown_of_it(way: bytes, number: int) -> None:
    place = b"0/" + way
    assert (place, number) in PLACES.of_shown(PLACES.shown(place, number))


@given(ways, ways)
def test_no_two_files_are_shown_alike(one: bytes, other: bytes) -> None:
    names = {shown(os.fsdecode(one)), shown(os.fsdecode(other))}
    assert len(names) == len({one, other})


def test_a_control_letter_and_the_byte_of_its_number_are_shown_differently() -> None:
    assert shown("a\x85") != shown("a\udc85")


def test_a_root_that_is_a_file_has_a_place_of_its_own() -> None:
    assert PLACES.real(b"1/") == "/home/ana/x.txt"
    assert PLACES.shown(b"1/") == "~/x.txt"
    assert list(PLACES.of_shown("~/x.txt")) == [(b"1/", 0)]
    assert split(b"1/") == (b"1/", b"")


def test_it_does_not_matter_in_which_order_the_roots_were_typed() -> None:
    assert Places(ROOTS[::-1]).real(b"0/a.txt") == PLACES.real(b"0/a.txt")


@given(st.text(max_size=20))
def test_nothing_that_somebody_types_is_too_strange(typed: str) -> None:
    list(PLACES.of_shown(typed))
    list(PLACES.of_path(typed))
