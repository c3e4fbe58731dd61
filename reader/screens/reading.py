"""The reading screen: what happens when it opens, while it is open, and when it closes."""

from threading import Lock
from typing import TYPE_CHECKING

from textual import on, work
from textual.worker import get_current_worker

from reader.commands import BY_ID
from reader.errors import ReaderError
from reader.library import Progress, Row
from reader.screens.session import Session
from reader.screens.taking import Taking
from reader.widgets.row_list import RowList

if TYPE_CHECKING:  # other screens are loaded when they are gone to
    from reader.screens.listing import Wanted

#: Seconds between two looks at the notebook for another session's changes.
NOTEBOOK_LOOK = 1.5
#: Seconds between two looks at the library's folders.
LIBRARY_LOOK = 2.0


class ReadingScreen(Taking):
    """Sidebar and article, wired to the library and the notebook."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._looking = Lock()
        self._stamp: object = None
        self._drafts_left = 0

    def on_mount(self) -> None:
        self.rows = self.session.library.known()
        self.sidebar.items = self.session.first_items(self.rows)
        self.sidebar.focus()

    def begin(self) -> None:
        """What can wait until the list has been painted: the notebook, an article, the folder."""
        self._stamp = self.session.notebook.stamp()
        self._take_rows(self.session.library.known())
        self.scan()
        self.set_interval(NOTEBOOK_LOOK, self.look_around)
        self.set_interval(LIBRARY_LOOK, self.look_at_library)

    def on_key(self) -> None:
        """A message has been seen once another key is pressed."""
        if self.status.message:
            self.status.say("")

    # The library

    @work(thread=True, exclusive=True, group="scan")
    def scan(self) -> None:
        """Read what is new in the library, beside the screen."""
        worker = get_current_worker()

        def tell(progress: Progress) -> None:
            done, total = progress.done, progress.total
            if total > 50 and (done % 50 == 0 or done == total):
                self.app.call_from_thread(self._reading, done, total)

        try:
            self.session.library.scan(tell, lambda: worker.is_cancelled)
            rows = self.session.library.known()
        except ReaderError as error:
            self.app.call_from_thread(self.complain, error)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._scanned, rows)

    @work(thread=True, group="look")
    def look_at_library(self) -> None:
        """Show what was added, changed, renamed or removed while the library is open."""
        worker = get_current_worker()
        if not self._looking.acquire(blocking=False):
            return  # a large library, or a slow disk: the last look is not over
        try:
            library = self.session.library
            if library.changed() and not worker.is_cancelled:
                library.scan(None, lambda: worker.is_cancelled)
                rows = library.known()
                if not worker.is_cancelled:
                    self.app.call_from_thread(self._take_rows, rows)
        except ReaderError as error:
            self.app.call_from_thread(self.complain, error)
        finally:
            self._looking.release()

    def _reading(self, done: int, total: int) -> None:
        self._take_rows(self.session.library.known())
        self.say(f"Reading the library: {done} of {total} files")

    def _scanned(self, rows: tuple[Row, ...]) -> None:
        self.status.say("")
        self._take_rows(rows)
        if not rows:
            where = ", ".join(self.session.library.roots)
            self.say(f"No articles in {where}: it takes .txt, .md, .jsonl and .json files.")
        notices = (
            *self.session.settings.complaints,
            *self.session.complaints,
            *self.session.notebook.notices,
        )
        if notices:
            self.session.notebook.notices.clear()
            self.complain(ReaderError(" ".join(notices)))
        elif not self.status.message:
            self.offer_drafts()
        self._drafts_left = len(self.session.drafts.orphaned())

    def _take_rows(self, rows: tuple[Row, ...]) -> None:
        try:
            self.rows = rows = self.session.rows(rows)
            self.sidebar.items = self.session.items(rows)
        except ReaderError as error:
            self.complain(error)
        if self.row is None:
            first = next((row for row in rows if row.error is None), None)
            if first is not None:
                self.open_row(first)
        else:
            now = next((row for row in rows if row.path == self.row.path), None)
            if now is not None and now.id != self.row.id:
                self.say("The file of this article has changed; Enter in the list opens it anew.")
        self.tell_place()

    @on(RowList.Moved)
    def _list_moved(self, event: RowList.Moved) -> None:
        self.tell_place()

    # The notebook

    def look_around(self) -> None:
        """What is to be done now and then: a crash must not cost the place in the article."""
        self.remember_place()
        self.look_at_notebook()
        # A session whose line was cut may end, and leave a draft, only after this one began.
        left = len(self.session.drafts.orphaned())
        if left > self._drafts_left:
            self.offer_drafts()
        self._drafts_left = left

    def look_at_notebook(self) -> None:
        """Show what another session has changed."""
        stamp = self.session.notebook.stamp()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self.refresh_marks()
        except ReaderError as error:
            self.complain(error)
        if notices := self.session.notebook.notices:
            self.complain(ReaderError(" ".join(notices)))
            notices.clear()

    def close_down(self) -> None:
        """Keep what is not kept yet: what is being typed, and the place in the article."""
        if self.is_mounted:
            self.keep_draft()
            self.remember_place()

    # The rest of the reader

    def action_raw(self) -> None:
        subject = self.subject()
        if subject is None or self.article is None:
            return
        shown, row, _ = subject
        page = self.session.page(self.article, row, raw=not shown.raw)
        self.view.show(page)
        removed = sum(not line.kept for line in page.article.lines)
        if page.raw:
            lines = "line was" if removed == 1 else "lines were"
            self.say(
                f"The page as it came: {removed} {lines} removed. {self.key('raw')} goes back."
            )
        self.tell_place()

    def action_help(self) -> None:
        from reader.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.session.keys))

    def action_shelf(self) -> None:
        from reader.screens.shelf import ShelfScreen

        self.remember_place()
        self.app.push_screen(ShelfScreen(self.session, self.rows), self._from_list)

    def action_people(self) -> None:
        from reader.screens.voices import PeopleScreen

        self.remember_place()
        self.app.push_screen(PeopleScreen(self.session), self._from_list)

    def action_echoes(self) -> None:
        subject = self.subject()
        if subject is None:
            return
        quote = self._quote_under()
        if quote is None:
            self.say(
                f"The cursor stands on no quote: {self.key('next-quote')} goes to the next one."
            )
            return
        from reader.screens.voices import EchoesScreen

        self.remember_place()
        screen = EchoesScreen(self.session, subject[0].article.id, quote.start)
        self.app.push_screen(screen, self._from_list)

    async def _from_list(self, wanted: "Wanted | None") -> None:
        """Go where the reader chose to go on another screen."""
        self.refresh_marks()
        if wanted is None:
            return
        if wanted.export:
            await self.action_export_all()
            return
        if wanted.row is None or not self.open_row(wanted.row, wanted.at):
            return
        self.enter_article()
        if wanted.at is not None:
            self.view.stand_on_quote(wanted.at)
        note, shown = wanted.note, self.view.shown
        if note is None or shown is None:
            return
        mark = next((mark for mark in shown.marks if mark.uid == note.uid), None)
        if mark is None:
            self.say("These words are not in the text any more; the notebook still has them.")
        else:
            self.view.reveal(mark.start, mark.end)

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_redraw(self) -> None:
        self.app.refresh(repaint=True, layout=True)

    def action_leave(self) -> None:
        self.app.exit()

    async def run_command(self, command_id: str) -> None:
        """Do what a command of the palette says."""
        if self.context in ("writing", "asking"):
            self.say("Finish what is being typed first.")
            return
        await self.run_action(BY_ID[command_id].action)
