"""A new seal key: it is put first where the keys stand, and nothing that was sealed before is lost."""

import json
import stat

import pytest
from django.core.management import call_command

from tests.device import seal_keys
from tests.tiny import PHONE, outcome
from throughgate.faces.ops.home import SECRETS, make_home, secrets_of
from throughgate.kernel.audit.models import TrailEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]
NAME = "THROUGHGATE_SEAL_KEYS"


@pytest.fixture
def home(tmp_path, settings):
    """A site whose secrets stand in its home."""
    make_home(tmp_path / "home")
    settings.HOME = tmp_path / "home"
    settings.SEAL_KEYS = secrets_of(settings.HOME)[NAME]
    return settings.HOME


def start_again(home, settings):
    settings.SEAL_KEYS = secrets_of(home)[NAME]


def test_it_is_put_first_and_the_old_one_stays(home, settings, capsys):
    old, before = json.loads(settings.SEAL_KEYS), secrets_of(home)
    call_command("rotate_seal_key")
    fresh, *others = json.loads(secrets_of(home)[NAME])
    assert others == old
    assert fresh["kid"] in capsys.readouterr().out
    assert {name: value for name, value in secrets_of(home).items() if name != NAME} == {
        name: value for name, value in before.items() if name != NAME
    }
    assert stat.S_IMODE((home / SECRETS).stat().st_mode) == 0o600
    entry = TrailEntry.objects.get(what="ops.rotate_seal_key")
    assert entry.detail == {"kid": fresh["kid"]}


def test_where_the_environment_has_the_keys_it_prints_what_to_put_there(tmp_path, settings, capsys):
    settings.HOME = tmp_path
    call_command("rotate_seal_key")
    printed = json.loads(capsys.readouterr().out)
    assert printed[1:] == seal_keys()
    assert not list(tmp_path.iterdir())


def test_nothing_is_lost_on_the_way_from_one_key_to_the_next(home, settings, tablet):
    """Sealed to the old key and sent after the change; learned with that exchange; sealed to the new one from then on."""
    first = tablet.say(PHONE, phone="1")
    call_command("rotate_seal_key")
    start_again(home, settings)
    tablet.push()
    tablet.seal = tablet.offer([]).json()["seal"]
    assert [key["kid"] for key in tablet.seal] == [key["kid"] for key in json.loads(settings.SEAL_KEYS)]
    assert all("d" not in key for key in tablet.seal)
    tablet.unlock_again()
    second = tablet.say(PHONE, phone="2")
    call_command("rotate_seal_key")
    start_again(home, settings)
    tablet.push()
    assert [outcome(act) for act in (first, second)] == [[("accepted", "")]] * 2
