"""The reading screen: what happens when it opens, while it is open, and when it closes."""

import time
from dataclasses import dataclass
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.message import Message
from textual.worker import get_current_worker

from reader.commands import BY_ID
from reader.errors import ReaderError
from reader.library import Progress
from reader.screens.arranging import Wish
from reader.screens.session import Session
from reader.screens.taking import Taking
from reader.widgets.row_list import RowList

if TYPE_CHECKING:  # other screens are loaded when they are gone to
    from reader.article import Article
    from reader.library import Row
    from reader.screens.listing import Wanted

#: What opening an article takes.
OPENING = "reader.article.reading", "reader.library.reading", "reader.notebook.notebook"
#: Seconds between two looks at the notebook for another session's changes.
NOTEBOOK_LOOK = 1.5
#: Seconds between two looks at the library's folders.
LIBRARY_LOOK = 1.0
#: Seconds between two words about how far the reading is, and between two lists meanwhile.
TOLD_EVERY = 0.5
LISTED_EVERY = 2.0
#: Files after which the first list is shown, however little time has gone by.
FIRST_SHOWN = 100


class ReadingScreen(Taking):
    """Sidebar and article, wired to the library and the notebook."""

    @dataclass
    class Progressed(Message):
        """Some files more were read; `seconds` since the first."""

        progress: Progress
        seconds: float

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._looking = Lock()
        self._stamp: object = None
        self._drafts_left = 0
        self._untouched = True
        self._listed_at = 0.0
        self.begun = False
        """Whether the library has been looked through since the start."""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        # At first all has been styled as it was mounted, and is laid out when the size is told.
        if not self.stack_updates:
            self.stack_updates += 1
            event.prevent_default()

    def on_mount(self) -> None:
        self.list_at_once()
        self.sidebar.focus()
        self.tell_place()

    def begin(self) -> None:
        """What can wait until the list has been painted: the notebook, an article, the folder."""
        self.view.show(None)  # made now, the pane knows its size when it is given a page
        self._load()

    @work(thread=True, group="load")
    def _load(self) -> None:
        """Load the notebook and what reads texts, while keys are heard."""
        worker = get_current_worker()
        for name in OPENING:
            import_module(name)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._loaded)

    def _loaded(self) -> None:
        self._stamp = self.session.notebook.stamp()
        self.list_anew()
        self.look_at_library()
        self.set_interval(NOTEBOOK_LOOK, self.look_around)
        self.set_interval(LIBRARY_LOOK, self.look_at_library)

    def on_key(self) -> None:
        """A message has been seen once another key is pressed."""
        self._untouched = False
        if self.status.message and self.context != "asking":  # what is said there helps to answer
            self.status.say("")

    # The library

    @work(thread=True, group="look")
    def look_at_library(self) -> None:
        """Read what is new, changed, renamed or removed, beside the screen, and show it."""
        worker = get_current_worker()
        if not self._looking.acquire(blocking=False):
            return  # a large library, or a slow disk: the last look is not over
        begun = told = time.monotonic()

        def tell(progress: Progress) -> None:
            nonlocal told
            now = time.monotonic()
            if now - told > TOLD_EVERY or (told == begun and progress.done > FIRST_SHOWN):
                told = now
                self.post_message(self.Progressed(progress, now - begun))

        library = self.session.library
        try:
            if library.changed() and not worker.is_cancelled:
                library.scan(tell, lambda: worker.is_cancelled)
        except ReaderError as error:
            self.app.call_from_thread(self.complain, error)
        finally:
            self._looking.release()
        if not worker.is_cancelled:
            self.app.call_from_thread(self._looked, library.version)

    @on(Progressed)
    def _progressed(self, event: Progressed) -> None:
        """Say how far the reading is, and now and then list what was read."""
        self.status.busy = told_progress(event.progress, event.seconds)
        none_yet = self.articles is None or not len(self.articles)
        if none_yet or time.monotonic() - self._listed_at > LISTED_EVERY:
            self._listed_at = time.monotonic()
            # Who has not touched a key wants to see the newest, not to stay on what came first.
            self.list_anew(Wish(self._choice, top=True) if self._untouched else None)

    def _looked(self, version: int) -> None:
        """The library is as it lies on the disk."""
        self.status.busy = ""
        if version != self._version:
            self.list_anew(Wish(self._choice, top=True) if self._untouched else None)
        if not self.begun:
            self.begun = True
            self._tell_notices()

    def _tell_notices(self) -> None:
        """What is to be said once at the start."""
        session = self.session
        notices = (*session.settings.complaints, *session.complaints, *session.notebook.notices)
        trouble = session.library.catalog.trouble
        if trouble is not None:
            notices = (*notices, trouble)
        if notices:
            session.notebook.notices.clear()
            self.complain(ReaderError(" ".join(notices)))
        elif not self.status.message:
            self.offer_drafts()
        self._drafts_left = len(session.drafts.orphaned())

    def listed(self, *, changed: bool) -> None:
        articles = self.articles
        if articles is None:
            return
        if self.row is None:
            first = next(
                (n for n, item in enumerate(articles.slice(0, 50)) if not item.error), None
            )
            if first is not None:
                self._read_first(articles.row(first))
            elif self.begun and not articles.view.total:
                where = ", ".join(self.session.library.roots)
                self.say(f"No articles in {where}: it takes .txt, .md, .jsonl and .json files.")
        elif changed and (place := articles.place(self.row.path)) is not None:
            now = articles.row(place)
            if now.id != self.row.id:
                self.say("The file of this article has changed; Enter in the list opens it anew.")
        self.tell_place()

    @work(thread=True, exclusive=True, group="first")
    def _read_first(self, row: "Row") -> None:
        """Show an article that nobody has asked for: it is read beside the screen."""
        worker = get_current_worker()
        try:
            article = self.session.library.article(row)
        except ReaderError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self.complain, error)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_first, row, article)

    def _show_first(self, row: "Row", article: "Article") -> None:
        if self.row is None:
            self.open_row(row, article=article)
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
        self.app.push_screen(ShelfScreen(self.session), self._from_list)

    def action_search(self) -> None:
        from reader.screens.searching import SearchScreen

        self.remember_place()
        self.app.push_screen(SearchScreen(self.session), self._from_list)

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
        if wanted.hit is not None:
            self.follow(wanted.hit)
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
        from reader.screens.palette import PaletteScreen, doable

        self.app.push_screen(PaletteScreen(self.session, doable(self)), self._from_palette)

    async def _from_palette(self, wanted: "Wanted | None") -> None:
        if wanted is not None:
            await self.run_command(wanted.command)

    async def action_redraw(self) -> None:
        await self.run_action("app.redraw")

    def action_leave(self) -> None:
        self.app.exit()

    async def run_command(self, command_id: str) -> None:
        """Do what a command of the palette says."""
        if self.context in ("writing", "asking", "choosing"):
            self.say("Finish what is being typed first.")
            return
        await self.run_action(BY_ID[command_id].action)


def told_progress(progress: Progress, seconds: float) -> str:
    """How far the reading is: a bar, counts, and how long it will take still."""
    done, total = progress.done, max(progress.total, 1)
    full = 8 * done // total
    bar = "━" * full + "─" * (8 - full)
    left = ""
    if done > 9 and seconds > 1:  # the first ones wait for the processes that read them
        rest = seconds * (total - done) / done
        left = f", {rest / 60:.0f} min left" if rest >= 90 else f", {rest:.0f} s left"
    return f"{bar} {done:,} of {total:,} files{left}"
