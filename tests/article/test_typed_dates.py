"""Dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.dates import calendar
from reader.article.language import languages, load_language
from reader.article.typed import typed_date


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2022", "2022"),
        ("11/2022", "2022-11"),
        ("2022/11", "2022-11"),
        ("28/11/2026", "2026-11-28"),
        ("1.2.2026", "2026-02-01"),
        ("28 - 11 - 2026", "2026-11-28"),
        ("2022/1/5", "2022-01-05"),
        ("22 Oktober 2025", "2025-10-22"),
        ("OKTOBER 2025", "2025-10"),
        ("22-Okt-2025", "2025-10-22"),
        ("3 Ogos 2023", "2023-08-03"),
        ("3 Mac 2023", "2023-03-03"),
        ("22nd of October, 2025", "2025-10-22"),
        ("October 22, 2025", "2025-10-22"),
        ("Oct. 2025", "2025-10"),
        ("Jum'at, 3 Maret 2023", "2023-03-03"),
        ("Jumaat 3 Mac 2023", "2023-03-03"),
        ("Friday, March 3, 2023", "2023-03-03"),
        ("29 November 2022 pukul 15.34 WITA", "2022-11-29T15:34+08:00"),
        ("29/11/2022 3:34 pm", "2022-11-29T15:34"),
    ],
)
def test_a_date_is_taken_as_it_is_written(typed: str, told: str) -> None:
    assert typed_date(typed) == told


@pytest.mark.parametrize(
    "typed",
    ["", "kemarin", "Oktober", "22 Oktober", "29/11/22", "22-11-29", "20221129", "22 foo 2025",
     "2022 2023", "1/2/3/2022", "2022 10:00", "29/11/2022 10", "29/11/2022 10:00 +25:00", "٢٠٢٢",
     "29/11/2022 pagi"],
)  # fmt: skip
def test_what_is_no_date_is_none(typed: str) -> None:
    assert typed_date(typed) is None


@pytest.mark.parametrize("typed", ["31/02/2022", "11/29/2022", "13/2022", "32 Mei 2024", "0000"])
def test_there_is_no_such_day(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        typed_date(typed)


@pytest.mark.parametrize("code", languages())
def test_every_month_of_every_language_is_known(code: str) -> None:
    for name, number in calendar(load_language(code)).months.items():
        assert typed_date(f"1 {name.title()} 2024") == f"2024-{number:02}-01"


@given(
    st.dates(date(1000, 1, 1)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%A %d %b %Y"]),
)
def test_every_day_is_read_back(day: date, form: str) -> None:
    assert typed_date(day.strftime(form)) == str(day)


@given(st.text())
def test_whatever_is_typed_is_a_date_or_none(typed: str) -> None:
    try:
        told = typed_date(typed)
    except ValueError:
        return
    assert told is None or told[:4].isdigit()
