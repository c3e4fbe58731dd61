"""Who is the subject of a verb of speaking in an English sentence."""

import pytest

from reader.article import read_article

SESSION = (
    "Harbor Plan Debated\n\nPORTLAND - Senator Anna Reed and Mayor Paul Hale spoke of the harbor "
    "on Monday. Reed said the plan was late, and Hale said it was not."
)


def speaker(sentence: str) -> str | None:
    article = read_article(f"{SESSION}\n\n{sentence}\n")
    return article.quotes[-1].speaker


@pytest.mark.parametrize(
    "sentence",
    [
        'Reed released a new radio ad, calling the plan "a gift to nobody in this town."',
        'On Friday, Reed released a new radio ad, calling the plan "a gift to nobody here."',
        'Reed went on to say that the plan was "a gift to nobody in this town."',
        'Reed issued a statement and called the plan "a gift to nobody in this town."',
        'Reed seemed to lose patience, saying: "This is a gift to nobody in this town."',
        'Although the harbor reopened, Reed left early, saying: "This is a gift to nobody here."',
        'Reed, a critic of the plan, said: "This is a gift to nobody in this town."',
        'Reed, in a letter published by the council on Friday, said: "This is a gift to nobody."',
        'Reed, R-Ore., said: "This is a gift to nobody in this town."',
        'As Reed told reporters, the plan is "a gift to nobody in this town."',
        '"This is a gift to nobody," Reed, 69, told reporters in the harbor.',
        '"This is a gift to nobody," Mrs. Reed said.',
    ],
)
def test_the_subject_is_found_before_the_verb_that_tells_what_somebody_did(sentence: str) -> None:
    assert speaker(sentence) == "Anna Reed"


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (
            '"We were never asked about it," a spokesman for the senator said.',
            "a spokesman for the senator",
        ),
        ('"We were never asked about it," the harbor company said.', "the harbor company"),
        ('"We were never asked about it," Reed\'s campaign said.', "Reed's campaign"),
        (
            'A woman in a red coat told him: "We were never asked about it."',
            "A woman in a red coat",
        ),
        ('"We were never asked about it," the Portland Herald wrote.', "the Portland Herald"),
        ('"We were never asked about it," 63 percent said.', "63 percent"),
    ],
)
def test_somebody_without_a_name_is_told_by_a_noun_phrase(sentence: str, who: str) -> None:
    assert speaker(sentence) == who


@pytest.mark.parametrize(
    "sentence",
    [
        'Some chanted "no more boats in our harbor" on the way out.',
        'Others said they were "very tired of all of this" by now.',
    ],
)
def test_nobody_is_made_up_where_nobody_is_named(sentence: str) -> None:
    assert speaker(sentence) is None


def test_he_goes_on_where_a_sentence_says_he_without_a_verb_of_speaking() -> None:
    article = read_article(
        f'{SESSION}\n\n"It is on time," Hale said.\n\nHe went on to call the plan "good for us."\n'
    )
    assert [quote.speaker for quote in article.quotes] == ["Paul Hale"] * 2
    assert article.quotes[-1].attribution == "pronoun"


@pytest.mark.parametrize(
    "thing", ["The statement", "The Portland Herald", "A letter from the council"]
)
def test_he_is_no_thing_that_speaks(thing: str) -> None:
    article = read_article(
        f'{SESSION}\n\n"It is on time," Hale said.\n\n{thing} said the plan was "a gift to nobody '
        'in this town."\n\n"It will be done by May," he said.\n'
    )
    assert [quote.speaker for quote in article.quotes][::2] == ["Paul Hale"] * 2


def test_the_title_of_a_book_is_no_speech() -> None:
    article = read_article(f'{SESSION}\n\nOn his desk lay "Rivers of the West," by Anna Reed.\n')
    assert not article.quotes
