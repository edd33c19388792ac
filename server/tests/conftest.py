"""What every test may ask for."""

from collections.abc import Iterator

import pytest

from tests.tiny import Tiny, installed


@pytest.fixture
def tiny() -> Iterator[Tiny]:
    """A small capability of the tests' own."""
    with installed() as made:
        yield made


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    """A file store of its own for each test."""
    settings.FILES = tmp_path / "files"
