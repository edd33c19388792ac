"""Plain rules of the desk, without a database."""

import pytest

from throughgate.kernel.screening.models import Decision, Sort
from throughgate.kernel.screening.words.patterns import PATTERNS
from throughgate.modules.desk.rules.marks import cut, merged, typed
from throughgate.modules.desk.rules.two import why_two
from throughgate.modules.desk.rules.watched import SHAPES, is_watchable

WORDS = "Ring Dean on 07700 900731, Dean knows"


def test_words_are_cut_where_something_was_seen():
    pieces = cut(WORDS, [(13, 25, "number"), (10, 25, "third")], [(5, 9)])
    assert [(one.text, one.seen, one.black) for one in pieces] == [
        ("Ring ", (), False),
        ("Dean", (), True),
        (" ", (), False),
        ("on ", ("third",), False),
        ("07700 900731", ("number", "third"), False),
        (", Dean knows", (), False),
    ]
    assert "".join(one.text for one in cut(WORDS, [(30, 99, "x"), (60, 70, "y")])) == WORDS
    assert cut("", [(0, 4, "x")]) == []


def test_parts_are_typed_as_words_or_as_letters_from_to():
    assert typed("dean\n14-25", WORDS) == ([(5, 9), (13, 25), (27, 31)], [])
    assert typed("14 – 25\n\n", WORDS) == ([(13, 25)], [])
    assert typed("40–60\nTess", WORDS) == ([], ["40–60", "Tess"])


def test_parts_that_meet_are_one():
    assert merged([(3, 5), (0, 3), (8, 9)]) == [(0, 5), (8, 9)]


@pytest.mark.parametrize(
    ("sorts", "child", "decision", "needs"),
    [
        ({Sort.NUDITY}, True, Decision.RELEASE, [Sort.NUDITY]),
        ({Sort.NUDITY}, None, Decision.WITHHOLD, [Sort.NUDITY]),
        ({Sort.NUDITY}, False, Decision.RELEASE, []),
        ({Sort.NUDITY}, True, Decision.SECOND, []),
        ({Sort.PICTURE, Sort.PHRASE}, False, Decision.RELEASE, [Sort.PICTURE]),
        ({Sort.FILE}, False, Decision.WITHHOLD, []),
        ({Sort.TARGET}, False, Decision.WITHHOLD, [Sort.TARGET]),
        ({Sort.TARGET}, False, Decision.RELEASE, []),
        ({Sort.PHRASE}, True, Decision.WITHHOLD, []),
    ],
)
def test_what_needs_two(sorts, child, decision, needs):
    assert why_two(sorts, child, decision) == needs


def test_what_would_hold_everything_is_not_looked_for():
    assert is_watchable(Sort.PHRASE, "smack")
    assert not is_watchable(Sort.PHRASE, "a")
    assert not is_watchable(Sort.PHRASE, " - . ")
    assert is_watchable(Sort.PATTERN, "telephone")
    assert not is_watchable(Sort.PATTERN, "shoe size")
    assert SHAPES.keys() == PATTERNS.keys()
    assert is_watchable(Sort.PICTURE, 16 * "00ff")
    assert not is_watchable(Sort.PICTURE, "00ff")
