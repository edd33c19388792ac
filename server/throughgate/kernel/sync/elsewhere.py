"""What somebody has left on a device that they no longer use, as far as we know, in words for themselves."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from throughgate.kernel.identity.models import Device, DeviceState, Holding

# A device that nobody has switched on for so long tells them nothing new. The pages of staff ask on.
TOLD = timedelta(days=90)


def left_elsewhere(person_id: UUID, device: Device, at: datetime) -> str:
    """A sentence, in the language active now; empty where nothing can be left."""
    ended = Holding.objects.filter(person=person_id, to_at__gt=at - TOLD, put_away_at=None).exclude(device=device)
    left = list(ended.values_list("pk", flat=True))
    # Asked at every pull, and nearly always nothing: the rest is asked where there is something.
    if not left:
        return ""
    back = Holding.objects.filter(person=person_id, to_at=None).values("device")
    theirs = Holding.objects.filter(pk__in=left, device__revocation=None).exclude(device__in=back)
    rows = theirs.select_related("device", "device__state").order_by("-to_at")
    says = [_what_is_left(row) for row in rows]
    return next((one for one in says if one), "")


def _what_is_left(holding: Holding) -> str:
    kind, state = holding.device.get_kind_display(), getattr(holding.device, "state", None)
    if state and _names(state, holding.person_id):
        return _("Your old %(kind)s still holds things you saved. They will arrive when it is next on.") % {"kind": kind}
    if state is None or (holding.to_at and state.seen_at < holding.to_at):
        return _(
            "Your old %(kind)s has not been in touch since you left it. If it still holds things you saved, they will arrive when it is "
            "next on."
        ) % {"kind": kind}
    return ""


def _names(state: DeviceState, person_id: UUID) -> bool:
    """Has it said that something of theirs waits on it?"""
    mine = (one for one in state.vaults or () if one["person"] == str(person_id))
    return any(one["acts"] + one["files"] + one["drafts"] for one in mine)
