"""What every test may ask for."""

from collections.abc import Iterator

import pytest

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
def files(settings, tmp_path) -> None:
    """A file store of its own for each test."""
    settings.FILES = tmp_path / "files"


@pytest.fixture
def who() -> Person:
    """Somebody on a wing."""
    return person(lives=wing())


@pytest.fixture
def tablet(who: Person) -> Tablet:
    """Their tablet: enrolled, unlocked, with nothing on it yet."""
    return tablet_of(who)
