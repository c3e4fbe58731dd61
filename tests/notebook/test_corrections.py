"""What the user sets of an article wins, is found again, and can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader import paths
from reader.article import Article, Label, read_article
from reader.errors import ReaderError
from reader.notebook import Correctable, Notebook, apply_corrections
from reader.notebook.corrections import SET
from reader.notebook.entries import LABELS, entered

PATH = "lembah/jembatan.txt"
FIRST, SECOND = "Anak-anak tidak perlu", "Kami merawatnya"


def line_with(article: Article, words: str) -> tuple[int, int]:
    (span,) = [
        (one.start, one.end) for one in article.lines if words in article.text[one.start : one.end]
    ]
    return span


def quote_with(article: Article, words: str) -> tuple[int, int]:
    (span,) = [
        (one.start, one.end) for one in article.quotes if words in article.text[one.start : one.end]
    ]
    return span


def speakers(article: Article) -> list[str | None]:
    return [quote.speaker for quote in article.quotes]


def label_of(article: Article, words: str) -> tuple[str, str]:
    (line,) = [one for one in article.lines if words in article.text[one.start : one.end]]
    return line.label, line.reason


# Values.


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2022", "2022"),
        ("2022-11", "2022-11"),
        (" 2024-02-29 ", "2024-02-29"),
        ("2021-03-15T15:34", "2021-03-15T15:34"),
        ("2021-03-15 15:34", "2021-03-15T15:34"),
        ("2021-03-15T15:34+07:00", "2021-03-15T15:34+07:00"),
        ("2021-03-15 15:34 +07:00", "2021-03-15T15:34+07:00"),
        ("2021-03-15T15:34:09Z", "2021-03-15T15:34:09+00:00"),
        ("28/11/2026", "2026-11-28"),
        ("2022-1-5", "2022-01-05"),
        ("Oktober 2025", "2025-10"),
        ("29/11/2022 15:34", "2022-11-29T15:34"),
        ("Selasa, 29 November 2022, 15.34 WIB", "2022-11-29T15:34+07:00"),
    ],
)
def test_a_date_is_kept_to_the_precision_that_was_typed(typed: str, kept: str) -> None:
    assert entered("published", typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "2022-13", "2023-02-29", "2022-11-31", "0000", "2022-00", "22-11-29", "20221129",
        "2022-W05", "29/11/22", "31/02/2022", "11/29/2022", "29 Novembr 2022", "kemarin",
        "2022-11T10:00", "2022 10:00", "2022-11-29T24:00",
        "2022-11-29T10", "2022-11-29T10:60", "2022-11-29T10:00+25:00", "٢٠٢٢", "-2022", " ",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(ReaderError) as refused:
        entered("published", typed)
    assert refused.value.sentence.endswith(".")
    assert typed.strip() in refused.value.sentence


@given(st.datetimes(), st.sampled_from([4, 7, 10, 16, 19]))
def test_every_date_that_there_is_can_be_set(when: datetime, size: int) -> None:
    typed = when.isoformat()[:size]
    assert entered("published", typed) == typed


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", " \x1b[31m\u200b ", "title is empty"),
        ("publisher", "\n", "outlet is empty"),
        ("label", "berita", "title, kicker, date"),
        ("speaker", "…", "no name"),
        ("speaker", "a" * 201, "no name"),
    ],
)
def test_other_wrong_values_are_refused_in_a_sentence(
    notebook: Notebook, page: Article, field: Correctable, typed: str, said: str
) -> None:
    with pytest.raises(ReaderError, match=said):
        notebook.correct(page, PATH, field, typed, *page_place(page, field))
    assert notebook.corrections() == ()
    assert not notebook.path.exists()


def page_place(article: Article, field: Correctable) -> tuple[int, int] | tuple[()]:
    if field == "label":
        return line_with(article, "Baca Juga")
    return quote_with(article, FIRST) if field == "speaker" else ()


def test_what_a_terminal_would_obey_does_not_get_into_a_value(
    notebook: Notebook, page: Article
) -> None:
    made = notebook.correct(page, PATH, "title", "Jembatan\x1b[2J \n  \u202edibuka\u200b")
    assert made.value == "Jembatan dibuka"


def test_a_label_needs_a_line_and_a_speaker_a_quote(notebook: Notebook, page: Article) -> None:
    with pytest.raises(ReaderError, match="no line"):
        notebook.correct(page, PATH, "label", "body")
    with pytest.raises(ReaderError, match="no quote"):
        notebook.correct(page, PATH, "speaker", "Sari", *line_with(page, "Baca Juga"))
    assert notebook.corrections() == ()


# What an article becomes.


def test_without_corrections_an_article_is_the_very_same(notebook: Notebook, page: Article) -> None:
    assert notebook.corrected(page, PATH).article is page
    assert apply_corrections(page, ()).article is page


def test_what_is_set_of_the_whole_article_is_no_longer_inferred(
    notebook: Notebook, page: Article
) -> None:
    text = page.text.split("\n\n", 2)[2]
    page = read_article(text, "a.txt")
    assert {"title", "published"} <= set(page.inferred)
    notebook.correct(page, PATH, "title", "Jembatan")
    notebook.correct(page, PATH, "published", "2024-03-05")
    notebook.correct(page, PATH, "publisher", "Kabar Lain")
    shown = notebook.corrected(page, PATH)
    found = shown.article
    assert (found.title, found.published, found.publisher) == (
        "Jembatan", "2024-03-05", "Kabar Lain",
    )  # fmt: skip
    assert not {"title", "published", "publisher"} & set(found.inferred)
    assert shown.fields == {"title", "published", "publisher"}
    assert (found.text, found.lines, found.quotes) == (page.text, page.lines, page.quotes)


def test_a_line_that_is_made_noise_goes_with_its_quotes(notebook: Notebook, page: Article) -> None:
    assert speakers(page) == ["Dadang Sutisna", "Euis Kartika"]
    made = notebook.correct(page, PATH, "label", "ad", *line_with(page, SECOND))
    shown = notebook.corrected(page, PATH)
    assert label_of(shown.article, SECOND) == ("ad", SET)
    assert speakers(shown.article) == ["Dadang Sutisna"]
    assert not any(
        SECOND in shown.article.text[one.start : one.end] for one in shown.article.paragraphs
    )
    assert shown.held == (made,)
    assert len(shown.lines) == 1


def test_a_line_that_is_made_body_is_read_as_one(notebook: Notebook, page: Article) -> None:
    page = read_article(
        page.text.replace("Baca Juga: Jadwal Bus", "Baca Juga: “Jadwal Bus,” kata Asep")
    )
    assert label_of(page, "Jadwal Bus")[0] == "related"
    notebook.correct(page, PATH, "label", "body", *line_with(page, "Jadwal Bus"))
    shown = notebook.corrected(page, PATH).article
    assert label_of(shown, "Jadwal Bus") == ("body", SET)
    assert any(
        "Jadwal Bus" in shown.text[one.start : one.end] and one.label == "body"
        for one in shown.paragraphs
    )
    assert len(shown.quotes) == 3


def test_a_speaker_is_set_for_one_quote_alone(notebook: Notebook, page: Article) -> None:
    notebook.correct(page, PATH, "speaker", "Wawan Gunawan", *quote_with(page, FIRST))
    shown = notebook.corrected(page, PATH)
    first, second = shown.article.quotes
    assert (first.speaker, first.attribution, first.role) == ("Wawan Gunawan", "name", None)
    assert first.mention is None, "somebody else's name would be taken for his"
    assert first.cue == page.quotes[0].cue
    assert second == page.quotes[1]
    assert "Wawan Gunawan" in [person.name for person in shown.article.people]
    assert shown.quotes == {(first.start, first.end)}


def test_a_fuller_name_of_the_speaker_keeps_the_role(notebook: Notebook, page: Article) -> None:
    before = page.quotes[0]
    notebook.correct(page, PATH, "speaker", "Haji Dadang Sutisna", *quote_with(page, FIRST))
    after = notebook.corrected(page, PATH).article.quotes[0]
    assert after == replace(before, speaker="Haji Dadang Sutisna", attribution="name")


def test_a_quote_that_only_the_user_s_label_brings_can_have_a_speaker(
    notebook: Notebook, page: Article
) -> None:
    page = read_article(
        page.text.replace("Baca Juga: Jadwal Bus", "Baca Juga: “Jadwal Bus,” kata Asep")
    )
    notebook.correct(page, PATH, "label", "body", *line_with(page, "Jadwal Bus"))
    shown = notebook.corrected(page, PATH).article
    made = notebook.correct(shown, PATH, "speaker", "Asep Saepudin", *quote_with(shown, "Jadwal"))
    assert "Asep Saepudin" in speakers(notebook.corrected(page, PATH).article)
    notebook.correct(shown, PATH, "label", None, *line_with(page, "Jadwal Bus"))
    after = notebook.corrected(page, PATH)
    assert after.article == page
    assert after.lost == (made,)


@pytest.mark.parametrize(
    "sample", sorted(paths.bundled("seeds").iterdir()), ids=lambda one: one.stem
)
def test_a_label_that_is_set_to_what_it_was_changes_its_reason_alone(
    sample: Path, notebook: Notebook
) -> None:
    article = read_article(sample.read_text(encoding="utf-8"), sample.name)
    for line in article.lines[::4]:
        notebook.correct(article, "a.txt", "label", line.label, line.start, line.end)
    shown = notebook.corrected(article, "a.txt").article
    assert shown != article
    plain = tuple(
        now._replace(reason=was.reason) for now, was in zip(shown.lines, article.lines, strict=True)
    )
    assert replace(shown, lines=plain) == article


@dataclass(frozen=True)
class Deed:
    field: Correctable
    value: str
    nth: int


DEEDS = st.one_of(
    st.builds(Deed, st.sampled_from(["title", "publisher", "speaker"]),
              st.text("abc ", min_size=1).filter(str.strip), st.integers(0, 9)),
    st.builds(Deed, st.just("published"), st.dates().map(str), st.integers(0, 9)),
    st.builds(Deed, st.just("label"), st.sampled_from(LABELS), st.integers(0, 9)),
)  # fmt: skip


def _place(article: Article, deed: Deed) -> tuple[int, int] | tuple[()] | None:
    if deed.field not in ("label", "speaker"):
        return ()
    spans = [
        (one.start, one.end) for one in (article.lines if deed.field == "label" else article.quotes)
    ]
    return spans[deed.nth % len(spans)] if spans else None


@given(deeds=st.lists(DEEDS, max_size=6))
@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_undoing_or_taking_away_all_that_was_set_gives_the_same_article(
    tmp_path_factory: pytest.TempPathFactory, page: Article, deeds: list[Deed]
) -> None:
    notebook = Notebook(tmp_path_factory.mktemp("set") / "notebook.json")
    states = [page]
    for deed in deeds:
        shown = notebook.corrected(page, PATH).article
        place = _place(shown, deed)
        if place is None:
            continue
        before = notebook.corrections()
        made = notebook.correct(shown, PATH, deed.field, deed.value, *place)
        assert made in notebook.corrections()
        assert (made.known.title, made.known.published) == (page.title, page.published)
        if notebook.corrections() != before:
            states.append(notebook.corrected(page, PATH).article)
    everything = notebook.corrected(page, PATH)
    for one in (*everything.held, *everything.lost):
        notebook.withdraw(one.uid)
    assert notebook.corrected(page, PATH).article == page
    for _ in (*everything.held, *everything.lost):
        assert Notebook(notebook.path).undo() is not None
    while states:
        assert notebook.corrected(page, PATH).article == states.pop()
        assert (notebook.undo() is None) == (not states)
    assert notebook.corrections() == ()


@given(
    text=st.text(st.sampled_from('ab “”",.\n:(/-'), max_size=200),
    labels=st.lists(st.tuples(st.integers(0, 50), st.sampled_from(LABELS)), min_size=1, max_size=5),
)
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_label_can_be_set_on_any_line_of_any_text(
    tmp_path_factory: pytest.TempPathFactory, text: str, labels: list[tuple[int, Label]]
) -> None:
    article = read_article(text)
    notebook = Notebook(tmp_path_factory.mktemp("any") / "notebook.json")
    wanted: dict[int, Label] = {}
    for nth, label in labels if article.lines else ():
        line = article.lines[nth % len(article.lines)]
        wanted[line.number] = label
        notebook.correct(article, "a.txt", "label", label, line.start, line.end)
    shown = notebook.corrected(article, "a.txt")
    assert shown.lost == ()
    assert {one.number: one.label for one in shown.article.lines} == {
        one.number: wanted.get(one.number, one.label) for one in article.lines
    }
    body = [one for one in shown.article.paragraphs if one.label == "body"]
    for quote in shown.article.quotes:
        assert any(one.start <= quote.start <= quote.end <= one.end for one in body)


# What is kept.


def test_setting_again_replaces_and_the_same_again_is_no_change(
    notebook: Notebook, page: Article
) -> None:
    first = notebook.correct(page, PATH, "title", "Satu")
    second = notebook.correct(page, PATH, "title", "Dua")
    assert (second.uid, second.rev) == (first.uid, 2)
    stamp = notebook.stamp()
    assert notebook.correct(page, PATH, "title", "Dua") == second
    assert notebook.stamp() == stamp
    assert notebook.corrections() == (second,)


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_value_takes_a_correction_away(
    notebook: Notebook, page: Article, nothing: str | None
) -> None:
    made = notebook.correct(page, PATH, "title", "Satu")
    assert notebook.correct(page, PATH, "title", nothing) == made
    assert notebook.corrected(page, PATH).article is page
    with pytest.raises(ReaderError, match="nothing to take away"):
        notebook.correct(page, PATH, "title", nothing)


def test_each_undo_says_what_became_of_what(notebook: Notebook, page: Article) -> None:
    notebook.correct(page, PATH, "published", "2024-03-05")
    notebook.correct(page, PATH, "published", "2024-03-06")
    notebook.correct(page, PATH, "published", None)
    notebook.correct(page, PATH, "label", "nav", *line_with(page, "Baca Juga"))
    title = "Jembatan Gantung Cibeureum Dibuka"
    assert [Notebook(notebook.path).undo() for _ in range(5)] == [
        "The label “nav” that you set for “Baca Juga: Jadwal Bus Antarkota Berubah” "
        f"in “{title}” was taken away again.",
        f"The date “2024-03-06” that you set for “{title}” is back.",
        f"The date of “{title}” is “2024-03-05” again, as you set it before.",
        f"The date “2024-03-05” that you set for “{title}” was taken away again.",
        None,
    ]


def test_notes_and_corrections_are_undone_in_the_order_they_were_made(
    notebook: Notebook, page: Article
) -> None:
    note = notebook.add(page, PATH, 0, 8, note="penting")
    made = notebook.correct(page, PATH, "title", "Satu")
    notebook.delete(note.uid)
    assert "note" in (notebook.undo() or "")
    assert notebook.notes() == (note,) or notebook.notes()[0].uid == note.uid
    assert notebook.corrections() == (made,)
    assert "title" in (notebook.undo() or "")
    assert notebook.corrections() == ()
    assert len(notebook.notes()) == 1


def test_two_sessions_see_what_the_other_set(file: Path, page: Article) -> None:
    mine, other = Notebook(file), Notebook(file)
    assert mine.corrected(page, PATH).article is page
    stamp = mine.stamp()
    other.correct(page, PATH, "title", "Dari sana")
    assert mine.stamp() != stamp
    assert mine.corrected(page, PATH).article.title == "Dari sana"
    mine.correct(page, PATH, "title", "Dari sini")
    mine.correct(page, PATH, "publisher", "Kabar")
    assert len(other.corrections()) == 2
    assert other.corrected(page, PATH).article.title == "Dari sini"
    assert other.undo() is not None
    assert mine.undo() is not None
    assert mine.corrected(page, PATH).article.title == "Dari sana", "the other's is not lost"


def test_corrections_outlive_a_destroyed_notebook(file: Path, page: Article) -> None:
    notebook = Notebook(file)
    notebook.correct(page, PATH, "title", "Satu")
    notebook.correct(page, PATH, "label", "nav", *line_with(page, "Baca Juga"))
    kept = notebook.corrections()
    file.write_bytes(b"null")
    again = Notebook(file)
    assert again.corrections() == kept
    (notice,) = again.notices
    assert "corrections came back from" in notice


def test_what_was_taken_away_long_ago_is_let_go(file: Path, page: Article) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    notebook = Notebook(file, clock=lambda: now)
    notebook.correct(page, PATH, "title", "Lama sekali")
    notebook.correct(page, PATH, "title", None)
    now += timedelta(days=91)
    notebook.correct(page, PATH, "publisher", "Kabar")
    table = (
        file.read_text(encoding="utf-8").partition('"corrections":')[2].partition('"journal"')[0]
    )
    assert "Kabar" in table
    assert "Lama sekali" not in table


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b'"field":"title"', b'"field":"mood"'),
        lambda data: data.replace(b'"value":"Satu"', b'"value":7'),
        lambda data: data.replace(b'"known":{', b'"known":0,"was":{'),
    ],
)
def test_what_is_no_correction_is_told_and_left_alone(
    file: Path, page: Article, spoil: Callable[[bytes], bytes]
) -> None:
    notebook = Notebook(file)
    notebook.correct(page, PATH, "title", "Satu")
    notebook.correct(page, PATH, "publisher", "Kabar")
    file.write_bytes(spoil(file.read_bytes()))
    again = Notebook(file)
    assert again.corrected(page, PATH).article.title == page.title
    assert again.corrections() == () or again.corrections()[0].value == "Kabar"
    assert again.notices
    again.correct(page, PATH, "published", "2024")
    assert again.corrected(page, PATH).article.published == "2024"


# A text that changed.


def test_corrections_stay_with_a_file_whose_text_changed(notebook: Notebook, page: Article) -> None:
    notebook.correct(page, PATH, "title", "Jembatan")
    notebook.correct(page, PATH, "published", "2024-03-05")
    notebook.correct(page, PATH, "label", "ad", *line_with(page, "dibangun oleh warga"))
    notebook.correct(page, PATH, "speaker", "Wawan", *quote_with(page, SECOND))
    text = page.text.replace("Warga menunggunya", "Panjangnya pas. Warga sudah menunggunya")
    changed = read_article(text.replace("Baca Juga: Jadwal Bus Antarkota Berubah\n\n", ""))
    shown = notebook.corrected(changed, PATH)
    assert (shown.article.title, shown.article.published) == ("Jembatan", "2024-03-05")
    assert label_of(shown.article, "dibangun oleh warga") == ("ad", SET)
    assert speakers(shown.article) == ["Dadang Sutisna", "Wawan"]
    assert shown.lost == ()
    assert notebook.corrected(changed, "elsewhere.txt").article is changed
    assert notebook.corrected(page, "moved.txt").article.title == "Jembatan"


def test_a_line_that_is_gone_leaves_its_correction_lost_and_not_astray(
    notebook: Notebook, page: Article
) -> None:
    made = notebook.correct(page, PATH, "label", "body", *line_with(page, "Baca Juga"))
    changed = read_article(page.text.replace("Baca Juga: Jadwal Bus Antarkota Berubah\n\n", ""))
    shown = notebook.corrected(changed, PATH)
    assert shown.article == changed
    assert shown.lost == (made,)
    assert notebook.withdraw(made.uid).uid == made.uid
    with pytest.raises(ReaderError):
        notebook.withdraw(made.uid)


def test_what_is_set_in_the_new_text_wins_there_and_goes_without_the_old_one_coming_back(
    notebook: Notebook, page: Article
) -> None:
    changed = read_article(page.text.replace("dua musim", "tiga musim"))
    notebook.correct(page, PATH, "title", "Lama")
    notebook.correct(changed, PATH, "title", "Baru")
    notebook.correct(page, PATH, "title", "Lama sekali")
    assert notebook.corrected(changed, PATH).article.title == "Baru"
    assert notebook.corrected(page, "moved.txt").article.title == "Lama sekali"
    notebook.correct(changed, PATH, "title", None)
    assert notebook.corrected(changed, PATH).article is changed
