"""What an export prints is what was marked, whoever renders it."""

import re
from collections.abc import Iterable

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.article import read_article, sanitise
from reader.errors import ReaderError
from reader.notebook.anchors import make_anchor
from reader.notebook.escaping import escape_line, escape_lines
from reader.notebook.filenames import LONGEST, file_name
from reader.notebook.frontmatter import article_id, front_matter, line
from reader.notebook.markdown import Style, own_markdown, render_all
from reader.notebook.model import Correction, Note, Snapshot

PARSERS = {"commonmark": MarkdownIt("commonmark"), "gfm": MarkdownIt("gfm-like")}

NASTY_SIGNS = (
    "* _ ` ~ ~~ [ ] ( ) < > | $ # ^ & &amp; &#x2F; \\ - + = == %% %20 1. 2) :- ---|--- http:// "
    "https://a.b/ www. WWW. a@b.co mailto: xmpp: ftp:// xn-- xn--p1ai.com KOMPAS.TV // "
    "example.com/%41%E0 <!-- --> <b> [x] ![a](b) [^1] [[a]] localhost 192.168.1.1 : _a_ “ % ! "
    "/// ``` ~~~ *** ___ === --- # ## > 10. {{ }} <kliping> %ab 0f com xn--a.com"
)
NASTY = [
    *NASTY_SIGNS.split(),
    "\n",
    "\n\n",
    " ",
    "  ",
    "\t",
    "\u00a0",
    "    ",
    "\u3000",
    "\u2028",
    "\x0b",
    "\r\n",
    "[a]: b",
]
words_of_any_kind = st.lists(
    st.sampled_from(NASTY) | st.text(max_size=3), min_size=1, max_size=14
).map("".join)


def flat(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or ())


def shown(source: str, parser: str) -> str:
    """The text that a parser shows, paragraphs parted by a blank line; other things named."""
    pieces = []
    for token in flat(PARSERS[parser].parse(source)):
        if token.type == "text":
            pieces.append(token.content)
        elif token.type == "softbreak":
            pieces.append("\n")
        elif token.type in ("paragraph_close", "heading_close"):
            pieces.append("\n\n")
        elif token.type not in (
            "inline", "paragraph_open", "blockquote_open", "blockquote_close",
            "link_open", "link_close", "heading_open",
        ):  # fmt: skip
            pieces.append(f"«{token.type}»")
    return "".join(pieces).strip("\n")


def marked(words: str) -> str:
    """The words but for spaces at line ends and more than one blank line, which are layout."""
    lines = [one.strip() for one in sanitise(words).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


@pytest.mark.parametrize("parser", PARSERS)
@settings(max_examples=600)
@given(words_of_any_kind)
@example("1. satu\n2) dua\n# tiga\n- empat\n+ lima\n> enam")
@example("a\n:-\n=== \n---|---\n| b |")
@example("www.kompas.tv/a%20b dan http://xn--p1ai.com/%41")
def test_a_parser_shows_just_the_words_that_were_marked(parser: str, words: str) -> None:
    source = "\n".join(f"> {one}".rstrip() for one in escape_lines(words))
    assert shown(source, parser) == marked(words)


@pytest.mark.parametrize("parser", PARSERS)
@settings(max_examples=300)
@given(words_of_any_kind)
def test_a_title_of_any_signs_is_one_heading(parser: str, words: str) -> None:
    assert (
        shown(f"# {escape_line(words)}", parser)
        == " ".join(one.strip() for one in sanitise(words).split("\n")).strip()
    )


@pytest.mark.parametrize("words", ["Harga naik 1.200 rupiah, kata Budi (52).", "“Ya,” ujarnya."])
def test_plain_sentences_need_no_escapes(words: str) -> None:
    assert escape_line(words) == words


@settings(max_examples=400)
@given(st.dictionaries(st.sampled_from("abcd"), st.text() | st.lists(st.text()), min_size=1))
@example({"a": "\x85\u2028\ufeff\x7f---\n: # 'x' \ud800 😀"})
@example({"a": "2022-01-28", "b": ["yes", "null", "1e3", "~", ""]})
def test_a_yaml_library_reads_the_front_matter_back(fields: dict[str, str | list[str]]) -> None:
    def decent(text: str) -> str:
        return re.sub("[\ud800-\udfff]", "\ufffd", text)

    lines = front_matter(fields)
    wanted = {
        key: decent(value) if isinstance(value, str) else [decent(one) for one in value]
        for key, value in fields.items()
    }
    source = "\n".join(lines[1:-1])
    assert yaml.safe_load(source) == wanted
    if hasattr(yaml, "CSafeLoader"):
        assert yaml.load(source, Loader=yaml.CSafeLoader) == wanted


@pytest.mark.parametrize("form", ['id: "{}"', "id: {}", "id: '{}'  "])
def test_the_id_is_found_also_where_another_program_wrote_the_front_matter_anew(form: str) -> None:
    wanted = "0a" * 32
    assert article_id(["---", "title: x", form.format(wanted), "---"]) == wanted
    assert article_id(["title: x", form.format(wanted)]) is None
    assert article_id(["---", "---", form.format(wanted), "---"]) is None


@settings(max_examples=400)
@given(st.none() | st.just("2022-01-28T10:00"), st.text(max_size=200), st.sampled_from([8, 16, 64]))
@example(None, "CON.tv", 8)
@example(None, "…" * 99, 8)
@example(None, "../../etc/passwd", 8)
def test_a_file_name_is_good_on_three_systems(date: str | None, title: str, digits: int) -> None:
    name = file_name(date, title, "0123456789abcdef" * 4, digits=digits)
    assert len(name.encode()) <= LONGEST
    assert not set(name) & set('<>:"/\\|?*')
    assert not re.search(r"[\x00-\x1f\x7f]", name)
    assert name == name.strip()
    assert name.endswith("0123456789abcdef"[:8] + name[name.index("01234567") + 8 :])
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)", name.split(".")[0].rstrip())
    assert name[0] not in ".-~"


