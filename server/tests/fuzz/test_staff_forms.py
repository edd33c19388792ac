"""Every form and list of the staff face, filled in by somebody who means harm or cannot type: a page, never a mistake of ours."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.urls import get_resolver
from hypothesis import given
from hypothesis import strategies as st

from tests import examples
from tests.fuzz.faces import rows
from tests.fuzz.hostile import ID, same_each_time
from tests.make import browser_of
from tests.test_page_promises import addresses, pages

pytestmark = pytest.mark.django_db
PAGES = list(pages(get_resolver()))
# Words that have tripped somebody up: no day, no number, not of this alphabet, half a query, half a page.
HOSTILE = [
    "",
    "\x00",
    "9" * 400,
    "9" * 20,
    "-1",
    "1e9",
    "٣",
    "31",
    "2",
    "🙂" * 300,
    "'; --",
    "=1+1",
    "{{ x }}",
    "<script>",
    ID,
    "on",
    "Ada",
]
ASKED = ["page", "sort", "as", "q", "of", "person", "next", "place", "role", "when"]
# Each case is many forms: more than hypothesis would keep in mind choice by choice.
CHANCE = st.randoms(use_true_random=True)


@pytest.fixture
def inside():
    world = examples.world()
    browser = browser_of(world.officer)
    browser.raise_request_exception = False
    return world, browser


# One world for all pages: to make it takes longer than to ask.
@same_each_time(3)
@given(chance=CHANCE)
def test_any_form(inside, chance):
    world, browser = inside
    for address in _each_page(world):
        said = {name: chance.choices(HOSTILE, k=chance.choice([1, 1, 2])) for name in _fields(browser.get(address))}
        before = rows()
        answer = browser.post(address, said)
        assert answer.status_code < 500, (address, said)
        if answer.status_code >= 400:
            assert _kept(rows()) == _kept(before), (address, said)


@same_each_time(3)
@given(chance=CHANCE)
def test_any_question(inside, chance):
    world, browser = inside
    for address in _each_page(world):
        asked = {name: chance.choice(HOSTILE) for name in chance.sample(ASKED, 3)}
        assert browser.get(address, asked).status_code < 500, (address, asked)


def _each_page(world: Any) -> Iterator[str]:
    for page in PAGES:
        yield from addresses(page, world)[:1]


def _kept(counted: dict[str, int]) -> dict[str, int]:
    """Without what is written of each look and each refusal, on purpose."""
    return {name: count for name, count in counted.items() if not name.startswith(("audit.", "commands.", "sessions."))}


def _fields(page: Any) -> list[str]:
    """The names that this page's forms send."""
    found = [
        value for layer in page.context or () for value in layer.dicts for value in value.values() if isinstance(value, forms.BaseForm)
    ]
    names = [name for form in found for name, field in form.fields.items() for name in _boxes(name, field)]
    return [name for name in names if name != "act"]


def _boxes(name: str, field: forms.Field) -> list[str]:
    return [f"{name}_{n}" for n in range(3)] if isinstance(field, forms.MultiValueField) else [name]
