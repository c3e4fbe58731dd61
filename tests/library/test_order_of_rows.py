"""The list's order, and what stands for an article that has no title."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from reader.library import Row
from reader.library.row import moment, newest_first


def row(path: str, published: str | None = None, title: str | None = None) -> Row:
    return Row("0" * 64, path, title, None, published, "id", 1, 0, None)


def paths(*rows: Row) -> list[str]:
    return [one.path for one in sorted(rows, key=newest_first)]


def test_the_newest_stands_first_and_what_has_no_date_last() -> None:
    assert paths(
        row("old", "2019-01-01"), row("none"), row("new", "2022-11-29"), row("mid", "2021-03-15")
    ) == ["new", "mid", "old", "none"]


def test_articles_without_a_date_stand_by_their_path() -> None:
    assert paths(row("c"), row("a"), row("b")) == ["a", "b", "c"]


def test_times_of_different_zones_are_compared_as_the_instants_they_are() -> None:
    jakarta = row("jakarta", "2022-11-29T07:30+07:00")
    london = row("london", "2022-11-29T00:45+00:00")
    assert paths(jakarta, london) == ["london", "jakarta"]


def test_dates_of_every_precision_take_their_place() -> None:
    assert paths(
        row("year", "2022"),
        row("month", "2022-11"),
        row("day", "2022-11-29"),
        row("minute", "2022-11-29T10:00"),
        row("second", "2022-11-29T10:00:30"),
    ) == ["second", "minute", "day", "month", "year"]


def test_what_is_no_date_counts_as_none() -> None:
    for words in ("", "kemarin", "2022-13-45", "0000", "12", "٢٠٢٢-١١"):
        assert moment(words) is None, words


def test_an_article_without_a_title_is_called_by_its_file() -> None:
    assert row("arsip/2022/c.txt").headline == "c.txt"
    assert row("arsip/c.txt", title="Jalan tol").headline == "Jalan tol"
    assert row("/").headline
    assert row("").headline


instants = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1))
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@given(st.lists(st.tuples(instants, zones), min_size=2))
def test_any_zoned_times_stand_in_the_order_of_their_instants(times: list) -> None:
    written = [when.replace(tzinfo=UTC).astimezone(zone).isoformat() for when, zone in times]
    ordered = sorted((row(str(at), one) for at, one in enumerate(written)), key=newest_first)
    seen = [datetime.fromisoformat(one.published or "") for one in ordered]
    assert seen == sorted(seen, reverse=True)


@given(st.lists(st.tuples(st.text(max_size=3), st.none() | st.text(max_size=12)), unique=True))
def test_the_order_is_the_same_however_the_rows_come(pairs: list) -> None:
    rows = [row(path, published) for path, published in pairs]
    once = [(one.path, moment(one.published)) for one in sorted(rows, key=newest_first)]
    rows.reverse()
    again = [(one.path, moment(one.published)) for one in sorted(rows, key=newest_first)]
    assert once == again
