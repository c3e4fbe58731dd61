"""An article to a pipe: a paragraph a line, nothing that only an eye needs."""

from typing import TYPE_CHECKING

from reader.article import Article
from reader.cli.layout import is_heading, known_line, paragraph_text
from reader.cli.printing import one_line, write, write_page_break

if TYPE_CHECKING:
    from reader.notebook import Corrected


def print_plain(
    article: Article, corrected: "Corrected | None", *, raw: bool, numbers: bool, first: bool
) -> None:
    """Print an article; `raw` as it came, `numbers` with those that `--paragraph` takes.

    From the second article on (`first` is False) a form feed stands before it.
    """
    if not first:
        write_page_break()
    if raw:
        write(article.text.removesuffix("\n"))
        return
    head = [
        one_line(line) for line in (article.title or "", known_line(article, corrected)) if line
    ]
    for line in head:
        write(line)
    blank = bool(head)
    for number, paragraph in enumerate(article.paragraphs, start=1):
        if is_heading(article, paragraph):
            continue
        if blank:
            write()
        blank = True
        text = one_line(paragraph_text(article, paragraph))
        write(*((str(number), text) if numbers else (text,)))
