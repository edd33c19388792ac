"""One small capability of the tests' own: a person changes their phone number, and their devices show it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.commands.command import Done, _commands, command
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.people.models import ContactDetail, DetailKind, Person
from throughgate.kernel.policy import capabilities
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.sync import feeds
from throughgate.kernel.sync.feeds import Feed

PHONE = "test.change_phone@1"
HELP = "test.ask_for_help@1"
Number = Annotated[str, Meta(max_length=20)]
Note = Annotated[str, Meta(max_length=1000)]


def phone_of(someone: Person) -> str | None:
    """The number they have now."""
    return ContactDetail.objects.filter(person=someone, kind="phone", to_at=None).values_list("value", flat=True).first()


def changes_of(someone: Person) -> int:
    """How often it was changed."""
    return ContactDetail.objects.filter(person=someone).count()


def outcome(act: UUID) -> list[tuple[str, str]]:
    """The receipts of an act: outcome and code."""
    return list(Receipt.objects.filter(act=act).values_list("outcome", "code"))


def trail(act: UUID) -> list[str]:
    """What the trail says became of an act."""
    return list(TrailEntry.objects.filter(act=act).order_by("pk").values_list("outcome", flat=True))


class NoSuchPhone(Refused):
    says = "There is no phone with that number."


class Phone(msgspec.Struct, frozen=True):
    number: str


class Tiny:
    """`broken`: numbers at which the command fails, as code of ours might."""

    def __init__(self) -> None:
        self.broken: set[str] = set()


@contextmanager
def installed() -> Iterator[Tiny]:
    """The capability is there, and gone again afterwards."""
    tiny = Tiny()
    _declare(tiny)
    try:
        yield tiny
    finally:
        for key in (PHONE, HELP):
            _commands.pop(key, None)
        for name in ("test.phone", "test.help"):
            capabilities._declared.pop(name, None)
        feeds._feeds.pop("test.phones", None)


def _declare(tiny: Tiny) -> None:
    capabilities.declare(Capability("test.phone", "Change your phone number"))
    capabilities.declare(Capability("test.help", "Ask for help", essential=True))
    feeds.declare(PHONES)

    @command("test.change_phone", by=ActorKind.PERSON, needs="test.phone")
    def change_phone(act: Act, *, phone: Number, note: Note = "", kind: DetailKind = DetailKind.PHONE) -> Done:
        """Change one's own phone number."""
        me = act.grant(Person.objects.get(pk=act.person_id), because="themself")
        mine = ContactDetail.objects.filter(person=me, kind=kind, to_at=None)
        old = list(mine)
        mine.update(to_at=act.at)
        new = ContactDetail.objects.create(person=me, kind=kind, value=phone, from_at=act.at)
        if phone == "0":
            raise NoSuchPhone
        if phone in tiny.broken:
            raise RuntimeError("a mistake of ours")
        return Done(me.pk, (*old, new))

    @command("test.ask_for_help", by=ActorKind.PERSON, needs="test.help")
    def ask_for_help(act: Act, *, words: str) -> Done:
        """Ask for help; it cannot be taken away."""
        return Done(act.grant(Person.objects.get(pk=act.person_id), because="themself").pk)


PHONES = Feed(
    name="test.phones",
    watches=ContactDetail,
    visible=lambda people: ContactDetail.objects.filter(person__in=people, kind="phone", to_at=None),
    whose=lambda row: [row.person_id],
    shape=lambda row: Phone(row.value),
    value=Phone,
    keep=timedelta(days=30),
    capability="test.phone",
    files_of=lambda row: [row.number],
)
