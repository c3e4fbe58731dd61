"""Bookmarks, notes and tags: what the reader writes in the notebook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.timer import Timer

from reader.errors import ReaderError
from reader.screens.arranging import Arranging
from reader.widgets.wrap import fit

if TYPE_CHECKING:  # what no first paint needs
    from reader.article import Article
    from reader.notebook import Draft
    from reader.widgets.note_box import NoteBox
    from reader.widgets.page import Mark, Passage

#: Seconds of rest after which what is being typed is kept as a draft.
DRAFT_PAUSE = 0.8


@dataclass(frozen=True, slots=True)
class Writing:
    """A note being written: on words of an article, or anew over note `uid` as of `rev`.

    `article` is as it was read; `known` is what the library knew beside it.
    """

    article: "Article"
    path: str
    start: int
    end: int
    uid: str = ""
    rev: int = 0
    known: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def key(self) -> str:
        """What its draft is called: the same for the same passage, so it is found again."""
        return self.uid or f"{self.article.id[:16]}-{self.start}-{self.end}"


class Marking(Arranging):
    """What the reader makes of the passage under the cursor."""

    writing: Writing | None = None
    """The note being written."""
    _draft_timer: Timer | None = None
    _tagging = ""
    """The uid of the mark whose tags are asked for."""

    # Bookmarks

    def action_bookmark(self) -> None:
        """Bookmark the passage; a bookmark on just these words goes again."""
        subject = self.subject()
        if subject is None or self.article is None:
            return
        _, row, passage = subject
        same = [mark for mark in self.view.marks_on(passage) if not mark.note]
        same = [mark for mark in same if (mark.start, mark.end) == passage.span]
        notebook = self.session.notebook
        try:
            if same:
                notebook.delete(same[0].uid)
                said = f"Bookmark taken away. {self.key('undo')} undoes it."
            else:
                known = self.session.library.known_fields(row)
                notebook.add(self.article, row.path, *passage.span, known=known)
                said = f"Bookmarked {self._about(passage)}."
        except ReaderError as error:
            self.complain(error)
            return
        self.view.leave_selection()
        self.refresh_marks()
        self.say(said)

    # Notes

    async def action_note(self) -> None:
        """Open the box: on the note under the cursor, else on the passage."""
        subject = self.subject()
        if subject is None or self.article is None:
            return
        _, row, passage = subject
        mark = self._mark_under(passage)
        known = self.session.library.known_fields(row)
        writing = Writing(self.article, row.path, *passage.span, known=known)
        text = ""
        if mark is not None and (mark.note or (mark.start, mark.end) == passage.span):
            try:
                note = self.session.notebook.get(mark.uid)
            except ReaderError as error:
                self.complain(error)
                return
            span = mark.start, mark.end
            writing = Writing(self.article, row.path, *span, note.uid, note.rev, known)
            text = note.note
        await self._write(writing, text)

    async def _write(self, writing: Writing, text: str, draft: "Draft | None" = None) -> None:
        draft = draft or self.session.drafts.load(writing.key)
        if draft is not None and draft.text != text:
            text = draft.text
            self.say("These are the words that you typed before; nothing was lost.")
        self.writing = writing
        words = " ".join(writing.article.text[writing.start : writing.end].split())
        verb = "Change the note on" if writing.uid else "Note on"
        about = f"{verb} “{fit(words, 200)}”"
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
                    article=writing.article.id,
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
            elif text:
                notebook.add(
                    writing.article, writing.path, writing.start, writing.end,
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
        self._close_box()
        self.view.leave_selection()
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
        self._close_box()
        if typed:
            self.say(f"Not saved, but kept: {self.key('note')} on the same words brings it back.")

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

    def _close_box(self) -> None:
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self.writing = None
        if self._note_box is not None:
            self._note_box.close()
        self.view.focus()

    def offer_drafts(self) -> None:
        """Say what was being written when the reader last ended without saving it."""
        drafts = self.session.drafts.orphaned()
        if drafts:
            many = f"{len(drafts)} notes were" if len(drafts) > 1 else "A note was"
            words = fit(drafts[-1].text, 30)
            self.say(f"{many} left unsaved: {self.key('draft')} brings back “{words}”.")

    async def action_draft(self) -> None:
        """Go on writing the note that was left unsaved last."""
        drafts = self.session.drafts.orphaned()
        if not drafts:
            self.say("No note was left unsaved.")
            return
        draft = drafts[-1]
        row = self.session.row_of(draft.article, draft.path)
        if row is None:
            self.say(f"It belongs to {draft.path}, which is not in this library.")
            return
        if not self.open_row(row, draft.start) or self.article is None:
            return
        self.enter_article()
        article = self.article
        end = min(draft.end, len(article.text))
        start = min(draft.start, end)
        # The revision that was seen then: a save onto a newer one keeps both.
        known = self.session.library.known_fields(row)
        writing = Writing(article, row.path, start, end, draft.note, draft.rev, known)
        await self._write(writing, "", draft)

    # Tags, deleting, undoing

    async def action_tags(self) -> None:
        subject = self.subject()
        if subject is None:
            return
        mark = self._mark_under(subject[2])
        if mark is None:
            mark_it, tag_it = self.key("bookmark"), self.key("tags")
            self.say(f"Nothing is marked here: {mark_it} bookmarks it, then {tag_it} tags it.")
            return
        self._tagging = mark.uid
        await self.ask("tags", "Tags:", " ".join(mark.tags))

    def save_tags(self, answer: str) -> None:
        """Give the mark for which they were asked the tags that were typed."""
        # A tag is one word, as Markdown readers take it.
        words = (word.lstrip("#") for word in answer.replace(",", " ").split())
        tags = list(dict.fromkeys(filter(None, words)))
        try:
            self.session.notebook.edit(self._tagging, tags=tags)
        except ReaderError as error:
            self.refuse("tags", answer, error.sentence)
            return
        self.session.remember_asking("tags", answer)
        self.close_prompt()
        self.refresh_marks()
        self.say(f"Tagged {' '.join(f'#{tag}' for tag in tags)}." if tags else "Tags taken away.")

    def action_delete(self) -> None:
        subject = self.subject()
        if subject is None:
            return
        mark = self._mark_under(subject[2])
        if mark is None:
            self.say("Nothing is marked here.")
            return
        try:
            self.session.notebook.delete(mark.uid)
        except ReaderError as error:
            self.complain(error)
            return
        self.refresh_marks()
        what = f"the note “{fit(mark.note, 30)}”" if mark.note else "the bookmark"
        self.say(f"Deleted {what}. {self.key('undo')} undoes it.")

    def action_undo(self) -> None:
        try:
            undone = self.session.notebook.undo()
        except ReaderError as error:
            self.complain(error)
            return
        self.refresh_marks()
        self.say(undone or "There is nothing to undo.")

    def key(self, command_id: str) -> str:
        """The key of a command, for a sentence."""
        return self.session.keys.of(command_id)

    def _mark_under(self, passage: "Passage") -> "Mark | None":
        """The mark that a key means: on just these words, else the narrowest on them."""
        marks = self.view.marks_on(passage)
        exact = [mark for mark in marks if (mark.start, mark.end) == passage.span]
        return next(iter(exact or marks), None)

    def _about(self, passage: "Passage") -> str:
        match passage.kind:
            case "quote":
                who = passage.quote.speaker if passage.quote else None
                return f"the quote of {who}" if who else "the quote"
            case "selection":
                return "the words"
            case _:
                return f"paragraph {passage.number}"
