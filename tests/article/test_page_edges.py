"""Dates, names and bars of buttons at the edges of a text."""

import pytest

from reader.article import read_article

TEXT = (
    "Warga desa membahas perbaikan jalan yang rusak pada hari Senin di balai desa.\n\n"
    "Perbaikan jalan itu akan dimulai bulan depan dan memakan waktu tiga minggu, menurut perangkat "
    "desa yang hadir dalam rapat.\n"
)


REST_ID = (
    "Biaya perbaikan itu ditanggung pemerintah kabupaten, sedangkan warga menyumbang tenaga.\n"
)
LAST_ID = "Jalan itu rusak sejak banjir tahun lalu dan belum pernah disentuh siapa pun.\n"


def label_of(text: str, line: str) -> str:
    article = read_article(text)
    return next(one.label for one in article.lines if article.text[one.start : one.end] == line)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("2020-11-19", "2020-11-19"),
        ("2025-08-17 13:58:00.000", "2025-08-17T13:58"),
        ("Kamis, 16 Maret 2023", "2023-03-16"),
        ("09 Aug 21 | 07:44", "2021-08-09T07:44"),
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_the_only_date_line_is_the_date_of_publication(
    line: str, published: str, below: bool
) -> None:
    page = f"Warga Bahas Jalan Desa\n\n{TEXT}\n{line}\n"
    if not below:
        page = f"Warga Bahas Jalan Desa\n\n{line}\n\n{TEXT}"
    article = read_article(page)
    assert label_of(page, line) == "date"
    assert (article.published or "").startswith(published)
    assert "published" not in article.inferred


def test_a_name_above_the_date_below_the_text_wrote_it() -> None:
    page = f"Warga Bahas Jalan Desa\n\n{TEXT}\nNopia Dewanti\n\n2025-03-20\n"
    article = read_article(page)
    assert label_of(page, "Nopia Dewanti") == "byline"
    assert article.published == "2025-03-20"


def test_several_dates_below_a_text_are_those_of_other_articles() -> None:
    page = (
        f"Warga Bahas Jalan Desa\n\n{TEXT}\nPasar Baru Dibuka Pekan Depan\n\n2025-03-20\n\n"
        "Sekolah Libur Dua Hari Karena Banjir\n\n2025-03-21\n"
    )
    assert read_article(page).published is None


def test_the_roles_of_a_byline_are_no_text() -> None:
    page = (
        "Warga Bahas Jalan Desa\n\nPenulis, Rahmat Irwanda\n\nPeranan, Warta Lereng,\n\n"
        "Melaporkan dari, Lereng Barat, Jawa Barat\n\n10 Desember 2025\n\n"
        f"Waktu membaca: 8 menit\n\n{TEXT}"
    )
    article = read_article(page)
    assert article.title == "Warga Bahas Jalan Desa"
    assert article.authors == ("Rahmat Irwanda",)
    assert article.published == "2025-12-10"
    assert label_of(page, "Waktu membaca: 8 menit") == "nav"


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("PORTALLERENG, KAB. BOGOR - ", "Kab. Bogor"),
        ("KUALA LUMPUR 19 Mac - ", "Kuala Lumpur"),
        ("MANILA, Philippines (Updated 9:50 a.m.) — ", "Manila"),
    ],
)
def test_the_place_of_a_dateline_is_told_from_what_stands_beside_it(
    dateline: str, place: str
) -> None:
    language = {"Kab. Bogor": TEXT, "Kuala Lumpur": MALAY, "Manila": ENGLISH}[place]
    article = read_article(f"Roads To Be Mended\n\n{dateline}{language}")
    assert article.place == place
    assert article.publisher is None or "Updated" not in article.publisher


MALAY = (
    "Kerajaan akan membaiki jalan itu bulan depan kerana ia rosak teruk, menurut polis semalam.\n\n"
    "Menteri memaklumkan bahawa kerja-kerja itu akan mengambil masa tiga minggu sahaja.\n"
)
ENGLISH = (
    "The government will mend the road next month because it was damaged by the floods in May.\n\n"
    "The work will take three weeks, and the road will be closed for all of that time.\n"
)


