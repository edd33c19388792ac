"""SQLite's writers come in one after the other; who waits too long is told so, and lets go of nothing that it never had."""

import threading

import pytest
from django.db import OperationalError, connection, connections, transaction

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has queues of its own"),
]


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "timeout", 0.05)


def elsewhere(work):
    """Do it in a thread, with a connection of its own. Gives what it raised."""
    raised = []

    def run():
        try:
            work()
        except OperationalError as wrong:
            raised.append(str(wrong))
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    return raised


def begin():
    with transaction.atomic():
        pass


def test_who_waits_too_long_is_told_and_comes_in_later(impatient):
    with transaction.atomic():
        assert elsewhere(begin) == ["database is locked"]
    assert elsewhere(begin) == []


@pytest.mark.parametrize("ending", [OperationalError, KeyboardInterrupt])
def test_whatever_ends_a_transaction_opens_the_door(impatient, ending):
    with pytest.raises(ending), transaction.atomic():
        raise ending
    assert elsewhere(begin) == []


def test_a_connection_that_is_closed_in_the_middle_opens_it_too(impatient):
    def leave():
        connection.set_autocommit(False)
        connection.close()

    assert elsewhere(leave) == []
    assert elsewhere(begin) == []
