"""The way of a text: made safe, cut into labelled lines, read for what it says of itself,
then for its quotes and their speakers.
"""

from hashlib import sha256

from reader.article.labels import label_lines
from reader.article.language import Language, tell_language
from reader.article.metadata import read_metadata
from reader.article.model import Article
from reader.article.paragraphs import gather_paragraphs
from reader.article.prose import heard
from reader.article.quotes import find_quotes
from reader.article.safety import sanitise
from reader.article.speakers import attribute


def read_article(text: str, name: str = "") -> Article:
    """Read a text as a crawler left it.

    Total: any string gives an Article and nothing is raised. `name` is where it
    came from (a file name), for what the text itself does not tell. The cost is
    linear in the text.
    """
    text = sanitise(text)
    language: Language = tell_language(text)
    lines = label_lines(text, language)
    paragraphs = gather_paragraphs(text, lines)
    known = read_metadata(text, lines, language, name)
    prose = heard(text, lines, language)
    spans = find_quotes(prose, lines, paragraphs, language)
    quotes, people = attribute(prose, lines, paragraphs, spans, language)
    return Article(
        id=sha256(text.encode()).hexdigest(),
        text=text,
        language=language.code,
        lines=lines,
        paragraphs=paragraphs,
        quotes=quotes,
        people=people,
        title=known.title,
        publisher=known.publisher,
        section=known.section,
        published=known.published,
        place=known.place,
        authors=known.authors,
        editors=known.editors,
        source=known.source,
        inferred=known.inferred,
    )
