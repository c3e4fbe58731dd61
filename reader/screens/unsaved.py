"""Notes that were left unsaved: offered at the start, then gone on with, copied or discarded."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.screens.marking import Marking
from reader.screens.writing import of_article
from reader.widgets.wrap import fit

if TYPE_CHECKING:  # what no first paint needs
    from reader.library import Row
    from reader.notebook import Draft

DRAFT = "draft"
"""What the box is opened for in which it is chosen what becomes of the words."""
TOLD = "drafts told"
"""Under this the state keeps which drafts are not to be told of at the next start."""


class Unsaved(Marking):
    """What was being written when the reader last ended without saving it."""

    _draft: "Draft | None" = None
    """The draft about which is being asked."""

    def offer_drafts(self) -> None:
        """Say what was left unsaved.

        Of articles of another library it is said once, of those of this one until
        the words are saved, kept for later or discarded.
        """
        told = self._told_drafts
        drafts = [one for one in self._unsaved() if _name(one) not in told]
        if not drafts:
            return
        self._keep_silent([one for one in drafts if self._row_of(one) is None])
        many = f"{len(drafts)} notes were" if len(drafts) > 1 else "A note was"
        words = fit(drafts[0].text, 30)
        self.say(f"{many} left unsaved: {self.key('draft')} brings back “{words}”.")

    async def action_draft(self) -> None:
        """Show the words that were left unsaved last, and ask what is to become of them."""
        drafts = self._unsaved()
        if not drafts:
            self.say("No note was left unsaved.")
            return
        self._asked_from = self.focused
        await self._ask_about(drafts[0])

    async def _ask_about(self, draft: "Draft") -> None:
        from reader.widgets.menu import Option

        self._draft = draft
        drafts, row = self._unsaved(), self._row_of(draft)
        options = [
            Option("copy", "c", "copy", "to your clipboard"),
            Option("later", "l", "keep", "for later"),
            Option("discard", "d", "discard", "these words"),
        ]
        if row is not None:
            options.insert(0, Option("go on", "g", "go on", "writing it"))
            where = f"on “{row.headline}”"
        else:
            name = PurePath(draft.path).name or "an unknown article"
            where = f"on {name}, which is not in this library"
        if len(drafts) > 1:
            nth = [one.key for one in drafts].index(draft.key) + 1
            options.append(Option("next", "n", "next", f"this is {nth} of {len(drafts)}"))
        words = " ".join(draft.text.split())
        (await self.menu()).open(DRAFT, f"Left unsaved {where}: “{words}”", options)

    async def take_option(self, purpose: str, key: str) -> None:
        """Do with the words what was chosen, where the box was opened for that."""
        await super().take_option(purpose, key)
        draft = self._draft
        if purpose != DRAFT or draft is None:
            return
        match key:
            case "go on":
                self._close_menu()
                await self._go_on_with(draft)
            case "copy":
                self._close_menu()
                self.app.copy_to_clipboard(draft.text)
                self._keep_silent([draft])
                self.say("Sent to your terminal's clipboard; the words are kept here too.")
            case "later":
                self._close_menu()
                self._keep_silent([draft])
                self.say(f"Kept: {self.key('draft')} brings the words back at any time.")
            case "next":
                drafts = self._unsaved()
                nth = next((n for n, one in enumerate(drafts) if one.key == draft.key), -1)
                await self._ask_about(drafts[(nth + 1) % len(drafts)] if drafts else draft)
            case "discard":
                await self._ask_once_more(draft)
            case "yes":
                self._close_menu()
                self._discard(draft)

    async def _ask_once_more(self, draft: "Draft") -> None:
        """Words that are discarded are nowhere any more: no key brings them back."""
        from reader.widgets.menu import Option

        options = [
            Option("later", "l", "keep", "for later"),
            Option("yes", "y", "discard", "for good"),
        ]
        words = " ".join(draft.text.split())
        (await self.menu()).open(DRAFT, f"Discard for good? “{words}”", options)

    def _discard(self, draft: "Draft") -> None:
        try:
            self.session.drafts.discard(draft.key)
        except ReaderError as error:
            self.complain(error)
            return
        left = len(self._unsaved())
        more = f" {left} more left unsaved: {self.key('draft')}." if left else ""
        self.say(f"Discarded.{more}")

    async def _go_on_with(self, draft: "Draft") -> None:
        row = self._row_of(draft)
        if row is None or not self.open_row(row, draft.start) or self.article is None:
            return
        self.enter_article()
        article = self.article
        end = min(draft.end, len(article.text))
        start = min(draft.start, end)
        known = self.session.library.known_fields(row)
        # The revision that was seen then: a save onto a newer one keeps both.
        writing = of_article(article, row.path, (start, end), known, draft.note, draft.rev)
        await self.write(writing, "", draft)

    def _unsaved(self) -> "list[Draft]":
        """The drafts that nobody is typing, the last first."""
        typing = self.writing.key if self.writing else None
        return [one for one in reversed(self.session.drafts.left()) if one.key != typing]

    def _row_of(self, draft: "Draft") -> "Row | None":
        return self.session.row_of(draft.article, draft.path)

    @property
    def _told_drafts(self) -> list[str]:
        return (self.session.state.answer(TOLD) or "").splitlines()

    def _keep_silent(self, drafts: "list[Draft]") -> None:
        """Do not tell of these again at a start."""
        names = [_name(one) for one in drafts if _name(one) not in self._told_drafts]
        if names:
            there = {_name(one) for one in self.session.drafts.all()}
            kept = [name for name in self._told_drafts if name in there]
            self.session.state.set_answer(TOLD, "\n".join([*kept, *names]))


def _name(draft: "Draft") -> str:
    """A draft as it is now: one that has been typed in since is another."""
    return f"{draft.key} {draft.updated}"
