"""The server's word: what makes a device drop anything is signed, and nobody between can say it."""

import hashlib
import json

import pytest
from joserfc.jwk import ECKey

from tests.device import Tablet, code_for, seal_keys, tablet_of
from tests.hub import Carrier
from tests.make import person
from tests.test_drafts import carried
from tests.tiny import PHONE
from throughgate.basics.clock import now
from throughgate.faces.ops.home import new_seal_key
from throughgate.kernel.sync.epoch import begin_epoch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]


@pytest.fixture
def tablet(settings):
    settings.DATABASE_IS_BACKUP = True
    return tablet_of(person())


def between(tablet, change):
    """Somebody where TLS ends, who has changed each answer to a push on its way."""
    offer = tablet.offer

    def changed(*args, **how):
        answer = offer(*args, **how)
        said = change(answer.json())
        answer.json = lambda: said
        return answer

    tablet.offer = changed


def nothing_was_dropped(tablet, acts=1):
    return tablet.at_hub and tablet.backed_up_to == 0 and len(tablet.outbox) == acts


def test_a_device_drops_what_the_server_itself_says_is_backed_up(tablet):
    tablet.say(PHONE, phone="1")
    tablet.push()
    assert (tablet.at_hub, tablet.stored_to, tablet.backed_up_to, tablet.outbox) == (False, 1, 1, [])


def test_the_word_says_the_same_as_the_answer_around_it(tablet):
    tablet.say(PHONE, phone="1")
    said = tablet.offer().json()
    word = tablet.word_in(said)
    same = ("epoch", "stored_to", "backed_up_to", "missing", "revoked")
    assert {name: word[name] for name in same} == {name: said[name] for name in same}
    assert word["device"] == tablet.id


@pytest.mark.parametrize(
    "lie",
    [
        pytest.param({"word": ""}, id="unsigned"),
        pytest.param({"word": "e30.e30.e30"}, id="not a signature"),
        pytest.param({"word": None}, id="none at all"),
    ],
)
def test_an_answer_that_nobody_signed_leaves_everything_where_it_is(tablet, lie):
    tablet.say(PHONE, phone="1")
    between(tablet, lambda said: {name: value for name, value in (said | lie).items() if value is not None})
    tablet.push()
    assert nothing_was_dropped(tablet)


def test_a_word_signed_by_another_key_is_nobodys(tablet, settings):
    tablet.say(PHONE, phone="1")
    ours, settings.SEAL_KEYS = settings.SEAL_KEYS, json.dumps([new_seal_key()])
    forged = tablet.offer([]).json()
    settings.SEAL_KEYS = ours
    between(tablet, lambda said: said | {"word": forged["word"], "signer": forged["signer"]})
    tablet.push()
    assert nothing_was_dropped(tablet)


def test_a_word_for_another_device_is_not_for_this_one(tablet):
    other = tablet_of(person())
    other.say(PHONE, phone="2")
    word = other.offer().json()["word"]
    tablet.say(PHONE, phone="1")
    between(tablet, lambda said: said | {"word": word})
    tablet.push()
    assert nothing_was_dropped(tablet)


def test_a_word_from_before_a_restore_is_worth_nothing_after_it(tablet):
    tablet.say(PHONE, phone="1")
    old = tablet.offer().json()["word"]
    begin_epoch(now(), "restored")
    between(tablet, lambda said: said | {"word": old} if "results" in said else said)
    tablet.push()
    assert tablet.at_hub
    assert (tablet.backed_up_to, len(tablet.outbox)) == (0, 1)


def test_nobody_but_the_server_says_that_it_was_restored(tablet):
    begin_epoch(now(), "restored")
    answer = tablet.offer([])
    assert answer.status_code == 409
    assert tablet.word_in(answer.json())["epoch"] == answer.json()["epoch"]
    forged = answer.json() | {"word": ""}
    assert tablet.word_in(forged) is None


def test_a_seal_key_that_the_server_did_not_sign_is_not_taken(tablet):
    mine = ECKey.generate_key("P-256", {"kid": "mine"}, private=True).as_dict(private=False)
    before = tablet.seal
    between(tablet, lambda said: said | {"seal": [mine, *said["seal"]]})
    tablet.push()
    assert tablet.seal == before


def test_the_signer_is_rotated_with_the_seal_key_and_no_device_is_left_behind(tablet, settings):
    before = tablet.signer
    settings.SEAL_KEYS = json.dumps([new_seal_key(), *seal_keys()])
    tablet.say(PHONE, phone="1")
    tablet.push()
    assert (tablet.at_hub, tablet.outbox) == (False, [])
    assert tablet.signer != before
    # A device that was away: its old signer signs for as long as its seal key is listed.
    tablet.signer = before
    tablet.say(PHONE, phone="2")
    tablet.push()
    assert (tablet.at_hub, tablet.outbox) == (False, [])


def test_a_signer_that_was_taken_out_leaves_a_device_with_everything_until_a_code_makes_it_known_again(tablet, settings):
    holder = person()
    tablet = tablet_of(holder)
    settings.SEAL_KEYS = json.dumps([new_seal_key()])
    tablet.say(PHONE, phone="1")
    tablet.push()
    assert nothing_was_dropped(tablet)
    tablet.enrol(code_for(holder))
    tablet.push()
    assert (tablet.at_hub, tablet.signer) == (False, tablet.offer([]).json()["signer"])


def test_a_hub_carries_the_word_for_a_device_that_is_not_there(tablet):
    hub = Carrier()
    tablet.say(PHONE, phone="1")
    parcel = hub.carry(tablet)
    word = tablet.word_in(parcel)
    assert (word["stored_to"], word["backed_up_to"], word["epoch"]) == (1, 1, tablet.epoch)


def test_a_draft_that_is_taken_is_named_by_its_bytes(tablet):
    draft = carried(tablet, "018f0000-0000-7000-8000-00000000d0a1", 0, "{}")
    said = tablet.call("POST", "/sync/v1/drafts", {"drafts": [draft]}, token=False).json()
    assert tablet.word_in(said)["taken"] == [hashlib.sha256(draft["jwe"].encode()).hexdigest()]


def test_the_signing_key_says_nothing_of_the_key_that_opens():
    (seal, *_), tablet = seal_keys(), Tablet()
    tablet.enrol(code_for(person()))
    assert tablet.signer["x"] != seal["x"]
    assert "d" not in tablet.signer
