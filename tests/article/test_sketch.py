"""What a sketch tells: copies of a story from forms and follow-ups that are like it."""

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import read_article
from reader.article.sketch import likeness, same_story, sketch

LEAD = (
    "KARANG ASRI, LENTERA.ID – Dinas Perhubungan Karang Asri menutup Jembatan Watu Lor selama "
    "45 hari mulai Senin (14/3/2022) karena tiga tiangnya retak diterjang banjir bandang."
)
BODY = (
    "Kepala Dinas Perhubungan Karang Asri, Wira Santika, mengatakan retakan sepanjang 1,7 meter "
    "itu ditemukan penyelam ketika air Kali Wungu surut pada akhir pekan.",
    "“Kami tidak mau menunggu sampai ada truk yang tercebur. Keselamatan warga nomor satu,” "
    "ujar Wira di tepi kali.",
    "Perbaikan tiang menelan biaya Rp 12,4 miliar dari kas daerah. Kontraktor asal Muara Indah "
    "sudah mengirim 60 pekerja dan dua derek apung.",
    "Selama penutupan, angkutan kota jurusan Pasar Melati memutar lewat Bukit Sari sejauh "
    "18 kilometer. Tarifnya tetap Rp 4.500 bagi pelajar.",
    "Pedagang Pasar Melati mengeluh karena sayur datang lebih siang. Laila Rahayu, penjual "
    "bayam, membuang 30 ikat sejak kabar penutupan itu menyebar.",
    "Dewan Kota meminta pemerintah membuka jembatan darurat bagi sepeda motor. Usul itu akan "
    "dibahas bersama Balai Jalan pada rapat berikutnya.",
    "Jembatan Watu Lor dibangun tahun 1978 dan dilewati 9.200 kendaraan setiap hari menurut "
    "hitungan Universitas Lembah Permai.",
)


def marks(*paragraphs: str) -> tuple[int, ...]:
    return sketch(read_article("\n\n".join(paragraphs)))


STORY = marks(LEAD, *BODY)


def test_a_story_is_the_same_in_another_outlet_that_cut_and_retouched_it() -> None:
    lead = LEAD.replace("KARANG ASRI, LENTERA.ID –", "Karang Asri, Gerbang.com -")
    retouched = BODY[0].replace("mengatakan", "menyebut").replace("ketika", "saat")
    assert same_story(STORY, marks(lead, retouched, *BODY[1:5]))


def test_a_story_is_the_same_between_other_noise() -> None:
    page = marks("ADVERTISEMENT", LEAD, *BODY[:3], "Baca juga: Harga cabai naik", *BODY[3:])
    assert same_story(STORY, page)


def test_a_follow_up_with_the_old_story_as_background_is_another_story() -> None:
    news = (
        "KARANG ASRI, LENTERA.ID – Seorang pekerja jatuh dari derek apung di Kali Wungu dan "
        "patah kaki, Rabu (23/3/2022), ketika tiang kedua mulai dicor.",
        "Danu Pranata dibawa ke Rumah Sakit Umum Muara Indah. Polisi memeriksa empat saksi dan "
        "menghentikan pengecoran selama penyelidikan berjalan.",
        "“Tali pengamannya putus, bukan tidak dipakai,” kata mandor Galih Sutanto kepada "
        "wartawan di depan ruang gawat darurat.",
    )
    assert not same_story(STORY, marks(*news, LEAD, *BODY))
    assert not same_story(STORY, marks(*news, *BODY))


WEATHER = (
    "Prakiraan cuaca {town} untuk {date} dikeluarkan Stasiun Pengamatan pada pukul 05.00 pagi "
    "waktu setempat dan berlaku sampai tengah malam.",
    "Pagi hari langit cerah, siang berawan, malam hujan ringan di sebagian besar kecamatan yang "
    "terletak dekat pantai maupun di lereng gunung.",
    "Suhu udara antara {low} dan {high} derajat Celsius dengan kelembapan {wet} persen. Angin "
    "bertiup dari barat dengan kecepatan {wind} kilometer per jam.",
    "Warga diminta waspada terhadap petir dan angin kencang yang dapat terjadi sewaktu-waktu pada "
    "sore hari, terutama bagi nelayan yang hendak melaut.",
)


