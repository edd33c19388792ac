"""The rules of what each place has, what there is twice and what wants looking after; none needs a database."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from PIL import Image, ImageDraw

from throughgate.modules.library.media.looks import look_of
from throughgate.modules.library.rules.audience import Home, Rule, reaches
from throughgate.modules.library.rules.estate import Level, level
from throughgate.modules.library.rules.sketch import alike_pictures, alike_words, near_words, sketch_of, tells_something
from throughgate.modules.library.rules.tallies import shown, week_told
from throughgate.modules.library.rules.upkeep import Finding, State, Use, findings

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
WORDS = " ".join(f"word{n} of the page" for n in range(60))
FIRST, SECOND = uuid4(), uuid4()


def test_four_people_are_not_shown_and_five_are():
    assert (shown(4), shown(5)) == (None, 5)


@pytest.mark.parametrize(
    ("asked", "means"),
    [
        (date(2026, 11, 15), date(2026, 11, 9)),
        (date(2026, 11, 9), date(2026, 11, 9)),
        (date(2031, 1, 1), date(2026, 11, 16)),
        (date(1970, 1, 1), date(2025, 11, 17)),
    ],
)
def test_a_week_is_its_monday_and_no_clock_leads_far(asked, means):
    assert week_told(asked, NOON) == means


def test_a_text_with_another_ending_is_a_near_copy_and_another_text_is_none():
    sketches = {"a": sketch_of(WORDS), "b": sketch_of(WORDS + " and a new line at its end"), "c": sketch_of(WORDS.replace("page", "book"))}
    assert alike_words(sketches["a"], sketches["b"]) > 0.9
    assert [pair[:2] for pair in near_words(sketches, lambda *_both: True)] == [("a", "b")]
    assert near_words(sketches, lambda *_both: False) == []


def test_a_few_words_are_like_nothing():
    assert sketch_of("Closed on Monday.") == b""


def test_five_hundred_of_the_same_are_found_without_comparing_all_with_all():
    same = {n: sketch_of(WORDS) for n in range(3)} | dict.fromkeys(range(3, 500), sketch_of(WORDS))
    assert len(near_words(same, lambda *_both: True)) == 499


def drawn(folder, name, wide, shift=0, how="PNG"):
    picture = Image.new("RGB", (wide, wide), "white")
    for n in range(8):
        ImageDraw.Draw(picture).ellipse(
            [wide * (n * 7 % 9 + shift) / 10, wide * n / 8, wide, wide * (n + 1) / 8], fill=(n * 30, 200 - n * 20, 90)
        )
    picture.save(folder / name, how)
    return look_of(folder / name)


def test_a_picture_stored_smaller_looks_the_same_and_another_does_not(tmp_path):
    one, smaller, other = drawn(tmp_path, "a", 400), drawn(tmp_path, "b", 150, how="JPEG"), drawn(tmp_path, "c", 400, 1.7)
    assert alike_pictures(one, smaller) >= 0.95 > alike_pictures(one, other)


def test_a_plain_wall_looks_like_nothing(tmp_path):
    Image.new("RGB", (90, 90), "grey").save(tmp_path / "wall", "PNG")
    assert not tells_something(look_of(tmp_path / "wall"))


@pytest.mark.parametrize(
    ("items", "others", "is_"),
    [(0, [0, 0], Level.NONE), (1, [4, 5, 9], Level.FEW), (3, [4, 5, 9], Level.LIKE), (8, [4, 5, 9], Level.MANY), (2, [], Level.LIKE)],
)
def test_a_place_is_held_against_the_middle_of_the_others(items, others, is_):
    assert level(items, others) is is_


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        (Rule(), True),
        (Rule(places=("ZLI-B",), languages=("pl",)), True),
        (Rule(places=("ZMI",)), False),
        (Rule(settings=("community",)), False),
        (Rule(categories=("b",), groups=(FIRST,)), True),
        (Rule(groups=(SECOND,)), False),
    ],
)
def test_a_rule_reaches_a_place_where_somebody_it_is_for_could_live(rule, fits):
    home = Home(frozenset({"ZLI", "ZLI-B"}), frozenset({"closed"}), "b", frozenset({FIRST}))
    assert reaches(rule, home) is fits


GOOD = State(
    published_at=NOON - timedelta(days=100),
    ends_at=None,
    languages=frozenset({"en", "cy"}),
    easy=True,
    sounds=True,
    plays=False,
    reading_age=9,
    use=Use(opened=20, heard=9),
)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"published_at": NOON - timedelta(days=731)}, [Finding.STALE]),
        ({"ends_at": NOON + timedelta(days=20)}, [Finding.ENDING]),
        ({"use": Use(opened=4, heard=4)}, [Finding.UNREAD, Finding.UNHEARD]),
        ({"use": Use(), "published_at": NOON - timedelta(days=80)}, []),
        ({"plays": True, "use": Use(opened=20, heard=9, finished=9)}, [Finding.UNFINISHED]),
        ({"languages": frozenset({"en"}), "easy": False}, [Finding.NO_WELSH, Finding.NO_EASY]),
        ({"reading_age": 12, "sounds": False}, [Finding.HARD, Finding.NO_SOUND]),
    ],
)
def test_what_wants_looking_after(changed, found):
    known = {name: getattr(GOOD, name) for name in GOOD.__dataclass_fields__}
    assert findings(State(**known | changed), NOON) == found
