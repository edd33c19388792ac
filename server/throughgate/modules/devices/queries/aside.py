"""Set aside: what a device handed in and that could not be taken, in words; and what may be done about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughgate.basics.text import Says
from throughgate.kernel.people.models import Person
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.decide import may_decide
from throughgate.kernel.policy.relations import people_in_care_of
from throughgate.kernel.registry.installed import title_of
from throughgate.kernel.sync import aside
from throughgate.kernel.sync.models import Decision, Quarantined
from throughgate.kernel.sync.quarantine import Step, steps_for, users_of
from throughgate.modules.devices import policy

Choice = tuple[str, str]
_SEND_AGAIN = gettext_lazy("Ask the person to send it again, and answer this one so that they know.")
_ASK_AND_TELL = gettext_lazy(
    "Ask the person whether they sent it, and if so to send it again. Tell the administrator: it may be a fault, or a forgery."
)
# Why something waits, as staff need to know it, by its code.
_WHY: Mapping[str, Says] = {
    "unreadable_seal": gettext_lazy("It was damaged, or sealed to a key that this system does not have. What it says cannot be read."),
    "bad_signature": gettext_lazy("The device that it came from did not sign it. It may have been changed on its way."),
    "other_device": gettext_lazy("It says that it was made on another device than the one that handed it in."),
    "gap_in_chain": gettext_lazy("Something that was made before it on the same device has not arrived, so this waits behind it."),
    "chain_broken": gettext_lazy("It does not follow on what the device handed in before. A fault may do that, or a copy of the device."),
    "place_taken": gettext_lazy("The device handed in two things as one number; the other came first. A device that was set back does it."),
    "same_id": gettext_lazy("Something else came first under the same number. Only one of the two can be what the person sent."),
    "not_your_device": gettext_lazy("It says that it is from somebody who was not using the device when it was made."),
    "revoked": gettext_lazy("It came from a device that had been turned off for good."),
    "could_not_apply": gettext_lazy("It arrived in order, and our own program failed at it five times. What came after it has gone on."),
}
# What staff can do now about something that was set aside, by its code.
_NEXT: Mapping[str, Says] = {
    "unreadable_seal": _SEND_AGAIN,
    "revoked": gettext_lazy("Ask the person whether they made it. If so apply it; else answer it."),
    "gap_in_chain": gettext_lazy("Bring the device near a network: it goes on by itself. Let it go on only if the rest will never come."),
    "could_not_apply": gettext_lazy("Tell the administrator: the fault is ours. Apply it again once that is put right."),
    "not_your_device": gettext_lazy("Ask who made it. If it is theirs, apply it; if it is somebody else’s, give it to them; or answer it."),
    "chain_broken": gettext_lazy("Ask the person whether they sent it. If so apply it. Tell the administrator if it happens again."),
    "place_taken": gettext_lazy("Ask the person whether they sent both. If so apply it. Tell the administrator if it happens again."),
}
_NEXT_FOR_FILES = gettext_lazy("Ask the person to make the photo or recording again, and to send it.")
_DECIDED: Mapping[str, Says] = {
    Step.APPLY: gettext_lazy("Applied"),
    Step.ROUTE: gettext_lazy("Given to the person it is about"),
    Step.ANSWER: gettext_lazy("Answered"),
    Step.RELEASE: gettext_lazy("Let go on without what is missing"),
}


@dataclass(frozen=True)
class SetAside:
    """Something that was set aside: when it came, whose it says it is, what, why, and what to do.

    `id` of an act: it has a page. `person_id` only of those who are in this worker's care.
    """

    id: int | None
    at: datetime
    person_id: UUID | None
    whose: str
    what: str
    device: str
    says: str
    why: str
    then: str


@dataclass(frozen=True)
class Decided:
    """What a worker decided about it, when, and in which words."""

    what: str
    by: str
    at: datetime
    words: str


@dataclass(frozen=True)
class Page:
    """An act in quarantine, and what this worker may do about it. `device_id` only where the device's page is theirs to see."""

    thing: SetAside
    device_id: UUID | None
    made: datetime | None
    facts: tuple[tuple[str, str], ...]
    steps: frozenset[str]
    waits: bool
    decided: tuple[Decided, ...]


