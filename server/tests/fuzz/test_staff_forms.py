"""Every form and list of the staff face, filled in by somebody who means harm or cannot type: a page, never a mistake of ours."""

from io import BytesIO
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
HOSTILE = st.sampled_from(
    ["", "\x00", "9" * 400, "-1", "1e9", "🙂" * 300, "'; --", "=1+1", "{{ x }}", "<script>", ID, "on", "٣", "31", "2", "99999999"]
)
WORDS = HOSTILE | st.text(max_size=30)
CHOSEN = st.lists(WORDS, min_size=1, max_size=2)
ASKED = st.dictionaries(st.sampled_from(["page", "sort", "as", "q", "of", "person", "next", "place", "role", "when"]), WORDS, max_size=4)


@pytest.fixture
def inside():
    world = examples.world()
    browser = browser_of(world.officer)
    browser.raise_request_exception = False
    return world, browser


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@same_each_time(6)
@given(data=st.data())
def test_any_form(inside, page, data):
    world, browser = inside
    for address in addresses(page, world)[:2]:
        fields = _fields(browser.get(address))
        said = {name: data.draw(CHOSEN) for name in fields if name != "act"}
        before = rows()
        answer = browser.post(address, said | {name: BytesIO(b"\x1f\x8b any") for name in fields if data.draw(st.integers(0, 9)) == 0})
        assert answer.status_code < 500, (address, said)
        if answer.status_code >= 400:
            assert _kept(rows()) == _kept(before), (address, said)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@same_each_time(6)
@given(asked=ASKED)
def test_any_question(inside, page, asked):
    world, browser = inside
    for address in addresses(page, world)[:1]:
        assert browser.get(address, asked).status_code < 500, (address, asked)


def _kept(counted: dict[str, int]) -> dict[str, int]:
    """Without what is written of each look and each refusal, on purpose."""
    return {name: count for name, count in counted.items() if not name.startswith(("audit.", "commands.", "sessions."))}


def _fields(page: Any) -> list[str]:
    """The names that this page's forms send."""
    found = [
        value for layer in page.context or () for value in layer.dicts for value in value.values() if isinstance(value, forms.BaseForm)
    ]
    names = [name for form in found for name, field in form.fields.items() for name in _boxes(name, field)]
    return names or ["words", "outcome", "file"]


def _boxes(name: str, field: forms.Field) -> list[str]:
    return [f"{name}_{n}" for n in range(3)] if isinstance(field, forms.MultiValueField) else [name]
