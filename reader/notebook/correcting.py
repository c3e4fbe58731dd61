"""Writes down what the user sets of an article, and takes it away again."""

from tinydb import TinyDB
from tinydb.table import Document

from reader.article.model import Article, Span
from reader.errors import ReaderError
from reader.notebook.anchors import make_anchor
from reader.notebook.corrections import as_read, in_order, is_about, line_of, quote_of
from reader.notebook.documents import Fields, correction_document, correction_of, is_correction
from reader.notebook.model import Correctable, Correction
from reader.notebook.ulid import new_ulid
from reader.notebook.undo import find, put, record


def target(article: Article, field: Correctable, start: int | None, end: int | None) -> Span | None:
    """The line or quote, whole, at a place; None for a field of the whole article.

    `article` is as the user sees it. ReaderError where there is none.
    """
    if field not in ("label", "speaker"):
        return None
    what = "line" if field == "label" else "quote"
    for one in article.lines if field == "label" else article.quotes:
        if start is not None and end is not None and start < one.end and one.start < end:
            return one.start, one.end
    raise ReaderError(f"There is no {what} at that place: choose the {what} whose {field} to set.")


def write_down(
    db: TinyDB,
    article: Article,
    path: str,
    file: str,
    field: Correctable,
    value: str,
    span: Span | None,
    now: str,
) -> Correction:
    """Set a field; `value` is as `entered` gives it, `span` as `target` does."""
    related = _related(db, article, file)
    of_this = [one for one in related if one.article == article.id]
    for former in _concerned(of_this, article, field, span)[-1:]:
        if former.value == value:
            return former
        before = _document(db, former.uid)
        after: Fields = {**before, "rev": before["rev"] + 1, "value": value, "updated": now}
        put(db.table("corrections"), after)
        record(db, "edit", before, after, now, "corrections")
        return correction_of(after)
    anchor = None
    if span is not None:
        title = article.title or ""
        anchor = make_anchor(article.text, *span, article=article.id, path=path, title=title)
    known = as_read(article, related)
    made = Correction(
        new_ulid(), 1, article.id, path, file, field, value, anchor, known, now, now
    )  # fmt: skip
    document = correction_document(made)
    db.table("corrections").insert(document)
    record(db, "add", None, document, now, "corrections")
    return made


def take_away(
    db: TinyDB, article: Article, file: str, field: Correctable, span: Span | None, now: str
) -> Correction:
    """Take away what the user set, here and in earlier texts of the file. Returns it as it was."""
    related = _related(db, article, file)
    known = as_read(article, related)
    concerned = [
        one
        for one in _concerned(related, article, field, span)
        if span is not None or is_about(one, article.id, known)
    ]
    if not concerned:
        raise ReaderError("You have not set that, so there is nothing to take away.")
    for one in concerned:
        bury(db, one.uid, now)
    return concerned[-1]


def bury(db: TinyDB, uid: str, now: str) -> Correction:
    """Take one correction away; `undo` brings it back. Returns it as it was."""
    before = _document(db, uid)
    after: Fields = {**before, "rev": before["rev"] + 1, "deleted": now}
    put(db.table("corrections"), after)
    record(db, "delete", before, after, now, "corrections")
    return correction_of(before)


def _document(db: TinyDB, uid: str) -> Document:
    found = find(db.table("corrections"), uid)
    if found is None or not is_correction(found) or "deleted" in found:
        raise ReaderError("That correction is not there, or was taken away already.")
    return found


def _related(db: TinyDB, article: Article, file: str) -> list[Correction]:
    """The live corrections of a text and of its file, each beating those before it."""
    related = [
        correction_of(document)
        for document in db.table("corrections")
        if "deleted" not in document
        and is_correction(document)
        and (document["article"] == article.id or document["file"] == file)
    ]
    return in_order(related, article.id)


def _concerned(
    corrections: list[Correction], article: Article, field: Correctable, span: Span | None
) -> list[Correction]:
    """Those of a field, and of the line or quote at `span` where it is of one."""
    same = [one for one in corrections if one.field == field]
    if span is None:
        return same
    spans, index_of = (
        ([(line.start, line.end) for line in article.lines], line_of)
        if field == "label"
        else ([(quote.start, quote.end) for quote in article.quotes], quote_of)
    )
    places = ((one, index_of(article, one)) for one in same)
    return [one for one, index in places if index is not None and spans[index] == span]
