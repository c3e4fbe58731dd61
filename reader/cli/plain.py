"""An article to a pipe: a paragraph a line, nothing that only an eye needs."""

from reader.article import Article
from reader.cli.layout import is_heading, known_line, paragraph_text
from reader.cli.printing import one_line, write


def print_plain(article: Article, *, raw: bool, numbers: bool, first: bool) -> None:
    """Print an article; `raw` as it came, `numbers` with those that `--paragraph` takes.

    From the second article on (`first` is False) a form feed stands before it.
    """
    if not first:
        write("\f")
    if raw:
        write(article.text.removesuffix("\n"))
        return
    head = [one_line(line) for line in (article.title or "", known_line(article)) if line]
    blocks = ["\n".join(head)] if head else []
    for number, paragraph in enumerate(article.paragraphs, start=1):
        if not is_heading(article, paragraph):
            text = paragraph_text(article, paragraph)
            blocks.append(f"{number}\t{text}" if numbers else text)
    write("\n\n".join(blocks))