def test_a_long_title_is_cut_between_words_and_between_characters() -> None:
    family = "👨‍👩‍👧"
    name = file_name(None, f"{family}" * 40, "ab" * 32)
    assert name.removesuffix(" abababab.md").replace(family, "") == ""
    assert file_name("2022-01-28", "Kata " * 60, "ab" * 32).endswith("Kata abababab.md")


# One article with a quote, as a notebook would hold it.

TEXT = """Jembatan Baru di Kali Pandan

KALI PANDAN - Warga dua desa memakai jembatan yang mereka tunggu sejak banjir besar.

"Jembatan ini dibuka supaya warga tidak lagi menyeberang rakit," kata Sari Wulandari di tepi kali.

Pembangunan memakan waktu sembilan bulan.
"""


class Shelf:
    """A notebook in memory, of one or more articles."""

    def __init__(self, *snapshots: Snapshot) -> None:
        self.snapshots = {one.article: one for one in snapshots}
        self.kept: list[Note] = []

    def mark(self, article: str, words: str, note: str = "", tags: tuple[str, ...] = ()) -> Note:
        text = self.snapshots[article].text
        start = text.index(words)
        anchor = make_anchor(
            text, start, start + len(words), article=article, path="a.txt", title="T"
        )
        uid = f"01J{len(self.kept):023d}"
        day = "2026-11-21T08:00:00Z"
        kind = "note" if note else "bookmark"
        self.kept.append(Note(uid, 1, kind, anchor, note, tags, day, day))
        return self.kept[-1]

    def notes(self, article: str | None = None) -> tuple[Note, ...]:
        return tuple(one for one in self.kept if article in (None, one.article))

    def snapshot(self, article_id: str) -> Snapshot | None:
        return self.snapshots.get(article_id)

    def deleted(self) -> frozenset[str]:
        return frozenset()

    def corrections_of(self, article: str, path: str) -> tuple[Correction, ...]:
        return ()


@pytest.fixture
def shelf() -> Shelf:
    article = read_article(TEXT)
    return Shelf(
        Snapshot(
            article.id, "berita/a.txt", TEXT, title="Jembatan: *Baru* di Kali Pandan",
            publisher="Kabar Kali", published="2026-11-20T09:30+07:00", authors=("Ani", "Budi"),
            known={"url": "https://kabar.example/a_b"},
        )
    )  # fmt: skip


def the_article(shelf: Shelf) -> str:
    return next(iter(shelf.snapshots))


QUOTE = "Jembatan ini dibuka supaya warga tidak lagi menyeberang rakit,"


