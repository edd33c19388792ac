"""Every staff page of every module: signed out it leads to the sign-in, and a stranger cannot tell it from one that is not there."""

from importlib import import_module
from pathlib import Path

import pytest
from django.urls import URLPattern, reverse
from django.urls.converters import IntConverter, SlugConverter, StringConverter, UUIDConverter
from django.utils.functional import Promise

from tests.make import browser_of, worker
from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.registry.installed import modules

PAGES = [
    (f"{module.name}:{page.name}", page.pattern.converters)
    for module in modules()
    if module.staff_urls
    for page in import_module(module.staff_urls).urlpatterns
    if isinstance(page, URLPattern)
]
GIVEN = {UUIDConverter: uuid7, StringConverter: lambda: "a" * 64, SlugConverter: lambda: "a", IntConverter: lambda: 1}
ROOMS = {"commands", "demo", "feed", "jobs", "models", "module", "policy", "public", "queries", "reactions", "rules"}
FACES = {"staff", "family", "partner"}
DJANGOS = {"__init__", "__pycache__", "apps", "migrations", "tests"}

each_module = pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
each_page = pytest.mark.parametrize(("name", "asks"), PAGES, ids=[name for name, _asks in PAGES])


def address(name, asks):
    """The page's address, for things that are not there."""
    return reverse(name, kwargs={key: GIVEN[type(kind)]() for key, kind in asks.items()})


@each_page
def test_signed_out_a_page_leads_to_the_sign_in(client, name, asks):
    answer = client.get(address(name, asks))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@each_page
@pytest.mark.parametrize("role", [WorkerRole.CHARITY, WorkerRole.PROBATION_OFFICER])
def test_a_stranger_finds_nothing_of_anybody(name, asks, role):
    answer = browser_of(worker(role)).get(address(name, asks))
    assert answer.status_code in ((404,) if asks else (200, 404))


@each_module
def test_a_module_has_the_same_rooms_as_all_and_no_others(module):
    folder = Path(import_module(f"throughgate.modules.{module.name}").__file__).parent
    assert {path.stem for path in folder.iterdir() if path.suffix in ("", ".py")} <= ROOMS | FACES | DJANGOS


@each_module
def test_what_people_read_of_a_module_can_be_translated(module):
    named = [module, *module.capabilities, *module.inbox, *module.cards, *module.nav]
    assert [thing for thing in named if not isinstance(thing.title, Promise)] == []
