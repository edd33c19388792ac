"""What is no push at all; and what a restore, a backup and a new key mean for a device."""

import gzip
import json

import pytest
from joserfc.jwk import ECKey

from tests.device import seal_keys, tablet_of
from tests.make import person
from tests.tiny import PHONE, changes_of, outcome
from throughgate.basics.clock import now
from throughgate.kernel.sync.epoch import begin_epoch
from throughgate.kernel.sync.models import Quarantined, StoredAct

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]


# --- what is not an act at all ---


def test_too_many_at_once(tablet):
    for _n in range(501):
        tablet.say(PHONE, phone="1")
    answer = tablet.offer()
    assert (answer.status_code, answer.json()["code"]) == (413, "too_many")
    assert not StoredAct.objects.exists()


def test_too_much_at_once(tablet):
    tablet.say(PHONE, phone="1", note="x" * 900_000)
    assert tablet.offer().status_code == 413


def test_a_small_body_that_unpacks_to_a_huge_one(tablet):
    bomb = gzip.compress(b" " * 50_000_000)
    answer = tablet.call("POST", "/sync/v1/push", bomb, token=False, **{"Content-Encoding": "gzip"})
    assert answer.status_code == 413


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b'{"device":1}', b"[" * 100_000])
def test_a_body_that_is_no_push(tablet, body):
    answer = tablet.call("POST", "/sync/v1/push", body, token=False)
    assert (answer.status_code, answer.json()["code"]) == (400, "not_understood")
    assert answer.json()["says"]


def test_an_act_without_its_key_is_not_taken(tablet):
    tablet.say(PHONE, phone="1")
    body = {"device": tablet.id, "epoch": tablet.epoch, "keys": [], "acts": tablet.outbox}
    assert tablet.call("POST", "/sync/v1/push", body, token=False).json()["code"] == "key_missing"
    assert not Quarantined.objects.exists()


def test_a_device_speaks_only_for_itself(tablet):
    other = tablet_of(person())
    body = {"device": other.id, "epoch": tablet.epoch, "keys": [], "acts": []}
    assert tablet.call("POST", "/sync/v1/push", body, token=False).status_code == 404


# --- restores, backups, rotated keys ---


def test_after_a_restore_everything_above_what_we_have_is_offered_again(tablet, who):
    first = tablet.say(PHONE, phone="1")
    tablet.push()
    begin_epoch(now(), "restored from the backup of last night")
    second = tablet.say(PHONE, phone="2")
    answer = tablet.offer()
    assert answer.status_code == 409
    assert answer.json()["stored_to"] == 1
    tablet.push()
    assert outcome(first) == outcome(second) == [("accepted", "")]
    assert changes_of(who) == 2


def test_where_the_database_is_its_own_backup(tablet, settings):
    settings.DATABASE_IS_BACKUP = True
    tablet.say(PHONE, phone="1")
    tablet.push()
    assert (tablet.backed_up_to, tablet.outbox) == (1, [])


def test_a_rotated_seal_key_still_opens(tablet, settings):
    old = tablet.say(PHONE, phone="1")
    fresh = ECKey.generate_key("P-256", {"kid": "newer"}, private=True).as_dict(private=True)
    settings.SEAL_KEYS = json.dumps([fresh, *seal_keys()])
    assert tablet.push()[str(old)]["r"] == "accepted"
    tablet.seal = tablet.offer([]).json()["seal"]
    assert tablet.seal[0]["kid"] == "newer"
    assert "d" not in tablet.seal[0]
    tablet.unlock_again()
    tablet.outbox = []
    new = tablet.say(PHONE, phone="2")
    assert tablet.push()[str(new)]["r"] == "accepted"
