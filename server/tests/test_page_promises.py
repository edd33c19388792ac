"""Promises that hold for every staff page. They walk the URLs and the templates; nothing here is a list kept by hand."""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.functional import Promise

import throughgate
from tests import examples, make
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.registry.installed import modules
from throughgate.kernel.web.forms import PageForm

PACKAGE = Path(throughgate.__file__).parent


@dataclass(frozen=True)
class Page:
    """A page: its name for `reverse`, what it needs to be told, and whether it is closed to those who are signed out."""

    name: str
    needs: dict[str, str]
    closed: bool


def pages(resolver, spaces=()):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from pages(entry, (*spaces, entry.namespace) if entry.namespace else spaces)
        elif isinstance(entry, URLPattern) and entry.name and _is_ours(entry):
            needs = {name: type(converter).__name__ for name, converter in entry.pattern.converters.items()}
            yield Page(":".join((*spaces, entry.name)), needs, getattr(entry.callback, "login_required", True))


def _is_ours(entry):
    return getattr(entry.callback, "__module__", "").startswith("throughgate.") and "sign_in" not in entry.callback.__module__


def by_module():
    """The pages of each module together."""
    found = defaultdict(list)
    for page in pages(get_resolver()):
        found[page.name.rpartition(":")[0].partition(":")[0] or "staff"].append(page)
    return found


each_module = pytest.mark.parametrize("some", [pytest.param(some, id=name) for name, some in by_module().items()])


def addresses(page, world):
    """Where a page stands for each thing of the world that it could be about."""
    known = [list(_ids(page, name, kind, world)) for name, kind in page.needs.items()]
    return [reverse(page.name, kwargs=dict(zip(page.needs, values, strict=True))) for values in product(*known)]


def _ids(page, name, kind, world):
    if name == "person_id":
        return [world.person.pk]
    if kind == "StringConverter":
        return [examples.FILE]
    return _rows(page.name.partition(":")[0], name, "UUIDField" if kind == "UUIDConverter" else "BigAutoField")


def _rows(module, name, key):
    """The ids of rows that something of that name may be: the module's own, and the kernel's that workers decide about."""
    named = None if name == "pk" else examples.table_of(name.removesuffix("_id"), module)
    tables = [named] if named else [table for table in examples.tables_for(module) if type(table._meta.pk).__name__ == key]
    return [row.pk for table in tables for row in table._base_manager.order_by("pk")[: 2 if table._meta.app_label == module else 1]]


@each_module
def test_signed_out_leads_to_the_sign_in(some, world):
    for address in [address for one in some if one.closed for address in addresses(one, world)[:3]]:
        for answer in (Client().get(address), Client().post(address)):
            assert answer.status_code == 302, address
            assert answer.headers["Location"].startswith(reverse(settings.LOGIN_URL)), address


@each_module
def test_a_stranger_cannot_tell_forbidden_from_absent(some, world):
    for one in [one for one in some if one.closed]:
        stranger = make.worker(WorkerRole.SENIOR_PROBATION_OFFICER, at=make.place("ZWE"), name="Somebody Elsewhere")
        browser = make.browser_of(stranger)
        for address in addresses(one, world):
            if one.needs:
                assert {browser.get(address).status_code, browser.post(address, {"act": ""}).status_code} <= {404, 405}, address
                assert TrailEntry.objects.filter(actor=f"worker/{stranger.pk}", outcome="refused").exists(), address
            else:
                assert world.person.family_name not in browser.get(address).content.decode(), address


@each_module
def test_a_role_that_decides_nothing_opens_no_page_of_a_module(some, world):
    browser = make.browser_of(make.worker(WorkerRole.CHARITY, at=make.wing()))
    closed = {module.name for module in modules() if not _decides(module, WorkerRole.CHARITY)}
    for address in [address for one in some if one.name.partition(":")[0] in closed for address in addresses(one, world)]:
        assert browser.get(address).status_code == 404, address


def _decides(module, role):
    return any(role in capability.decided_by for capability in module.capabilities)


@each_module
def test_a_page_opens_for_whom_it_is_meant_or_is_not_there(some, world):
    browser = make.browser_of(world.officer)
    for address in [address for one in some for address in addresses(one, world)]:
        assert browser.get(address).status_code in (200, 302, 404, 405), address


# Words.

TEMPLATES = sorted(path for path in PACKAGE.rglob("templates/**/*.html") if "allauth" not in path.parts)
# Names that are the same in every language.
NAMES = {"Throughgate", "English", "Cymraeg"}
SAID = re.compile(
    r"{% blocktranslate.*?{% endblocktranslate %}|{% comment %}.*?{% endcomment %}|{%.*?%}|{{.*?}}|{#.*?#}|<(style|script).*?</\1>",
    re.DOTALL,
)
SPOKEN_ATTRIBUTES = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"')


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_word_of_a_page_can_be_translated(path):
    text = SAID.sub("", path.read_text())
    spoken = [re.sub(r"<[^>]*>", " ", text), *SPOKEN_ATTRIBUTES.findall(text)]
    words = {word for said in spoken for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", " ", said))}
    assert words <= NAMES


def _below(kind):
    for form in kind.__subclasses__():
        yield form
        yield from _below(form)


FORMS = sorted({form for form in _below(forms.Form) if form.__module__.startswith("throughgate.")}, key=lambda form: form.__qualname__)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__qualname__)
def test_every_word_of_a_form_can_be_translated(form):
    for name, field in form.base_fields.items():
        if not isinstance(field.widget, forms.HiddenInput):
            assert isinstance(field.label, Promise), f"{form.__name__}.{name}"
            assert field.help_text == "" or isinstance(field.help_text, Promise), f"{form.__name__}.{name}"


def test_forms_of_modules_are_one_act_each():
    assert PageForm in {base for form in FORMS for base in form.__mro__}