def forecast(town: str, date: str, *figures: int) -> tuple[int, ...]:
    low, high, wet, wind = figures
    filled = (
        one.format(town=town, date=date, low=low, high=high, wet=wet, wind=wind) for one in WEATHER
    )
    return marks(*filled)


def test_forms_that_are_filled_in_anew_are_other_stories() -> None:
    monday = forecast("Muara Indah", "Senin (14/3/2022)", 23, 31, 82, 15)
    assert same_story(monday, monday)
    assert not same_story(monday, forecast("Muara Indah", "Selasa (15/3/2022)", 22, 32, 77, 20))
    assert not same_story(monday, forecast("Muara Indah", "Selasa (15/3/2022)", 23, 31, 82, 15))
    assert not same_story(monday, forecast("Bukit Sari", "Senin (14/3/2022)", 18, 26, 91, 10))


def test_a_match_of_the_same_two_sides_is_another_story() -> None:
    report = (
        "Tuan rumah Persika Muara menang {score} atas Gelora Lembah di Stadion Kencana pada pekan "
        "ke-{round} liga utama dan naik satu tingkat di papan klasemen sementara.",
        "{first} membuka keunggulan pada menit {early} lewat tendangan bebas. Babak kedua berjalan "
        "lebih terbuka dan kedua kiper bekerja keras menjaga gawang masing-masing.",
        "Gol penutup dicetak {second} pada menit {late} setelah menerima umpan panjang. Pelatih "
        "memuji semangat para pemain dan meminta mereka tidak lekas puas diri.",
    )
    autumn = {"score": "2-0", "round": "11", "first": "Raka", "second": "Bima", "early": "14"}
    spring = {"score": "3-1", "round": "28", "first": "Yoga", "second": "Okta", "early": "37"}
    first = marks(*(one.format(**autumn, late="81") for one in report))
    second = marks(*(one.format(**spring, late="66") for one in report))
    assert likeness(first, second).runs > 0.5
    assert not same_story(first, second)


def test_the_same_outlet_has_to_print_more_of_its_own_story() -> None:
    half = marks(LEAD, *BODY[:3])
    assert same_story(STORY, half)
    assert not same_story(STORY, half, other_outlet=False)
    assert same_story(STORY, marks(LEAD, *BODY[:6]), other_outlet=False)


def test_stubs_are_the_same_only_word_for_word() -> None:
    stub = "Silakan masuk untuk membaca artikel ini selengkapnya."
    first = marks("Jembatan Watu Lor ditutup", stub)
    assert same_story(first, marks("Jembatan Watu Lor ditutup", stub))
    assert not same_story(first, marks("Pasar Melati dibuka lagi", stub))


def test_nothing_is_the_same_as_nothing() -> None:
    assert sketch(read_article("")) == ()
    assert not same_story((), ())
    assert not same_story(STORY, ())


def test_another_process_makes_the_same_sketch() -> None:
    program = (
        "import sys; from reader.article import read_article; "
        "from reader.article.sketch import sketch; print(sketch(read_article(sys.argv[1])))"
    )
    for seed in ("1", "2"):
        made = subprocess.run(
            [sys.executable, "-c", program, "\n\n".join((LEAD, *BODY))],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert made.stdout.strip() == str(STORY)


@pytest.mark.parametrize("copies", [1, 40])
def test_a_sketch_is_small_however_long_the_article(copies: int) -> None:
    chance = random.Random(copies)
    words = " ".join(BODY).split()
    mixed = [" ".join(chance.sample(words, 60)) + "." for _ in range(10 * copies)]
    assert len(marks(*mixed)) <= 88


@given(st.lists(st.sampled_from((LEAD, *BODY)), max_size=12), st.text(max_size=200))
def test_likeness_has_no_sides(paragraphs: list[str], noise: str) -> None:
    other = marks(*paragraphs, noise)
    assert list(other) == sorted(set(other))
    assert all(0 <= mark < 1 << 32 for mark in other)
    assert likeness(STORY, other) == likeness(other, STORY)
    assert same_story(STORY, other) == same_story(other, STORY)
    assert not other or same_story(other, other)
