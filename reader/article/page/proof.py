"""Tells the lines that are an article's text, whatever they look like.

A line that begins with a dateline, or holds what somebody said, or ends in the
middle of a sentence that goes on below an advertisement, is no heading and no link.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from reader.article.language import Language
from reader.article.marks import Mark, find_marks
from reader.article.model import NOISE
from reader.article.page.clues import Phrases
from reader.article.page.datelines import Dateline, is_place, read_dateline
from reader.article.page.pieces import Physical, Piece
from reader.article.page.seen import EARLY, Seen
from reader.article.page.shape import measure
from reader.article.vocabulary import Speech, speech_of

# Words between marks that end as speech does, and the word after them.
_MARK = '"“”″«»'
_SAID = re.compile(rf"[{_MARK}][^{_MARK}\n]{{9,401}}+(?<=([,.?!]))[{_MARK}](?:[ ,]+([a-z]+)|$)")

# A dateline's separator stands within so many characters; what proves itself has more.
_SEPARATED = re.compile(r"[-–—―−:|]")
_LONGEST, _LEAST = 90, 8

_DATELINE = "it begins with a dateline"
_SPEECH = "it holds what somebody said"
_BROKEN = "its sentence goes on below what was removed"
_GOES_ON = "it goes on with a sentence from above what was removed"

# What a marker among wrapped lines is no longer than, in characters: *list 2 of 4*.
_MARKER = 16

# A sentence is broken by no more than so many pieces.
_BETWEEN = 6

# How much of a line's end and beginning shows that its sentence is broken.
_EDGE = 500


def part_at_furniture(text: str, pieces: Sequence[Piece], known: Phrases) -> tuple[Piece, ...]:
    """The pieces, without the site's own lines in them: these are pieces by themselves."""
    parted: list[Piece] = []
    for piece in pieces:
        if len(piece.lines) == 1:
            parted.append(piece)
            continue
        run: list[Physical] = []
        for line in piece.lines:
            if _is_furniture(text[line.start : line.end], known):
                parted += [_piece(text, run)] if run else []
                parted.append(_piece(text, [line]))
                run = []
            else:
                run.append(line)
        if len(run) == len(piece.lines):
            parted.append(piece)
        elif run:
            parted.append(_piece(text, run))
    return tuple(parted)


def _is_furniture(line: str, known: Phrases) -> bool:
    """Whether a line among wrapped ones is a link or an advertisement by its words."""
    if line[0].islower() or line[-1] in ".,":
        return False
    clue = known.clue(line, line.casefold(), known.rare)
    if clue is None or clue.label not in ("ad", "related"):
        return False
    return clue.how in ("whole", "starts") or len(line) <= _MARKER


def _piece(text: str, lines: Sequence[Physical]) -> Piece:
    words = " ".join(text[line.start : line.end] for line in lines)
    return Piece(tuple(lines), words, measure(words))


def prove(page: Sequence[Seen], language: Language) -> tuple[Seen, ...]:
    """The page; what is surely the article's text is shaped as text, and says why."""
    found: dict[int, tuple[str, Dateline | None]] = {}
    datelines: dict[int, Dateline] = {}
    speech = speech_of(language)
    texts = 0
    for index, seen in enumerate(page):
        if _credited_speech(seen, speech):
            found[index] = _SPEECH, None
        if seen.clue is not None or seen.shape.size < _LEAST:
            continue
        dateline = _dateline(seen, language) if texts < EARLY else None
        if dateline:
            datelines[index] = dateline
        if dateline and _is_sure(seen, dateline, language):
            found[index] = _DATELINE, dateline
        elif _speaks(seen, speech):
            found[index] = _SPEECH, seen.dateline
        texts += seen.shape.prose >= 1
    for above, below in _broken(page, found.keys() | datelines.keys()):
        found.setdefault(above, (_BROKEN, datelines.get(above)))
        found.setdefault(below, (_GOES_ON, None))
    proven = list(page)
    for index, (proof, dateline) in found.items():
        shape = page[index].shape
        shape = shape._replace(prose=max(1.0, shape.prose))
        proven[index] = page[index]._replace(shape=shape, proof=proof, dateline=dateline, clue=None)
    return tuple(proven)


