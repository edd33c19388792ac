"""What publishing costs where a hundred devices may read it, and where a hundred thousand may. PostgreSQL, fsync on."""

import gc
import statistics
import time
from datetime import timedelta
from typing import Any

from figures import world
from figures.lines import line

SIZES, TIMES = (100, 100_000), 40


def main() -> None:
    world.begin()
    from tests import make
    from throughgate.kernel.people.models import WorkerRole
    from throughgate.modules.library.tests.make import shelf

    keeper = make.worker(WorkerRole.TUTOR, at=make.prison())
    on = shelf(make.prison(), keeper)
    took = {}
    for size in SIZES:
        _people(size)
        took[size] = _publish(keeper, on)
    for size in SIZES:
        line(f"library.publish_ms_{size}", took[size], f"ms to publish an edition for {size} people, each with a device, median of {TIMES}")
    line("library.publish_cost_100k", (took[SIZES[1]] / took[SIZES[0]] - 1) * 100, "% dearer for 100,000 devices than for 100")


def _people(size: int) -> None:
    """So many who live there, each with a device that has pulled."""
    from django.db import connection

    from tests import make
    from throughgate.kernel.identity.models import Device, DeviceKind, Holding
    from throughgate.kernel.people.models import Person
    from throughgate.kernel.places.models import Setting, Stay
    from throughgate.kernel.sync.models import Stream

    more = size - Stay.objects.count()
    people = [Person(given_name="Ada", family_name="Moss", known_as="Ada", since=make.LONG_AGO) for _n in range(more)]
    Person.objects.bulk_create(people, batch_size=5_000)
    home = {"place": make.wing(), "setting": Setting.CLOSED, "from_at": make.LONG_AGO}
    Stay.objects.bulk_create([Stay(person=one, **home) for one in people], batch_size=5_000)
    device = {"kind": DeviceKind.TABLET, "public_jwk": {}, "enrolled_at": make.LONG_AGO}
    devices = [Device(label=str(one.pk), thumbprint=str(one.pk), **device) for one in people]
    Device.objects.bulk_create(devices, batch_size=5_000)
    pairs = zip(people, devices, strict=True)
    Holding.objects.bulk_create([Holding(person=one, device=held, from_at=make.LONG_AGO) for one, held in pairs], batch_size=5_000)
    Stream.objects.bulk_create([Stream(name=f"person/{one.pk}", owner=one.pk, counter=1) for one in people], batch_size=5_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    del people, devices
    gc.collect()


def _publish(keeper: Any, on: Any) -> float:
    """Milliseconds: the next edition of an item, with the trail, the row, and its hint. The audience stands."""
    from tests.make import NOON
    from throughgate.modules.library.rules.audience import Rule
    from throughgate.modules.library.tests.make import edition, publish

    rule = Rule(places=("ZLI",))
    item = publish(keeper, on, rule)
    times = []
    for n in range(1, TIMES + 1):
        given = edition(f"Edition {n}", ends_at=NOON + timedelta(days=n))
        began = time.perf_counter()
        publish(keeper, on, rule, item=item.pk, after=n, given=given)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
