"""The search of the library: a question, and what was found."""

from collections.abc import Sequence

from textual import on, work
from textual.worker import get_current_worker

from reader.commands import BY_ID
from reader.errors import ReaderError
from reader.library import Own, Row
from reader.notebook import Note
from reader.screens.articles import Choice
from reader.screens.asking import AskingListing
from reader.screens.hits import Finding, Found, notes_with, told
from reader.screens.keys import bindings
from reader.screens.listing import Wanted
from reader.screens.session import Session
from reader.widgets.hit_list import HitList
from reader.widgets.prompt import Prompt
from reader.widgets.row_list import RowList

QUESTION = "Search:"


class SearchScreen(AskingListing):
    """Hits with their words; the question can be asked anew, and is mended where it stands."""

    BINDINGS = bindings(  # type: ignore[assignment]  # as Moving
        BY_ID[name] for name in ("search", "sort", "everything")
    )
    CONTEXT = "search"
    LIST = HitList

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._finding = session.finding

    def on_mount(self) -> None:
        if self._finding is not None:
            self._show(self._finding, Found(self._finding))
        else:
            self.entitle("Search the library")
            self._ask("")

    # Asking

    def _ask(self, query: str) -> None:
        self.prompt.ask("search", QUESTION, query, self.session.asked_before("search"))
        self.tell_keys("asking")
        if not query and not self.session.asked_before("search"):
            self.say('Words, "side by side", speaker:NAME, outlet:NAME, after:2022-11, is:unread …')

    @on(Prompt.Answered)
    def _answered(self, event: Prompt.Answered) -> None:
        query = event.answer.strip()
        if query:
            self._begin(query)
        else:
            self.say("Type the words to search for; Esc leaves.")

    @on(Prompt.Left)
    def _left(self, event: Prompt.Left) -> None:
        if self._finding is None:
            self.dismiss(None)
        else:
            self.say("")
            self.close_prompt()

    # Finding

    def _begin(self, query: str, newest_first: bool | None = None) -> None:
        """Search, beside the screen; what is asked of the notebook is asked here."""
        try:
            own = self.session.own(Choice(keep=query))
            notes = self.session.notebook.titled_notes()
        except ReaderError as error:
            self.say(error.sentence, trouble=True)
            return
        self._search(query, own, notes, newest_first)

    @work(thread=True, exclusive=True, group="search")
    def _search(
        self, query: str, own: Own, notes: Sequence[Note], newest_first: bool | None
    ) -> None:
        worker = get_current_worker()
        trouble = None
        try:
            hits = self.session.library.search(query, own, newest_first=newest_first)
            finding = Finding(query, hits, notes_with(notes, hits))
            # Worked out here, so that the screen need not wait: how many, and the first words.
            found, _ = Found(finding), (len(hits), hits.hidden)
            found.slice(0, found.block)
        except ReaderError as error:
            trouble = error.sentence
        if worker.is_cancelled:
            return
        if trouble is None:
            self.app.call_from_thread(self._found, finding, found)
            hits.rows(len(hits) - 1, len(hits))  # the end may be asked for, while nobody waits now
        else:
            self.app.call_from_thread(self._refused, query, trouble)

    def _refused(self, query: str, sentence: str) -> None:
        """The question stays, to be mended."""
        self.session.remember_asking("search", query)
        self.prompt.refuse(query)
        self.say(sentence, trouble=True)

    def _found(self, finding: Finding, found: Found) -> None:
        self._finding = self.session.finding = finding
        self.session.remember_asking("search", finding.query)
        self.say("")
        self.close_prompt()
        self._show(finding, found)

    def _show(self, finding: Finding, found: Found) -> None:
        """List what was found, with the cursor where the reader was."""
        self.entitle(told(finding))
        cursor = finding.cursor
        self.rows.show_from_top(found)
        self.rows.cursor = cursor
        key = self.session.keys.of
        if finding.hits.hidden:
            self.say(f"{key('everything')} searches without filters.")
        elif not len(finding.hits):
            self.say(f"Nothing was found. {key('search')} asks anew; word* and *part* find more.")

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        """Come back to it the next time."""
        if self._finding is not None and event.index < len(self.rows.items):
            self._finding.cursor = event.index

    def about(self, index: int) -> str:
        finding = self._finding
        if finding is None:
            return ""
        if index < len(finding.notes):
            return self.session.below(finding.notes[index].path)
        place = index - len(finding.notes)
        rows = finding.hits.rows(place, place + 1)
        return self.session.below(rows[0].path) if rows else ""

    # What the keys do

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        finding, cursor = self._finding, self.rows.cursor
        if finding is None:
            return
        if cursor < len(finding.notes):
            self._go_to_note(finding.notes[cursor])
            return
        hit = finding.hit(cursor)
        if hit is not None and hit.row.error is None:
            self.dismiss(Wanted(hit.row, hit.start, hit=cursor))
        elif hit is not None:
            self.say(hit.row.error or "", trouble=True)

    def _go_to_note(self, note: Note) -> None:
        row: Row | None = self.session.row_of(note.article, note.file)
        if row is None:
            self.say(f"Its article is not in this library; {self.session.keys.of('shelf')} has it.")
        else:
            self.dismiss(Wanted(row, note=note))

    def action_search(self) -> None:
        self._ask(self._finding.query if self._finding else "")

    def action_sort(self) -> None:
        """The newest first, or the best."""
        if self._finding is not None:
            self._begin(self._finding.query, not self._finding.hits.newest_first)

    def action_everything(self) -> None:
        """Search again without the filters."""
        finding = self._finding
        if finding is None:
            return
        if finding.hits.query.filters and (query := finding.without_filters):
            self._begin(query)
        else:
            self.say("No filter hides anything: every article is searched.")
