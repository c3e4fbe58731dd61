"""What holds for any words, any passage, any text."""

import contextlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from reader import paths
from reader.article import read_article
from reader.cli import main
from reader.cli.layout import paragraph_text, pieces
from reader.cli.parser import VERBS
from reader.cli.passage import words
from reader.errors import ReaderError

SAMPLES = [
    read_article(path.read_text(encoding="utf-8"), path.name)
    for path in sorted(paths.bundled("seeds").iterdir())
]

# No dots and slashes: what is typed at random must not name half of the disk.
WORD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0./~"), max_size=8)
OPTION = st.sampled_from(
    ["--json", "--raw", "--tag", "--to", "--quote", "--paragraph", "--words", "--search", "--",
     "--speaker", "--library", "--plain", "--style", "-"]
)  # fmt: skip


@given(words=st.lists(WORD | OPTION | st.sampled_from(sorted(VERBS)), max_size=5))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_ends_in_a_status_and_never_in_a_traceback(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(words)
    assert status in (0, 1, 2)
    assert status == 0 or err.getvalue().startswith("reader: ") or "NOT WELL" in out.getvalue()
    assert "Traceback" not in err.getvalue()
    assert not (home / "state" / "failures.log").exists(), err.getvalue()


@given(data=st.data())
def test_words_of_an_article_are_found_where_they_stand(data: st.DataObject) -> None:
    article = data.draw(st.sampled_from(SAMPLES))
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, min(len(article.text), start + 300)))
    taken = article.text[start:end]
    assume(taken == taken.strip())
    spread = " ".join(taken.split())
    try:
        found = words(article, spread)
    except ReaderError as error:
        told = error.sentence
    else:
        told = ""
        assert " ".join(article.text[slice(*found)].split()) == spread
    assert told == "" or "times in" in told
    assert told == "" or " ".join(article.text.split()).count(spread) > 1


@given(text=st.text(max_size=400))
def test_a_paragraph_is_printed_with_words_of_the_text_alone(text: str) -> None:
    article = read_article(text)
    for paragraph in article.paragraphs:
        for start, end in pieces(article, paragraph):
            assert paragraph.start <= start < end <= paragraph.end
        printed = paragraph_text(article, paragraph).split()
        there = article.text[paragraph.start : paragraph.end].split()
        assert len(printed) <= len(there)


@given(name=st.text(max_size=40))
def test_json_is_one_line_that_gives_back_what_went_in(name: str) -> None:
    from reader.cli.printing import write_json

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        write_json({"path": name})
    written = out.getvalue()
    assert len(written.splitlines()) == 1
    assert json.loads(written) == {"path": name}
