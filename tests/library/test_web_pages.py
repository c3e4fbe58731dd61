"""Saved web pages: their article, what their head says of it, the letters they come in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.article import sanitise
from reader.errors import ReaderError
from reader.library import Library, open_path
from reader.library.reading import readings

Open = Callable[..., Library]
PAGE = (
    "<html><head><title>Pasar lama dipugar</title>{head}</head><body><nav>Menu</nav><article>"
    "<h1>Pasar lama dipugar</h1>{body}</article><footer>© 12 Januari 2018</footer></body></html>"
)
BODY = "".join(f"<p>Paragraf {n} tentang pasar lama yang dipugar warga.</p>" for n in range(9))
HEAD = (
    '<meta property="og:site_name" content="Harian Contoh">'
    '<meta property="article:published_time" content="2022-11-29T10:15:00+07:00">'
    '<meta name="author" content="Ani Wijaya"><link rel="canonical" href="https://contoh.id/1">'
)


def test_a_web_page_without_its_extra_says_how_to_get_it(
    tmp_path: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    path = tmp_path / "a.html"
    path.write_text("<p>Halo</p>", "utf-8")
    library = open_library(path)
    library.scan()
    (row,) = library.rows()
    assert row.error == "Web pages need one more package: pip install 'kliping[html]'."
    with pytest.raises(ReaderError, match=r"pip install 'kliping\[html\]'"):
        open_path(path)


@pytest.fixture
def page(tmp_path: Path) -> Callable[..., Path]:
    """Writes a web page; skips where the extra that reads it is not installed."""
    pytest.importorskip("trafilatura", reason="the extra html is not installed")

    def written(head: str = "", body: str = BODY, encoding: str = "utf-8") -> Path:
        path = tmp_path / "a.html"
        path.write_bytes(PAGE.format(head=head, body=body).encode(encoding))
        return path

    return written


def test_a_web_page_is_read_with_what_its_head_says(page: Callable[..., Path]) -> None:
    opened = open_path(page(HEAD))
    article = opened.article
    assert article.text.count("Paragraf") == 9
    assert "Menu" not in article.text
    assert (article.title, article.publisher) == ("Pasar lama dipugar", "Harian Contoh")
    assert (article.published, article.authors) == ("2022-11-29T10:15+07:00", ("Ani Wijaya",))
    assert set(article.given) == {"title", "publisher", "published", "authors"}
    assert opened.known["url"] == "https://contoh.id/1"


def test_a_date_printed_on_a_web_page_is_no_more_than_a_guess(page: Callable[..., Path]) -> None:
    article = open_path(page()).article
    assert "published" not in article.given
    assert article.published is None or "published" in article.inferred


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_web_page_is_read_in_its_letters(page: Callable[..., Path], encoding: str) -> None:
    head = f'<meta charset="{encoding.removesuffix("-sig")}">'
    article = open_path(page(head, BODY.replace("warga", "kafé"), encoding)).article
    assert article.text.count("kafé") == 9


def test_control_characters_do_not_hide_a_web_page(page: Callable[..., Path]) -> None:
    article = open_path(page(body="\x1b[31m&#27;[2J&#x9B;&#x202e;" + BODY)).article
    assert article.text.count("Paragraf") == 9
    assert sanitise(article.text) == article.text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "No article was found in this page."),
        (b"<html><body></body></html>", "No article was found in this page."),
        (b"<p>Halo</p>", "No article was found in this page."),
        (bytes(range(256)) * 9, "No article was found in this page."),
        (b"<div>" * 50_000, "This page has too many parts for an article: save less of it."),
    ],
)
def test_a_web_page_without_an_article_says_so(
    page: Callable[..., Path], data: bytes, said: str
) -> None:
    path = page()
    path.write_bytes(data)
    (reading,) = readings(str(path))
    assert reading.error == said
