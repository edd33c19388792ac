"""What devices show of supervision when something happens elsewhere."""

from datetime import timedelta

from tests.device import tablet_of
from tests.make import HOUR, as_person, as_worker, worker
from throughgate.basics.clock import london_day, now
from throughgate.kernel.commands.command import find
from throughgate.kernel.places.models import Posting
from throughgate.kernel.policy.scope import scope
from throughgate.modules.supervision.commands import plans, submissions
from throughgate.modules.supervision.models import Checkin
from throughgate.modules.supervision.tests import make


def test_check_ins_name_the_worker_who_reads_them_now():
    officer, supervised = make.supervised()
    with scope(as_worker(officer)):
        Checkin.objects.create(person=supervised, due_on=london_day(now()), opens_at=now() - HOUR, closes_at=now() + timedelta(days=3))
    phone = tablet_of(supervised)
    phone.pull()
    assert readers(phone) == [officer.name]
    office = supervised.stays.get().place
    Posting.objects.create(worker=officer, place=office, from_at=now())
    successor = worker(at=office)
    give_care = find("caseload.give_care@1")
    assert give_care
    give_care(as_worker(officer, now()), person=supervised.pk, worker=successor.pk, role="supervising")
    phone.pull()
    assert readers(phone) == [successor.name]


def readers(phone):
    return [row["worker"]["name"] for row in phone.feed("supervision.checkins").values()]


def test_a_person_reads_again_what_they_sent_and_what_they_would_rather_not_say():
    officer, supervised = make.supervised()
    plan = make.plan(officer, supervised, questions=[plans.Ask("How is work?"), plans.Ask("How is your mother?")])
    checkin = make.checkin_due(supervised)
    with scope(as_person(supervised)):
        work, mother = plan.questions.order_by("order")
    answers = [submissions.Answered(mother.pk), submissions.Answered(work.pk, "Well.")]
    make.submit(supervised, checkin, answers=answers, details=submissions.Details(phone="07700 900123"))
    phone = tablet_of(supervised)
    phone.pull()
    said = phone.feed("supervision.checkins")[str(checkin.pk)]["submitted"]["said"]
    told = [(answer["text"]["en"], answer["words"], answer["voice"]) for answer in said["answers"]]
    assert told == [("How is work?", "Well.", False), ("How is your mother?", "", False)]
    assert (said["feeling"], said["details"], said["photo"]) == ("WELL", {"phone": "07700 900123"}, {"source": "camera"})
    assert make.PHOTO not in str(said)
