"""Quarantine: what staff see of it, what they decide, what its maker reads, and that it blocks nobody."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.make import as_worker, browser_of, pair, person, prison, wing, worker
from tests.tiny import HELP, PHONE, installed, outcome, phone_of
from throughgate.basics.clock import now
from throughgate.basics.errors import NotFound
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync import quarantine
from throughgate.kernel.sync.apply import apply_all
from throughgate.kernel.sync.judging import TRIES
from throughgate.kernel.sync.models import Chain, Decision, Missing, Quarantined, StoredAct
from throughgate.modules.devices import commands, policy
from throughgate.modules.devices.tests import make
from throughgate.modules.talk.models import TalkRequest

CONFIRMED = {"act": ""}


@pytest.fixture
def senior_and_person():
    return pair(WorkerRole.SENIOR_PROBATION_OFFICER, at=wing())


@pytest.fixture
def senior(senior_and_person):
    return senior_and_person[0]


@pytest.fixture
def owner(senior_and_person):
    return senior_and_person[1]


@pytest.fixture
def tiny():
    with installed() as made:
        yield made


@pytest.fixture
def tablet(owner):
    return make.asking(owner)


def act_now(who):
    return as_worker(who, now())


def asked(who):
    with scope(act_now(worker())):
        return sorted(TalkRequest.objects.filter(person=who).values_list("words", flat=True))


def judge():
    apply_all(now(), 60)


def reads(tablet, act):
    """What the maker's app shows of an act."""
    tablet.pull()
    receipt = tablet.receipt(act)
    return receipt and (receipt["outcome"], receipt.get("says", ""))


def test_everything_set_aside_is_a_page_in_words_and_never_what_is_in_it(senior, owner, tablet):
    make.send_torn(tablet)
    make.send_as(tablet, person(lives=wing("C")), "A secret")
    browser = browser_of(senior)
    shown = browser.get(reverse("devices:set_aside")).content.decode()
    assert "It was damaged" in shown
    assert "was not using the device" in shown
    assert "somebody else’s" in shown
    torn = Quarantined.objects.get(code="unreadable_seal")
    page = browser.get(reverse("devices:thing", args=[torn.pk])).content.decode()
    for words in ("cannot be read", "Why it waits", "What you can do now", "Answer it"):
        assert words in page
    assert "Apply it" not in page
    assert "A secret" not in shown + page
    assert "cannot be read" in browser.get(reverse("devices:set_aside") + "?as=csv").content.decode()


def test_whoever_cares_for_neither_the_person_nor_the_device_finds_nothing(owner, tablet):
    make.send_torn(tablet)
    stranger = worker(WorkerRole.SENIOR_PROBATION_OFFICER, at=wing("C"))
    row = make.set_aside(tablet)
    browser = browser_of(stranger)
    assert "Nothing." in browser.get(reverse("devices:set_aside")).content.decode()
    for name in ("thing", "apply", "route", "answer", "release"):
        assert browser.get(reverse(f"devices:{name}", args=[row.pk])).status_code == 404
    with pytest.raises(NotFound):
        commands.answer(act_now(stranger), quarantined=row.pk, words="No")


def test_who_looks_after_somebody_sees_it_and_only_some_decide(owner, tablet, senior):
    make.send_from_revoked(tablet, senior)
    row, officer = make.set_aside(tablet), worker(WorkerRole.PRISON_OFFICER, at=wing())
    page = browser_of(officer).get(reverse("devices:thing", args=[row.pk])).content.decode()
    assert owner.name in page
    assert "Your role does not decide about this" in page
    assert browser_of(officer).get(reverse("devices:apply", args=[row.pk])).status_code == 404
    with pytest.raises(NotFound):
        commands.apply(act_now(officer), quarantined=row.pk)
    assert TrailEntry.objects.filter(what="look:devices:thing", person_id=owner.pk).exists()


def test_applied_it_counts_as_made_when_it_was_made(senior, owner, tablet):
    act = make.send_from_revoked(tablet, senior)
    row, browser = make.set_aside(tablet), browser_of(senior)
    page = browser.post(reverse("devices:apply", args=[row.pk]), CONFIRMED).headers["Location"]
    judge()
    assert asked(owner) == ["Made before it was lost"]
    stored = StoredAct.objects.get(act=act)
    assert (stored.n, stored.person_id) == (row.n, owner.pk)
    assert stored.at <= row.arrived
    shown = browser.get(page).content.decode()
    assert "Applied" in shown
    assert senior.name in shown
    assert "Apply it" not in shown
    assert TrailEntry.objects.filter(what="devices.apply@1", outcome="accepted", person_id=owner.pk).exists()
    with pytest.raises(quarantine.NotInQuarantine):
        commands.apply(act_now(senior), quarantined=row.pk)
    judge()
    assert asked(owner) == ["Made before it was lost"], "it is done once"


