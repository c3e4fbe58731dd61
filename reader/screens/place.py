"""What the cursor stands on in an article, in words."""

from reader.widgets.article_view import marks_at
from reader.widgets.layout import cue_words, speaker_words
from reader.widgets.page import Page, Passage


def place_words(page: Page, passage: Passage) -> str:
    """What the cursor stands on, in one line."""
    notes = [mark.note or "bookmarked" for mark in marks_at(page, passage)]
    beside = f" · ✎ {notes[0]}" if notes else ""
    if passage.kind == "selection":
        return f"“{page.article.text[passage.start : passage.end]}”"
    quote = passage.quote
    if quote is None:
        return f"¶ {passage.number} of {passage.of}{beside}"
    who = speaker_words(page, quote)
    if quote.role:
        who = f"{who}, {quote.role}"
    how = {"pronoun": "by pronoun", "carried": "carried over", "name": "by name", "none": ""}
    own = (quote.start, quote.end) in page.named
    words = cue_words(quote), "set by you" if own else how[quote.attribution]
    said = " · ".join(filter(None, dict.fromkeys(words)))
    return f"❝ {passage.number} of {passage.of} · {who}" + (f" · {said}" if said else "") + beside