@pytest.mark.parametrize("bar", ["A- A+ (Ubah saiz teks)", "A+ A-"])
def test_the_buttons_for_the_size_of_letters_are_no_dateline(bar: str) -> None:
    page = f"Kerajaan Akan Baiki Jalan\n\n{bar}\n\n{MALAY}"
    article = read_article(page)
    assert label_of(page, bar) == "nav"
    assert article.place is None


def test_a_short_question_above_a_text_is_its_headline() -> None:
    page = f"Jalan tidak juga diperbaiki?\n\n{TEXT}"
    assert read_article(page).title == "Jalan tidak juga diperbaiki?"


def test_the_outlet_behind_a_headline_is_no_part_of_it() -> None:
    page = f"Warga Bahas Jalan Desa - Solopos.com | Kabar Hari Ini\n\n{TEXT}"
    assert read_article(page).title == "Warga Bahas Jalan Desa"


def test_a_headline_with_a_dash_is_kept_whole() -> None:
    page = f"Warga Bahas Jalan Desa - Lagi\n\n{TEXT}"
    assert read_article(page).title == "Warga Bahas Jalan Desa - Lagi"


def test_what_somebody_said_is_no_caption_for_the_initials_behind_it() -> None:
    line = '"Jalan itu kami perbaiki mulai bulan depan," katanya. (Rudi Hartawan/Warta Lereng)'
    page = f"Warga Bahas Jalan Desa\n\n{TEXT}\n{line}\n"
    assert label_of(page, line) == "body"
    assert len(read_article(page).quotes) == 1


def test_the_markers_of_a_list_of_links_part_it_from_the_text() -> None:
    links = ["KEEP READING", "list of 2 items", "list 1 of 2", "Harbor Opens Late Again This Year"]
    links += ["list 2 of 2", "Mayor Wants a Second Bridge by May", "end of list"]
    page = "Roads To Be Mended\n\n" + ENGLISH + "\n" + "\n".join(links) + "\n\n" + ENGLISH
    labels = {label_of(page, line) for line in links}
    assert labels == {"related"}


def test_initials_in_capitals_alone_in_a_line_are_a_byline_and_no_section() -> None:
    article = read_article(f"Warga Bahas Jalan Desa\n\n{TEXT}\n(SIS)\n")
    assert article.lines[-1].label == "byline"
    assert article.section is None


@pytest.mark.parametrize(
    ("line", "place", "outlet"),
    [
        (
            "Harianlereng.com, LERENG—Ratusan warga datang ke balai kota.",
            "Lereng",
            "Harianlereng.com",
        ),
        ("Suara Kampus, Medan. Mahasiswa menanam pohon di halaman.", "Medan", "Suara Kampus"),
        ("[JAKARTA] Berkas perkara itu dilimpahkan ke penuntutan.", "Jakarta", None),
    ],
)
def test_datelines_of_small_outlets(line: str, place: str, outlet: str | None) -> None:
    article = read_article(f"Warga Datang ke Balai Kota\n\n{line}\n")
    assert (article.place, article.publisher) == (place, outlet)


def test_a_bracket_that_names_no_place_is_no_dateline() -> None:
    article = read_article("Warga Datang\n\n[UPDATE] Berkas itu dilimpahkan ke penuntutan.\n")
    assert article.place is None


def test_an_outlet_before_the_date_is_nobody() -> None:
    article = read_article(
        "Bantuan untuk Warga\nRadar Lereng | Selasa, 4 Januari 2022\n"
        "Bupati membagikan bantuan kepada warga desa kemarin sore.\n"
    )
    assert article.authors == ()
    assert article.publisher == "Radar Lereng"


