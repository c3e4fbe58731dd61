"""Opening articles, moving in them and in the list."""

from typing import TYPE_CHECKING

from textual import on

from reader.commands import Context
from reader.errors import ReaderError
from reader.screens.articles import Articles
from reader.screens.frame import Frame
from reader.screens.session import Session
from reader.widgets.article_list import ArticleList

if TYPE_CHECKING:  # what is loaded after the first paint
    from reader.article import Article
    from reader.library import Row
    from reader.screens.hits import Finding
    from reader.widgets.article_view import ArticleView
    from reader.widgets.page import Page, Passage
    from reader.widgets.selection import Motion


class Moving(Frame):
    """What is open, and where the cursor stands."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.articles: Articles | None = None
        """What the list shows."""
        self.row: Row | None = None
        """The row of the article on show."""
        self.article: Article | None = None
        """That article as it was read, without what the user set."""
        self._trail: Finding | None = None
        """The search whose hits n and N go through."""
        self._remembered: tuple[str, int] | None = None
        self._trouble = ""
        """Why the article of `row` is not on show."""

    @property
    def footing(self) -> Context:
        return "found" if self.context == "article" and self._trail else super().footing

    # Opening

    def open_row(
        self, row: "Row", at: int | None = None, *, article: "Article | None" = None
    ) -> bool:
        """Show an article, at a position or where it was left; False where it cannot be read.

        `article` where it has been read already.
        """
        if row.error is not None:
            self._show_trouble(row, row.error)
            return False
        try:
            article = article or self.session.library.article(row)
            page = self.session.page(article, row, raw=False)
        except ReaderError as error:
            self._show_trouble(row, error.sentence)
            return False
        self.remember_place()
        self.row, self.article, self._trail, self._trouble = row, article, None, ""
        if at is None:
            at = self.session.state.position(article.id)
        if self.view.shown is not None and self.view.shown.article.id != article.id:
            self.view.show(None)
        self.view.show(page, at)
        self.sidebar.opened = row.path
        self.tell_place()
        lost = len(self.session.lost(article, row))
        if lost:
            have = "notes have" if lost > 1 else "note has"
            key = self.session.keys.of("shelf")
            self.say(f"{lost} {have} lost the words in this text; {key} lists all notes.")
        elif row.warning:
            self.say(row.warning)
        return True

    def _show_trouble(self, row: "Row", sentence: str) -> None:
        """Show why an article cannot be: none other stands there as if it were this one."""
        self.remember_place()
        self.row, self.article, self._trail, self._trouble = row, None, None, sentence
        self.view.show(None)
        self.sidebar.opened = row.path
        self.tell_place()
        self.complain(ReaderError(sentence))

    def tell_place(self) -> None:
        super().tell_place()
        bar, row = self._bar, self.row
        if bar is None or row is None:
            return
        page = self.view.shown
        bar.title = page.headline if page is not None else row.headline
        bar.trouble, bar.active = self._trouble, self.view.has_focus
        bar.about = "" if self._place_in_list() is not None else "not in this list"

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
        same = same and self.view.shown is not None
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
