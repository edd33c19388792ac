"""Promises that hold for every module. They walk the registry; nothing here is a list kept by hand."""

import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from cedarpy import validate_policies
from django.apps import apps
from django.db import models
from django.template.loader import get_template
from django.urls import reverse
from django.utils.functional import Promise

from tests import examples, make
from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import commands
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.capabilities import capabilities, capability
from throughgate.kernel.policy.decide import explain, policy_text, schema, sentences
from throughgate.kernel.policy.models import Marker, Restriction
from throughgate.kernel.registry.installed import jobs, modules, sweep
from throughgate.kernel.registry.keeping import KERNEL, LIBRARIES
from throughgate.kernel.sync.feeds import feeds

MODULES = modules()
COMMANDS = [command for module in MODULES for command in module.commands]
TABLES = [table for module in MODULES for table in apps.get_app_config(module.name).get_models()]
MARKED = r"@id\(\"(\w+)\"\)"

each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
each_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.key)
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table._meta.label)


def module_of(table):
    return next(module for module in MODULES if module.name == table._meta.app_label)


# Modules say what they are.


@each_module
def test_a_module_has_a_page_that_says_what_it_is_for_and_what_it_never_does(module):
    page = Path(import_module(f"throughgate.modules.{module.name}").__file__).with_name("README.md").read_text()
    assert page.startswith("# ")
    assert "never" in page.lower()


ROOMS = {"commands", "demo", "feed", "jobs", "media", "models", "module", "policy", "public", "queries", "reactions", "rules"}
FACES = {"staff", "family", "partner", "authoring"}
DJANGOS = {"__init__", "__pycache__", "apps", "data", "management", "migrations", "static", "tests"}


@each_module
def test_a_module_has_the_same_rooms_as_all_and_no_others(module):
    folder = Path(import_module(f"throughgate.modules.{module.name}").__file__).parent
    assert {path.stem for path in folder.iterdir() if path.suffix in ("", ".py")} <= ROOMS | FACES | DJANGOS


def test_every_command_is_in_a_manifest():
    assert {command.key for command in COMMANDS} == {command.key for command in commands()}


@each_command
def test_a_command_is_documented_and_named_after_its_module(command):
    name, verb = command.name.split(".")
    assert any(module.name == name and command in module.commands for module in MODULES)
    assert command.body.__name__ == verb
    assert (command.body.__doc__ or "").strip().partition("\n")[0].endswith(".")


@each_module
def test_a_module_names_only_what_there_is(module):
    for command in module.commands:
        assert command.needs is None or capability(command.needs)
    for nav in module.nav:
        assert capability(nav.needs)
        assert reverse(nav.url_name)
    for line in module.inbox:
        assert reverse(line.url_name, args=[make.person().pk])
    for card in module.cards:
        assert get_template(card.template)
    for reaction in module.reacts:
        assert reaction.after in {command.key for command in COMMANDS}


def test_roles_that_decide_are_roles():
    for module in MODULES:
        for offered in module.capabilities:
            assert offered.name.startswith(f"{module.name}.")
            assert offered.decided_by <= set(WorkerRole.values)


# Tables.


@each_table
def test_a_table_reaches_devices_by_a_feed_or_says_why_not(table):
    label, module = table._meta.label, module_of(table)
    assert any(feed.watches is table for feed in feeds()) != (len(module.not_in_feeds.get(label, "")) > 10)


@each_table
def test_a_table_has_a_keeping_time_and_a_reason(table):
    keep = module_of(table).keeps[table._meta.label]
    assert keep.long is None or keep.long > timedelta()
    assert len(keep.why) > 10
    assert not keep.by or table._meta.get_field(keep.by)


@each_module
def test_a_module_speaks_only_of_tables_it_has(module):
    labels = {table._meta.label for table in apps.get_app_config(module.name).get_models()}
    assert {*module.keeps, *module.not_in_feeds} <= labels


@each_table
def test_foreign_keys_lead_to_the_kernel_or_stay_at_home(table):
    for field in table._meta.get_fields():
        if field.is_relation and not field.auto_created:
            where = apps.get_app_config(field.related_model._meta.app_label).name
            assert where == table._meta.app_config.name or where.startswith("throughgate.kernel.")


@each_table
def test_a_table_answers_only_inside_somebodys_act(table):
    with pytest.raises(RuntimeError):
        table.objects.exists()


def test_the_kernel_says_how_long_it_keeps_each_of_its_tables():
    assert {table._meta.label for table in examples.kernel_tables()} == set(KERNEL)
    for label, keep in KERNEL.items():
        assert len(keep.why) > 10
        if keep.by:
            assert isinstance(apps.get_model(label)._meta.get_field(keep.by), models.DateTimeField)


def test_what_libraries_keep_has_a_keeping_time_too():
    tables = {table._meta.db_table: table for table in apps.get_models(include_auto_created=True)}
    theirs = {name: table for name, table in tables.items() if not table.__module__.startswith("throughgate.")}
    assert set(theirs) == set(LIBRARIES)
    for name, keep in LIBRARIES.items():
        assert len(keep.why) > 10
        assert not keep.by or theirs[name]._meta.get_field(keep.by).column == keep.by


def test_the_sweep_takes_what_has_had_its_time_and_no_more():
    examples.world()
    rows = {label: apps.get_model(label)._base_manager.count() for label in KERNEL}
    assert sweep(make.NOON) == 0
    assert {label: apps.get_model(label)._base_manager.count() for label in KERNEL} == rows
    assert "kernel.sweep" in {job.name for job in jobs()}


# Policies.


def test_policies_fit_their_schema():
    result = validate_policies(policy_text(), schema())
    assert result.validation_passed, result.errors


def test_every_policy_has_a_name_of_its_own_and_says_what_it_means():
    rules = re.findall(r"^(?:permit|forbid)", policy_text(), re.MULTILINE)
    names = re.findall(MARKED, policy_text())
    assert len(rules) == len(names) == len(set(names)) == len(sentences())


@pytest.mark.parametrize("wanted", capabilities(), ids=lambda wanted: wanted.name)
def test_what_is_essential_survives_every_marker_and_restriction(wanted):
    person, worker = make.person(lives=make.wing()), make.worker()
    make.rollout(wanted.name)
    assert explain(person.pk, wanted.name, make.NOON).ok
    Restriction.objects.create(
        person=person, capability=wanted.name, reason="A sanction", by=worker, from_at=make.LONG_AGO, review_on=make.NOON.date()
    )
    assert explain(person.pk, wanted.name, make.NOON).ok == wanted.essential
    Restriction.objects.all().delete()
    Marker.objects.create(person=person, code="XIT", from_at=make.LONG_AGO)
    assert explain(person.pk, wanted.name, make.NOON).ok == wanted.essential


# Words.


def refusals(kind=Refused):
    for below in kind.__subclasses__():
        yield below
        yield from refusals(below)


def test_every_refusal_of_a_module_can_be_translated():
    spoken = [refusal for refusal in refusals() if refusal.__module__.startswith("throughgate.modules.")]
    assert spoken
    assert [refusal.__name__ for refusal in spoken if not isinstance(refusal.says, Promise)] == []


@each_module
def test_what_a_module_is_called_on_screen_can_be_translated(module):
    named = [module, *module.capabilities, *module.inbox, *module.cards, *module.nav]
    assert [thing for thing in named if not isinstance(thing.title, Promise)] == []