def test_a_name_that_a_picture_doubles_is_one() -> None:
    article = read_article(
        "Pelatih Minta Jaminan\nSari WulandariSari Wulandari\n25 Jun 2020, 05:30 WIB\n\n"
        "Jakarta - Pelatih itu meminta jaminan bagi para pemain.\n"
    )
    assert article.authors == ("Sari Wulandari",)


def test_a_numbered_picture_has_a_caption() -> None:
    article = read_article(
        "Search Goes On\n\n1 of 4. Officers watch the search from their desks in Medan.\n\n"
        "The search for the ship went on for a third day, the navy said on Tuesday.\n"
    )
    assert [line.label for line in article.lines if line.number == 3] == ["caption"]


STORY = (
    "The council voted on Monday to mend the bridge at Lereng, which was closed in March.\n\n"
    "Work is to begin next month and to last until the end of the year, the mayor said.\n\n"
)
REST = (
    "People on the far side have had to drive an hour to the next town since then.\n\n"
    "The shops there lost half of their customers, as a count of the traders showed in May.\n"
)


def test_headlines_with_a_sentence_and_a_date_each_are_a_list() -> None:
    teasers = (
        "Ferry Runs Again After the Storm\n"
        "The boat between the two islands was out of service for eleven days in all.\n17 Feb 2021\n"
        "Market Moves to the Harbour\n"
        "Traders say that they were not asked and will not leave the old square.\n15 Feb 2021\n"
        "School Gets a New Roof\n"
        "Parents had collected money for three years, and the village gave the rest.\n11 Feb 2021\n"
    )
    article = read_article(f"Bridge to Be Mended\n\n{STORY}RELATED\n{teasers}")
    body = [article.text[p.start : p.end] for p in article.paragraphs if p.label == "body"]
    assert body == STORY.strip().split("\n\n")


def test_a_picture_in_a_list_of_links_does_not_end_it() -> None:
    links = (
        "OTHER NEWS\nFILE - Boats lie in the harbour, May 3, 2021. (AP Photo/Sari Wulan)\n"
        "Ferry Runs Again After the Storm of the Century\n"
        "FILE - Traders stand in the square, May 4, 2021. (AP Photo/Sari Wulan)\n"
        "Market Moves to the Harbour Against the Traders' Will\n"
    )
    article = read_article(f"Bridge to Be Mended\n\n{STORY}{links}\n{REST}")
    body = [article.text[p.start : p.end] for p in article.paragraphs if p.label == "body"]
    assert body == (STORY + REST).strip().split("\n\n")


def test_a_picture_printed_again_has_its_words_again() -> None:
    words = "Pedagang di pasar Lereng menata barang dagangan mereka pada pagi hari - Sari Wulan"
    page = f"Warga Bahas Jalan Desa\n\n{TEXT}\n{words}\n\n{REST_ID}\n{words}\n\n{LAST_ID}"
    assert label_of(page, words) == "caption"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Drivers wait on the road to the bridge, May 4, 2021 [Stringer/ Reuters]", "caption"),
        ("Drivers wait on the road to the bridge in Lereng [Sari Wulan/Reuters]", "caption"),
    ],
)
def test_a_name_and_an_agency_in_brackets_are_a_credit(line: str, label: str) -> None:
    assert label_of(f"Bridge to Be Mended\n\n{STORY}{line}\n\n{REST}", line) == label


def test_an_address_and_initials_behind_a_picture_are_its_credit() -> None:
    line = "Warga desa menata batu di jalan yang rusak. Foto LerengKini.id/kia"
    assert label_of(f"Warga Bahas Jalan Desa\n\n{line}\n\n{TEXT}\n{REST_ID}", line) == "caption"


@pytest.mark.parametrize("edge", [" - ", " | "])
def test_the_outlet_behind_the_title_is_the_outlet(edge: str) -> None:
    article = read_article(f"Warga Bahas Jalan Desa{edge}Kompas.com\n\n{TEXT}")
    assert (article.title, article.publisher) == ("Warga Bahas Jalan Desa", "Kompas.com")
