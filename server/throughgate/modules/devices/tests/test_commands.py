"""Devices, told as stories through their commands."""

import pytest

from tests.device import tablet_of
from tests.make import DAY, NOON, as_worker, device, pair, person, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.identity import codes
from throughgate.kernel.identity.devices import holds, is_revoked
from throughgate.kernel.identity.models import DeviceKind, EnrolmentCode
from throughgate.kernel.identity.sessions import find_session, start_session
from throughgate.kernel.sync.streams import stream_of
from throughgate.modules.devices import commands


def test_a_code_for_a_person_is_the_one_their_device_redeems():
    officer, owner = pair()
    act = as_worker(officer)
    commands.make_code(act, kind="phone", person=owner.pk)
    row = codes.open_code(codes.code_for(act.id), "192.0.2.1", "any-key", NOON + DAY)
    assert (row.person, row.kind, row.by, row.ends_at) == (owner, "phone", officer, NOON + 7 * DAY)


def test_a_form_sent_twice_makes_one_code_and_shows_the_same():
    officer, owner = pair()
    act = as_worker(officer)
    for _twice in range(2):
        commands.make_code(act, kind="phone", person=owner.pk)
    assert EnrolmentCode.objects.count() == 1
    assert codes.code_for(act.id) == codes.code_for(act.id)
    assert codes.code_for(act.id) != codes.code_for(as_worker(officer).id)


def test_codes_are_eight_characters_that_are_hard_to_mistake():
    code = codes.code_for(as_worker(worker()).id)
    assert len(code) == 8
    assert set(code) <= set(codes.ALPHABET)


def test_a_kiosk_belongs_to_a_place_and_a_tablet_to_a_person():
    officer, owner = pair(at=wing())
    commands.make_code(as_worker(officer), kind="kiosk", place=wing().pk)
    with pytest.raises(commands.NeedsPlace):
        commands.make_code(as_worker(officer), kind="kiosk", person=owner.pk)
    with pytest.raises(commands.NeedsPerson):
        commands.make_code(as_worker(officer), kind="tablet", place=wing().pk)


def test_codes_are_made_only_for_ones_own_people_and_places():
    officer, _own = pair(at=wing("B"))
    stranger = person(lives=wing("C"))
    with pytest.raises(NotFound):
        commands.make_code(as_worker(officer), kind="phone", person=stranger.pk)
    with pytest.raises(NotFound):
        commands.make_code(as_worker(officer), kind="kiosk", place=wing("C").pk)


def test_a_pin_is_reset_on_their_own_device_only():
    officer, owner = pair()
    theirs, others = device(held_by=owner), device(held_by=person())
    act = as_worker(officer)
    commands.reset_pin(act, person=owner.pk, device=theirs.pk)
    assert EnrolmentCode.objects.get().for_device == theirs
    with pytest.raises(codes.CodeUnknown):
        codes.open_code(codes.code_for(act.id), "192.0.2.1", others.thumbprint, NOON)
    with pytest.raises(NotFound):
        commands.reset_pin(as_worker(officer), person=owner.pk, device=others.pk)


def test_a_pin_is_reset_on_the_kiosk_of_the_wing():
    officer, owner = pair(at=wing())
    commands.reset_pin(as_worker(officer), person=owner.pk, device=device(kind=DeviceKind.KIOSK, at=wing()).pk)
    assert EnrolmentCode.objects.get().person == owner


def test_revoking_says_who_and_why_and_ends_every_session():
    officer, owner = pair()
    lost = device(held_by=owner)
    token = start_session(owner, lost, NOON)
    with pytest.raises(commands.NeedsReason):
        commands.revoke(as_worker(officer), device=lost.pk, why=" ")
    commands.revoke(as_worker(officer), device=lost.pk, why="Lost on the bus")
    assert is_revoked(lost)
    assert (lost.revocation.by, lost.revocation.why) == (officer, "Lost on the bus")
    assert find_session(token, lost, NOON) is None
    with pytest.raises(commands.Revoked):
        commands.revoke(as_worker(officer), device=lost.pk, why="Again")
    with pytest.raises(commands.Revoked):
        commands.reset_pin(as_worker(officer), person=owner.pk, device=lost.pk)


def test_a_holding_ends_and_leaves_others_alone():
    officer, owner = pair()
    mate = person()
    shared = device(held_by=owner)
    shared.holdings.create(person=mate, from_at=NOON - DAY)
    commands.end_holding(as_worker(officer), device=shared.pk, person=owner.pk)
    assert not holds(shared, owner.pk)
    assert holds(shared, mate.pk)


def test_a_device_whose_holder_gave_it_back_puts_the_vault_away_at_its_next_contact():
    officer, owner = pair()
    tablet = tablet_of(owner)
    tablet.pull()
    commands.end_holding(as_worker(officer), device=tablet.id, person=owner.pk)
    [drop] = tablet.ask(list(tablet.cursors))["scope"]["drop"]
    assert (drop["s"], drop["wipe"]) == (stream_of(owner.pk), True)
    answer = tablet.call("POST", "/sync/v1/pin", {"kind": "pin", "secret": "975310"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_device_is_called_as_its_sticker_says():
    officer, owner = pair()
    named = device(held_by=owner)
    commands.relabel(as_worker(officer), device=named.pk, label=" LIN-0042 ")
    named.refresh_from_db()
    assert named.label == "LIN-0042"
    with pytest.raises(commands.NeedsLabel):
        commands.relabel(as_worker(officer), device=named.pk, label=" ")
