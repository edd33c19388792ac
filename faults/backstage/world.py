"""The small world of every run, and the database that each begins with a copy of: `python -m backstage.world`."""

import json
import sys
from pathlib import Path

NAMES = ("Ada", "Bram", "Carys")


def main() -> None:
    """Make the template, and write what is in it to `world.json` beside it."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from backstage.home import DATABASE, enter, template

    template().mkdir(parents=True)
    (template() / "files").mkdir()
    if connection.vendor == "sqlite":
        enter({"home": str(template())})
    call_command("migrate", verbosity=0, skip_checks=True)
    (template().parent / "world.json").write_text(json.dumps(_people()))
    connection.close()
    assert connection.vendor != "sqlite" or (Path(settings.HOME) / DATABASE).exists()


def _people() -> dict[str, object]:
    from tests import make
    from throughgate.kernel.people.models import CareRole, WorkerRole
    from throughgate.kernel.places.models import Posting

    office, here, there = make.place("ZOF"), make.prison("ZLI"), make.prison("ZMA")
    clerk = make.worker(WorkerRole.ADMINISTRATOR, at=office, name="Mair Penrhos")
    for place in (here, there):
        Posting.objects.create(worker=clerk, place=place, from_at=make.LONG_AGO)
    keyworker = make.worker(WorkerRole.PRISON_OFFICER, at=here, name="Owain Larch")
    people = [make.person(given=name, family="Fern", lives=make.wing("B")) for name in NAMES]
    for person in people:
        make.care(keyworker, person, CareRole.KEYWORKER)
    for capability in ("talk.ask", "supervision.checkin"):
        make.rollout(capability)
    return {
        "clerk": str(clerk.pk),
        "people": [{"id": str(person.pk), "name": person.known_as} for person in people],
        "places": {"here": str(make.wing("B").pk), "there": str(make.wing("C", "ZMA").pk), "out": str(office.pk)},
        "kiosk_at": str(make.wing("B").pk),
    }


if __name__ == "__main__":
    sys.exit(main())
