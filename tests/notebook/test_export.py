"""Notes taken home, again and again, without a line of the user's lost."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.article import Article, read_article
from reader.notebook.anchors import make_anchor
from reader.notebook.export import ExportReport, export
from reader.notebook.model import Correction, Note, Snapshot

SENTENCES = [
    "Pasar lama dibuka lagi",
    "Warga desa datang sejak pagi",
    "Harga cabai turun separuh",
    "Camat meninjau setiap lapak",
    "Hujan baru turun menjelang malam",
]
TEXT = "Pasar Lama Dibuka\n\n" + ".\n\n".join(SENTENCES) + ".\n"
ARTICLE = read_article(TEXT)
DAY = "2026-11-21T08:00:00Z"


@dataclass
class Shelf:
    """A notebook in memory: notes can be changed, deleted and brought back."""

    live: dict[str, Note] = field(default_factory=dict)
    gone: dict[str, Note] = field(default_factory=dict)
    snapshots: dict[str, Snapshot] = field(default_factory=dict)

    def put(self, article: Article, words: str, note: str = "", tags: tuple[str, ...] = ()) -> Note:
        title = article.text.split("\n")[0]
        self.snapshots[article.id] = Snapshot(
            article.id, "a.txt", article.text, title=title, published="2026-11-20"
        )
        start = article.text.index(words)
        anchor = make_anchor(
            article.text, start, start + len(words), article=article.id, path="a.txt", title=title
        )
        uid = f"01J{len(self.live) + len(self.gone):023d}"
        self.live[uid] = Note(uid, 1, "note", anchor, note, tags, DAY, DAY)
        return self.live[uid]

    def mark(self, nth: int, note: str = "", tags: tuple[str, ...] = ()) -> Note:
        return self.put(ARTICLE, SENTENCES[nth], note, tags)

    def edit(self, uid: str, note: str, tags: tuple[str, ...] = ()) -> None:
        self.live[uid] = replace(self.live[uid], note=note, tags=tags)

    def delete(self, uid: str) -> None:
        self.gone[uid] = self.live.pop(uid)

    def undelete(self, uid: str) -> None:
        self.live[uid] = self.gone.pop(uid)

    def notes(self, article: str | None = None) -> tuple[Note, ...]:
        return tuple(one for one in self.live.values() if article in (None, one.article))

    def snapshot(self, article_id: str) -> Snapshot | None:
        return self.snapshots.get(article_id)

    def deleted(self) -> frozenset[str]:
        return frozenset(self.gone)

    def corrections_of(self, article: str, path: str) -> tuple[Correction, ...]:
        return ()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def only_file(folder: Path) -> Path:
    [path] = [path for path in folder.rglob("*") if path.is_file()]
    return path


def block_of(text: str, uid: str) -> str:
    [found] = re.findall(
        rf"<!-- kliping:note {uid} \w+ -->\n.*?<!-- kliping:end {uid} \w+ -->\n", text, re.DOTALL
    )
    return str(found)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def state(path: Path) -> tuple[bytes, int]:
    return path.read_bytes(), path.stat().st_mtime_ns


# The first time.


def test_an_export_writes_a_file_an_article_named_by_date_title_and_id(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.mark(2, "Catatan.", ("harga",))
    other = read_article(TEXT.replace("Lama", "Baru"))
    shelf.put(other, "Camat")
    report = export(shelf, tmp_path)
    assert [path.name for path in report.written] == [
        f"2026-11-20 Pasar Lama Dibuka {ARTICLE.id[:8]}.md",
        f"2026-11-20 Pasar Baru Dibuka {other.id[:8]}.md",
    ]
    text = report.written[0].read_text("utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert (front["id"], front["tags"]) == (ARTICLE.id, ["harga"])
    assert "> Harga cabai turun separuh\n\nCatatan.\n\n*2026-11-21 · harga*\n" in text
    assert list(tmp_path.glob(".*")) == [], "nothing is left beside them"


def test_two_articles_whose_ids_begin_alike_do_not_share_a_file(
    shelf: Shelf, tmp_path: Path
) -> None:
    for digit in "01":
        twin = replace(ARTICLE, id=ARTICLE.id[:20] + digit * 44)
        shelf.put(twin, SENTENCES[0])
    report = export(shelf, tmp_path)
    assert len(set(report.written)) == 2
    assert export(shelf, tmp_path).written == ()


def test_an_export_may_be_of_some_articles_tags_or_days(shelf: Shelf, tmp_path: Path) -> None:
    shelf.mark(0, "satu", ("a",))
    shelf.mark(1, "dua", ("b",))
    assert export(shelf, tmp_path, articles=["ff"]).written == ()
    assert export(shelf, tmp_path, since="2027-01-01").written == ()
    assert len(export(shelf, tmp_path, tag="A").written) == 1
    assert "dua" not in only_file(tmp_path).read_text("utf-8")
    export(shelf, tmp_path)
    text = only_file(tmp_path).read_text("utf-8")
    assert text.index("satu") < text.index("dua")
    assert 'tags: ["a", "b"]' in text


def test_nothing_to_export_is_said(shelf: Shelf, tmp_path: Path) -> None:
    report = export(shelf, tmp_path)
    assert report == ExportReport(messages=report.messages)
    assert "no note to export" in report.messages[0]


# The second time.


def test_nothing_new_writes_nothing(shelf: Shelf, tmp_path: Path) -> None:
    shelf.mark(0, "Catatan.\r\ndua\rtiga\u2028empat\n<!-- kliping:end x -->", ("a", "b"))
    export(shelf, tmp_path)
    path = only_file(tmp_path)
    os.utime(path, ns=(10**18, 10**18))
    before = state(path)
    report = export(shelf, tmp_path)
    assert (report.written, report.unchanged) == ((), (path,))
    assert state(path) == before


def test_a_changed_note_changes_its_block_and_no_other_line(shelf: Shelf, tmp_path: Path) -> None:
    first, second = shelf.mark(2, "lama"), shelf.mark(3, "tetap")
    export(shelf, tmp_path)
    path = only_file(tmp_path)
    change(path, "# Pasar Lama Dibuka\n", "# Judul saya\n\nKata pengantar.\n")
    path.write_text(path.read_text("utf-8") + "\nPenutup.", "utf-8")
    before = path.read_text("utf-8")
    shelf.edit(first.uid, "baru")
    assert export(shelf, tmp_path).written == (path,)
    after = path.read_text("utf-8")
    assert block_of(after, second.uid) == block_of(before, second.uid)
    assert before.replace(block_of(before, first.uid), block_of(after, first.uid)) == after
    assert "baru" in after
    assert "lama" not in after


def test_a_renamed_or_moved_file_is_found_by_its_id(shelf: Shelf, tmp_path: Path) -> None:
    note = shelf.mark(0, "lama")
    export(shelf, tmp_path)
    (tmp_path / "bacaan").mkdir()
    path = only_file(tmp_path).rename(tmp_path / "bacaan" / "Pasar.md")
    shelf.edit(note.uid, "baru")
    assert export(shelf, tmp_path).written == (path,)
    assert only_file(tmp_path) == path


def test_a_file_in_a_hidden_folder_is_gone(shelf: Shelf, tmp_path: Path) -> None:
    shelf.mark(0)
    export(shelf, tmp_path)
    (tmp_path / ".trash").mkdir()
    old = only_file(tmp_path)
    old.rename(tmp_path / ".trash" / old.name)
    assert export(shelf, tmp_path).written == (old,)


def test_an_edited_block_is_kept_and_its_new_version_stands_below_it_once(
    shelf: Shelf, tmp_path: Path
) -> None:
    note = shelf.mark(0, "lama")
    export(shelf, tmp_path)
    path = only_file(tmp_path)
    change(path, "lama\n", "lama, dan pikiran saya\n")
    assert export(shelf, tmp_path).written == (), "the notebook has nothing new"
    shelf.edit(note.uid, "baru")
    report = export(shelf, tmp_path)
    assert report.kept_edits == (note.uid,)
    assert "your edits of one passage were kept" in report.messages[0]
    for _ in range(2):
        text = path.read_text("utf-8")
        assert text.count("lama, dan pikiran saya") == 1
        assert "baru" in block_of(text, note.uid)
        assert text.index("pikiran saya") < text.index("baru")
        assert export(shelf, tmp_path).written == ()


def test_a_deleted_block_stays_deleted_also_when_its_note_changes(
    shelf: Shelf, tmp_path: Path
) -> None:
    note = shelf.mark(0, "lama")
    shelf.mark(1, "lain")
    export(shelf, tmp_path)
    path = only_file(tmp_path)
    change(path, block_of(path.read_text("utf-8"), note.uid), "")
    shelf.edit(note.uid, "baru")
    shelf.mark(2, "lagi")
    export(shelf, tmp_path)
    text = path.read_text("utf-8")
    assert "baru" not in text
    assert SENTENCES[0] not in text
    assert text.index("lain") < text.index("lagi")


def test_a_deleted_note_takes_its_block_along_but_not_what_the_user_made_of_it(
    shelf: Shelf, tmp_path: Path
) -> None:
    untouched, edited = shelf.mark(0, "satu"), shelf.mark(1, "dua")
    export(shelf, tmp_path)
    path = only_file(tmp_path)
    change(path, "dua\n", "dua setengah\n")
    shelf.delete(untouched.uid)
    shelf.delete(edited.uid)
    export(shelf, tmp_path)
    text = path.read_text("utf-8")
    assert "satu" not in text
    assert "dua setengah" in text
    shelf.undelete(untouched.uid)
    export(shelf, tmp_path)
    assert "satu" in block_of(path.read_text("utf-8"), untouched.uid), "an undo brings it back"


def test_a_block_of_another_notebook_is_left_alone(shelf: Shelf, tmp_path: Path) -> None:
    """Two machines export into one folder that is kept in step between them."""
    shelf.mark(0, "dari kantor", ("kantor",))
    export(shelf, tmp_path)
    home = Shelf()
    assert export(home, tmp_path).written == ()
    home.live["01JHOME"] = replace(home.mark(3, tags=("rumah",)), uid="01JHOME")
    home.live.pop("01J" + "0" * 23)  # the office has a note of this uid
    export(home, tmp_path)
    text = only_file(tmp_path).read_text("utf-8")
    assert "dari kantor" in text
    assert text.index(SENTENCES[0]) < text.index(SENTENCES[3])
    assert 'tags: ["kantor", "rumah"]' in text
    assert export(shelf, tmp_path).written == ()
    assert export(home, tmp_path).written == ()


def test_new_blocks_stand_in_reading_order(shelf: Shelf, tmp_path: Path) -> None:
    for nth in (3, 1, 4, 0, 2):
        shelf.mark(nth)
        export(shelf, tmp_path)
    text = only_file(tmp_path).read_text("utf-8")
    assert re.findall(r"^> (.*)", text, re.MULTILINE) == SENTENCES
    assert "\n\n\n" not in text


def test_tags_of_the_front_matter_follow_unless_the_user_wrote_them(
    shelf: Shelf, tmp_path: Path
) -> None:
    note = shelf.mark(0, tags=("satu",))
    export(shelf, tmp_path)
    path = only_file(tmp_path)
    shelf.edit(note.uid, "", ("dua",))
    export(shelf, tmp_path)
    assert 'tags: ["dua"]' in path.read_text("utf-8")
    change(path, 'tags: ["dua"]', "tags: [punyaku]")
    shelf.edit(note.uid, "", ("tiga",))
    export(shelf, tmp_path)
    assert "tags: [punyaku]" in path.read_text("utf-8")


def test_line_ends_and_the_mark_of_byte_order_stay_as_they_are(
    shelf: Shelf, tmp_path: Path
) -> None:
    note = shelf.mark(0, "lama")
    export(shelf, tmp_path)
    path = only_file(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert export(shelf, tmp_path).written == ()
    shelf.edit(note.uid, "baru")
    shelf.mark(1, "lagi")
    export(shelf, tmp_path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert export(shelf, tmp_path).written == ()


def test_a_note_that_quotes_an_exported_block_is_only_a_note(shelf: Shelf, tmp_path: Path) -> None:
    first = shelf.mark(0, "asal")
    export(shelf, tmp_path)
    path = only_file(tmp_path)
    pasted = block_of(path.read_text("utf-8"), first.uid)
    second = shelf.mark(1, f"Lihat:\n{pasted}\nSekian.")
    export(shelf, tmp_path)
    shelf.delete(first.uid)
    export(shelf, tmp_path)
    text = path.read_text("utf-8")
    assert "Sekian." in block_of(text, second.uid)
    assert "asal" in block_of(text, second.uid)
    assert export(shelf, tmp_path).written == ()


def test_a_block_that_the_user_copied_is_kept_up_to_date_in_both_places(
    shelf: Shelf, tmp_path: Path
) -> None:
    note = shelf.mark(2, "lama")
    export(shelf, tmp_path)
    path = only_file(tmp_path)
    block = block_of(path.read_text("utf-8"), note.uid)
    edited = block.replace("lama", "lama sekali")
    path.write_text(path.read_text("utf-8") + block + edited, "utf-8")
    shelf.edit(note.uid, "baru")
    export(shelf, tmp_path)
    text = path.read_text("utf-8")
    assert (text.count("baru\n"), text.count("lama sekali\n"), text.count("lama\n")) == (2, 1, 0)
    assert export(shelf, tmp_path).written == ()


def test_a_comment_that_lost_its_counterpart_is_the_users_line(
    shelf: Shelf, tmp_path: Path
) -> None:
    note = shelf.mark(2, "lama")
    export(shelf, tmp_path)
    path = only_file(tmp_path)
    block = block_of(path.read_text("utf-8"), note.uid)
    begin = block.split("\n")[0]
    change(path, block, f"{begin}\nantara\n{block}")
    shelf.edit(note.uid, "baru")
    export(shelf, tmp_path)
    text = path.read_text("utf-8")
    assert f"{begin}\nantara\n" in text
    assert "lama\n" not in text
    assert text.count("baru\n") == 1


def test_a_switch_of_style_reaches_untouched_blocks_alone(shelf: Shelf, tmp_path: Path) -> None:
    shelf.mark(0, "satu")
    shelf.mark(1, "dua")
    export(shelf, tmp_path)
    path = only_file(tmp_path)
    change(path, "dua\n", "dua setengah\n")
    export(shelf, tmp_path, style="obsidian")
    text = path.read_text("utf-8")
    assert text.count("[!quote]") == 1
    assert text.count(SENTENCES[1]) == 1, "an edited block is not doubled for its looks"


# Any history of edits and exports.


class History:
    """A notebook, an exported file, and what the user did to both."""

    def __init__(self, folder: Path) -> None:
        self.shelf = Shelf()
        self.folder = folder
        self.lines: set[str] = set()  # the user's own, each unlike any other
        self.dropped: set[str] = set()  # uids whose block the user deleted or took apart
        self.count = 0

    @property
    def path(self) -> Path | None:
        files = list(self.folder.iterdir())
        assert len(files) <= 1
        return files[0] if files else None

    def fresh(self) -> str:
        self.count += 1
        return f"tulisan-{self.count}-akhir"

    def blocks(self, lines: list[str]) -> Iterator[tuple[str, int, int]]:
        """The uid of each whole block, its first line and the one after its last."""
        for at, line in enumerate(lines):
            if begin := re.match(r"<!-- kliping:note (\w+)", line):
                for end in range(at + 1, len(lines)):
                    if lines[end].startswith("<!-- kliping:note"):
                        break
                    if lines[end].startswith("<!-- kliping:end"):
                        if begin[1] in lines[end]:
                            yield begin[1], at, end + 1
                        break

    def rewrite(self, lines: list[str]) -> None:
        assert self.path
        self.path.write_text("\n".join(lines), "utf-8")

    def do(self, action: str, data: st.DataObject) -> None:
        getattr(self, f"do_{action}")(data)

    def do_mark(self, data: st.DataObject) -> None:
        self.shelf.mark(data.draw(st.integers(0, 4)), data.draw(st.sampled_from(["", "a\n\nb"])))

    def do_edit(self, data: st.DataObject) -> None:
        if self.shelf.live:
            uid = data.draw(st.sampled_from(sorted(self.shelf.live)))
            tags = data.draw(st.sampled_from([(), ("x",), ("x", "y z")]))
            self.shelf.edit(uid, f"versi {self.fresh()}", tags)

    def do_delete(self, data: st.DataObject) -> None:
        if self.shelf.live:
            self.shelf.delete(data.draw(st.sampled_from(sorted(self.shelf.live))))

    def do_undelete(self, data: st.DataObject) -> None:
        if self.shelf.gone:
            self.shelf.undelete(data.draw(st.sampled_from(sorted(self.shelf.gone))))

    def do_write(self, data: st.DataObject) -> None:
        """The user writes a line anywhere below the front matter, also into a block."""
        if self.path:
            lines = self.path.read_text("utf-8").split("\n")
            at = data.draw(st.integers(lines.index("---", 1) + 1, len(lines)))
            line = self.fresh()
            self.lines.add(line)
            self.rewrite([*lines[:at], line, *lines[at:]])

    def do_cut(self, data: st.DataObject) -> None:
        """The user deletes a block, with what of theirs stands in it."""
        if self.path:
            lines = self.path.read_text("utf-8").split("\n")
            if found := list(self.blocks(lines)):
                uid, start, end = data.draw(st.sampled_from(found))
                self.lines -= set(lines[start:end])
                self.dropped.add(uid)
                self.rewrite(lines[:start] + lines[end:])

    def do_unmark(self, data: st.DataObject) -> None:
        """The user deletes one of a block's two comments: it is theirs then."""
        if self.path:
            lines = self.path.read_text("utf-8").split("\n")
            if found := list(self.blocks(lines)):
                uid, start, end = data.draw(st.sampled_from(found))
                self.dropped.add(uid)
                at = data.draw(st.sampled_from([start, end - 1]))
                self.rewrite(lines[:at] + lines[at + 1 :])

    def do_rename(self, data: st.DataObject) -> None:
        if self.path:
            self.path.rename(self.folder / f"{self.fresh()}.md")

    def do_export(self, data: st.DataObject) -> None:
        export(self.shelf, self.folder, style=data.draw(st.sampled_from(["portable", "obsidian"])))
        self.check()

    def check(self) -> None:
        if self.path is None:
            assert not self.shelf.live
            return
        lines = self.path.read_text("utf-8").split("\n")
        for line in self.lines:
            assert lines.count(line) == 1, "no line of the user's is lost, none is doubled"
        uids = [uid for uid, _, _ in self.blocks(lines)]
        assert len(uids) == len(set(uids)), "no block is doubled"
        assert not set(uids) & self.dropped, "what the user deleted stays deleted"
        assert set(self.shelf.live) - self.dropped <= set(uids), "every other note is there"


ACTIONS = [name.removeprefix("do_") for name in dir(History) if name.startswith("do_")]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.lists(st.sampled_from([*ACTIONS, "export", "mark"]), max_size=25))
def test_no_history_loses_a_line_or_doubles_a_block(
    data: st.DataObject, actions: list[str]
) -> None:
    with TemporaryDirectory() as name:
        history = History(Path(name))
        for action in actions:
            history.do(action, data)
        export(history.shelf, history.folder)
        history.check()
        if history.path:
            before = state(history.path)
            assert export(history.shelf, history.folder).written == ()
            assert state(history.path) == before
