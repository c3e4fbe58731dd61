"""The query language as the help of `search` tells it, and where a shell gets in its way."""

import re
from collections.abc import Sequence
from itertools import pairwise

# What argparse takes for an option: one that has a space in it, and a number, it does not.
_UNWANTED = re.compile(r"-(?!(?:h|\d+)$)[^-\s]\S*$")

LANGUAGE = """\
QUERY is one argument: in single quotes where it has spaces or quotation marks.

  banjir rob          both words, anywhere in title, text, and who is quoted
  "air bersih"        words side by side, whatever stands between lines
  layan*  *kan        words that begin so; that end so
  *layan*             words that hold these letters, 3 or more: melayani,
                      pelayanan, layanan, whatever affixes they have
  banjir OR rob       one of them; OR parts what stands left and right of it
  banjir NOT rob      not that; also: banjir -rob; a query that begins with a
                      dash stands behind --: reader search -- -rob
  (banjir OR rob) air what belongs together

  title:pasar         in the title
  speaker:"Siti M"    quoted by that name, or a part of it; speaker:mar*
  outlet:kompas       in the name of who published it
  before:2022-11      by the date of the article: a year, month or day;
  after:29/11/2022    before and after leave out what is named,
  on:"Oktober 2022"   on is within it; the day stands before the month
  lang:id             language
  tag:pangan          with a note of yours that has this tag
  is:unread           also is:read, is:bookmarked
  has:note            also has:bookmark, has:tag, has:quote, has:error

Case and accents do not matter, and what is not a letter or digit parts words:
covid-19 is "covid 19". A title, date or outlet that you set counts. What a
reader does not see (advertisements, links) is not searched. The best come
first, or the newest where more than 10,000 articles have the words; a filter
that hides hits is told on standard error.

To a pipe, between tabs: id, published, publisher, score, start, end, snippet,
title, path. start and end are where the words are in the text.
"""


def barred(words: Sequence[str]) -> str | None:
    """The word of a query that begins with a dash and so would be taken for an option."""
    for before, word in pairwise(("", *words)):
        if word == "--":
            return None
        if _UNWANTED.match(word) and before != "--limit":
            return word
    return None


def like_an_option(word: str) -> str:
    """What is said of such a word."""
    return (
        f"“{word}” is read as an option: a word that is not wanted needs another one before it, "
        f"as in reader search 'banjir {word}', or -- before the query: reader search -- '{word}'."
    )
