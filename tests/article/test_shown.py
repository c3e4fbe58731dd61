"""What is read of a page, and what is not said twice."""

from dataclasses import replace

import pytest

from reader.article import Article, read_article
from reader.article.shown import shown

BODY = (
    "KOMPAS.com, Jakarta - Warga desa membahas perbaikan jalan yang rusak di balai desa.\n\n"
    "Perbaikan jalan itu akan dimulai bulan depan dan memakan waktu tiga minggu.\n"
)


def words(article: Article) -> list[str]:
    return [article.text[one.start : one.end] for one in shown(article)]


@pytest.mark.parametrize(
    "line",
    [
        "Warga Bahas Jalan Desa",
        "Warga Bahas Jalan Desa - Kompas.com",
        "Warga Bahas Jalan Desa | Kompas.com",
    ],
)
def test_the_title_is_read_once_without_the_outlet_behind_it(line: str) -> None:
    article = read_article(f"{line}\n\n{BODY}")
    assert article.title == "Warga Bahas Jalan Desa"
    assert words(article) == ["Warga Bahas Jalan Desa", *BODY.strip().split("\n\n")]
    assert [one.is_title for one in shown(article)] == [True, False, False]


def test_a_title_that_is_set_otherwise_leaves_the_printed_one_to_be_read() -> None:
    article = replace(read_article(f"Warga Bahas Jalan\n\n{BODY}"), title="Jalan Rusak")
    assert words(article)[0] == "Warga Bahas Jalan"
    assert not shown(article)[0].is_title


def test_a_longer_headline_is_no_repetition_of_a_shorter_one() -> None:
    article = read_article(f"Warga Bahas Jalan Desa Lagi\n\n{BODY}")
    assert shown(replace(article, title="Warga Bahas Jalan Desa"))[0].is_title is False