def test_the_document_says_what_is_known_and_who_spoke(shelf: Shelf) -> None:
    shelf.mark(the_article(shelf), "sembilan bulan", "Lama *sekali*.", ("waktu", "biaya desa"))
    shelf.mark(the_article(shelf), QUOTE)
    text = render_all(shelf)
    front = yaml.safe_load(text.split("---\n")[1])
    assert front == {
        "id": the_article(shelf), "title": "Jembatan: *Baru* di Kali Pandan",
        "publisher": "Kabar Kali", "authors": ["Ani", "Budi"],
        "published": "2026-11-20T09:30+07:00", "url": "https://kabar.example/a_b",
        "path": "berita/a.txt", "tags": ["biaya desa", "waktu"],
    }  # fmt: skip
    body = text.split("---\n", 2)[2]
    assert body.index("# Jembatan: \\*Baru\\* di Kali Pandan") < body.index(
        "Kabar Kali · 2026-11-20"
    )
    assert f"> {QUOTE}\n\n— Sari Wulandari (*kata*)\n" in body
    assert body.index(QUOTE) < body.index("sembilan bulan"), "in reading order"
    assert "> sembilan bulan\n\nLama *sekali*.\n\n*2026-11-21 · waktu · biaya desa*\n" in body


def test_a_passage_that_only_contains_a_quote_is_not_given_to_its_speaker(shelf: Shelf) -> None:
    shelf.mark(the_article(shelf), f'"{QUOTE}" kata Sari Wulandari di tepi kali.')
    assert "— quoting Sari Wulandari (*kata*)" in render_all(shelf)


def test_obsidian_gets_a_callout_a_block_id_and_tags(shelf: Shelf) -> None:
    note = shelf.mark(the_article(shelf), QUOTE, "Penting.", ("biaya desa", "2024"))
    text = render_all(shelf, style="obsidian")
    assert "> [!quote] Sari Wulandari (*kata*)\n>\n> Jembatan ini" in text
    assert f"\n\n^kliping-{note.uid.lower()}\n\n" in text
    assert "2026-11-21 #biaya-desa #_2024" in text


def test_several_articles_are_one_text_without_front_matter(shelf: Shelf) -> None:
    other = read_article(TEXT.replace("Pandan", "Lawas"))
    shelf.snapshots[other.id] = Snapshot(other.id, "b.txt", other.text)
    shelf.mark(the_article(shelf), "sembilan bulan")
    shelf.mark(other.id, "Warga dua desa")
    text = render_all(shelf)
    assert text.startswith("# Jembatan: \\*Baru\\*")
    assert "\n# b\n" in text, "an article without a title is called by its file"
    assert "\n---\n" not in text
    assert "kliping:" not in text


def test_a_snapshot_that_was_lost_loses_no_words(shelf: Shelf) -> None:
    shelf.mark(the_article(shelf), QUOTE, "Penting.")
    shelf.snapshots.clear()
    assert f"> {QUOTE}\n\nPenting.\n" in render_all(shelf)


def test_notes_are_chosen_by_article_tag_and_day(shelf: Shelf) -> None:
    shelf.mark(the_article(shelf), "sembilan bulan", tags=("Waktu",))
    shelf.mark(the_article(shelf), "Warga dua desa")
    assert "Warga" not in render_all(shelf, tag="#waktu")
    assert "Warga" in render_all(shelf, since="2026-11-21")
    for asked in ({"tag": "tiada"}, {"since": "2026-11-22"}, {"articles": ["ffff"]}):
        with pytest.raises(ReaderError, match="no note to export"):
            render_all(shelf, **asked)  # type: ignore[arg-type]  # one keyword at a time


@pytest.mark.parametrize("style", ["portable", "obsidian"])
@pytest.mark.parametrize(
    "note",
    [
        "```\nbuka",
        "~~~~ python\n```\n~~~",
        "<!-- buka",
        "<pre>\n\nbuka",
        "```\na\n```\n```",
        "- a\n\n  ```",
    ],
)
def test_a_note_that_leaves_something_open_swallows_nothing_after_it(
    shelf: Shelf, note: str, style: Style
) -> None:
    shelf.mark(the_article(shelf), "Warga dua desa", note)
    shelf.mark(the_article(shelf), "sembilan bulan", "Sesudahnya.")
    for parser in PARSERS.values():
        shown_texts = [t.content for t in flat(parser.parse(render_all(shelf, style=style)))]
        assert "sembilan bulan" in shown_texts
        assert "Sesudahnya." in shown_texts


@given(st.text(alphabet="ab`~\n <!->", max_size=40))
def test_the_users_own_words_are_all_in_the_note(note: str) -> None:
    assert "\n".join(own_markdown(note)).startswith(note.strip("\n").rstrip())


def test_tags_are_one_line_of_the_front_matter() -> None:
    assert line("tags", ["a: b", 'c"d']) == 'tags: ["a: b", "c\\"d"]'
