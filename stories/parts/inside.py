"""What a story looks up or does inside a site, in its own environment and on its own database: `python inside.py TASK ARGUMENTS`.

Everything a person or a worker would do goes through the front door instead. What is here has no door yet (a contact's sign-in, an
account for one more worker) or is a question that no page answers (which addresses are there).
"""

import hashlib
import io
import itertools
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

ROOT = Path(__file__).resolve().parents[2]
OURS = re.compile(r"throughgate\.(modules|faces\.staff\.(?!sign_in))")
Answer = tuple[str, str]


def addresses(person: str) -> list[dict[str, Any]]:
    """Every staff page of ours: its name, its addresses for this person's things, and one for things that are not there."""
    from django.urls import get_resolver

    return [
        {
            "name": name,
            "there": [_filled(route, given) for given in _given(name, asks, UUID(person))],
            "nowhere": _filled(route, _nothing(asks)),
        }
        for name, route, asks in _pages(get_resolver(), "", "")
    ]


def account_at(office: str, role: str) -> dict[str, str]:
    """A worker of that office can sign in from now on."""
    from throughgate.faces.ops.estate.sign_ins import PASSWORD
    from throughgate.kernel.identity.models import Account
    from throughgate.kernel.people.models import Worker

    worker = Worker.objects.filter(role=role, left_at=None, postings__place__code=office).first()
    return _sign_in(Account.objects.create_user(worker.email, PASSWORD, worker=worker))


def accounts_at(office: str, *roles: str) -> list[dict[str, str]]:
    """The same of several, one of each role."""
    return [account_at(office, role) for role in roles]


def code_at(office: str) -> dict[str, str]:
    """A code for a device of somebody who lives there."""
    from throughgate.basics.clock import now
    from throughgate.kernel.identity.codes import make_code
    from throughgate.kernel.identity.models import DeviceKind
    from throughgate.kernel.people.models import Person, Worker

    person = Person.objects.filter(stays__to_at=None, stays__place__code=office).first()
    code, _row = make_code(Worker.objects.first(), DeviceKind.TABLET, now(), person=person)
    return {"person": str(person.pk), "code": code}


def make_ready() -> int:
    """What the worker would be at for the first minutes: films, and what is read out. Returns how many editions were read out."""
    from throughgate.basics.clock import now
    from throughgate.modules.library.jobs.making import make_media, read_out
    from throughgate.modules.library.jobs.sketching import sketch_editions

    make_media(now())
    read = sum(itertools.takewhile(bool, (read_out(now()) for _ in itertools.count())))
    while sketch_editions(now()):
        pass
    return read


def publish_for(prison: str, language: str, group: str, *words: str) -> None:
    """Something on that prison's shelf for who reads that language there, or is of that group: the editor has one rule a page.

    `words`: title and words in English, and the same in Welsh.
    """
    from throughgate.basics.clock import now
    from throughgate.basics.ids import uuid7
    from throughgate.kernel.places.models import Group
    from throughgate.kernel.policy.act import CLOCK, Act, Actor, ActorKind, Face
    from throughgate.kernel.policy.scope import scope
    from throughgate.modules.library.commands.publishing import Given, publish_item
    from throughgate.modules.library.models import Desk
    from throughgate.modules.library.rules.audience import Rule
    from throughgate.modules.library.rules.body import Paragraph, Text
    from throughgate.modules.library.rules.kinds import Kind, Topic

    with scope(Act(CLOCK, now(), now(), Face.OPS)):
        desks = Desk.objects.filter(shelf__place__code=prison, to_at=None)
        keeper, writer, of = desks.get(approves=True), desks.exclude(approves=True).first(), Group.objects.get(name=group)
    act = Act(Actor(ActorKind.WORKER, keeper.worker_id), now(), now(), Face.STAFF)
    rules = [Rule(places=(prison,), languages=(language,)), Rule(groups=(of.pk,))]
    texts = {said: Text(title, "", [Paragraph(line)], []) for said, title, line in (("en", *words[:2]), ("cy", *words[2:]))}
    given = Given(Kind.NEWS, texts, [Topic.FREE_TIME])
    new = {"item": uuid7(), "after": 0, "written_by": writer.worker_id}
    publish_item(act, shelf=keeper.shelf_id, edition=given, audiences=rules, **new)


def one_of_everything() -> dict[str, str]:
    """Somebody of whom there is one of each thing that a command or a page can name. Returns their id, and how their officer signs in."""
    from django.db.models import F

    from tests.examples import world
    from throughgate.faces.ops.estate.sign_ins import PASSWORD
    from throughgate.kernel.identity.models import Account
    from throughgate.modules.money.models import Tariff

    # Nobody who is made here has money for what they say.
    Tariff._base_manager.update(to_at=F("from_at"))
    made = world()
    account = Account.objects.get(worker=made.officer)
    account.set_password(PASSWORD)
    account.save()
    return _sign_in(account) | {"person": str(made.person.pk)}


