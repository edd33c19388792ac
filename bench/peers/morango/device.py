"""A device: PEER_HOME, server's address, dataset, person, records to make.

Prepares itself, prints READY, and then for each line on its standard input (push, pull, noop) does that and prints the seconds it took and
how many records it holds.
"""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
sys.path.insert(0, str(Path(__file__).parent))

import django

django.setup()

from django.core.management import call_command
from morango.models.certificates import Certificate, Filter
from morango.sync.controller import MorangoProfileController
from records.models import Record


def main(url: str, dataset: str, person: str, count: int) -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("loaddata", "scopedefinitions", verbosity=0)
    controller = MorangoProfileController("bench")
    connection = controller.create_network_connection(url)
    (root,) = connection.get_remote_certificates(dataset, "all")
    parameters = {"dataset": dataset, "person": person}
    own = connection.certificate_signing_request(root, "own", parameters, userargs="bench", password="bench")
    words = "May I talk to someone about my housing, please? I leave in six weeks and I do not know yet where I am going to live. "
    for n in range(count):
        Record(dataset=dataset, person=person, words=f"{words}{n:06d} {'x' * 60}").save()
    controller.serialize_into_store(Filter(f"{dataset}:{person}"))
    print("READY", flush=True)
    for line in sys.stdin:
        began = time.perf_counter()
        _sync(controller, connection, own, root, line.strip(), Filter(f"{dataset}:{person}"))
        print(time.perf_counter() - began, Record.objects.count(), flush=True)


def _sync(controller, connection, own, root, what, mine):
    session = connection.create_sync_session(own, Certificate.objects.get(pk=root.id))
    for kind in {"push": ["push"], "pull": ["pull"], "noop": ["push", "pull"]}[what]:
        client = session.get_push_client() if kind == "push" else session.get_pull_client()
        client.initialize(mine)
        client.run()
        client.finalize()
    connection.close_sync_session(session.sync_session)


main(*sys.argv[1:4], int(sys.argv[4]))
