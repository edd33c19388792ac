"""Windows, due days, states and distances."""

from datetime import date, timedelta

import pytest

from throughgate.modules.supervision.rules.distance import Nearness, metres_between, nearness
from throughgate.modules.supervision.rules.windows import State, due_days, due_window, state_at

DAY = timedelta(days=1)
MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("every", "since", "expected"),
    [
        ("ONCE", MONDAY, [MONDAY]),
        ("ONCE", MONDAY + DAY, []),
        ("WEEKLY", MONDAY, [MONDAY, MONDAY + 7 * DAY, MONDAY + 14 * DAY]),
        ("WEEKLY", MONDAY + DAY, [MONDAY + 7 * DAY, MONDAY + 14 * DAY]),
        ("TWO_WEEKS", MONDAY + 7 * DAY, [MONDAY + 14 * DAY]),
        ("EIGHT_WEEKS", MONDAY - 7 * DAY, [MONDAY]),
    ],
)
def test_due_days(every, since, expected):
    assert list(due_days(every, MONDAY, None, since, MONDAY + 20 * DAY)) == expected


def test_a_plan_that_ended_asks_no_more():
    assert list(due_days("WEEKLY", MONDAY, MONDAY + 7 * DAY, MONDAY, MONDAY + 90 * DAY)) == [MONDAY, MONDAY + 7 * DAY]


@pytest.mark.parametrize(
    ("hours", "facts", "expected"),
    [
        (-1, {}, State.UPCOMING),
        (0, {}, State.DUE),
        (71, {}, State.DUE),
        (72, {}, State.MISSED),
        (80, {"cancelled": True}, State.CANCELLED),
        (80, {"submitted": True}, State.SENT),
        (-1, {"submitted": True, "seen": True}, State.SEEN),
        (1, {"cancelled": True, "submitted": True}, State.SENT),
    ],
)
def test_states_follow_from_times_and_rows(hours, facts, expected):
    window = due_window(MONDAY)
    given = {"cancelled": False, "submitted": False, "seen": False} | facts
    assert state_at(window.opens + timedelta(hours=hours), window, **given) == expected


def test_distance_and_doubt():
    cardiff, newport = (51.4816, -3.1791), (51.5842, -2.9977)
    assert metres_between(*cardiff, *newport) == pytest.approx(17_000, rel=0.02)
    assert nearness(100, 20, 150) is Nearness.THERE
    assert nearness(200, 100, 150) is Nearness.COULD_BE_THERE
    assert nearness(400, 100, 150) is Nearness.ELSEWHERE
