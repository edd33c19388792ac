"""Check-ins of many devices, judged together as if one after the other."""

from datetime import timedelta

from tests.device import tablet_of
from tests.make import HOUR
from tests.tiny import outcome
from throughgate.basics.clock import london_day, now
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync.apply import apply_all
from throughgate.kernel.sync.models import StoredFile
from throughgate.modules.supervision.models import Checkin, Submission
from throughgate.modules.supervision.tests import make
from throughgate.modules.supervision.tests.make import SIGNATURE, as_person

ALREADY = [("refused", "already_sent")]


def test_a_check_in_is_sent_once_and_only_by_the_one_whose_it_is(settings):
    settings.APPLY_SECONDS = 0
    StoredFile.objects.create(pk=SIGNATURE, size=1, kind="image/png", arrived=now())
    people = [make.supervised()[1] for _n in range(3)]
    due = [_due(who) for who in people]
    phones = [tablet_of(who) for who in people]
    first, theirs, other = (_send(phone, checkin) for phone, checkin in zip(phones, due, strict=True))
    again, stranger = _send(phones[0], due[0]), _send(phones[1], due[2])
    for phone in phones:
        phone.push()
    assert apply_all(now() + timedelta(seconds=1), 60) == 5
    assert [outcome(act) for act in (first, theirs, other)] == [[("accepted", "")]] * 3
    assert (outcome(again), outcome(stranger)) == (ALREADY, [("refused", "not_found")])
    with scope(as_person(people[0])):
        assert sorted(Submission.objects.values_list("person", flat=True)) == sorted(who.pk for who in people)
    phones[0].pull()
    assert phones[0].feed("supervision.checkins")[str(due[0].pk)]["submitted"]["act"] == str(first)


def _due(who):
    """A check-in that is open now."""
    window = {"opens_at": now() - HOUR, "closes_at": now() + 71 * HOUR}
    with scope(as_person(who)):
        return Checkin.objects.create(person=who, due_on=london_day(now()), **window)


def _send(phone, checkin):
    said = make.said(None, photo=None, no_photo="dark") | {"checkin": str(checkin.pk)}
    return phone.say("supervision.submit_checkin@1", files=[{"h": SIGNATURE, "n": 1, "t": "image/png"}], **said)
