"""Every test here works on a real database; only the clock, the network outside and chance are ever faked."""

import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True)
def _database(db):
    """A database for every test, without saying so in each file."""


@pytest.fixture(autouse=True)
def _english():
    """Every test begins in English: a page that one of them opened leaves its language behind in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def django_db_use_migrations():
    """Tables come from the models, which is quicker; `makemigrations --check` says that the migrations agree with them.

    Not so where Wagtail is installed: its tree of pages begins with what its migrations put there.
    """
    return settings.FACE == "authoring"
