"""How hard a text is to read: checked against the formula's own published figures by hand."""

from throughgate.modules.library.rules.reading import reading_of

EASY = "Put a pound aside each week. Keep it in a jar. Count it on Sunday. You can do it. Ask us if you are not sure."
HARD = (
    "Notwithstanding the aforementioned provisions, establishments administering discretionary expenditure arrangements shall "
    "periodically reconcile individual accounts with centrally maintained documentation, irrespective of preceding correspondence."
)


def read(*texts):
    found = reading_of(texts)
    assert found
    return found


def test_short_words_in_short_sentences_are_for_the_young():
    assert read(EASY).age <= 7
    assert read(HARD).age >= 18


def test_it_is_what_the_formula_says():
    # 26 words, 79 letters, 5 sentences: 0.0588 x 303.8 - 0.296 x 19.23 - 15.8 = -3.6, which no child is too young for.
    assert read(EASY).age == 5
    # 100 words of five letters in ten sentences: 0.0588 x 500 - 0.296 x 10 - 15.8 = 10.64.
    assert read(*[("house " * 10).strip() + "."] * 10).age == 16


def test_the_hardest_sentences_are_named_the_worst_first():
    told = read(f"{EASY} {HARD}", "A heading of no weight").hardest
    assert told[0] == HARD
    assert len(told) == 3


def test_of_a_few_words_nobody_can_tell():
    assert reading_of(["Save a little."]) is None
    assert reading_of([]) is None