def test_its_maker_reads_what_became_of_it(senior, owner, tablet):
    other = make.tablet_of(owner)
    act = make.send_from_revoked(tablet, senior)
    assert reads(other, act)[0] == "quarantined"
    commands.apply(act_now(senior), quarantined=make.set_aside(tablet).pk)
    judge()
    assert reads(other, act) == ("accepted", "")


def test_answered_its_maker_reads_the_words_in_their_language(senior, owner, tablet):
    owner.language = "cy"
    owner.save()
    other = make.tablet_of(owner)
    act = make.send_from_revoked(tablet, senior)
    row = make.set_aside(tablet)
    browser, page = browser_of(senior), reverse("devices:answer", args=[row.pk])
    assert browser.post(page, CONFIRMED | {"words": " "}).status_code == 200
    assert browser.post(page, CONFIRMED | {"words": "Gofynnwch eto ar y ciosg."}).status_code == 302
    outcome, says = reads(other, act)
    assert outcome == "refused"
    assert says.endswith("Gofynnwch eto ar y ciosg.")
    assert not says.startswith("Staff have looked"), "their own language"
    assert asked(owner) == []
    assert Decision.objects.get().words == "Gofynnwch eto ar y ciosg."
    with pytest.raises(quarantine.NotInQuarantine):
        commands.apply(act_now(senior), quarantined=row.pk)


def test_an_answer_about_what_nobody_signed_cannot_stop_the_true_act(senior, owner, tablet):
    """A carrier may spoil what it carries. The device still hands in what it has, under the same number."""
    act = tablet.say(make.ASK, about="worker", words="True")
    true = tablet.outbox[-1]
    raw = make.raw_of(tablet, act, {"id": str(act), "n": 1, "prev": "0" * 64, "do": make.ASK})
    tablet.outbox[-1] = tablet.sealed(true["id"], true["n"], raw, bytes(64))
    tablet.push()
    commands.answer(act_now(senior), quarantined=make.set_aside(tablet).pk, words="It was damaged.")
    assert reads(tablet, act)[1] == "Staff have looked at it: It was damaged."
    Quarantined.objects.all().delete()
    tablet.outbox = [true]
    Chain.objects.update(stored_to=0, head="0" * 64)
    assert tablet.push()[str(act)]["r"] == "accepted"
    assert asked(owner) == ["True"]
    assert reads(tablet, act) == ("accepted", "")


def test_given_to_whoever_made_it_it_is_judged_as_theirs(senior, owner, tablet):
    named = person(lives=wing())
    act = make.send_as(tablet, named)
    row, browser = make.set_aside(tablet), browser_of(senior)
    page = reverse("devices:route", args=[row.pk])
    shown = browser.get(page).content.decode()
    assert owner.name in shown
    assert named.name not in shown, "who never used it cannot have made it"
    assert browser.post(page, CONFIRMED | {"person": str(owner.pk)}).status_code == 302
    judge()
    assert (asked(owner), asked(named)) == (["Under another name"], [])
    assert reads(tablet, act) == ("accepted", "")
    with pytest.raises(quarantine.NotInQuarantine):
        commands.route(act_now(senior), quarantined=row.pk, person=owner.pk)


def test_it_is_given_to_nobody_who_never_used_the_device(senior, owner, tablet):
    named = person(lives=wing())
    make.send_as(tablet, named)
    with pytest.raises(quarantine.NeverUsedIt):
        commands.route(act_now(senior), quarantined=make.set_aside(tablet).pk, person=named.pk)
    assert Quarantined.objects.get().closed_at is None


def test_what_is_from_somebody_in_others_care_is_theirs_to_decide(senior, owner, tablet):
    elsewhere = person(lives=prison("ZMI"))
    make.send_as(tablet, elsewhere)
    row = make.set_aside(tablet)
    with scope(act_now(senior)):
        assert policy.steps_of(act_now(senior), row) == {quarantine.Step.ROUTE, quarantine.Step.RELEASE}
    for decide in (commands.apply, commands.answer):
        with pytest.raises(NotFound):
            decide(act_now(senior), quarantined=row.pk, **({"words": "No"} if decide is commands.answer else {}))
    commands.route(act_now(senior), quarantined=row.pk, person=owner.pk)
    judge()
    assert asked(owner) == ["Under another name"]


