"""Still aboard: devices that somebody no longer uses, and that may still have something of theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.kernel.identity.models import DeviceKind, DeviceState, Holding
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import people_in_care_of
from throughgate.modules.devices import policy


@dataclass(frozen=True)
class Aboard:
    """Somebody has left, and a device has not said yet that nothing of theirs is on it.

    `acts`, `files`, `drafts`: what it last said of them. `person_id` and `name` only of those in this worker's care; `may_open`: whether
    the device's own page is theirs to see.
    """

    device_id: UUID
    label: str
    kind: str
    place: str
    person_id: UUID | None
    name: str
    since: datetime
    seen_at: datetime | None
    acts: int
    files: int
    drafts: int
    may_open: bool

    @property
    def heard_since(self) -> bool:
        """Whether it has been in touch since they left: before that, nobody can know what they made on it last."""
        return self.seen_at is not None and self.seen_at >= self.since

    @property
    def says(self) -> str:
        """What is on it, as far as it has said: “3 acts still on the tablet in ZLI-B-2-014”."""
        waits, where = counted(self.acts, self.files, self.drafts), {"kind": self.kind, "place": self.place or self.label}
        if not self.heard_since:
            told = _("It said before that: %(waits)s.") % {"waits": waits} if waits else _("There may be something on it.")
            return " ".join([_("Not in touch since they left."), told])
        if waits:
            return _("%(waits)s still on the %(kind)s in %(place)s") % {"waits": waits, **where}
        return _("Everything has been handed in; their things are still to be put away on the %(kind)s in %(place)s") % where


def aboard(act: Act) -> QuerySet[Holding]:
    """Those that this worker should know of, the longest first; `aboard_lines` shapes them."""
    return policy.holdings_to_put_away(act).select_related("device__place", "device__state", "person").order_by("to_at", "pk")


def aboard_of(act: Act, person_id: UUID) -> list[Aboard]:
    """Those of one person."""
    return aboard_lines(act, aboard(act).filter(person=person_id))


def aboard_lines(act: Act, rows: Iterable[Holding]) -> list[Aboard]:
    rows = list(rows)
    mine = set(people_in_care_of(act).filter(pk__in={row.person_id for row in rows}).values_list("pk", flat=True))
    open_to = set(policy.devices_visible_to(act).filter(pk__in={row.device_id for row in rows}).values_list("pk", flat=True))
    return [_line(row, row.person_id in mine, row.device_id in open_to) for row in rows]


def counted(acts: int, files: int, drafts: int = 0) -> str:
    """“3 acts, 1 file”; nothing where nothing waits."""
    said = [
        ngettext("%(n)d act", "%(n)d acts", acts) % {"n": acts} if acts else "",
        ngettext("%(n)d file", "%(n)d files", files) % {"n": files} if files else "",
        ngettext("%(n)d draft", "%(n)d drafts", drafts) % {"n": drafts} if drafts else "",
    ]
    return ", ".join(part for part in said if part)


def _line(row: Holding, known: bool, may_open: bool) -> Aboard:
    device, state = row.device, getattr(row.device, "state", None)
    acts, files, drafts = _said_of(row.person_id, state)
    return Aboard(
        device_id=device.pk,
        label=device.label,
        kind=str(DeviceKind(device.kind).label),
        place=device.place.name if device.place else "",
        person_id=row.person_id if known else None,
        name=row.person.name if known else _("Somebody who has left"),
        since=row.to_at or row.from_at,
        seen_at=state.seen_at if state else None,
        acts=acts,
        files=files,
        drafts=drafts,
        may_open=may_open,
    )


def _said_of(person_id: UUID, state: DeviceState | None) -> tuple[int, int, int]:
    """What the device said waits of that person; one that does not tell people apart, of all."""
    if state is None:
        return 0, 0, 0
    if state.vaults is None:
        return state.waiting_acts, state.waiting_files, 0
    theirs: dict[str, int] = next((row for row in state.vaults if row["person"] == str(person_id)), {})
    return theirs.get("acts", 0), theirs.get("files", 0), theirs.get("drafts", 0)
