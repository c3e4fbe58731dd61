"""What was marked, by article: how much, and with which tags."""

from collections.abc import Mapping

from reader.notebook.notebook import Notebook


def marked(notebook: Notebook) -> Mapping[tuple[str, str], tuple[int, int]]:
    """How many bookmarks and notes there are, by the article's id and the file's absolute path."""
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for (article, file, kind), many in notebook.marks().items():
        bookmarks, notes = counts.get((article, file), (0, 0))
        more = (0, many) if kind == "note" else (many, 0)
        counts[article, file] = bookmarks + more[0], notes + more[1]
    return counts


def tagged(notebook: Notebook) -> Mapping[str, frozenset[str]]:
    """The ids of the articles by the tags of their notes."""
    articles: dict[str, set[str]] = {}
    for note in notebook.notes():
        for tag in note.tags:
            articles.setdefault(tag, set()).add(note.article)
    return {tag: frozenset(ids) for tag, ids in articles.items()}
