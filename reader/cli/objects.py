"""What `--json` prints: one object an article, a quote, a note. Values in, dictionaries out."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.article import Article
    from reader.article.people import Speaker
    from reader.library import Row, Said
    from reader.library.search import Hit
    from reader.library.voices.hearing import Group
    from reader.notebook import Corrected, Correction, Note, Place

Object = dict[str, Any]


def row_object(row: "Row") -> Object:
    """An article as `list` gives it; `id` is empty where the file could not be read."""
    return {
        "id": row.id,
        "path": row.path,
        "title": row.title,
        "publisher": row.publisher,
        "published": row.published,
        "language": row.language,
        "words": row.words,
        "quotes": row.quotes,
        "error": row.error,
    }


def quote_object(row: "Row", said: "Said") -> Object:
    """A quote by itself, with the article that it stands in; its span leaves out its marks."""
    return {
        "article": row.id,
        "path": row.path,
        "title": row.title,
        "publisher": row.publisher,
        "published": row.published,
        "start": said.start,
        "end": said.end,
        "text": said.text,
        "speaker": said.speaker,
        "mention": said.mention,
        "role": said.role,
        "cue": said.cue,
        "attribution": said.attribution,
    }


def person_object(speaker: "Speaker") -> Object:
    """Somebody who speaks in the library."""
    return {
        "name": speaker.name,
        "aliases": list(speaker.aliases),
        "roles": list(speaker.roles),
        "quotes": speaker.quotes,
        "articles": speaker.articles,
        "outlets": list(speaker.outlets),
        "first": speaker.first,
        "last": speaker.last,
    }


def echo_object(group: "Group") -> Object:
    """A statement as several articles print it, the earliest first."""
    return {
        "score": group.score,
        "quotes": [
            {
                "article": voice.row.id,
                "path": voice.row.path,
                "publisher": voice.row.publisher,
                "published": voice.row.published,
                "start": voice.said.start,
                "end": voice.said.end,
                "text": voice.said.text,
                "speaker": voice.said.speaker,
            }
            for voice in group.voices
        ],
    }


def article_object(article: "Article", path: str, corrected: "Corrected | None" = None) -> Object:
    """A whole article; `path` as it was asked for, `number` of a line counts from 1.

    Where the user set something of it, `corrected` names what; `given` what came
    beside the text, as from a row of a file.
    """
    given = {"given": list(article.given)} if article.given else {}
    yours = {"corrected": sorted(corrected.fields)} if corrected and corrected.held else {}
    return {
        "id": article.id,
        "path": path,
        "language": article.language,
        "title": article.title,
        "publisher": article.publisher,
        "section": article.section,
        "published": article.published,
        "place": article.place,
        "authors": list(article.authors),
        "editors": list(article.editors),
        "source": article.source,
        "inferred": list(article.inferred),
        "text": article.text,
        "lines": [
            {
                "number": line.number,
                "start": line.start,
                "end": line.end,
                "label": line.label,
                "reason": line.reason,
            }
            for line in article.lines
        ],
        "quotes": [
            {
                "start": quote.start,
                "end": quote.end,
                "text": article.text[quote.start : quote.end],
                "speaker": quote.speaker,
                "mention": quote.mention,
                "role": quote.role,
                "cue": quote.cue,
                "attribution": quote.attribution,
            }
            for quote in article.quotes
        ],
        **given,
        **yours,
    }


def correction_object(
    correction: "Correction", number: int | None, place: "Place | None"
) -> Object:
    """What the user set; `number` and `place` of its line or quote, None for a whole article."""
    found = place is not None and place.found
    return {
        "uid": correction.uid,
        "article": correction.article,
        "path": correction.path,
        "field": correction.field,
        "value": correction.value,
        "number": number,
        "words": correction.anchor.exact if correction.anchor else None,
        "anchor": place.how if place else None,
        "start": place.start if place and found else None,
        "end": place.end if place and found else None,
        "created": correction.created,
        "updated": correction.updated,
    }


def hit_object(hit: "Hit") -> Object:
    """What a search found: where the article opens, None where the words are not in its text."""
    return {
        "article": hit.row.id,
        "path": hit.row.path,
        "title": hit.row.title,
        "publisher": hit.row.publisher,
        "published": hit.row.published,
        "snippet": hit.snippet,
        "start": hit.start if hit.spans else None,
        "end": hit.end if hit.spans else None,
        "score": round(hit.score, 6),
    }


def note_object(note: "Note", place: "Place | None") -> Object:
    """A note and where its words are now; without a place they are not to be found."""
    lost = place is None or place.how == "orphan"
    return {
        "uid": note.uid,
        "article": note.article,
        "path": note.path,
        "title": note.title,
        "kind": note.kind,
        "words": note.words,
        "note": note.note,
        "tags": list(note.tags),
        "created": note.created,
        "updated": note.updated,
        "anchor": "orphan" if place is None else place.how,
        "start": None if lost or place is None else place.start,
        "end": None if lost or place is None else place.end,
    }
