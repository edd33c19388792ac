"""Who sees what of recipients and letters: role × relation."""

import pytest

from tests.make import as_contact, as_person, as_worker, browser_of, care, contact, person, wing, worker
from throughgate.kernel.people.models import CareRole, WorkerRole
from throughgate.kernel.policy.scope import NobodyIsAsking, scope
from throughgate.modules.letters import commands, policy, queries
from throughgate.modules.letters.models import Letter
from throughgate.modules.letters.rules.kinds import Kind
from throughgate.modules.letters.tests import make


def test_whoever_reads_sees_their_letters_and_nobody_else_does():
    who, (of, by, key) = person(lives=wing()), make.ready()
    commands.send(as_person(who), recipient=of.pk, key=key.public, box=make.box())
    carer = worker(WorkerRole.PRISON_OFFICER)
    care(carer, who, CareRole.KEYWORKER)
    for act, sees in (
        (as_contact(by), True),
        (as_contact(contact(of=who)), False),
        (as_worker(carer), False),
        (as_worker(make.verifier()), False),
    ):
        with scope(act):
            assert policy.letters_to_read(act).exists() == sees, act.actor


def test_an_own_recipient_is_verified_by_those_who_know_the_person():
    home = wing()
    who, far, near = person(lives=home), make.verifier(), worker(WorkerRole.ADMINISTRATOR, at=home)
    own = make.recipient(Kind.LEGAL, own=who)
    for act, sees in ((as_worker(far), False), (as_worker(near), True), (as_person(who), False)):
        with scope(act):
            assert policy.recipients_to_verify(act).filter(pk=own.pk).exists() == sees


def test_safer_custody_and_whoever_cares_find_nothing_on_the_page_of_the_person():
    who, (of, by, key) = person(lives=wing()), make.ready()
    act = as_person(who)
    commands.send(act, recipient=of.pk, key=key.public, box=make.box())
    commands.reply(as_contact(by), letter=act.id, boxes=[commands.writing.SealedTo(make.public(), make.box())])
    for role in (WorkerRole.PRISON_OFFICER, WorkerRole.SECURITY, WorkerRole.ADMINISTRATOR):
        sees = worker(role, at=wing())
        browser = browser_of(sees)
        for page in (f"/people/{who.pk}/", f"/people/{who.pk}/looks/", "/"):
            shown = browser.get(page).content.decode()
            assert of.name not in shown
            assert "letters: s" not in shown.lower()


def test_those_who_read_do_not_learn_who_wrote_and_know_them_again():
    (of, by, key), one, two = make.ready(), person(lives=wing()), person(lives=wing())
    for who in (one, one, two):
        commands.send(as_person(who), recipient=of.pk, key=key.public, box=make.box())
    with scope(as_contact(by)):
        (shown,) = queries.read_for(as_contact(by))
        threads = [row.thread for row in shown.letters]
    assert shown.own == ""
    assert sorted(threads.count(thread) for thread in set(threads)) == [1, 2]
    assert not any(str(one.pk)[:8] in thread for thread in threads)


def test_a_query_outside_any_act_fails():
    with pytest.raises(NobodyIsAsking):
        Letter.objects.count()
