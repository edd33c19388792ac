"""What becomes of something that would pass the wall."""

import pytest

from tests import make
from tests.make import NOON, as_person
from tests.screening.make import rule, say, stop, target
from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import CareRole
from throughgate.kernel.screening.models import Does, Finding, Outcome, Sampling, Sort, WatchRule
from throughgate.kernel.screening.seeds import rows
from throughgate.kernel.screening.watch import falls_to, what_stands


@pytest.fixture
def aled():
    return make.person(given="Aled", lives=make.wing())


@pytest.fixture
def carol(aled):
    return make.contact(aled)


def sorts(item):
    return sorted(item.findings.values_list("sort", flat=True))


def test_what_nothing_is_found_in_passes(aled, carol):
    item = say("Good night, love.", aled, carol)
    assert (item.outcome, item.establishment, sorts(item)) == (Outcome.PASSED, make.prison(), [])


def test_a_word_in_disguise_is_held_and_shown_in_its_disguise(aled, carol):
    asked = rule("knife")
    item = say("Bring the kn1fе.", aled, carol)
    [found] = item.findings.all()
    assert (found.rule, found.seen, found.start, found.end) == (asked, "kn1fе", 10, 15)
    assert (item.outcome, item.due_at) == (Outcome.HELD, NOON + make.DAY)
    assert item.rules_at == asked.from_at


def test_a_rule_is_for_whom_it_says(aled, carol):
    other, elsewhere = make.person(lives=make.wing()), make.person(lives=make.wing("A", "ZMI"))
    rule("spice", establishment=make.prison())
    rule("parcel", person=other)
    rule("uncle", contact=carol)
    rule("gwaith", language="cy")
    assert say("spice", aled).outcome == Outcome.HELD
    assert say("spice", elsewhere).outcome == Outcome.PASSED
    assert say("a parcel", aled).outcome == Outcome.PASSED
    assert say("a parcel", other).outcome == Outcome.HELD
    assert say("my uncle", aled, carol).outcome == Outcome.HELD
    assert say("my uncle", aled, make.contact(aled)).outcome == Outcome.PASSED
    assert say("gwaith", aled).outcome == Outcome.HELD
    assert say("He wrote gwaith on the wall of the house where we used to live when I was a boy.", aled).outcome == Outcome.PASSED


def test_the_language_is_known_where_it_can_be(aled):
    assert say("Dwi'n gweld dy eisiau di a'r plant yn fawr iawn heddiw, cariad.", aled).language == "cy"
    assert say("Tęsknię za tobą i za dziećmi, kochanie moje.", aled).language == "pl"
    assert say("ok x", aled).language == ""


def test_a_rule_stands_from_the_next_message_on_and_so_does_its_end(aled):
    assert say("spice", aled).outcome == Outcome.PASSED
    asked = rule("spice")
    assert say("spice", aled).outcome == Outcome.HELD
    WatchRule.objects.filter(pk=asked.pk).update(to_at=NOON)
    assert say("spice", aled).outcome == Outcome.PASSED


def test_a_cry_for_help_is_never_held_and_somebody_near_hears_of_it(aled, carol, django_capture_on_commit_callbacks):
    keyworker = make.worker(at=make.prison())
    make.care(keyworker, aled, CareRole.KEYWORKER)
    WatchRule.objects.bulk_create(WatchRule(**row) for row in rows(NOON))
    act = as_person(aled)
    item = say("I cant go on. I want to k!ll myself", aled, carol, act=act)
    assert item.outcome == Outcome.PASSED
    [task] = act.tasks
    assert (task.kind, task.about, task.role, task.signs) == ("desk.care", item.pk, CareRole.KEYWORKER, "care")


def test_nothing_that_comes_with_the_product_holds_words():
    holds = [row for row in rows(NOON) if row["does"] == Does.HOLD]
    assert {row["words"] for row in holds} == {"card", "account"}
    assert len({row["id"] for row in rows(NOON)}) == len(list(rows(NOON)))


def test_everything_waits_while_it_is_stopped(aled, carol):
    other = make.contact(aled)
    stop(person=aled, contact=carol)
    assert (sorts(say("Hi", aled, carol)), say("Hi", aled, other).outcome) == ([Sort.STOPPED], Outcome.PASSED)
    stop(place=make.prison())
    assert sorts(say("Hi", aled, other)) == [Sort.STOPPED]
    assert say("Hi", make.person(lives=make.wing("A", "ZMI"))).outcome == Outcome.PASSED
    stop()
    assert say("Hi", make.person(lives=make.wing("A", "ZMI"))).outcome == Outcome.HELD
    assert say("Hi", aled, act=as_person(aled, NOON + 2 * make.DAY)).outcome == Outcome.PASSED


def test_a_target_stands_once_another_has_agreed(aled, carol):
    asked = target(aled, carol, agreed=False)
    assert say("Hi", aled, carol).outcome == Outcome.PASSED
    asked.agreed_by = make.worker()
    asked.save()
    assert sorts(say("Hi", aled, carol)) == [Sort.TARGET]
    assert say("Hi", aled, make.contact(aled)).outcome == Outcome.PASSED
    assert sorts(say("Hi", aled, make.contact(aled), always=True)) == [Sort.ALWAYS]


def test_anybody_can_work_out_again_which_were_chosen_by_chance(aled):
    Sampling.objects.create(establishment=None, per_thousand=0, seed="none", from_at=NOON)
    Sampling.objects.create(establishment=make.prison(), per_thousand=300, seed="spring", from_at=NOON)
    items = {uuid7(): None for _ in range(60)}
    chosen = {one for one in items if sorts(say("Hi", aled, as_id=one)) == [Sort.SAMPLE]}
    assert chosen == {one for one in items if falls_to("spring", one) < 300}
    assert falls_to("spring", "0193") == 181


def test_the_same_words_to_many_are_held_from_the_tenth_on(aled):
    words = "Everybody who wants to earn good money, listen: come to the yard on Friday at noon."
    outcomes = [say(words, aled, make.contact(aled)).outcome for _ in range(11)]
    assert outcomes == [Outcome.PASSED] * 9 + [Outcome.HELD] * 2
    assert say("Nos da cariad", aled).alike == ""


def test_what_turns_letters_round_is_held_and_what_hides_between_them_is_counted(aled):
    assert say("\u202eknif\u202c", aled).outcome == Outcome.HELD
    item = say("lo\u200bve", aled)
    assert (item.outcome, sorts(item)) == (Outcome.PASSED, [Sort.TRICK])
    assert sorts(say("گل‌ها 👨‍👩‍👧 ❤️", aled)) == []


def test_what_is_longer_than_anything_is_held_unread(aled):
    item = say("love " * 400_000, aled)
    assert (item.outcome, sorts(item)) == (Outcome.HELD, [Sort.UNSEEN])


def test_what_stands_is_read_once_for_many_messages(aled, django_assert_num_queries):
    rule("spice")
    what_stands()
    with django_assert_num_queries(1):
        what_stands()
    assert Finding.objects.count() == 0
