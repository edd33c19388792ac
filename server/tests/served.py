"""The device listener as a program of its own, with a database of its own: for what only shows between processes.

`python -m tests.served fill KIND…` fills the database that the environment names: one person, with a device for each KIND. It prints
what the devices then know. `python -m tests.served restrict PERSON SECONDS` takes something away from them for so long,
`publish PLACE TITLE` gives something to whoever lives there.
"""

import atexit
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from joserfc.jwk import ECKey

from throughgate.kernel.gateways.ping import answers

_kept = ExitStack()
atexit.register(_kept.close)
COMMAND = str(Path(sys.executable).with_name("throughgate"))
KNOWN = ("id", "epoch", "token", "person", "seal", "signer", "slip", "first_slip")
SECONDS_TO_START = 60


class Site:
    """One process of the device listener. `process` is it, `port` where it listens."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        from tests.programs import _free_port

        self.port, self._environ = _free_port(), dict(environ)
        command = [COMMAND, "serve", "--face", "device", "--port", str(self.port)]
        self.log = Path(environ["THROUGHGATE_HOME"]) / "listener.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=self._environ, stdout=log, stderr=log)
        until = time.monotonic() + SECONDS_TO_START
        while not answers(f"http://127.0.0.1:{self.port}/sync/v1/ping"):
            assert time.monotonic() < until, "the listener did not start"
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)

    def listen(self, tablet: Any) -> http.client.HTTPResponse:
        """An open answer of `live`: read it line by line."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        said = {"DPoP": tablet.proof("GET", "/sync/v1/live", tablet.token), "Authorization": f"DPoP {tablet.token}"}
        line.request("GET", "/sync/v1/live", headers=said)
        return line.getresponse()

    def restrict(self, person: str, seconds: float) -> None:
        """A worker takes the check-in away from them for so long, in a process of its own."""
        _in_its_own("restrict", person, str(seconds), environ=self._environ)

    def publish(self, place: str, title: str) -> None:
        """Something stands in the library for whoever lives there, by a process of its own."""
        _in_its_own("publish", place, title, environ=self._environ)


@contextmanager
def site(home: Path, kinds: list[str], **environ: str) -> Iterator[tuple[Site, list[Any]]]:
    """The listener, and devices that speak to it, all of one person."""
    env = {
        # What says which test runs is another for each.
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        "THROUGHGATE_PLAIN_HTTP": "1",
        "DJANGO_SETTINGS_MODULE": "throughgate.settings.test",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    with _database(home, env) as url:
        env |= {"THROUGHGATE_HOME": str(home), "THROUGHGATE_DATABASE_URL": url, **environ}
        made = _in_its_own("fill", *kinds, environ=env)
        running = Site(env)
        try:
            yield running, [_tablet(running, known) for known in json.loads(made)]
        finally:
            running.process.terminate()
            running.process.wait(20)


@contextmanager
def _database(home: Path, environ: Mapping[str, str]) -> Iterator[str]:
    """A new one with every table, on SQLite or in the PostgreSQL that the tests run on: a copy of one that was made once."""
    where = os.environ.get("THROUGHGATE_DATABASE_URL", "")
    if not where.startswith("postgres"):
        shutil.copy(_empty_file(tuple(environ.items())), home / "served.sqlite3")
        yield f"sqlite:///{home}/served.sqlite3"
        return
    with _postgres(where, f"served_{os.getpid()}_{time.monotonic_ns()}", _empty_database(where, tuple(environ.items()))) as url:
        yield url


@cache
def _empty_file(environ: tuple[tuple[str, str], ...]) -> Path:
    folder = Path(_kept.enter_context(tempfile.TemporaryDirectory()))
    _in_its_own("migrate", environ={**dict(environ), "THROUGHGATE_DATABASE_URL": f"sqlite:///{folder}/empty.sqlite3"})
    return folder / "empty.sqlite3"


@cache
def _empty_database(where: str, environ: tuple[tuple[str, str], ...]) -> str:
    name = f"served_empty_{os.getpid()}"
    url = _kept.enter_context(_postgres(where, name, "template1"))
    _in_its_own("migrate", environ={**dict(environ), "THROUGHGATE_DATABASE_URL": url})
    return name


@contextmanager
def _postgres(where: str, name: str, template: str) -> Iterator[str]:
    import psycopg

    with psycopg.connect(where, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield urlunsplit(urlsplit(where)._replace(path=f"/{name}"))
        finally:
            line.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _tablet(running: Site, known: dict[str, Any]) -> Any:
    from tests.device import Tablet
    from tests.programs import Browser

    tablet = Tablet()
    tablet.key = ECKey.import_key(known.pop("key"))
    tablet.browser, tablet.host = Browser(running.port), f"http://127.0.0.1:{running.port}"
    for name, value in known.items():
        setattr(tablet, name, value)
    return tablet


def _in_its_own(*task: str, environ: Mapping[str, str]) -> bytes:
    return subprocess.run([sys.executable, "-m", "tests.served", *task], env=dict(environ), check=True, stdout=subprocess.PIPE).stdout


def _fill(kinds: list[str]) -> list[dict[str, Any]]:
    from tests import make
    from tests.device import tablet_of
    from throughgate.kernel.identity.models import DeviceKind

    make.rollout("supervision.checkin")
    who = make.person(lives=make.wing())
    tablets = [tablet_of(who, DeviceKind(kind)) for kind in kinds]
    return [{"key": tablet.key.as_dict(private=True), **{name: getattr(tablet, name) for name in KNOWN}} for tablet in tablets]


def _restrict(person: str, seconds: str) -> None:
    from tests import make
    from throughgate.basics.clock import now
    from throughgate.kernel.people.models import WorkerRole
    from throughgate.modules.access.commands import restrict

    at = now()
    by = make.as_worker(make.worker(WorkerRole.SECURITY, at=make.prison()), at)
    until = at + timedelta(seconds=float(seconds))
    restrict(by, person=UUID(person), capability="supervision.checkin", reason="The tablet was broken open.", until=until)


def _publish(place: str, title: str) -> None:
    from tests import make
    from throughgate.kernel.people.models import WorkerRole
    from throughgate.kernel.places.models import Place
    from throughgate.modules.library.rules.audience import Rule
    from throughgate.modules.library.tests.make import edition, publish, seat, shelf

    where = Place.objects.get(code=place)
    keeper, writer = (make.worker(WorkerRole.TUTOR, at=where, name=f"{what} of {title}") for what in ("Keeper", "Writer"))
    on = shelf(where, keeper)
    seat(on, writer, approves=False, answers=False)
    publish(keeper, on, Rule(places=(place,)), given=edition(title))


def _main(task: str, *given: str) -> None:
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()
    if task == "migrate":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
    elif task == "fill":
        sys.stdout.write(json.dumps(_fill(list(given))))
    elif task == "restrict":
        _restrict(*given)
    else:
        _publish(*given)


if __name__ == "__main__":
    _main(*sys.argv[1:])