def try_commands(kind: str) -> list[dict[str, Any]]:
    """Every command, by a contact or by a visitor, on things that are there and on things that are not."""
    from tests import examples, make
    from throughgate.basics.clock import now
    from throughgate.kernel.commands.command import commands
    from throughgate.kernel.people.models import Person

    contact = make.contact(of=Person.objects.first())
    told = []
    for command in commands():
        acts = [make.as_contact(contact, now()) if kind == "contact" else make.as_visitor(now()) for _known in (True, False)]
        answers = [_answer(command, act, examples.given(command, known)) for act, known in zip(acts, (True, False), strict=True)]
        told.append({"command": command.key, "there": answers[0], "nowhere": answers[1], "acts": [str(act.id) for act in acts]})
    return told


def push_commands(url: str, code: str, by: str) -> list[dict[str, Any]]:
    """Every command, signed on somebody's own device, aimed at other people's things and at nothing; over HTTP, as the app does it."""
    from tests import examples
    from throughgate.kernel.commands.command import commands

    tablet = wired(url)
    tablet.enrol(code)
    photo = tablet.keep_file(_photo(), "image/png")
    examples.FILE = photo["h"]
    said = {}
    for command, known in itertools.product(commands(), (True, False)):
        files = [photo] if examples.FILE in json.dumps(_plain(examples.given(command, known))) else []
        said[command.key, known] = tablet.say(command.key, files=files, **_plain(examples.given(command, known)))
    said["by", True] = tablet.say("talk.ask@1", by=UUID(by), about="worker")
    said["by", False] = tablet.say("talk.ask@1", by=uuid4(), about="worker")
    results = tablet.push()
    tablet.pull()
    return [
        {"command": key, "known": known, "act": str(act), "receipt": tablet.receipt(act) or results[str(act)]}
        for (key, known), act in said.items()
    ]


def knock(url: str, code: str, theirs: str) -> list[dict[str, Any]]:
    """What else a device can ask for, each twice: somebody else's, and nobody's. Returns status and body."""
    tablet = wired(url)
    if code:
        tablet.enrol(code)
    person, device, file = json.loads(theirs)
    told = []
    for asks in zip(
        _knocks(tablet, person, device, file),
        _knocks(tablet, str(uuid4()), str(uuid4()), hashlib.sha256(b"nothing").hexdigest()),
        strict=True,
    ):
        (name, there), (_name, nowhere) = asks
        told.append({"ask": name, "there": there(), "nowhere": nowhere()})
    return told


def publish_series(folder: str, editor: str) -> dict[str, str]:
    """A series with a film, by that editor. Returns the ids of its items."""
    import series

    return series.publish_series(folder, editor)


def publish_documents(editor: str, url: str) -> dict[str, str]:
    """A PDF, a book, and two that are not what they say; see parts/reading.py."""
    import reading

    return reading.publish_documents(editor, url)


def publish_packages(editor: str, tcp: str, udp: str, folder: str) -> dict[str, str]:
    """An H5P and a SCORM package, and one of each that tries to get out; see parts/packages.py."""
    import packages

    return packages.publish_packages(editor, tcp, udp, folder)


def publish_many(editor: str, count: str, film: str) -> str:
    """So many pages and a film, by that editor. Returns the id of the film."""
    import series

    return series.publish_many(editor, int(count), film)


def _knocks(tablet: Any, person: str, device: str, file: str) -> Iterator[tuple[str, Any]]:
    push = {"device": device, "epoch": tablet.epoch, "keys": [], "acts": [], "state": tablet.state()}
    pull = {"epoch": tablet.epoch, "scope_v": None, "streams": [{"s": f"person/{person}", "at": "", "digest": ""}], "limit": 5}
    headers = {"Upload-Offset": "0", "Upload-Length": "4", "X-File-Type": "image/png"}
    asks = {
        "read a file": ("GET", f"/sync/v1/files/{file}", None, {}),
        "how much of a file": ("HEAD", f"/sync/v1/files/{file}", None, {}),
        "add to a file": ("PATCH", f"/sync/v1/files/{file}", b"abcd", headers),
        "push for a device": ("POST", "/sync/v1/push", push, {}),
        "pull a stream": ("POST", "/sync/v1/pull", pull, {}),
    }
    for name, (method, path, body, more) in asks.items():
        yield name, lambda method=method, path=path, body=body, more=more: _seen(tablet.call(method, path, body, **more))


def _seen(answer: Any) -> list[Any]:
    """Status, what of the headers could tell, and the body without the time."""
    body = json.loads(answer.content) if answer.content else {}
    for told_apart in ("time", "scope"):
        body.pop(told_apart, None)
    return [answer.status_code, answer.headers.get("Upload-Offset"), body]


