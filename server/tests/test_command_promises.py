"""Promises that hold for every command, tried on one world; each test takes back what it did to it. Nothing here is a list kept by hand."""

from dataclasses import replace

import pytest
from django.apps import apps

from tests import examples, make
from throughgate.basics.errors import Again, Refused
from throughgate.basics.ids import uuid7
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.act import ActorKind
from throughgate.kernel.registry.installed import modules

MODULES = modules()
COMMANDS = [command for module in MODULES for command in module.commands]
TABLES = [table for module in MODULES for table in apps.get_app_config(module.name).get_models()]

each_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.key)


# Strangers.


def strangers_to(world, command):
    """Those who have no business here: workers of another office in every role, another person, a contact, a visitor."""
    elsewhere = make.place("ZWE")
    if examples.names_things(command) or ActorKind.PERSON in command.by:
        yield from (make.as_worker(make.worker(role, at=elsewhere)) for role in WorkerRole)
    if examples.names_things(command) or ActorKind.PERSON not in command.by:
        yield make.as_person(make.person(lives=elsewhere))
    yield make.as_contact(make.contact(of=world.person))
    yield make.as_visitor()


def answer(command, act, given):
    """What somebody is told, who must be refused; once and for the record."""
    with pytest.raises(Refused) as refused:
        command(act, **given)
    assert TrailEntry.objects.filter(act=act.id, what=command.key, outcome="refused").exists()
    assert Receipt.objects.get(act=act.id).outcome == "refused"
    return refused.value.code, refused.value.words


@each_command
def test_a_stranger_is_refused_the_same_whether_it_is_there_or_not_and_the_trail_knows(world, command):
    there, nowhere = examples.given(command), examples.given(command, known=False)
    for act in strangers_to(world, command):
        act.files = frozenset({examples.FILE})
        told = answer(command, act, there)
        assert told[0] == "not_found", act.actor
        assert answer(command, replace(act, id=uuid7()), nowhere) == told


# Once.


def act_of(world, command):
    """An act of somebody who may send that command."""
    if ActorKind.WORKER in command.by:
        return make.as_worker(world.officer)
    return make.as_person(world.person) if ActorKind.PERSON in command.by else make.as_clock()


def outcome(command, act, given):
    """Accepted, or why not."""
    try:
        command(act, **given)
    except (Refused, Again) as no:
        return no.code, no.words
    return "accepted"


def rows():
    tables = [*TABLES, *examples.kernel_tables()]
    return {table._meta.label: table._base_manager.count() for table in tables}


@each_command
def test_an_act_that_comes_twice_is_one_act_with_one_answer(world, command):
    act, given = act_of(world, command), examples.given(command)
    act.files = frozenset({examples.FILE})
    first = outcome(command, act, given)
    once = rows()
    assert outcome(command, act, given) == first
    assert rows() == once
    assert TrailEntry.objects.filter(act=act.id, what=command.key).exclude(outcome="looked").exists()
