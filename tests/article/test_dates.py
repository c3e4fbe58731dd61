"""Dates are read as pages print them, to the precision that they print."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.dates import calendar
from reader.article.language import load_language


def read(text: str, code: str = "id") -> list[str]:
    return [moment.when for moment in calendar(load_language(code)).moments(text)]


@pytest.mark.parametrize(
    ("printed", "when"),
    [
        ("Senin, 15 Maret 2021 15:34 WIB", "2021-03-15T15:34+07:00"),
        ("28 Januari 2022, 23:08 WITA", "2022-01-28T23:08+08:00"),
        ("Jum'at, 7 Agt 2020 | 06.05 WIT", "2020-08-07T06:05+09:00"),
        ("Jum’at (7/8/2020) pukul 6.05 WIB", "2020-08-07T06:05+07:00"),
        ("Selasa, 01/05/2018 05:27 WIB", "2018-05-01T05:27+07:00"),
        ("Ahad 07 Oct 2019 05:30", "2019-10-07T05:30"),
        ("on 16 Feb 2016 at 09:20 WIB", "2016-02-16T09:20+07:00"),
        ("16-Nov-2022", "2022-11-16"),
        ("2022-11-02 08:15:30", "2022-11-02T08:15:30"),
        ("2022-11-02T08:15:30+07:00", "2022-11-02T08:15:30+07:00"),
        ("02.11.2022 08.15 GMT+7", "2022-11-02T08:15+07:00"),
        ("Selasa (29/11/2022)", "2022-11-29"),
        ("29/11/22", "2022-11-29"),
    ],
)
def test_indonesian_dates(printed: str, when: str) -> None:
    assert read(printed) == [when]


@pytest.mark.parametrize(
    ("printed", "when"),
    [
        ("Sep 2, 2024, 17:07 IST", "2024-09-02T17:07+05:30"),
        ("Friday, 22 Nov 2024 4:55 PM MYT", "2024-11-22T16:55+08:00"),
        ("Mon 1 Mar 2021 15.04 GMT", "2021-03-01T15:04+00:00"),
        ("Updated 3:04 PM EDT, April 3, 2023", "2023-04-03T15:04-04:00"),
        ("March 1st, 2021", "2021-03-01"),
        ("12:10 a.m., 3 May 2020", "2020-05-03T00:10"),
        ("21/04/2022 03:12 PM", "2022-04-21T15:12"),
    ],
)
def test_english_dates(printed: str, when: str) -> None:
    assert read(printed, "en") == [when]


def test_malay_dates() -> None:
    assert read("Isnin, 4 Mac 2024 @ 3:15 petang", "ms") == ["2024-03-04T15:15"]
    assert read("Khamis, 11 Julai 2024 9:40 pagi", "ms") == ["2024-07-11T09:40"]


@pytest.mark.parametrize(
    "printed",
    [
        "31 Februari 2020",
        "32/01/2021",
        "Rabu, 30/02/2022",
        "29 Februari 2021",
        "1 Mei",
        "20:18 WIB",
    ],
)
def test_days_that_do_not_exist_or_lack_a_year_are_refused(printed: str) -> None:
    assert read(printed) == []


def test_a_weekday_that_the_date_does_not_fall_on_is_told() -> None:
    reader = calendar(load_language("id"))
    wrong, right = reader.first("Jumat (28/1/2021)"), reader.first("Jumat (28/1/2022)")
    assert wrong is not None
    assert wrong.weekday is False
    assert right is not None
    assert right.weekday is True


def test_a_time_alone_is_told_from_a_score_or_a_sentence() -> None:
    reader = calendar(load_language("en"))
    assert reader.clock("03:26 pm") == "15:26"
    assert reader.clock("3 goals") is None
    assert reader.clock("10:15 is when the train leaves") is None


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.sampled_from(["id", "en", "ms"]))
def test_every_day_is_read_back_as_it_was_printed(day: date, code: str) -> None:
    months = load_language(code if code != "en" else "und").table["dates"]["months"]
    for printed in (
        f"{day.day} {months[day.month - 1].split()[0].title()} {day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day:%Y-%m-%d}",
    ):
        assert read(printed, code) == [f"{day:%Y-%m-%d}"]


@given(st.text(st.sampled_from("0123456789/-.: ,|'()JanMeiRabuWIBpm\n")))
def test_any_string_is_read_without_an_error(text: str) -> None:
    for moment in calendar(load_language("id")).moments(text):
        assert 0 <= moment.start < moment.end <= len(text)
