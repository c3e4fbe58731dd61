"""The same story in several outlets is one row that opens to its copies, and stays so."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library import Library
from reader.library.order import Order

Open = Callable[..., Library]

PLACES = ["Karang Lor", "Muara Endah", "Bukit Wungu", "Teluk Sari", "Rawa Jati", "Watu Kembar"]
PEOPLE = ["Wira Santika", "Laila Rahayu", "Danu Pranata", "Galih Sutanto", "Mira Lestari"]
THINGS = [
    "jembatan",
    "pasar",
    "tambak",
    "puskesmas",
    "terminal",
    "perpustakaan",
    "waduk",
    "dermaga",
]
TOLD = (
    "{P} mengatakan {t} di {w} ditutup {k} hari karena {u} belum selesai diperiksa petugas.",
    "Biaya perbaikan {t} itu Rp {k} juta dan dibayar dari kas desa {w} mulai pekan depan.",
    "“Kami minta warga {w} bersabar sampai {t} ini aman dipakai,” ujar {P} di lokasi.",
    "Sebanyak {k} pedagang {u} pindah ke {w} dan sebagian memilih pulang sejak kemarin sore.",
    "Menurut catatan {P}, {t} tersebut dibangun {k} tahun lalu oleh perantau asal {w}.",
    "{P} menolak usul memindahkan {u} ke {w} sebab ongkos angkutnya {k} ribu sekali jalan.",
    "Rapat berikutnya membahas {t}, {u}, dan nasib {k} buruh harian yang tinggal di {w}.",
    "Hingga berita ini ditulis {P} belum menjawab pertanyaan tentang {u} milik warga {w}.",
)


def story(number: int, length: int = 14) -> list[str]:
    """The paragraphs of a story of its own."""
    chance = random.Random(number)
    return [
        chance.choice(TOLD).format(
            P=chance.choice(PEOPLE),
            t=chance.choice(THINGS),
            u=chance.choice(THINGS),
            w=chance.choice(PLACES),
            k=chance.randint(11, 990),
        )
        for _ in range(length)
    ]


def print_story(
    path: Path, paragraphs: list[str], outlet: str = "Lentera.id", on: str = "14 Maret 2022"
) -> None:
    title = f"Kabar dari {path.stem}"
    first, *others = paragraphs
    page = [title, f"Senin, {on} 10:00 WIB", f"JAKARTA, {outlet.upper()} – {first}", *others]
    path.write_text("\n\n".join(page) + "\n", "utf-8")


def stories(library: Library) -> set[frozenset[str]]:
    """The names of the articles that are folded into one row, for each such row."""
    library.scan()
    view = library.view(Order(fold=True))
    rows = view.rows(0, len(view))
    groups = [[row, *view.copies(row)] for row in rows if row.copies]
    assert all(len(group) == group[0].copies + 1 for group in groups)
    return {frozenset(Path(row.path).stem for row in group) for group in groups}


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A story in three outlets, one of which cut it, among eight others."""
    folder = tmp_path / "pers"
    folder.mkdir()
    paragraphs = story(1)
    print_story(folder / "lentera.txt", paragraphs)
    print_story(folder / "gerbang.txt", paragraphs[:10], "Gerbang.com")
    retouched = [paragraphs[0].replace("karena", "sebab"), *paragraphs[1:13]]
    print_story(folder / "siar.txt", retouched, "Siar.net", "15 Maret 2022")
    for number in range(2, 10):
        print_story(folder / f"lain{number}.txt", story(number))
    return folder


COPIES = frozenset({"lentera", "gerbang", "siar"})


def test_a_story_of_several_outlets_is_one_row(press: Path, open_library: Open) -> None:
    library = open_library(press)
    assert stories(library) == {COPIES}
    assert len(library.view(Order(fold=True))) == 9
    assert len(library.view(Order())) == 11


def test_a_copy_that_comes_later_joins_its_story(press: Path, open_library: Open) -> None:
    library = open_library(press)
    library.scan()
    print_story(press / "susulan.txt", story(1)[:11], "Posraya.co.id")
    print_story(press / "lain2b.txt", story(2), "Posraya.co.id")
    assert stories(library) == {COPIES | {"susulan"}, frozenset({"lain2", "lain2b"})}