def test_a_chain_is_let_go_on_past_what_will_never_come(senior, owner, tablet):
    acts = make.send_behind_a_gap(tablet, 2)
    row = Quarantined.objects.get(act=acts[0])
    browser = browser_of(senior)
    shown = browser.get(reverse("devices:thing", args=[row.pk])).content.decode()
    assert "Let it go on" in shown
    assert "Answer it" not in shown
    assert browser.post(reverse("devices:release", args=[row.pk]), CONFIRMED).status_code == 302
    judge()
    assert asked(owner) == ["Behind it 0", "Behind it 1"]
    missing = Missing.objects.get()
    assert (missing.first, missing.last) == (1, 1)
    assert "Let go on without what is missing" in browser.get(reverse("devices:thing", args=[row.pk])).content.decode()
    with pytest.raises(quarantine.NotInQuarantine):
        commands.release(act_now(senior), quarantined=row.pk)


def test_what_a_device_made_after_it_was_set_back_is_applied_beside_the_chain(senior, owner, tablet):
    act = make.send_for_a_taken_place(tablet)
    commands.apply(act_now(senior), quarantined=make.set_aside(tablet).pk)
    judge()
    assert asked(owner) == ["First", "Made after it was set back"]
    assert StoredAct.objects.get(act=act).n < 0
    tablet.outbox.clear()
    tablet.first = tablet.stored_to + 1
    tablet.n, tablet.head = tablet.stored_to, "0" * 64
    tablet.push()
    assert tablet.stored_to == 1


@pytest.mark.parametrize("send", [make.send_torn, make.send_unsigned, make.send_same_id], ids=lambda one: one.__name__)
def test_what_nobody_can_prove_can_only_be_answered(senior, owner, tablet, send):
    act = send(tablet)
    row = make.set_aside(tablet)
    for decide in (commands.apply, commands.release):
        with pytest.raises(quarantine.CannotBeDone):
            decide(act_now(senior), quarantined=row.pk)
    before = reads(tablet, act)
    commands.answer(act_now(senior), quarantined=row.pk, words="Please send it again.")
    assert make.Quarantined.objects.get(pk=row.pk).closed_at
    same = send is make.send_same_id
    assert (reads(tablet, act) == before) == (same or send is make.send_torn), "the first one's receipt is not touched"
    assert tablet.say(make.ASK, about="worker", words="After it")
    tablet.push()
    assert "After it" in asked(owner)


# Poison.


def fail_for_good(tablet, tiny):
    """Something that our own code fails at, and something after it; tried until it is set aside. Returns both ids."""
    tiny.broken = {"13"}
    act, after = tablet.say(PHONE, phone="13"), tablet.say(HELP, words="After it")
    tablet.push()
    for n in range(TRIES):
        apply_all(now() + n * timedelta(hours=1), 60)
    return act, after


def test_poison_blocks_nobody_and_is_applied_again_after_the_fix(senior, owner, tablet, tiny):
    act, after = fail_for_good(tablet, tiny)
    assert (outcome(act), outcome(after)) == ([("quarantined", "could_not_apply")], [("accepted", "")])
    browser, row = browser_of(senior), make.set_aside(tablet)
    page = reverse("devices:thing", args=[row.pk])
    assert "our own program failed at it five times" in browser.get(page).content.decode()
    tiny.broken = set()
    assert browser.post(reverse("devices:apply", args=[row.pk]), CONFIRMED).status_code == 302
    judge()
    assert (outcome(act), phone_of(owner)) == ([("accepted", "")], "13")
    assert reads(tablet, act) == ("accepted", "")


def test_poison_that_fails_again_comes_back_and_can_be_answered(senior, tablet, tiny):
    act, _after = fail_for_good(tablet, tiny)
    row = make.set_aside(tablet)
    commands.apply(act_now(senior), quarantined=row.pk)
    assert reads(tablet, act)[0] == "held"
    for n in range(TRIES):
        apply_all(now() + n * timedelta(hours=1), 60)
    assert make.set_aside(tablet) == row
    assert reads(tablet, act)[0] == "quarantined"
    commands.answer(act_now(senior), quarantined=row.pk, words="Ask us on paper, please.")
    assert reads(tablet, act) == ("refused", "Staff have looked at it: Ask us on paper, please.")
    assert [one.what for one in Decision.objects.order_by("pk")] == ["apply", "answer"]
