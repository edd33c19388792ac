"""The desk's pages, as staff walk them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.make import DAY, NOON, browser_of, prison, typed, worker
from throughgate.basics.clock import now
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.screening.models import Decision, Ruling, Sampling, Sort, Stop, Target, WatchRule
from throughgate.modules.desk.queries import queue
from throughgate.modules.desk.tests import make


@pytest.fixture(autouse=True)
def _notes():
    with make.notes():
        yield


@pytest.fixture
def jean():
    return make.screener()


def page(browser, name, *about):
    return browser.get(reverse(f"desk:{name}", args=about)).content.decode()


def send(browser, name, *about, **said):
    return browser.post(reverse(f"desk:{name}", args=about), {"act": "", **said})


def test_what_is_due_first_stands_first_and_is_opened_read_and_decided(jean):
    who, outside = make.two()
    late = make.held(who, outside, due_at=NOON - DAY)
    make.held(who, outside)
    browser = browser_of(jean)
    said = page(browser, "queue")
    assert said.index(str(late.pk)) < said.rindex("desk/items/")
    assert "2 are held" in said
    said = page(browser, "item", late.pk)
    assert 'Bring me a <mark class="tg-seen">sm4ck' in said
    entry = TrailEntry.objects.get(what="look:desk:item")
    assert (entry.person_id, entry.detail) == (who.pk, {"item": str(late.pk)})
    assert "Choose a reason" in send(browser, "item", late.pk, decision="black_out", parts="11-16").content.decode()
    done = send(browser, "item", late.pk, decision="black_out", parts="11-16", more="tomorrow", reason="crime", words="Drugs.")
    assert done.status_code == 302
    assert Ruling.objects.get().blacked == [[11, 16], [17, 25]]
    said = page(browser, "item", late.pk)
    assert '<s class="tg-black">sm4ck</s>' in said
    assert "Drugs." in said


def test_the_queue_goes_on_page_by_page_and_is_narrowed(jean, monkeypatch):
    monkeypatch.setattr(queue, "PAGE", 2)
    who, outside = make.two()
    rows = [make.held(who, outside, due_at=NOON + (n % 2) * DAY, language="cy" if n else "en") for n in range(5)]
    rows.sort(key=lambda row: (row.due_at, row.pk))
    browser, seen, at = browser_of(jean), [], reverse("desk:queue")
    while at:
        answer = browser.get(at)
        seen += [line.id for line in answer.context["page"].lines]
        at = answer.context["next"] and reverse("desk:queue") + answer.context["next"]
    assert seen == [row.pk for row in rows]
    for narrowed, count in (({"language": "en"}, 1), ({"sort": Sort.TARGET}, 0), ({"sort": Sort.PHRASE}, 5), ({"kind": make.KIND}, 5)):
        file = browser.get(reverse("desk:queue"), narrowed | {"as": "csv"}).content
        assert len(file.splitlines()) == count + 1
    assert browser.get(reverse("desk:queue"), {"after": "nonsense"}).context["page"].count == 5


def test_an_officer_without_a_seat_sees_nothing_and_is_told_whom_to_ask(jean):
    held = make.held(*make.two())
    browser = browser_of(worker(WorkerRole.PRISON_OFFICER, at=prison()))
    said = page(browser, "queue")
    assert "You do not sit at a desk" in said
    assert str(held.pk) not in said
    assert browser.get(reverse("desk:item", args=[held.pk])).status_code == 404


def test_an_officer_is_given_a_seat_and_loses_it(jean):
    officer, browser = worker(WorkerRole.PRISON_OFFICER, at=prison()), browser_of(jean)
    held = make.held(*make.two())
    assert send(browser, "seats", worker=officer.pk, place=prison().pk).status_code == 302
    assert str(held.pk) in page(browser_of(officer), "queue")
    seat = page(browser, "seats").split("/desk/seats/")[1].split("/")[0]
    assert send(browser, "end_seat", seat).status_code == 302
    assert "You do not sit at a desk" in page(browser_of(officer), "queue")


def test_a_declared_relative_is_not_read(jean):
    who, outside = make.two()
    held = make.held(who, outside)
    browser = browser_of(jean)
    assert send(browser, "relative", held.pk, whom="contact", what="My aunt").status_code == 302
    said = page(browser, "item", held.pk)
    assert "sm4ck" not in said
    assert "a relative of yours" in said
    assert outside.name in page(browser, "relatives")


def test_a_rule_shows_how_often_it_was_right_and_is_ended(jean):
    who, outside = make.two()
    browser = browser_of(jean)
    asked = {"words": "smack", "sort": "phrase", "does": "hold", "place": prison().pk, "why": "Heroin"}
    assert send(browser, "watch", **asked).status_code == 302
    assert "stands already" in send(browser, "watch", **asked).content.decode()
    assert "too short" in send(browser, "watch", **asked | {"words": "a"}).content.decode()
    rule = WatchRule.objects.get()
    for decision in (Decision.RELEASE, Decision.RELEASE, Decision.WITHHOLD, None):
        held = make.held(who, outside, arrived_at=now() - DAY)
        held.findings.update(rule=rule)
        if decision:
            make.ruled(jean, held, decision)
    line = browser.get(reverse("desk:rules")).context["listing"].shown[0]
    assert (line.found, line.held, line.decided, line.let_go, line.right) == (4, 4, 3, 2, 33)
    assert "100 per cent of them in time" in page(browser, "rules")
    assert send(browser, "rule", rule.pk, why="It holds up people for nothing").status_code == 302
    assert "for nothing" in browser.get(reverse("desk:rules"), {"ended": 1}).content.decode()


def test_a_target_is_asked_for_agreed_to_by_another_and_ended(jean):
    who, outside = make.two()
    browser, day = browser_of(jean), (now() + 30 * DAY).date()
    grounds = {"necessity": "Threats", "proportionality": "Nothing less", "contact": outside.pk}
    assert send(browser, "new_target", who.pk, **grounds, **typed("until", day)).status_code == 302
    target = Target.objects.get()
    assert target.agreed_by is None
    assert "You asked for this yourself" in send(browser, "target", target.pk).content.decode()
    assert "not agreed yet" in browser.get(reverse("person", args=[who.pk])).content.decode()
    other = browser_of(make.screener())
    assert send(other, "target", target.pk).status_code == 302
    assert send(other, "target", target.pk, end="1").status_code == 302
    assert Target.objects.exclude(agreed_by=None).exclude(to_at=None).exists()


def test_a_stop_is_for_a_person_a_place_or_everywhere_and_ends(jean):
    who, _outside = make.two()
    browser, day = browser_of(jean), (now() + 2 * DAY).date()
    said = {"why": "A threat", **typed("until", day)}
    assert send(browser, "stop_person", who.pk, **said).status_code == 302
    assert send(browser, "stop_place", place=prison().pk, **said).status_code == 302
    assert send(browser, "stop_place", place="everywhere", **said).status_code == 302
    assert "at most two weeks" in send(browser, "stop_person", who.pk, **said | typed("until", day + 30 * DAY)).content.decode()
    assert Stop.objects.count() == 3
    for stop in Stop.objects.all():
        assert send(browser, "end_stop", stop.pk).status_code == 302
    assert "There are none" in page(browser, "stops")


def test_how_much_is_read_by_chance_has_a_seed_that_anybody_can_check(jean):
    browser = browser_of(jean)
    for share in (5, 10):
        assert send(browser, "sampling", place=prison().pk, per_thousand=share).status_code == 302
    row = Sampling.objects.get(to_at=None)
    assert (row.per_thousand, row.establishment) == (10, prison())
    assert row.seed in page(browser, "sampling")


def test_an_appeal_waits_in_the_inbox_and_is_answered_on_the_same_page(jean):
    who, outside = make.two()
    about = make.appealed(make.ruled(jean, make.held(who, outside)), who)
    assert "You decided about this before" in send(browser_of(jean), "appeal", about, decision="release").content.decode()
    browser = browser_of(make.screener())
    assert "Asks for another look" in browser.get(reverse("inbox")).content.decode()
    assert "It was about a fish." in page(browser, "appeal", about)
    assert send(browser, "appeal", about, decision="release").status_code == 302
    assert Ruling.objects.filter(on_appeal=True).count() == 1


def test_a_person_s_page_says_what_is_held(jean):
    who, outside = make.two()
    make.held(who, outside, due_at=now() - timedelta(hours=1))
    said = browser_of(jean).get(reverse("person", args=[who.pk])).content.decode()
    assert "1 message or file of theirs is held" in said
    assert "late: 1" in said
