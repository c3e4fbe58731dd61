"""The list: which articles, in which order. Made beside the screen and then swapped in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.worker import get_current_worker

from reader.commands import Context
from reader.errors import ReaderError
from reader.library import Own, Row, View
from reader.library.order import By
from reader.screens.articles import ORDERS, Articles, Choice
from reader.screens.moving import Moving
from reader.widgets.article_list import ArticleList

if TYPE_CHECKING:  # a box that is loaded when something is chosen in it
    from reader.widgets.menu import Menu

#: The letters of the orders in the box in which one is chosen.
LETTERS: Mapping[str, By] = {
    "d": "date", "o": "outlet", "t": "title", "w": "length", "q": "quotes", "u": "unread",
    "n": "notes", "l": "language",
}  # fmt: skip
FOLD = "fold"
SORT = "sort"
"""What the box is opened for in which an order is chosen."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A list that is to be made: `top` shows its beginning, else the cursor stays on its article.

    `asked` says that the filter stands in the bottom line still, to be mended
    where it is malformed.
    """

    choice: Choice
    top: bool = False
    asked: bool = False


class Arranging(Moving):
    """Sort, filter, fold; a library that changes is listed anew without a jump."""

    _wish: Wish | None = None
    """What is being made, until it is shown."""
    _choice = Choice()
    """What the list shows."""
    _version = 0
    """The library's, when the list was made."""

    @property
    def footing(self) -> Context:
        footing = super().footing
        return "filtered" if footing == "article" and self._choice.keep else footing

    def list_at_once(self) -> None:
        """The list as the first paint has it."""
        session = self.session
        self._choice = choice = session.choice
        try:
            # What the user made is asked for once the list has been painted, if that will do.
            own = session.own(choice) if choice.by_own else Own()
            view = session.library.view(choice.order, choice.keep, own)
        except ReaderError as error:  # a filter that only an earlier version understood
            self.complain(error)
            self._choice = Choice()
            view = session.library.view()
        self._swap(Articles(view, session.state))

    def list_anew(self, wish: Wish | None = None) -> None:
        """Make the list anew: as wished, else as it is for what the library has now."""
        # Another one each time, so that an older list can be told from it when it comes late.
        self._wish = wish = replace(wish or self._wish or Wish(self._choice))
        try:
            own = self.session.own(wish.choice)
        except ReaderError as error:
            self.complain(error)
            return
        shown = self.articles
        names = [] if wish.top or shown is None else self.sidebar.names_near()
        if wish.asked:
            del names[1:]  # who filters an article away wants to see the first that is left
        open_now: list[str] = []
        if shown is not None and wish.choice.order.fold:
            open_now = [shown.view.rows(place, place + 1)[0].path for place in shown.unfolded]
        opened = self.row.path if self.row is not None else ""
        self._make_list(wish, own, names, open_now, opened)

    @work(thread=True, exclusive=True, group="list")
    def _make_list(
        self,
        wish: Wish,
        own: Own,
        names: Sequence[str],
        unfolded: Sequence[str],
        opened: str,
    ) -> None:
        """Make a list, with all that showing it will ask for: places, and the rows in sight."""
        worker = get_current_worker()
        library = self.session.library
        order, keep = wish.choice.order, wish.choice.keep
        trouble = None
        try:
            version = library.version
            view = library.view(order, keep, own)
            articles = Articles(view, self.session.state, _copies(view, unfolded))
            if opened:
                articles.place(opened)  # is it listed, and still what was read?
            places = (articles.place(name) for name in names)
            place = next((place for place in places if place is not None), None)
            top = wish.top or (wish.asked and place is None)
            place = 0 if top or place is None else place
            articles.slice(place - self.sidebar.room, place + self.sidebar.room)
        except ReaderError as error:
            trouble = error
        if worker.is_cancelled:
            return  # another wish has come since
        if trouble is None:
            self.app.call_from_thread(self._made, articles, wish, version, top)
            articles.prepare()
        else:
            self.app.call_from_thread(self._not_made, trouble, wish)

    def _made(self, articles: Articles, wish: Wish, version: int, top: bool) -> None:
        """Show the list that was made."""
        if not self.is_mounted or self._wish is not wish:
            return
        self._wish = None
        changed, self._version = version != self._version, version
        if wish.choice != self._choice:
            self._choice = wish.choice
            self.session.choose(wish.choice)
        self._swap(articles, top=top)
        if wish.asked:
            if self.context == "asking":
                self.close_prompt()
            if wish.choice.keep:
                self.session.remember_asking("filter", wish.choice.keep)
            self._tell_filtered(articles)
        self.listed(changed=changed)

    def _not_made(self, error: ReaderError, wish: Wish) -> None:
        if self._wish is not wish:
            return
        self._wish = None
        if wish.asked:
            self.refuse("filter", wish.choice.keep, error.sentence)
        else:
            self.complain(error)

    def _swap(self, articles: Articles, *, top: bool = False) -> None:
        self.articles = articles
        self.sidebar.head = told(self._choice, articles)
        if top:
            self.sidebar.show_from_top(articles)
        else:
            self.sidebar.items = articles

    def listed(self, *, changed: bool) -> None:
        """The list is another one; `changed` says that the library is."""

    # Sorting

    async def action_sort(self) -> None:
        """Offer the orders; the one that counts, again, reverses."""
        from reader.widgets.menu import Option

        self._to_list()
        self._asked_from = self.sidebar
        now = self._choice.order
        options = []
        for letter, by in LETTERS.items():
            word, first, reversed_first = ORDERS[by]
            here = by == now.by
            about = reversed_first if here and not now.reverse else first
            options.append(Option(by, letter, word, f"again: {about}" if here else about, here))
        fold = "unfold" if now.fold else "one row a story"
        options.append(Option(FOLD, "f", "fold", fold))
        (await self.menu()).open(SORT, "Sort by", options)

    async def on_menu_taken(self, event: "Menu.Taken") -> None:
        """Do what was chosen in the box."""
        await self.take_option(event.purpose, event.key)

    def on_menu_left(self) -> None:
        """All stays as it is."""
        self._close_menu()

    async def take_option(self, purpose: str, key: str) -> None:
        """Sort by what was chosen, where the box was opened for that."""
        if purpose != SORT:
            return
        self._close_menu()
        if key == FOLD:
            self.action_fold()
            return
        order = self._choice.order
        by = next(by for by in ORDERS if by == key)
        order = replace(order, by=by, reverse=by == order.by and not order.reverse)
        self.list_anew(Wish(replace(self._choice, order=order), top=True))

    # Filtering

    async def action_filter(self) -> None:
        await self.ask("filter", "List only:", self._choice.keep)

    def list_only(self, keep: str) -> None:
        """List only what a filter leaves; everything where it is empty."""
        self.list_anew(Wish(replace(self._choice, keep=keep), asked=True))

    def _tell_filtered(self, articles: Articles) -> None:
        keep, found, total = self._choice.keep, len(articles), articles.view.total
        key = self.session.keys.of("filter")
        if not keep:
            self._tell_all(articles)
        elif found:
            rows = f"{found:,}"
            if self._choice.order.fold:
                rows += " row (folded)" if found == 1 else " rows (folded)"
            self.say(f"{rows} of {total:,} articles; {key} and an empty line lists all again.")
        else:
            self.say(f"None of {total:,} articles fits “{keep}”: {key} changes what is listed.")

    def _tell_all(self, articles: Articles) -> None:
        total, rows = articles.view.total, len(articles.view)
        said = f"All {total:,} articles are listed"
        if self._choice.order.fold:
            key = self.session.keys.of("fold")
            said += f", folded into {rows:,} rows: {key} shows each in a row of its own"
        self.say(f"{said}.")

    def action_everything(self) -> None:
        """List every article again."""
        if self._choice.keep:
            self.list_only("")
        elif self.articles is not None:
            self._tell_all(self.articles)

    # Near-duplicates

    def action_fold(self) -> None:
        """One row a story, or one an article."""
        order = self._choice.order
        self.list_anew(Wish(replace(self._choice, order=replace(order, fold=not order.fold))))

    def action_copies(self) -> None:
        """Show the copies of the row under the cursor below it, or put them away."""
        articles, cursor = self.articles, self.sidebar.cursor
        if articles is None or cursor >= len(articles):
            return
        place = articles.in_view(cursor)
        row = articles.view.rows(place, place + 1)[0]
        unfolded = dict(articles.unfolded)
        if unfolded.pop(place, None) is None:
            copies = articles.view.copies(row)
            if not copies:
                self.say("No other article of this library prints this story.")
                return
            if not self._choice.order.fold:
                key = self.session.keys.of("fold")
                self.say(f"{_others(len(copies))} this story; {key} folds them into one row.")
                return
            unfolded[place] = copies
        else:
            self.sidebar.cursor = articles.place(row.path) or 0
        self._swap(Articles(articles.view, self.session.state, unfolded))
        self.tell_place()

    @on(ArticleList.Unfolded)
    def _unfolded(self, event: ArticleList.Unfolded) -> None:
        self.action_copies()

    # Read and unread

    def action_unread(self) -> None:
        """Mark the article under the cursor, or the one on show, as unread; again: as read."""
        row = self.row if self.view.has_focus else self._row_in_list()
        if row is None or row.error is not None:
            self.say("There is no article to do that with.")
            return
        read = not self.session.state.is_read(row.id)
        self.session.state.mark_read(row.id, read)
        self.sidebar.renew()
        self.say("Marked as read." if read else "Marked as unread.")

    def _row_in_list(self) -> Row | None:
        articles, cursor = self.articles, self.sidebar.cursor
        return articles.row(cursor) if articles is not None and cursor < len(articles) else None


def told(choice: Choice, articles: Articles) -> str:
    """What is not as it is at first: the filter with how many it leaves, the order, folding."""
    order = choice.order
    parts = []
    if choice.keep:
        parts.append(f"{len(articles.view):,} of {articles.view.total:,}: {choice.keep}")
    if order.by != "date" or order.reverse:
        word, first, reversed_first = ORDERS[order.by]
        how = reversed_first if order.reverse else first
        parts.append(how if word in how else f"{word} {how}")
    if order.fold:
        parts.append("folded")
    return " · ".join(parts)


def _others(count: int) -> str:
    return "One other article prints" if count == 1 else f"{count} other articles print"


def _copies(view: View, paths: Sequence[str]) -> Mapping[int, Sequence[Row]]:
    """The copies of the rows that are open, by the places of these in a view."""
    places = [place for path in paths if (place := view.place(path)) is not None]
    rows = [(place, view.copies(view.rows(place, place + 1)[0])) for place in places]
    return {place: copies for place, copies in rows if copies}
