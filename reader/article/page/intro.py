"""Labels what stands between the headline and the text: byline, date, summary, picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.article.page.below import names_beside_roles
from reader.article.page.bylines import Bylines
from reader.article.page.clues import Clue, Phrases
from reader.article.page.run import NO_RUN, Run, Verdict, in_run
from reader.article.page.seen import Seen

# Whom an article is about, its first pieces of text name.
_LEAD = 6

# A date or a credit that a line goes with stands no more than so many pieces below it.
_NEAR = 12

# A short line above a picture's credit is no longer than this, in characters.
_CAPTION = 60


@dataclass(frozen=True, slots=True)
class Intro:
    """The pieces from `start` to before `begin`, where the text begins.

    `headline` is the index of the headline, if any; `in_text` the keys of the
    text's pieces. `bare`: the page has not its site's furniture, so that what says
    nothing of itself is the article's.
    """

    page: Sequence[Seen]
    start: int
    begin: int
    headline: int | None
    phrases: Phrases
    bylines: Bylines
    in_text: Sequence[str]
    bare: bool = False

    def label(self) -> list[Verdict]:
        """The labels of the pieces, in order."""
        run, verdicts = NO_RUN, list[Verdict]()
        names = self._name_lines()
        pictured = False
        menued = any(seen.says("nav", "kicker", "page") for seen in self.page[: self.begin])
        for index in range(self.start, self.begin):
            seen = self.page[index]
            if self._is_title(seen):
                verdict: Verdict = "title", "the headline, printed again"
                run = NO_RUN
            elif index in names:
                verdict, run = ("byline", names[index]), NO_RUN
            elif seen.clue is not None:
                verdict, run = self._said(index, seen.clue, run), run.after(seen)
            elif found := in_run(run, seen, in_text=False, followed=False):
                one = found[0] == "caption"
                verdict, run = found, NO_RUN if one else run.longer()
            else:
                verdict, run = self._unsaid(index, pictured, menued), NO_RUN
            pictured = pictured or verdict[0] == "caption"
            verdicts.append(verdict)
        return verdicts

    def _is_title(self, seen: Seen) -> bool:
        return self.headline is not None and seen.key == self.page[self.headline].key

    def _said(self, index: int, clue: Clue, run: Run) -> Verdict:
        """A line that says what it is, which here may be the article's own."""
        if clue.label == "related" and clue.how == "bar" and not run.opens:
            near = self.page[max(0, index - 3) : index + 3]
            if any(other.says("byline", "date") for other in near):
                return "date", "how long ago it was published"
        if clue.label == "date" and run.opens == "links" and run.lines:
            return "related", "the date of another article in a list of links"
        counts = clue.label == "related" and clue.how == "search" and not clue.opens
        if counts and run.opens != "links" and self.page[index].shape.words <= 4:
            return "nav", "how often the article was read"
        if clue.label == "source":
            return "caption", "the source of the picture above the text"
        return clue.label, clue.reason

    def _unsaid(self, index: int, pictured: bool, menued: bool) -> Verdict:
        """A line that says nothing of itself; `menued`: part of a menu stands above the text."""
        shape = self.page[index].shape
        after = self.page[index + 1 : min(self.begin, index + 1 + _NEAR)]
        credited = bool(after) and after[0].says("source", "caption")
        if credited and not shape.prose and shape.words >= 2 and shape.size <= _CAPTION:
            return "caption", "it stands above a picture's credit"
        if shape.prose >= 0.4 or shape.size >= 130:
            return self._sentence(index)
        below = index - (self.headline or 0)
        if shape.words >= 5 and shape.headline and not shape.ends:
            if below <= 2 and any(near.says("date", "byline") for near in after):
                return "kicker", "a line between the headline and its date"
            if self.bare and below == 1:
                return "kicker", "a line directly below the headline of a page without links"
            if pictured or shape.lower < 0.5:
                return "related", "a headline of another article, above the text"
            return "caption", "a line between the headline and the text, as pictures have them"
        if not after and not pictured and shape.words >= 2 and below > 1:
            return "caption", "a short line directly above the text, as pictures have them"
        if self.bare and shape.words >= 2 and not menued:
            return "kicker", "a short line above the text, on a page without menus"
        return "nav", "a short line between the headline and the text"

    def _sentence(self, index: int) -> Verdict:
        """A sentence above the text: its summary, or what a picture shows."""
        seen = self.page[index]
        if self.phrases.shown.search(seen.text):
            return "caption", "it says who stands where in a picture"
        if any(seen.key in key for key in self.in_text):
            return "kicker", "a summary above the text, which repeats it"
        if index and index - 1 != self.headline and self._is_title(self.page[index - 1]):
            return "caption", "it stands below the picture's repeated headline"
        return "kicker", "a summary between the headline and the text"

    def _name_lines(self) -> dict[int, str]:
        """The lines that are names alone, with reasons.

        A name needs a neighbour that bears it out: a date, or a role. Somebody whom
        the text tells of did not write it.
        """
        beside = names_beside_roles(self.page, self.start, self.begin, self.bylines)
        found = dict.fromkeys(beside, "a name beside a role")
        for index in range(self.start, self.begin):
            seen = self.page[index]
            if index in found or seen.opens == "name":
                continue
            above = self.page[max(self.start, index - 1) : index]
            named = index - 1 in found or any(other.says("byline") for other in above)
            if named and seen.unsaid and self.bylines.is_title(seen.text):
                found[index] = "what the author does, below the name"
            elif reason := self._is_name(seen, [*above, *self.page[index + 1 : index + 2]]):
                found[index] = reason
        return found

    def _is_name(self, seen: Seen, near: Sequence[Seen]) -> str:
        """Why a line is its author's name, or nothing."""
        if not (seen.unsaid or seen.says("date")) or seen.shape.prose or seen.shape.size > 90:
            return ""
        bare = seen.text.strip(" :,.")
        byline = self.bylines.bare(bare)
        if byline is None or any(bare.casefold() in key for key in self.in_text[:_LEAD]):
            return ""
        if byline.outlet:
            return "a name and an outlet below the headline"
        borne_out = any(other.says("date", "byline") or other.opens == "name" for other in near)
        return "a name beside a date or a role" if borne_out else ""
