"""Finding words in the article, and taking passages home: the clipboard and Markdown."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.screens.correcting import Correcting
from reader.widgets.find import find_all
from reader.widgets.wrap import fit

if TYPE_CHECKING:  # parts that a reading session may never need
    from reader.article import Quote
    from reader.notebook.export import ExportReport
    from reader.screens.hits import Finding
    from reader.widgets.prompt import Prompt


class Taking(Correcting):
    """What is looked for and what is taken home."""

    wanted = ""
    """The words looked for last."""
    _edge = 0
    """Which way n or N was pressed last where no place in the article was left."""

    # Finding

    async def action_find(self) -> None:
        if self.subject() is not None:
            await self.ask("find", "Find:", "")

    def action_find_next(self) -> None:
        self._find(1)

    def action_find_previous(self) -> None:
        self._find(-1)

    def follow(self, number: int) -> bool:
        """Open what the search found in an article, at its words; n and N go on from there."""
        finding = self.session.finding
        hit = finding.hit(number) if finding is not None else None
        if finding is None or hit is None or not self.open_row(hit.row, hit.start):
            return False
        self.enter_article()
        finding.cursor, self._trail, self._edge = number, finding, 0
        places = [span for span in hit.spans if self.view.shows(*span)]
        self.view.hits = tuple(places)
        if (hit.start, hit.end) in places:
            self.view.hit = places.index((hit.start, hit.end))
        self.tell_place()
        self._say_trail(finding)
        return True

    def _go_on(self, finding: "Finding", steps: int) -> None:
        """To the next place in this article; behind its last one, to the next article."""
        wanted = self.view.hit + steps
        if 0 <= wanted < len(self.view.hits):
            self._edge, self.view.hit = 0, wanted
            self._say_trail(finding)
            return
        number = finding.cursor + steps
        other = finding.hit(number)
        here = "last" if steps > 0 else "first"
        if other is None:
            back = self.key("search")
            self.say(f"That was the {here} of all that was found. {back} lists it.")
        elif self._edge == steps:
            self.follow(number)
        else:
            self._edge = steps
            key = self.key("find-next" if steps > 0 else "find-previous")
            self.say(f"The {here} in this article. {key} again: {fit(other.row.headline, 60)}")

    def _say_trail(self, finding: "Finding") -> None:
        many, articles = len(self.view.hits), len(finding.hits)
        place = f"{self.view.hit + 1} of {many} here · " if many else ""
        number = finding.cursor - len(finding.notes) + 1
        self.say(f"{fit(finding.query, 40)} · {place}article {number:,} of {articles:,}")

    def _find(self, steps: int) -> None:
        trail = self._trail
        if trail is not None and self.view.shown is not None:
            self._go_on(trail, steps)
            return
        if not self.wanted:
            self.say(f"Nothing has been looked for yet: press {self.key('find')} first.")
            return
        subject = self.subject()
        if subject is None:
            return
        shown = subject[0]
        hits = self._hits()
        self.view.hits = hits
        if not hits:
            hidden = len(find_all(shown.article.text, self.wanted))
            elsewhere = f"; the page as it came ({self.key('raw')}) has it" if hidden else ""
            self.say(f"“{self.wanted}” is not in this article{elsewhere}.")
            return
        here = self.view.hit
        if 0 <= here < len(hits):
            wanted = here + steps
        else:
            at = self.view.offset_now
            after = next((n for n, hit in enumerate(hits) if hit[0] >= at), len(hits))
            wanted = after if steps > 0 else after - 1
        turned = not 0 <= wanted < len(hits)
        self.view.hit = wanted % len(hits)
        around = ", from the other end" if turned else ""
        self.say(f"“{self.wanted}” · {self.view.hit + 1} of {len(hits)}{around}")

    def _hits(self) -> tuple[tuple[int, int], ...]:
        """The hits in what is on show: a line that was removed has none in the cleaned article."""
        shown = self.view.shown
        if shown is None:
            return ()
        return tuple(
            hit for hit in find_all(shown.article.text, self.wanted) if self.view.shows(*hit)
        )

    # What was asked

    def on_prompt_left(self, event: "Prompt.Left") -> None:
        """The question was left: as before."""
        self.close_prompt()
        self.say("")
        if event.key == "find":
            self.view.hits = ()

    def on_prompt_typed(self, event: "Prompt.Typed") -> None:
        """What is looked for is shown while it is typed."""
        if event.key == "find" and self.view.shown is not None:
            self._trail = None
            self.wanted = event.answer.strip()
            self.view.set_reactive(type(self.view).hit, -1)
            self.view.hits = self._hits() if len(self.wanted) > 1 else ()

    def on_prompt_answered(self, event: "Prompt.Answered") -> None:
        """Do what was asked for; the question stays until the answer is one that can be taken."""
        answer = event.answer.strip()
        match event.key:
            case "find":
                self.session.remember_asking("find", answer)
                self.close_prompt()
                self.wanted = answer or self.wanted
                self.view.set_reactive(type(self.view).hit, -1)
                self._find(1)
            case "filter":
                self.list_only(answer)
            case "tags":
                self.save_tags(answer)
            case "export" | "export-all":
                self._export(event.key, answer)
            case field if field.startswith("set-"):
                self.correct(field, answer)

    # Taking home

    def action_copy(self) -> None:
        subject = self.subject()
        if subject is None:
            return
        shown, _, passage = subject
        article = shown.article
        words = " ".join(article.text[passage.start : passage.end].split())
        quote = passage.quote or _quote_around(article.quotes, passage.start, passage.end)
        who = quote.speaker if quote and quote.speaker else ""
        source = (who, shown.headline, article.publisher, (article.published or "")[:10])
        passage_text = f"“{words}” — {', '.join(filter(None, source))}"
        self.app.copy_to_clipboard(passage_text)
        self.say("Sent to your terminal's clipboard (it may have to allow OSC 52).")

    async def action_export(self) -> None:
        subject = self.subject()
        if subject is None:
            return
        if not subject[0].marks:
            mark_it, note_it = self.key("bookmark"), self.key("note")
            self.say(f"Nothing is marked here yet: {mark_it} bookmarks, {note_it} writes a note.")
            return
        about = "The notes of this article go into this folder, as a Markdown file."
        await self.ask("export", "Export to:", self._folder(), about)

    async def action_export_all(self) -> None:
        if not self.session.notebook.notes():
            mark_it, note_it = self.key("bookmark"), self.key("note")
            self.say(f"The notebook is empty: {mark_it} bookmarks, {note_it} writes a note.")
            return
        about = "All notes go into this folder, a Markdown file an article."
        await self.ask("export-all", "Export to:", self._folder(), about)

    def _folder(self) -> str:
        return self.session.state.answer("export folder") or "~/kliping"

    def _export(self, key: str, folder: str) -> None:
        if not folder:
            self.refuse(key, folder, "Name a folder for the notes; Esc leaves.")
            return
        from reader.notebook.export import export, make_target

        notebook = self.session.notebook
        articles = None
        if key == "export" and self.article is not None and self.row is not None:
            notes = notebook.notes_in(self.article, self.row.path)
            articles = sorted({note.article for note, _ in notes})
        try:
            target = Path(os.path.expandvars(folder)).expanduser()
        except RuntimeError:  # a ~name that nobody has
            self.refuse(key, folder, f"There is no user of {folder.split('/')[0]} here.")
            return
        try:
            make_target(target)
            report = export(notebook, target, articles=articles)
        except ReaderError as error:
            self.refuse(key, folder, error.sentence)
            return
        self.session.state.set_answer("export folder", folder)
        self.session.remember_asking(key, folder)
        self.close_prompt()
        self.say(_told(report, folder))


def _told(report: "ExportReport", folder: str) -> str:
    """What became of an export, in a sentence or two."""
    written, sentences = report.written, list(report.messages)
    if len(written) == 1:
        sentences.insert(0, f"Wrote {written[0].name} in {folder}.")
    elif written:
        sentences.insert(0, f"Wrote {len(written)} files in {folder}.")
    elif report.unchanged:
        sentences.insert(0, f"Nothing new to write in {folder}.")
    return " ".join(sentences) or "There is nothing to export."


def _quote_around(quotes: "tuple[Quote, ...]", start: int, end: int) -> "Quote | None":
    """The quote that words stand in."""
    return next((quote for quote in quotes if quote.start <= start and end <= quote.end), None)
