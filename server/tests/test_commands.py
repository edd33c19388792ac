"""The promises of the command kernel: once, asked, written down, or not at all."""

from uuid import UUID

import pytest

from tests.make import as_person, as_worker, person, worker
from throughgate.basics.errors import Refused
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.commands.command import Done, _commands, command
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.commands.perform import PolicyNotAsked
from throughgate.kernel.people.models import Person
from throughgate.kernel.policy.act import ActorKind


@pytest.fixture
def rename():
    """A command of the test's own; taken out again afterwards."""

    @command("test.rename", by=ActorKind.PERSON)
    def rename(act, *, known_as: str, ask: bool = True, refuse: bool = False) -> Done:
        """Change what someone wants to be called."""
        me = Person.objects.get(pk=act.person_id)
        Person.objects.filter(pk=me.pk).update(known_as=known_as)
        if refuse:
            raise NotThatName
        if ask:
            act.grant(me, because="themself")
        return Done(me.pk, (me,))

    yield rename
    del _commands[rename.key]


class NotThatName(Refused):
    says = "Choose another name."


def named(who):
    return Person.objects.get(pk=who.pk).known_as


def test_done_once_with_trail_and_receipt(rename):
    act = as_person(person())
    rename(act, known_as="Jo")
    rename(act, known_as="Again")
    who = Person.objects.get(pk=act.person_id)
    assert who.known_as == "Jo"
    assert Receipt.objects.get(act=act.id).outcome == "accepted"
    assert TrailEntry.objects.get(act=act.id).detail["because"] == ["themself"]


def test_a_command_that_asked_nobody_is_not_committed(rename):
    act = as_person(person())
    with pytest.raises(PolicyNotAsked):
        rename(act, known_as="Jo", ask=False)
    assert named(Person.objects.get(pk=act.person_id)) != "Jo"
    assert not Receipt.objects.filter(act=act.id).exists()


def test_a_refusal_changes_nothing_and_is_written_down(rename):
    act = as_person(person())
    with pytest.raises(NotThatName):
        rename(act, known_as="Jo", refuse=True)
    assert named(Person.objects.get(pk=act.person_id)) != "Jo"
    receipt = Receipt.objects.get(act=act.id)
    assert (receipt.outcome, receipt.code, receipt.says) == ("refused", "not_that_name", "Choose another name.")
    assert TrailEntry.objects.get(act=act.id).outcome == "refused"


def test_no_trail_no_commit(rename, monkeypatch):
    def full(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("throughgate.kernel.audit.trail._link", full)
    act = as_person(person())
    with pytest.raises(OSError, match="disk full"):
        rename(act, known_as="Jo")
    assert named(Person.objects.get(pk=act.person_id)) != "Jo"


def test_the_wrong_kind_of_actor_is_told_nothing(rename):
    act = as_worker(worker())
    with pytest.raises(Refused) as refusal:
        rename(act, known_as="Jo")
    assert refusal.value.code == "not_found"


def test_the_shape_on_the_wire_is_the_signature(rename):
    assert rename.shape.__struct_fields__ == ("known_as", "ask", "refuse")
    assert isinstance(as_person(person()).id, UUID)
