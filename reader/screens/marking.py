"""Bookmarks, notes and tags: what the reader writes in the notebook."""

import os
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.screens.arranging import Arranging
from reader.screens.writing import NoteWriting, of_article, tags_in, told_tags
from reader.widgets.wrap import fit

if TYPE_CHECKING:  # what no first paint needs
    from reader.notebook import Change
    from reader.widgets.page import Mark, Passage


class Marking(Arranging, NoteWriting):
    """What the reader makes of the passage under the cursor."""

    _tagging: str = ""
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
        writing = of_article(self.article, row.path, passage.span, known)
        text = ""
        if mark is not None and (mark.note or (mark.start, mark.end) == passage.span):
            try:
                note = self.session.notebook.get(mark.uid)
            except ReaderError as error:
                self.complain(error)
                return
            span = mark.start, mark.end
            writing = of_article(self.article, row.path, span, known, note.uid, note.rev)
            text = note.note
        await self.write(writing, text)

    def left_box(self, *, saved: bool) -> None:
        self.view.focus()
        if saved:
            self.view.leave_selection()

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
        tags = tags_in(answer)
        try:
            self.session.notebook.edit(self._tagging, tags=tags)
        except ReaderError as error:
            self.refuse("tags", answer, error.sentence)
            return
        self.session.remember_asking("tags", answer)
        self.close_prompt()
        self.refresh_marks()
        self.say(told_tags(tags))

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

    def in_sight(self, change: "Change") -> bool:
        """Whether a change is in the article on show."""
        hidden = self.has_class("-narrow") and not self._reading
        if hidden or self.row is None or self.article is None:
            return False
        file = os.path.abspath(self.row.path)  # noqa: PTH100  Path.absolute leaves `..` in
        return change.article == self.article.id or change.file == file

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
