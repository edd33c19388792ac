"""The manifest of a module: the one thing that the registry reads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import models

from throughgate.basics.text import Says
from throughgate.kernel.commands.command import Command, Done
from throughgate.kernel.gateways.arrived import Arrived
from throughgate.kernel.people.models import Relationship
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.demo import Happened, Showing
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.screening.models import Item
from throughgate.kernel.sync.audiences import Audiences
from throughgate.kernel.sync.feeds import Feed
from throughgate.kernel.tasks.desks import DesksOf
from throughgate.kernel.tasks.models import Task


@dataclass(frozen=True)
class Reaction:
    """When a command has been carried out, something follows in the same transaction.

    `then` returns the rows that changed, or are to be told anew to the devices that may hold them.
    """

    after: str
    then: Callable[[Act, Done], Iterable[models.Model]]


def when(after: str, then: Callable[[Act, Done], Iterable[models.Model]]) -> Reaction:
    """Such as `when("caseload.move_person@1", reactions.follow_a_move)`."""
    return Reaction(after, then)


@dataclass(frozen=True)
class Job:
    """The clock as an actor: `run(now)` every so often, each time calling commands; returns how many."""

    name: str
    every: timedelta
    run: Callable[[datetime], int]


@dataclass(frozen=True)
class Line:
    """How a task of some kind looks in the inbox: what it is, and the page that answers it.

    `needs`: the capability of who may answer it. `signs`: what each word in `Task.signs` says to staff.
    `nameless`: whoever answers it does not learn whom it is about.
    """

    kind: str
    title: Says
    url_name: str
    needs: str = ""
    signs: Mapping[str, Says] = field(default_factory=dict)
    nameless: bool = False


@dataclass(frozen=True)
class Glance:
    """What a module shows beside what is urgent: `read(act, tasks)` gives what its template shows for each task, there called `glance`.

    It reads for all of them at once.
    """

    template: str
    read: Callable[[Act, Sequence[Task]], Mapping[UUID, Any]]
    order: int = 50


@dataclass(frozen=True)
class Card:
    """What a module shows on the person page: `read(act, person_id)` gives its template what it shows, there called `card`.

    A card that reads None, or raises NotFound, is left out.
    """

    title: Says
    template: str
    read: Callable[[Act, UUID], Any]
    order: int = 50


@dataclass(frozen=True)
class Nav:
    """An entry of the staff navigation."""

    title: Says
    url_name: str
    needs: str
    order: int = 50


@dataclass(frozen=True)
class Outside:
    """An entry of the families' pages: in the bar of whoever is signed in or, `apart`, at the foot of every page.

    `shown(act)`: whether it is there for whoever asks; without it, for everybody.
    """

    title: Says
    url_name: str
    order: int = 50
    apart: bool = False
    shown: Callable[[Act], bool] | None = None


@dataclass(frozen=True)
class FamilyCard:
    """What a module shows a contact at home of each person: `read(act, relationship)` gives its template what is there called `card`.

    A card that reads None is left out.
    """

    template: str
    read: Callable[[Act, Relationship], Any]
    order: int = 50


@dataclass(frozen=True)
class Crossing:
    """Something of a module's that passes the wall, as the screening desk sees it: `kind` is that of its items.

    `read(act, items)` gives, for each, what `template` shows there as `crossing`, the thread around it included; `words` its plain words.
    """

    kind: str
    title: Says
    template: str
    read: Callable[[Act, Sequence[Item]], Mapping[UUID, Any]]
    words: Callable[[Act, Item], str]


@dataclass(frozen=True)
class Endpoint:
    """An address of the partner face: another system says `asks` there, and hears `answers`.

    `run(act, said)` does it, by commands that ask the policy whether this partner's key was given for that.
    """

    path: str
    does: str
    asks: type[msgspec.Struct]
    answers: type[msgspec.Struct]
    run: Callable[[Act, Any], msgspec.Struct]


@dataclass(frozen=True)
class Module:
    """What a module offers. `keeps`: table → how long and why; what names a moment is swept by it.

    `not_in_feeds`: tables that never reach a device, each with the reason.
    `audiences`: those that somebody belongs to, where its feeds are shared. `desks`: those at which a worker sits.
    `takes_in`: what came from outside by mail or text; it says whether that was meant for it.
    `demo`: writes what the invented estate shows of it, and says what happened.
    """

    name: str
    title: Says
    commands: tuple[Command, ...] = ()
    feeds: tuple[Feed, ...] = ()
    audiences: Audiences | None = None
    desks: DesksOf | None = None
    capabilities: tuple[Capability, ...] = ()
    jobs: tuple[Job, ...] = ()
    reacts: tuple[Reaction, ...] = ()
    inbox: tuple[Line, ...] = ()
    glances: tuple[Glance, ...] = ()
    cards: tuple[Card, ...] = ()
    nav: tuple[Nav, ...] = ()
    staff_urls: str | None = None
    outside: tuple[Outside, ...] = ()
    family_cards: tuple[FamilyCard, ...] = ()
    family_urls: str | None = None
    partner: tuple[Endpoint, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    takes_in: Callable[[datetime, Arrived], bool] | None = None
    keeps: Mapping[str, Keep] = field(default_factory=dict)
    not_in_feeds: Mapping[str, str] = field(default_factory=dict)
    demo: Callable[[Showing], Iterable[Happened]] | None = None
