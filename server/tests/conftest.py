"""What every test may ask for."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from tests import examples
from tests.device import Tablet, tablet_of
from tests.make import person, wing
from tests.tiny import Tiny, installed
from throughgate.kernel.people.models import Person


@pytest.fixture
def tiny() -> Iterator[Tiny]:
    """A small capability of the tests' own."""
    with installed() as made:
        yield made


@pytest.fixture(autouse=True)
def files(request, settings, tmp_path) -> None:
    """A file store of its own for each test, but for those that share a world."""
    if "world" not in request.fixturenames:
        settings.FILES = tmp_path / "files"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[examples.World]:
    """One world for all tests of a file: to make it takes longer than most of them. What a test does to it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(FILES=tmp_path_factory.mktemp("world")):
        yield examples.world()
        transaction.set_rollback(True)


@pytest.fixture
def who() -> Person:
    """Somebody on a wing."""
    return person(lives=wing())


@pytest.fixture
def tablet(who: Person) -> Tablet:
    """Their tablet: enrolled, unlocked, with nothing on it yet."""
    return tablet_of(who)
