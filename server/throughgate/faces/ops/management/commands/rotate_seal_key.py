"""`throughgate rotate-seal-key`: a new key to which devices seal what they send; what was sealed before still opens."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from throughgate.basics.clock import now
from throughgate.faces.ops.home import SECRETS, change_secret, new_seal_key, secrets_of
from throughgate.kernel.audit import trail
from throughgate.kernel.policy.act import CLOCK, Act, Face

NAME = "THROUGHGATE_SEAL_KEYS"


class Command(BaseCommand):
    help = "Put a new seal key first. It counts once the programs are started again; devices learn it with their next exchange."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        fresh, at, in_home = new_seal_key(), now(), _stand_in_home()
        keys = json.dumps([fresh, *json.loads(settings.SEAL_KEYS)])
        with transaction.atomic():
            trail.write(Act(CLOCK, at, at, Face.OPS), "ops.rotate_seal_key", "accepted", kid=fresh["kid"])
            if in_home:
                change_secret(settings.HOME, NAME, keys)
        if in_home:
            self.stdout.write(f"{fresh['kid']} stands first in {settings.HOME / SECRETS}. Start the programs again.")
        else:
            self.stderr.write(f"{NAME} comes from the environment: put this in its place there, and start the programs again.")
            self.stdout.write(keys)


def _stand_in_home() -> bool:
    """Where the environment says otherwise, it wins, and the file would be changed for nothing."""
    return (settings.HOME / SECRETS).exists() and secrets_of(settings.HOME).get(NAME) == settings.SEAL_KEYS
