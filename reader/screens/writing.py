"""A note while it is written: the box, the draft, the notebook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.timer import Timer

from reader.errors import ReaderError
from reader.screens.undoing import Undoing
from reader.widgets.wrap import fit

if TYPE_CHECKING:  # what no first paint needs
    from reader.article import Article
    from reader.notebook import Draft, Note
    from reader.widgets.note_box import NoteBox

#: Seconds of rest after which what is being typed is kept as a draft.
DRAFT_PAUSE = 0.8


@dataclass(frozen=True, slots=True)
class Writing:
    """A note being written: on words of an article, or anew over note `uid` as of `rev`.

    `article` is the id of its text, in which `words` stand from `start` to `end`.
    `read` is that article as it was read, needed for a new note; `known` is what
    the library knew beside it.
    """

    article: str
    path: str
    start: int
    end: int
    words: str
    uid: str = ""
    rev: int = 0
    read: "Article | None" = field(default=None, hash=False)
    known: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def key(self) -> str:
        """What its draft is called: the same for the same passage, so it is found again."""
        return self.uid or f"{self.article[:16]}-{self.start}-{self.end}"


def of_article(
    article: "Article",
    path: str,
    span: tuple[int, int],
    known: Mapping[str, str],
    uid: str = "",
    rev: int = 0,
) -> Writing:
    """A note on words of an article that has been read."""
    start, end = span
    return Writing(
        article.id, path, start, end, article.text[start:end], uid, rev, article, known
    )  # fmt: skip


def of_note(note: "Note") -> Writing:
    """The same note anew, wherever its article is."""
    anchor = note.anchor
    return Writing(
        note.article, note.path, anchor.start, anchor.end, note.words, note.uid, note.rev
    )  # fmt: skip


class NoteWriting(Undoing):
    """A screen with a box in which notes are written."""

    writing: Writing | None = None
    """The note being written."""
    _note_box: "NoteBox | None" = None
    _draft_timer: Timer | None = None

    async def note_box(self) -> "NoteBox":
        """The box that notes are written in; made when it is first asked for."""
        raise NotImplementedError

    def left_box(self, *, saved: bool) -> None:
        """The box has been put away: the keys go where they went before it."""

    async def write(self, writing: Writing, text: str, draft: "Draft | None" = None) -> None:
        """Open the box with the words of a note; with those of its draft, where there is one."""
        draft = draft or self.session.drafts.load(writing.key)
        if draft is not None and draft.text != text:
            text = draft.text
            self.say("These are the words that you typed before; nothing was lost.")
        self.writing = writing
        verb = "Change the note on" if writing.uid else "Note on"
        about = f"{verb} “{fit(' '.join(writing.words.split()), 200)}”"
        (await self.note_box()).open(writing.key, about, text)

    def on_note_box_typed(self, event: "NoteBox.Typed") -> None:
        """The words are kept once the hands rest."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self._draft_timer = self.set_timer(DRAFT_PAUSE, self.keep_draft)

    def keep_draft(self) -> bool:
        """Keep what is being typed, so that no hang-up and no crash can take it.

        False where it could not be kept; the reader has then been told.
        """
        writing, box = self.writing, self._note_box
        if writing is None or box is None or not box.display:
            return True
        return self._keep(writing, box.text)

    def _keep(self, writing: Writing, text: str) -> bool:
        """Keep the words of a note as its draft; False where that cannot be."""
        try:
            if text.strip():
                self.session.drafts.save(
                    writing.key,
                    text,
                    article=writing.article,
                    path=writing.path,
                    start=writing.start,
                    end=writing.end,
                    note=writing.uid,
                    rev=writing.rev,
                )
            else:
                self.session.drafts.discard(writing.key)
        except ReaderError as error:
            self.complain(error)
            return False
        return True

    def on_note_box_saved(self, event: "NoteBox.Saved") -> None:
        """The note goes into the notebook."""
        from reader.notebook import ConflictError

        writing, text = self.writing, event.text.strip()
        if writing is None:
            return
        notebook = self.session.notebook
        said = "Note saved."
        try:
            if writing.uid:
                notebook.edit(writing.uid, note=text, rev=writing.rev)
            elif text and writing.read is not None:
                notebook.add(
                    writing.read, writing.path, writing.start, writing.end,
                    note=text, known=writing.known,
                )  # fmt: skip
            else:
                said = "Nothing was written, so nothing was saved."
        except ConflictError as error:  # both are kept; the sentence says so
            said = error.sentence
        except ReaderError as error:
            self.keep_draft()
            self.complain(error)
            return
        self.session.drafts.discard(writing.key)
        self._close_box(saved=True)
        self.refresh_marks()
        self.say(said)

    def on_note_box_left(self, event: "NoteBox.Left") -> None:
        """What was typed is kept as a draft."""
        writing = self.writing
        typed = bool(event.text.strip()) and event.text != self._stored(writing)
        if typed and not self.keep_draft():
            return  # the words are nowhere but in the box
        if not typed and writing is not None:
            self.session.drafts.discard(writing.key)
        self._close_box(saved=False)
        if typed:
            again, draft = self.key("note"), self.session.keys.of("draft")
            self.say(f"Not saved, but kept: {again} on the same words or {draft} brings it back.")

    def _stored(self, writing: Writing | None) -> str | None:
        """What the notebook has of the note that is being changed."""
        if writing is None or not writing.uid:
            return None
        try:
            return self.session.notebook.get(writing.uid).note
        except ReaderError:
            return None  # deleted meanwhile by another session: the words typed are all there is

    async def on_note_box_editor_wanted(self, event: "NoteBox.EditorWanted") -> None:
        """The words go to the user's own editor and come back."""
        from reader.screens.editor import edit_outside

        writing = self.writing
        if writing is None:
            return
        # Beside the drafts, not in a folder that goes when the program does: a line that is
        # cut while the editor is open must not take along what was saved in it.
        path = self.session.drafts.file_for_editor(event.key)
        trouble: str | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(event.text, "utf-8")
            try:
                trouble = edit_outside(self.app, path)
            finally:
                text = path.read_text("utf-8", "replace").rstrip("\n")
                kept = self._keep(writing, text)
        except OSError as error:
            self.complain(ReaderError(f"{path} cannot be used ({error.strerror})."))
            return
        except ReaderError as error:
            self.complain(error)
            return
        if kept:
            path.unlink(missing_ok=True)
        box = await self.note_box()
        box.open(event.key, box.about, text)
        if trouble is not None:
            self.complain(ReaderError(trouble))

    def _close_box(self, *, saved: bool) -> None:
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self.writing = None
        if self._note_box is not None:
            self._note_box.close()
        self.left_box(saved=saved)


def tags_in(answer: str) -> list[str]:
    """The tags that were typed: a tag is one word, as Markdown readers take it."""
    words = (word.lstrip("#") for word in answer.replace(",", " ").split())
    return list(dict.fromkeys(filter(None, words)))


def told_tags(tags: list[str]) -> str:
    """What became of the tags, in a sentence."""
    return f"Tagged {' '.join(f'#{tag}' for tag in tags)}." if tags else "Tags taken away."