@dataclass(frozen=True)
class ToLookAt:
    """What an entry of the inbox asks about: whose inbox line it is, and what waits for a decision; nothing once all of it is decided."""

    person_id: UUID
    name: str
    things: tuple[SetAside, ...]


def in_quarantine(act: Act) -> QuerySet[Quarantined]:
    """What waits in quarantine and this worker may know of, the oldest first; `set_aside_lines` shapes it."""
    mine = policy.quarantined_visible_to(act).filter(released_at=None, closed_at=None)
    return aside.shaped(mine).order_by("arrived", "pk")


def set_aside_lines(act: Act, rows: Iterable[Quarantined]) -> list[SetAside]:
    rows = list(rows)
    labels = {row.device_id: row.device.label for row in rows}
    return _shaped(act, aside.acts(rows), labels)


def quarantine_page(act: Act, pk: int) -> Page:
    """One of them, decided or not. Raises: NotFound."""
    row = policy.quarantined_to_see(act, pk)
    [thing] = _shaped(act, aside.acts([row]), {row.device_id: row.device.label})
    outside = aside.outside_of(row)
    facts = (
        (_("Number in the order of its device"), str(outside.n)),
        (_("Size"), filesizeformat(outside.bytes)),
        (_("With it"), ngettext("%(n)d photo or recording", "%(n)d photos or recordings", outside.files) % {"n": outside.files}),
    )
    open_to = policy.devices_visible_to(act).filter(pk=row.device_id).exists()
    may = steps_for(row) & policy.steps_of(act, row) if may_decide(act, policy.DECIDE) else frozenset()
    decided = Decision.objects.filter(quarantined=row).select_related("by").order_by("at", "pk")
    waits = bool(steps_for(row))
    return Page(thing, row.device_id if open_to else None, outside.made, facts, may, waits, tuple(map(_decided, decided)))


def users_to_choose(act: Act, pk: int) -> list[Choice]:
    """Those in one's care who ever used the device that it came from. Raises: NotFound."""
    row = policy.quarantined_to_see(act, pk)
    people = people_in_care_of(act).filter(pk__in=users_of(row)).order_by("family_name", "given_name")
    return [(str(person.pk), person.name) for person in people]


def set_aside_from(act: Act, device_id: UUID) -> list[SetAside]:
    """What that device handed in that stands aside, newest first. Raises: NotFound."""
    device = policy.device_to_manage(act, device_id)
    return _shaped(act, aside.set_aside_from(device.pk), {device.pk: device.label})


def to_look_at(act: Act, task: UUID) -> ToLookAt:
    """What an entry of the inbox asks about. Raises: NotFound."""
    asked = policy.task_to_look(act, task)
    return ToLookAt(asked.person_id, asked.person.name, tuple(_shaped(act, aside.asked_by(task), {})))


def _shaped(act: Act, things: list[aside.SetAside], labels: Mapping[UUID, str]) -> list[SetAside]:
    claimed = {thing.person_id for thing in things if thing.person_id}
    mine = {person.pk: person.name for person in people_in_care_of(act).filter(pk__in=claimed)}
    known = set(Person.objects.filter(pk__in=claimed).values_list("pk", flat=True))
    return [_set_aside(thing, mine, known, labels.get(thing.device_id, "")) for thing in things]


def _set_aside(thing: aside.SetAside, mine: Mapping[UUID, str], known: set[UUID], device: str) -> SetAside:
    person_id = thing.person_id if thing.person_id in mine else None
    what = title_of(thing.command) if thing.command else _("cannot be read")
    if thing.is_file:
        what = _("A photo or recording for: %(what)s") % {"what": what}
    then = _NEXT_FOR_FILES if thing.is_file else _NEXT.get(thing.code, _ASK_AND_TELL)
    why = thing.says if thing.is_file else str(_WHY[thing.code])
    return SetAside(thing.id, thing.arrived, person_id, _whose(thing, mine, known), what, device, thing.says, why, str(then))


def _whose(thing: aside.SetAside, mine: Mapping[UUID, str], known: set[UUID]) -> str:
    if thing.person_id is None:
        return _("cannot be read")
    if thing.person_id in mine:
        return mine[thing.person_id]
    return _("somebody else’s") if thing.person_id in known else _("nobody whom we know")


def _decided(row: Decision) -> Decided:
    return Decided(str(_DECIDED[row.what]), row.by.name, row.at, row.words)
