"""The panes of the reading screen, opening articles, moving in them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.widgets import Static

from reader.commands import COMMANDS, Context
from reader.errors import ReaderError
from reader.screens.articles import Articles
from reader.screens.keys import bindings
from reader.screens.session import SAMPLES_HINT, Session
from reader.widgets.article_list import ArticleList
from reader.widgets.lines import KeyLine, StatusLine
from reader.widgets.panes import Pane, Panes, Steady

if TYPE_CHECKING:  # what is loaded after the first paint, or when something is typed in it
    from reader.article import Article
    from reader.library import Row
    from reader.screens.hits import Finding
    from reader.widgets.article_view import ArticleView
    from reader.widgets.menu import Menu
    from reader.widgets.note_box import NoteBox
    from reader.widgets.page import Page, Passage
    from reader.widgets.prompt import Prompt
    from reader.widgets.selection import Motion

#: What the keys of the commands do.
ACTIONS = frozenset(command.action for command in COMMANDS)


class Moving(Steady[None]):
    """Sidebar and article; what is open, where the cursor stands, what the bottom lines say."""

    BINDINGS = bindings()  # type: ignore[assignment]  # a list of Binding is what Textual takes
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"),
        (80, "-middle"),
        (100, "-wide"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.articles: Articles | None = None
        """What the list shows."""
        self.row: Row | None = None
        """The row of the article on show."""
        self.article: Article | None = None
        """That article as it was read, without what the user set."""
        self._trail: Finding | None = None
        """The search whose hits n and N go through."""
        self._remembered: tuple[str, int] | None = None
        self._view: ArticleView | None = None
        self._note_box: NoteBox | None = None
        self._prompt: Prompt | None = None
        self._menu: Menu | None = None
        self._reading = False
        self._asked_from: Widget | None = None

    def compose(self) -> ComposeResult:
        if self.session.samples:
            yield Static(Content(SAMPLES_HINT), id="hint")
        with Panes(id="panes"):
            yield ArticleList(id="list")
            yield Pane(id="reading")
        yield StatusLine(id="status")
        yield KeyLine(id="keys")

    @property
    def sidebar(self) -> ArticleList:
        return self.query_one("#list", ArticleList)

    @property
    def view(self) -> "ArticleView":
        """The pane of the article; made when it is first asked for, after the first paint."""
        if self._view is None:
            from reader.widgets.article_view import ArticleView

            self._view = ArticleView(id="article")
            self.query_one("#reading").mount(self._view)
        return self._view

    @property
    def status(self) -> StatusLine:
        return self.query_one("#status", StatusLine)

    @property
    def context(self) -> Context:
        """Where the keys are."""
        if self._note_box is not None and self._note_box.display:
            return "writing"
        if self._prompt is not None and self._prompt.display:
            return "asking"
        if self._menu is not None and self._menu.display:
            return "choosing"
        if self._view is None or not self._view.has_focus:
            return "list"
        if self._view.selecting:
            return "selecting"
        shown = self._view.shown
        return "page as it came" if shown and shown.raw else "article"

    def say(self, message: str) -> None:
        """Tell what has been done."""
        self.status.say(message)

    def complain(self, error: ReaderError) -> None:
        """Tell what could not be done."""
        self.status.say(error.sentence, trouble=True)

    async def ask(self, key: str, question: str, answer: str, before: Sequence[str] = ()) -> None:
        """Ask something short in the bottom line; `key` says what for when the answer comes.

        `before` is what was answered earlier, the last first.
        """
        prompt = self._prompt
        if prompt is None:
            from reader.widgets.prompt import Prompt

            self._prompt = prompt = Prompt(id="prompt")
            await self.mount(prompt, before="#status")
        self._asked_from = self.focused
        self.status.display = False
        prompt.ask(key, question, answer, before)

    def close_prompt(self) -> None:
        """Put the question away; the keys go where they went before it."""
        if self._prompt is not None:
            self._prompt.close()
        self.status.display = True
        (self._asked_from or self.sidebar).focus()

    async def note_box(self) -> "NoteBox":
        """The box that notes are written in; made when it is first asked for."""
        box = self._note_box
        if box is None:
            from reader.widgets.note_box import NoteBox

            self._note_box = box = NoteBox(id="note-box")
            await self.query_one("#reading").mount(box)
        return box

    # Opening

    def open_row(
        self, row: "Row", at: int | None = None, *, article: "Article | None" = None
    ) -> bool:
        """Show an article, at a position or where it was left; False where it cannot be read.

        `article` where it has been read already.
        """
        if row.error is not None:
            self.complain(ReaderError(row.error))
            return False
        try:
            article = article or self.session.library.article(row)
            page = self.session.page(article, row, raw=False)
        except ReaderError as error:
            self.complain(error)
            return False
        self.remember_place()
        self.row, self.article, self._trail = row, article, None
        if at is None:
            at = self.session.state.position(article.id)
        if self.view.shown is not None and self.view.shown.article.id != article.id:
            self.view.show(None)
        self.view.show(page, at)
        self.sidebar.opened = row.path
        lost = len(self.session.lost(article, row))
        if lost:
            have = "notes have" if lost > 1 else "note has"
            key = self.session.keys.of("shelf")
            self.say(f"{lost} {have} lost the words in this text; {key} lists all notes.")
        elif row.warning:
            self.say(row.warning)
        return True

    def remember_place(self) -> None:
        """Keep where the reader is in the article on show."""
        if self._view is None or self._view.shown is None:
            return
        place = self._view.shown.article.id, self._view.offset_now
        if place != self._remembered:
            self._remembered = place
            self.session.state.set_position(*place)

    def refresh_marks(self) -> None:
        """Show the notebook as it is now, in the article and in the list."""
        shown = self.view.shown
        if shown is not None and self.row is not None and self.article is not None:
            page = self.session.page(self.article, self.row, raw=shown.raw)
            if page != shown:
                self.view.show(page)
        self.list_anew()

    def list_anew(self) -> None:
        """Make the list anew."""

    def mark_as_read(self) -> None:
        """The article on show has been opened by the reader."""
        if self.row is not None and not self.session.state.is_read(self.row.id):
            self.session.state.mark_read(self.row.id)
            self.sidebar.renew()

    @on(ArticleList.Chosen)
    def _chosen(self, event: ArticleList.Chosen) -> None:
        self.go_to_article()

    def _step_article(self, steps: int) -> None:
        articles, here = self.articles, self._place_in_list()
        if articles is None:
            return
        # Without a place of its own, it was where the cursor is: the next one stands there now.
        wanted = self.sidebar.cursor + min(steps, 0) if here is None else here + steps
        while 0 <= wanted < len(articles) and articles[wanted].error:
            wanted += steps
        if not 0 <= wanted < len(articles):
            self.say("This is the last article." if steps > 0 else "This is the first article.")
            return
        self.sidebar.cursor = wanted
        if self.open_row(articles.row(wanted)) and self.view.has_focus:
            self.mark_as_read()

    def _place_in_list(self) -> int | None:
        """Where the article on show stands in the list; None where it does not."""
        item, row = self.sidebar.item, self.row
        if row is None or self.articles is None:
            return None
        # Mostly under the cursor: no need to look for it.
        if item is not None and item.path == row.path:
            return self.sidebar.cursor
        return self.articles.place(row.path)

    # What the bottom lines say

    def on_article_view_moved(self) -> None:
        """The cursor stands on something else."""
        self.tell_place()

    def tell_place(self) -> None:
        """Bring the two bottom lines up to date."""
        try:
            status, keys = self.status, self.query_one("#keys", KeyLine)
        except NoMatches:  # the screen is being taken down
            return
        context = self.context
        keys.keys = self.session.keys.footer(context)
        if context in ("list", "choosing"):
            items, cursor = self.sidebar.items, self.sidebar.cursor
            item = self.sidebar.item
            status.share = f"{cursor + 1:,} of {len(items):,}" if item else ""
            status.where = (item.error or self.session.below(item.path)) if item else ""
            return
        from reader.screens.place import place_words

        page, passage = self.view.shown, self.view.passage
        status.share = f"{round(100 * self.view.share_read)} %" if page else ""
        status.where = place_words(page, passage) if page and passage else ""

    def on_descendant_focus(self) -> None:
        """A box that is being typed in keeps the keys: a click or Tab leads to no other place."""
        boxes = {
            "writing": "#note-box NoteArea",
            "asking": "#prompt PromptInput",
            "choosing": "#menu",
        }
        box = boxes.get(self.context)
        if box and not (field := self.query_one(box)).has_focus:
            field.focus()
        self.tell_place()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed or chosen, no key is a command."""
        typing = self.is_mounted and self.context in ("writing", "asking", "choosing")
        return not typing or action not in ACTIONS

    # Moving: the pane that has the focus does it

    def action_next(self) -> None:
        self._move(1)

    def action_previous(self) -> None:
        self._move(-1)

    def _move(self, steps: int) -> None:
        if self.view.selecting:
            self.reshape("next-sentence" if steps > 0 else "previous-sentence")
        else:
            self._pane.move(steps)
            self.tell_place()  # with the movement itself, so that both are one frame

    def action_line_down(self) -> None:
        self._line(1)

    def action_line_up(self) -> None:
        self._line(-1)

    def _line(self, steps: int) -> None:
        if self.view.has_focus and not self.view.selecting:
            self.view.line(steps)
            self.tell_place()
        else:
            self._move(steps)

    def action_page_down(self) -> None:
        self._pane.page(1)
        self.tell_place()

    def action_page_up(self) -> None:
        self._pane.page(-1)
        self.tell_place()

    def action_top(self) -> None:
        self._pane.to_end(False)
        self.tell_place()

    def action_bottom(self) -> None:
        self._pane.to_end(True)
        self.tell_place()

    @property
    def _pane(self) -> "ArticleView | ArticleList":
        return self.view if self.view.has_focus else self.sidebar

    def action_next_quote(self) -> None:
        self._quote(1)

    def action_previous_quote(self) -> None:
        self._quote(-1)

    def _quote(self, steps: int) -> None:
        subject = self.subject()
        if subject is not None and self.view.to_quote(steps) is None:
            quotes = subject[0].article.quotes
            where = "after" if steps > 0 else "before"
            self.say(f"No quote {where} this one." if quotes else "No quotes in this article.")

    def subject(self) -> "tuple[Page, Row, Passage] | None":
        """What a key applies to: the page on show, its row, and what the cursor stands on.

        In the list the cursor stands on an article: it is opened and gone to
        first. None where there is nothing, which the reader has then been told.
        """
        if not self.view.has_focus and not self.go_to_article():
            return None
        page, passage = self.view.shown, self.view.passage
        if page is None or self.row is None or passage is None:
            self.say("There is no article to do that with.")
            return None
        return page, self.row, passage

    def go_to_article(self) -> bool:
        """Open the article under the cursor of the list, if it is not on show, and go to it."""
        articles, cursor = self.articles, self.sidebar.cursor
        if articles is None or cursor >= len(articles):
            self.say("There is no article to do that with.")
            return False
        row = articles.row(cursor)
        same = self.row is not None and (row.path, row.id) == (self.row.path, self.row.id)
        if not same and not self.open_row(row):
            return False
        self.enter_article()
        return True

    def enter_article(self) -> None:
        """Go to the article on show; the list stands on it and knows that it has been read."""
        if (place := self._place_in_list()) is not None:
            self.sidebar.cursor = place
        self.mark_as_read()
        self._reading = True
        self._fit_panes()
        if not self.view.has_focus:
            self.view.focus()

    def action_next_article(self) -> None:
        self._step_article(1)

    def action_previous_article(self) -> None:
        self._step_article(-1)

    def action_open(self) -> None:
        if not self.view.has_focus:
            self.sidebar.choose()

    def action_switch(self) -> None:
        if self.view.has_focus:
            self._to_list()
        elif self.view.shown is not None:
            self.enter_article()

    def action_suspend(self) -> None:
        self.app.action_suspend_process()

    def action_back(self) -> None:
        if self.view.has_focus and not self.view.leave_words():
            self._to_list()

    def _fit_panes(self) -> None:
        """Say which pane a narrow screen shows; on others no class is changed, for the styles
        of all that is shown are looked up anew when one is.
        """
        self.set_class(self._reading and self.has_class("-narrow"), "-reading")

    def on_resize(self, event: events.Resize) -> None:
        # Textual takes the form for the width next. A pane that it hid, were it for a moment,
        # would have lost the keys.
        narrow = event.size.width < self.HORIZONTAL_BREAKPOINTS[1][0]
        if narrow != self.has_class("-narrow"):
            self.set_class(self._reading and narrow, "-reading", update=False)

    def _to_list(self) -> None:
        self._reading = False
        self.remove_class("-reading", "-alone")
        self.sidebar.focus()

    def action_sidebar(self) -> None:
        if self.view.has_focus:
            self.toggle_class("-alone")
        elif self.go_to_article():
            self.add_class("-alone")

    # Selecting words

    def action_select(self) -> None:
        if self.subject() is not None:
            self.view.select()

    def reshape(self, motion: "Motion") -> None:
        """Move what is being selected."""
        if self.view.selecting:
            self.view.reshape(motion)
        else:
            key = self.session.keys.of("select")
            self.say(f"Press {key} first: then this key moves over words.")

    def action_word_right(self) -> None:
        self.reshape("next-word")

    def action_word_left(self) -> None:
        self.reshape("previous-word")

    def action_left(self) -> None:
        self.reshape("left")

    def action_right(self) -> None:
        self.reshape("right")

    def action_sentence_right(self) -> None:
        self.reshape("next-sentence")

    def action_sentence_left(self) -> None:
        self.reshape("previous-sentence")
