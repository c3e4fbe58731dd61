"""The reading screen's panes, its two bottom lines, and the boxes that ask something."""

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.widgets import Static

from reader.commands import COMMANDS, Context
from reader.errors import ReaderError
from reader.screens.keys import bindings
from reader.screens.session import SAMPLES_HINT, Session
from reader.widgets.article_list import ArticleList
from reader.widgets.lines import KeyLine, StatusLine
from reader.widgets.panes import Pane, Panes, Steady

if TYPE_CHECKING:  # what is loaded after the first paint, or when something is asked in it
    from reader.widgets.article_bar import ArticleBar
    from reader.widgets.article_view import ArticleView
    from reader.widgets.menu import Menu
    from reader.widgets.note_box import NoteBox
    from reader.widgets.prompt import Prompt

#: What the keys of the commands do.
ACTIONS = frozenset(command.action for command in COMMANDS)


class Frame(Steady[None]):
    """Sidebar and article, and below them what the cursor stands on and the keys that help."""

    BINDINGS = bindings()  # type: ignore[assignment]  # a list of Binding is what Textual takes
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"),
        (80, "-middle"),
        (100, "-wide"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._view: ArticleView | None = None
        self._bar: ArticleBar | None = None
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
            from reader.widgets.article_bar import ArticleBar
            from reader.widgets.article_view import ArticleView

            self._bar, self._view = ArticleBar(id="article-bar"), ArticleView(id="article")
            self.query_one("#reading").mount(self._bar, self._view)
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

    @property
    def footing(self) -> Context:
        """The context whose keys the footer shows."""
        return self.context

    def say(self, message: str) -> None:
        """Tell what has been done."""
        self.status.say(message)

    def complain(self, error: ReaderError) -> None:
        """Tell what could not be done."""
        self.status.say(error.sentence, trouble=True)

    async def ask(self, key: str, question: str, answer: str, hint: str = "") -> None:
        """Ask something short in the bottom line; `key` says what for when the answer comes.

        The question is a word or two, for the answer is to be seen beside it on
        a narrow screen; what else is to be known of it (`hint`) stands below.
        """
        prompt = self._prompt
        if prompt is None:
            from reader.widgets.prompt import Prompt

            self._prompt = prompt = Prompt(id="prompt")
            await self.mount(prompt, before="#status")
        self._asked_from = self.focused
        self.status.display = bool(hint)
        self.say(hint)
        prompt.ask(key, question, answer, self.session.asked_before(key))

    def refuse(self, key: str, answer: str, sentence: str) -> None:
        """Say why an answer is not taken: it stays where it was typed, to be mended."""
        self.session.remember_asking(key, answer)
        if self._prompt is not None and self._prompt.key == key:
            self._prompt.refuse(answer)
            self.status.display = True
        self.complain(ReaderError(sentence))

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

    async def menu(self) -> "Menu":
        """The box in which one of several is chosen; made when it is first asked for."""
        if self._menu is None:
            from reader.widgets.menu import Menu

            self._menu = Menu(id="menu")
            # In front of the others it changes the place of none of them: they are not painted.
            await self.mount(self._menu, before=0)
        return self._menu

    def _close_menu(self) -> None:
        """Put the box away; the keys go where they went before it."""
        if self._menu is not None:
            self._menu.close()
        (self._asked_from or self.sidebar).focus()

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
        keys.keys = self.session.keys.footer(self.footing)
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
