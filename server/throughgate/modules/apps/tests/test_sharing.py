"""What somebody showed is theirs: a worker confirms it, an employer sees it for as long as they want, and the trail has it all."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.device import tablet_of
from tests.make import DAY, NOON, as_person, as_worker, browser_of, care, pair, person, prison, wing, worker
from tests.test_partner_face import send
from throughgate.basics.clock import now
from throughgate.basics.errors import NotFound
from throughgate.basics.ids import uuid_from
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.people.models import CareRole, WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.tasks.work import waiting_for
from throughgate.modules.apps import queries
from throughgate.modules.apps.commands import earning
from throughgate.modules.apps.tests.make import KEY, SECRET, as_employer, earn, employer, share, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(settings):
    settings.PARTNER_KEYS = "[]"
    return employer()


@pytest.fixture
def both():
    return pair(at=wing())


def test_it_waits_with_whoever_looks_after_them_and_is_confirmed(both):
    officer, who = both
    tablet = tablet_of(who)
    act = earn(who, signed())
    assert [task.about for task in waiting_for(as_worker(officer))] == [act.id]
    browser = browser_of(officer)
    page = reverse("apps:competence", args=[act.id])
    assert "Brakes: right." in browser.get(page).content.decode()
    assert browser.post(page, {"act": ""}).status_code == 302
    tablet.pull()
    row = tablet.feed("apps.competences")[str(act.id)]
    assert (row["score"], row["most"], row["confirmed"]["by"]) == (7, 8, officer.name)
    assert not waiting_for(as_worker(officer)).exists()
    with pytest.raises(earning.ConfirmedBefore):
        earning.confirm_competence(as_worker(officer), competence=act.id)


def test_a_stranger_confirms_nothing(both):
    act = earn(both[1], signed())
    with pytest.raises(NotFound):
        earning.confirm_competence(as_worker(pair()[0]), competence=act.id)


def test_inside_a_prison_it_waits_with_the_keyworker():
    keyworker, who = worker(WorkerRole.PRISON_OFFICER), person(lives=wing())
    care(keyworker, who, CareRole.KEYWORKER)
    earn(who, signed())
    assert waiting_for(as_worker(keyworker)).count() == 1


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"competence": "flying"}, earning.NotOffered),
        ({"score": 9}, earning.TooManyPoints),
        ({"version": uuid4()}, NotFound),
    ],
)
def test_an_app_says_only_what_was_reviewed(both, said, refusal):
    version = signed()
    given = {"app": version.app_id, "version": version.pk, "competence": "cycle-basics", "score": 3} | said
    with pytest.raises(refusal):
        earning.earn(as_person(both[1]), **given)


def test_an_employer_sees_it_with_leave_and_not_after(both, partner):
    _officer, who = both
    earned = earn(who, signed(), at=now() - timedelta(minutes=2))
    assert asked("1") == []
    shared = share(who, earned.id, partner, at=now() - timedelta(minutes=1))
    (shown,) = asked("2")
    assert (shown["person"], shown["score"], shown["name"]["en"], shown["confirmed"]) == (who.name, 7, "Cycle maintenance: basics", False)
    assert "evidence" not in shown
    earning.stop_sharing(as_person(who, now()), sharing=shared.id)
    assert asked("3") == []
    looks = TrailEntry.objects.filter(person_id=who.pk, what="look:apps:shared")
    assert [(one.face, one.actor) for one in looks] == [("partner", f"partner/{uuid_from('partner', KEY)}")]


def asked(message):
    answer = send({}, message=message, secret=SECRET, path="/partner/v1/shared-competences")
    assert answer.status_code == 200, answer.content
    return answer.json()["shared"]


def test_a_key_that_was_not_given_for_it_sees_nothing(both, partner, settings):
    settings.PARTNER_KEYS = json.dumps([one | {"may": []} for one in json.loads(settings.PARTNER_KEYS)])
    assert send({}, secret=SECRET, path="/partner/v1/shared-competences").status_code == 404


def test_it_ends_by_itself_and_with_the_employer(both, partner):
    who = both[1]
    share(who, earn(who, signed()).id, partner)
    for at, seen in ((NOON, 1), (NOON + 29 * DAY, 1), (NOON + 30 * DAY, 0)):
        with scope(as_employer(at)) as act:
            assert len(queries.shared_with(act)) == seen
    earning.part_from_employer(as_worker(worker(WorkerRole.SECURITY, at=prison())), employer=partner)
    with scope(as_employer(NOON)) as act:
        assert queries.shared_with(act) == []


def test_sharing_is_theirs_alone_and_for_a_year_at_most(both, partner):
    officer, who = both
    earned = earn(who, signed())
    other = pair()[1]
    with pytest.raises(NotFound):
        share(other, earned.id, partner)
    given = {"competence": earned.id, "employer": partner}
    with pytest.raises(earning.TooLong):
        earning.share(as_person(who), **given, until=NOON + 400 * DAY)
    with pytest.raises(earning.OverAlready):
        earning.share(as_person(who), **given, until=NOON)
    shared = share(who, earned.id, partner)
    with pytest.raises(earning.SharedAlready):
        share(who, earned.id, partner)
    with pytest.raises(NotFound):
        earning.stop_sharing(as_person(other), sharing=shared.id)
    earning.stop_sharing(as_person(who), sharing=shared.id)
    earning.stop_sharing(as_person(who), sharing=shared.id)
    assert "Cycle maintenance: basics" in browser_of(officer).get(reverse("person", args=[who.pk])).content.decode()


def test_an_employer_without_a_key_is_not_welcome(settings):
    settings.PARTNER_KEYS = "[]"
    with pytest.raises(earning.NoSuchKey):
        earning.welcome_employer(as_worker(worker(WorkerRole.SECURITY, at=prison())), place=prison().pk, key=KEY, name="Eastmere Cycles")


def test_an_employer_is_welcome_at_a_place_and_for_nobody_elsewhere(both, partner):
    elsewhere, who = worker(WorkerRole.SECURITY, at=prison("ZMI")), person(lives=wing("A", "ZMI"))
    for command, given in (
        (earning.welcome_employer, {"place": prison().pk, "key": KEY, "name": "Mine"}),
        (earning.part_from_employer, {"employer": partner}),
    ):
        with pytest.raises(NotFound):
            command(as_worker(elsewhere), **given)
    tablet = tablet_of(who)
    tablet.pull()
    assert tablet.feed("apps.employers") == {}
    with pytest.raises(NotFound):
        share(who, earn(who, signed(at=prison("ZMI"))).id, partner)
    theirs = employer(prison("ZMI"))
    share(who, earn(who, signed(at=prison("ZMI"))).id, theirs)
    assert len(asked("elsewhere")) == 1


def test_people_who_live_there_hear_of_an_employer_and_of_parting(both, partner):
    tablet = tablet_of(both[1])
    tablet.pull()
    assert [row["name"] for row in tablet.feed("apps.employers").values()] == ["Eastmere Cycles"]
    earning.part_from_employer(as_worker(worker(WorkerRole.SECURITY, at=prison())), employer=partner)
    tablet.pull()
    assert tablet.feed("apps.employers") == {}