def wired(url: str) -> Any:
    """The tests' own device, on a real wire."""
    import urllib.error
    import urllib.request

    from tests import device

    class Answered:
        def __init__(self, status: int, headers: Any, content: bytes) -> None:
            self.status_code, self.headers, self.content = status, headers, content

        def json(self) -> Any:
            return json.loads(self.content)

    class Wire:
        def generic(self, method: str, path: str, data: bytes, content_type: str, headers: dict[str, str]) -> Answered:
            asked = urllib.request.Request(url + path, data or None, {**headers, "Content-Type": content_type}, method=method)
            try:
                with urllib.request.urlopen(asked) as answer:
                    return Answered(answer.status, answer.headers, answer.read())
            except urllib.error.HTTPError as no:
                return Answered(no.code, no.headers, no.read())

    tablet = device.Tablet()
    tablet.browser, tablet.host = Wire(), url
    return tablet


def _sign_in(account: Any) -> dict[str, str]:
    """With an authenticator app."""
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator

    from throughgate.faces.ops.estate.sign_ins import PASSWORD, totp_secret

    secret = totp_secret(account.email)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(secret)})
    return {"email": account.email, "password": PASSWORD, "secret": secret, "id": str(account.worker_id)}


def _answer(command: Any, act: Any, given: dict[str, Any]) -> Answer:
    from throughgate.basics.errors import Refused

    try:
        command(act, **given)
    except Refused as refused:
        return refused.code, refused.words
    return "accepted", ""


def _plain(given: dict[str, Any]) -> dict[str, Any]:
    import msgspec

    return json.loads(msgspec.json.encode(given, enc_hook=str))


def _photo() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "PNG")
    return out.getvalue()


def _pages(resolver: Any, before: str, space: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, route and arguments of each page that a module or the staff face offers, the sign-in's aside."""
    from django.urls import URLResolver

    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _pages(one, route, one.namespace or space)
        elif getattr(one.callback, "login_required", True) and OURS.match(one.callback.__module__):
            yield f"{space}:{one.name}" if space else one.name, "/" + route, one.pattern.converters


def _given(name: str, asks: dict[str, Any], person: UUID) -> list[dict[str, Any]]:
    """What could stand in an address: every id that is of the right kind, this person's where they have one."""
    choices = [[(key, value) for value in _values(key, kind, name.partition(":")[0], person)] for key, kind in asks.items()]
    return [dict(pairs) for pairs in itertools.product(*choices)]


def _values(key: str, kind: Any, module: str, person: UUID) -> list[Any]:
    from django.urls.converters import IntConverter, StringConverter

    from throughgate.kernel.people.models import Care
    from throughgate.kernel.sync.models import StoredFile

    if key == "person_id":
        return [person]
    if isinstance(kind, IntConverter):
        return list(Care.objects.filter(person=person).values_list("pk", flat=True)[:1])
    if isinstance(kind, StringConverter) and not kind.regex.startswith("[0-9a-f]{8}"):
        return [StoredFile.objects.values_list("pk", flat=True).first() or "a" * 64]
    return list(_ids(key, module, person))


def _ids(key: str, module: str, person: UUID) -> Iterator[UUID]:
    """Of things of that name, where there are such; else of the module's own, and of what every module speaks of."""
    from tests.examples import table_of, tables_for

    named = None if key == "pk" else table_of(key.removesuffix("_id"), module)
    tables, own = tables_for(module), [module, "people", "places", "policy", "identity"]
    theirs = [table for table in tables if table._meta.app_label in own]
    for table in [named] if named else theirs if tables[0]._meta.app_label == module else tables:
        rows = table._base_manager.order_by("-pk")
        names = {field.name for field in table._meta.get_fields() if field.is_relation}
        own = rows.filter(person=person) if "person" in names else rows
        found = (own.first() or rows.first()) if table._meta.pk.get_internal_type() == "UUIDField" else None
        if found:
            yield found.pk


def _nothing(asks: dict[str, Any]) -> dict[str, Any]:
    from django.urls.converters import IntConverter, UUIDConverter

    plain = {UUIDConverter: uuid4(), IntConverter: 999_999}
    return {key: plain.get(type(kind), "b" * 64) for key, kind in asks.items()}


def _filled(route: str, given: dict[str, Any]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(given[found[1]]), route)


def _enter() -> None:
    """The environment that the site's own programs have."""
    from throughgate.faces.ops.home import secrets_of

    os.environ |= secrets_of(Path(os.environ["THROUGHGATE_HOME"]))
    os.environ |= {"THROUGHGATE_FACE": "staff", "THROUGHGATE_PLAIN_HTTP": "1", "DJANGO_SETTINGS_MODULE": "throughgate.settings.site"}
    sys.path.insert(0, str(ROOT / "server"))
    import django

    django.setup()


if __name__ == "__main__":
    _enter()
    name, *given = sys.argv[1:]
    assert not name.startswith("_"), name
    print(json.dumps(globals()[name](*given)))  # noqa: T201
