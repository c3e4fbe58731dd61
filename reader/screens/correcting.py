"""Setting right what was worked out wrongly: title, date, outlet, labels, speakers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.screens.unsaved import Unsaved

if TYPE_CHECKING:  # the notebook is opened after the first paint
    from reader.article import Article, Quote, Span
    from reader.notebook.model import Correctable


class Question(NamedTuple):
    """What is asked for a field, in a word or two, and what helps to answer."""

    field: "Correctable"
    words: str
    hint: str = ""


QUESTIONS: Mapping[str, Question] = {
    "set-title": Question("title", "Title:"),
    "set-date": Question("published", "Date:", "Such as 2022-11-29 or 2022-11-29T15:34+07:00"),
    "set-outlet": Question("publisher", "Outlet:"),
    "set-label": Question("label", "This line is:", "One of"),
    "set-speaker": Question("speaker", "Said by:"),
}
EMPTY = "empty: as it was worked out."


@dataclass(frozen=True, slots=True)
class Setting:
    """What is being set: a field of an article, of its line or of its quote at `span`."""

    field: "Correctable"
    article: "Article"
    path: str
    span: "Span | None" = None


class Correcting(Unsaved):
    """What the user sets wins over what was worked out, and is marked as the user's."""

    _setting: Setting | None = None

    async def action_set_title(self) -> None:
        await self._ask_for("set-title")

    async def action_set_date(self) -> None:
        await self._ask_for("set-date")

    async def action_set_outlet(self) -> None:
        await self._ask_for("set-outlet")

    async def action_set_label(self) -> None:
        await self._ask_for("set-label")

    async def action_set_speaker(self) -> None:
        await self._ask_for("set-speaker")

    async def _ask_for(self, key: str) -> None:
        subject = self.subject()
        if subject is None or self.article is None:
            return
        page, row, passage = subject
        question, article = QUESTIONS[key], page.article
        span: Span | None = None
        now: str | None
        hint = question.hint
        match question.field:
            case "label":
                from reader.notebook.entries import LABELS

                hint = f"{hint} {' '.join(LABELS)}"
                # The line where the passage begins: a paragraph may be several.
                span = passage.start, passage.start + 1
                line = next((line for line in article.lines if line.end > passage.start), None)
                now = line.label if line else None
            case "speaker":
                quote = self._quote_under()
                if quote is None:
                    self.say("The cursor stands on no quote.")
                    return
                span, now = (quote.start, quote.end), quote.speaker
            case "title" | "published" | "publisher":
                now = getattr(article, question.field)
        # Of the article as it was read, where the whole of it is meant.
        about = article if span is not None else self.article
        self._setting = Setting(question.field, about, row.path, span)
        hint = f"{hint}; {EMPTY}" if hint else f"{EMPTY[0].upper()}{EMPTY[1:]}"
        await self.ask(key, question.words, now or "", hint)

    def correct(self, key: str, answer: str) -> None:
        """Set what was asked for; nothing takes away what was set."""
        from reader.notebook.entries import entered

        setting = self._setting
        if setting is None:
            return
        try:
            value = entered(setting.field, answer) if answer else None
            span = setting.span or (None, None)
            self.session.notebook.correct(
                setting.article, setting.path, setting.field, value, *span
            )
        except ReaderError as error:
            self.refuse(key, answer, error.sentence)
            return
        self.session.remember_asking(key, answer)
        self.close_prompt()
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