@pytest.mark.parametrize("going", sorted(COPIES))
def test_a_story_outlives_each_of_its_copies(press: Path, open_library: Open, going: str) -> None:
    library = open_library(press)
    library.scan()
    (press / f"{going}.txt").unlink()
    assert stories(library) == {COPIES - {going}}
    print_story(press / "susulan.txt", story(1), "Posraya.co.id")
    assert stories(library) == {COPIES - {going} | {"susulan"}}


def test_the_last_copy_is_an_article_like_any_other(press: Path, open_library: Open) -> None:
    library = open_library(press)
    library.scan()
    (press / "lentera.txt").unlink()
    (press / "siar.txt").unlink()
    assert stories(library) == set()
    assert library.view(Order(fold=True)).place(f"{press}/gerbang.txt") is not None


def test_a_copy_that_was_rewritten_leaves_its_story(press: Path, open_library: Open) -> None:
    library = open_library(press)
    library.scan()
    print_story(press / "siar.txt", story(99), "Siar.net")
    assert stories(library) == {COPIES - {"siar"}}


def test_all_of_a_story_can_go_at_once(press: Path, open_library: Open) -> None:
    library = open_library(press)
    library.scan()
    for name in COPIES:
        (press / f"{name}.txt").unlink()
    assert stories(library) == set()
    print_story(press / "susulan.txt", story(1))
    assert stories(library) == set()


def test_a_story_written_on_day_by_day_does_not_become_one(
    tmp_path: Path, open_library: Open
) -> None:
    # Each day a fifth is new, so each is like that of the day before.
    paragraphs = story(1, 60)
    for day in range(12):
        on = date(2022, 3, 1) + timedelta(day)
        window = paragraphs[3 * day : 3 * day + 15]
        print_story(
            tmp_path / f"hari{day:02}.txt", window, f"Kabar{day}.id", f"{on.day} Maret 2022"
        )
    for group in stories(open_library(tmp_path)):
        days = sorted(int(name.removeprefix("hari")) for name in group)
        assert days[-1] - days[0] <= 2


def test_a_form_of_every_day_is_a_story_of_each_day(tmp_path: Path, open_library: Open) -> None:
    chance = random.Random(1)
    for day in range(1, 29):
        low, high = chance.randint(18, 24), chance.randint(28, 34)
        form = [
            f"Prakiraan cuaca Muara Endah untuk hari ini ({day}/3/2022) dikeluarkan pada pukul "
            "lima pagi dan berlaku sampai tengah malam bagi semua kecamatan di daerah pantai.",
            f"Suhu udara {low} sampai {high} derajat Celsius dengan kelembapan "
            f"{chance.randint(60, 98)} persen, angin {chance.randint(10, 40)} kilometer per jam.",
            "Warga diminta waspada terhadap petir dan angin kencang yang dapat terjadi "
            "sewaktu-waktu pada sore hari, terutama bagi nelayan yang hendak melaut malam nanti.",
        ]
        print_story(tmp_path / f"cuaca{day}.txt", form, on=f"{day} Maret 2022")
    assert stories(open_library(tmp_path)) == set()


def test_a_story_of_a_hundred_outlets_is_one_row(tmp_path: Path, open_library: Open) -> None:
    for number in range(100):
        print_story(tmp_path / f"kota{number}.txt", story(1), f"Kota{number}.id")
    (group,) = stories(open_library(tmp_path))
    assert len(group) == 100


@pytest.fixture(scope="module")
def numbers() -> Iterator[int]:
    """A number for each folder that a law is tried in."""
    return iter(range(10_000))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from([0, 1, 2, 3])), min_size=4, max_size=14
    ),
    breaks=st.sets(st.integers(0, 13)),
)
def test_stories_are_the_same_whatever_way_the_files_came(
    tmp_path: Path,
    open_library: Open,
    numbers: Iterator[int],
    steps: list[tuple[str, int]],
    breaks: set[int],
) -> None:
    folder = tmp_path / str(next(numbers))
    folder.mkdir()
    library = open_library(folder)
    there: dict[str, int] = {}
    for number, (name, told) in enumerate(steps):
        path = folder / f"{name}.txt"
        if told:
            there[name] = told
            print_story(path, story(told), f"Kota{name}.id")
        elif there.pop(name, None) is not None:
            path.unlink()
        if number in breaks:
            library.scan()
    copies = {
        frozenset(name for name, told in there.items() if told == one) for one in there.values()
    }
    assert stories(library) == {group for group in copies if len(group) > 1}
