"""The first workers of a new site."""

import pytest
from django.core.management import CommandError, call_command

from tests.make import wing
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.identity.models import Account
from throughgate.kernel.people.models import Worker
from throughgate.kernel.places.models import Posting


def test_a_worker_is_added_with_a_password_that_works(capsys):
    wing("B")
    call_command("add_worker", "Ada Moss", "Ada@example.org", "prison_officer", "--at", "ZLI-B")
    password = capsys.readouterr().out.split()[-1]
    assert Account.objects.get(email="ada@example.org").check_password(password)
    assert Posting.objects.get(worker__name="Ada Moss").place.code == "ZLI-B"
    assert TrailEntry.objects.filter(what="ops.add_worker").exists()


@pytest.mark.parametrize(("email", "at"), [("ada@example.org", "NOWHERE"), ("taken@example.org", "ZLI-B")])
def test_what_is_wrong_is_said_and_nothing_is_added(email, at):
    wing("B")
    call_command("add_worker", "Somebody", "taken@example.org", "nurse")
    with pytest.raises(CommandError, match="Nothing was added"):
        call_command("add_worker", "Ada Moss", email, "prison_officer", "--at", at)
    assert Worker.objects.count() == 1
