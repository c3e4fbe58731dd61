"""Setting right what was worked out wrongly: title, date, outlet, labels, speakers."""

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.screens.marking import Marking

if TYPE_CHECKING:  # the notebook is opened after the first paint
    from reader.article import Quote
    from reader.notebook.model import Correctable

FIELDS: "dict[str, Correctable]" = {
    "set-title": "title",
    "set-date": "published",
    "set-outlet": "publisher",
    "set-label": "label",
    "set-speaker": "speaker",
}


class Correcting(Marking):
    """What the user sets wins over what was worked out, and is marked as the user's."""

    async def action_set_title(self) -> None:
        await self._ask_for("set-title", "Title (empty: as it was worked out):")

    async def action_set_date(self) -> None:
        await self._ask_for("set-date", "Date, such as 2022-11-29 or 2022-11-29T15:34+07:00:")

    async def action_set_outlet(self) -> None:
        await self._ask_for("set-outlet", "Outlet (empty: as it was worked out):")

    async def action_set_label(self) -> None:
        from reader.notebook.entries import LABELS

        await self._ask_for("set-label", f"What this line is ({' '.join(LABELS)}):")

    async def action_set_speaker(self) -> None:
        if self.subject() is not None and self._quote_under() is None:
            self.say("The cursor stands on no quote.")
            return
        await self._ask_for("set-speaker", "Who said this (empty: as it was worked out):")

    async def _ask_for(self, key: str, question: str) -> None:
        subject = self.subject()
        if subject is None:
            return
        page, _, passage = subject
        article, quote = page.article, self._quote_under()
        line = next((line for line in article.lines if line.end > passage.start), None)
        now = {
            "set-title": article.title,
            "set-date": article.published,
            "set-outlet": article.publisher,
            "set-label": line.label if line else None,
            "set-speaker": quote.speaker if quote else None,
        }
        await self.ask(key, question, now[key] or "")

    def correct(self, key: str, answer: str) -> None:
        """Set what was asked for; nothing takes away what was set."""
        from reader.notebook.entries import entered

        subject = self.subject()
        if subject is None or self.article is None:
            return
        page, row, passage = subject
        field = FIELDS[key]
        quote = self._quote_under()
        span = (quote.start, quote.end) if field == "speaker" and quote else passage.span
        if field == "label":
            # The line where the passage begins: a paragraph may be several.
            span = passage.start, passage.start + 1
        notebook = self.session.notebook
        try:
            value = entered(field, answer) if answer else None
            if field in ("label", "speaker"):
                notebook.correct(page.article, row.path, field, value, *span)
            else:
                notebook.correct(self.article, row.path, field, value)
        except ReaderError as error:
            self.complain(error)
            return
        self.refresh_marks()
        what = "As it was worked out again." if value is None else "Set as you said."
        self.say(f"{what} {self.key('undo')} undoes it.")

    def _quote_under(self) -> "Quote | None":
        """The quote that the cursor stands on, or the first in its paragraph."""
        page, passage = self.view.shown, self.view.passage
        if page is None or passage is None:
            return None
        quotes = page.article.quotes
        inside = (q for q in quotes if q.start < passage.end and passage.start < q.end)
        return passage.quote or next(inside, None)
