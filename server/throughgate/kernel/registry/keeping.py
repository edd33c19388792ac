"""How long the kernel keeps each of its tables, and why. Modules say the same of theirs in their manifests (`keeps`).

A table with `by` is swept: rows whose `by` lies longer back go. The others are taken away by their own room, or stay.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.apps import apps

from throughgate.kernel.registry.keep import Keep

DAY = timedelta(days=1)
TWO_YEARS = 730 * DAY


WITH_PERSON = Keep(None, "as long as the person is on the record; the estate's own retention schedule ends that")
WITH_DEVICE = Keep(None, "as long as acts from the device are kept: they are judged by who held it, and when")
RECORD = Keep(None, "the record of what was decided and done; a complaint or a court may ask years later")

KERNEL: dict[str, Keep] = {
    "people.Person": WITH_PERSON,
    "people.PersonNumber": WITH_PERSON,
    "people.ContactDetail": WITH_PERSON,
    "people.ReferencePhoto": WITH_PERSON,
    "people.Relationship": WITH_PERSON,
    "people.Contact": WITH_PERSON,
    "people.Care": WITH_PERSON,
    "people.Worker": RECORD,
    "places.Place": RECORD,
    "places.Posting": RECORD,
    "places.Stay": WITH_PERSON,
    "places.Regime": WITH_PERSON,
    "policy.Marker": RECORD,
    "policy.Restriction": RECORD,
    "policy.Rollout": RECORD,
    "audit.TrailEntry": RECORD,
    "audit.TrailHead": RECORD,
    "commands.Receipt": Keep(None, "what became of an act is answered for ever, under actor and act id"),
    "tasks.Task": Keep(TWO_YEARS, "what waited and how long it took, for the figures; the record itself is with the module", by="done_at"),
    "identity.Account": RECORD,
    "identity.Device": WITH_DEVICE,
    "identity.Holding": WITH_DEVICE,
    "identity.Revocation": WITH_DEVICE,
    "identity.DeviceState": Keep(None, "one row a device, overwritten: it is news, not a record"),
    "identity.EnrolmentCode": Keep(90 * DAY, "works for seven days; who made it for whom is on the trail", by="ends_at"),
    "identity.Pin": Keep(None, "until it is changed or reset"),
    "identity.WrongTry": Keep(timedelta(minutes=10), "counted for the lock-out; its own room takes it away"),
    "identity.PersonSession": Keep(TWO_YEARS, "tells whose acts from a kiosk are, however late they come", by="ended_at"),
    "identity.SeenProof": Keep(timedelta(minutes=10), "a proof is too old to be used again after that; its own room takes it away"),
    "sync.Epoch": RECORD,
    "sync.Backup": RECORD,
    "sync.Chain": WITH_DEVICE,
    "sync.StoredAct": Keep(None, "the exact bytes and signature: the proof of what somebody sent"),
    "sync.Waiting": Keep(None, "until the act is judged"),
    "sync.Quarantined": Keep(None, "never thrown away unseen; staff decide"),
    "sync.ActFile": Keep(None, "as long as the act that names the file"),
    "sync.StoredFile": Keep(None, "as long as a row names the file"),
    "sync.RefusedFile": Keep(None, "never thrown away unseen; staff decide"),
    "sync.Stream": WITH_PERSON,
    "sync.StreamRow": Keep(None, "as long as its feed says (Feed.keep); its own room takes it away"),
}


def sweep(keeps: Mapping[str, Keep], now: datetime) -> int:
    """Take away what is kept no longer. Returns how many rows went; doing it twice takes nothing more."""
    gone = 0
    for label, keep in keeps.items():
        if keep.by and keep.long:
            gone += apps.get_model(label)._base_manager.filter(**{f"{keep.by}__lt": now - keep.long}).delete()[0]
    return gone