def _credited_speech(seen: Seen, speech: Speech) -> bool:
    """Whether a line is taken for a caption by a credit at its end, but begins with speech.

    The initials of who wrote a text may look like a credit: *"…," katanya. (Rudi/Warta)*.
    """
    clue = seen.clue
    if clue is None or clue.label != "caption" or clue.how != "search":
        return False
    return seen.text[0] in _MARK and _speaks(seen, speech)


def _dateline(seen: Seen, language: Language) -> Dateline | None:
    """The dateline of a line, also of one without the looks of running text."""
    if seen.shape.prose:
        return seen.dateline
    if not _SEPARATED.search(seen.text, 0, _LONGEST):
        return None
    dateline = read_dateline(seen.text, language)
    if dateline is None or dateline.place is None:
        return None
    return dateline if seen.text[: dateline.end].split(",")[0].strip(" -–—:").isupper() else None


def _is_sure(seen: Seen, dateline: Dateline, language: Language) -> bool:
    """Whether what begins with a dateline is no headline: by its looks, or by the outlet."""
    if seen.shape.prose or dateline.outlet:
        return True
    if not is_place(dateline.place or "", language):
        return False  # *KPK - Polri sepakat bekerja sama*
    rest = seen.text[dateline.end :].split()
    return len(rest) >= 4 and sum(word[0].islower() for word in rest) >= 2


def _speaks(seen: Seen, speech: Speech) -> bool:
    """Whether a line reports speech; a headline may, but not in small letters."""
    if seen.shape.lower < 0.3:
        return False
    for end, after in _SAID.findall(seen.text):
        if end in ",." or (after and speech.kind(after) in ("bare", "both", "clitic")):
            return True
    return False


def _broken(page: Sequence[Seen], proven: Collection[int]) -> Iterator[tuple[int, int]]:
    """The pairs of pieces that hold one sentence, with the site's furniture between them."""
    above, between, listed, nav = -1, 0, False, False
    for index, seen in enumerate(page):
        if seen.clue is not None and seen.clue.label in NOISE:
            between += 1
            listed = seen.opens == "links"
            nav = nav or seen.says("nav")
            continue
        link = listed and seen.clue is None and seen.shape.headline and seen.shape.lower < 0.35
        if link and not seen.shape.prose and not seen.text[0].islower():
            between += 1
            continue
        if above >= 0 and 0 < between <= _BETWEEN and seen.clue is None:
            running = seen.shape.prose > 0 or seen.shape.ends or (seen.shape.words >= 5 and not nav)
            if running and _go_together(page[above], seen, above in proven):
                yield above, index
        above, between, listed, nav = (index if seen.clue is None else -1), 0, False, False


def _go_together(above: Seen, below: Seen, proven: bool) -> bool:
    """Whether a sentence that does not end in one piece goes on in another."""
    small = below.text[:1].islower()
    if _is_open(above.text):
        marks = _marks(below.text[:_EDGE])
        return small or (bool(marks) and marks[0].side == "close")
    if not small:
        return False
    end = above.text[-4:].rstrip("\"”“’')»")
    return end[-1:] not in (".", "!", "?", "…", ":", "") and (
        proven or above.shape.prose > 0 or (above.shape.words >= 4 and above.shape.lower >= 0.2)
    )


def _is_open(line: str) -> bool:
    """Whether a line ends inside a quotation."""
    tail = line[-_EDGE:]
    marks = _marks(tail)
    return bool(marks) and marks[-1].side == "open"


def _marks(part: str) -> list[Mark]:
    return list(find_marks(part, (0, len(part))))
