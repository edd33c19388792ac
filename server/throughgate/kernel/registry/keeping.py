"""How long the kernel keeps each of its tables, and why. Modules say the same of theirs in their manifests (`keeps`).

A table with `by` is swept: rows whose `by` lies longer back go. The others are taken away by their own room, or stay.
What libraries keep stands here too: by the table's name in the database, since the worker runs without the libraries of the staff face.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.apps import apps
from django.db import connection

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
    "people.Approval": WITH_PERSON,
    "people.ContactBar": RECORD,
    "people.NoContact": Keep(None, "a wish of no contact stands until whose wish it is ends it, however long that takes"),
    "people.Care": WITH_PERSON,
    "people.Worker": RECORD,
    "people.Leave": Keep(TWO_YEARS, "who stood in for whom, as long as what waited meanwhile", by="to_at"),
    "people.DoNotContact": Keep(None, "a wish never to hear from anybody here stands until whose wish it is ends it"),
    "places.Place": RECORD,
    "places.Posting": RECORD,
    "places.Stay": WITH_PERSON,
    "places.Group": RECORD,
    "places.Membership": WITH_PERSON,
    "places.Regime": WITH_PERSON,
    "policy.Marker": RECORD,
    "policy.Restriction": RECORD,
    "policy.Rollout": RECORD,
    "audit.TrailEntry": RECORD,
    "audit.TrailHead": RECORD,
    "gateways.Letter": Keep(30 * DAY, "its words go as it goes out; that one was written is on the trail", by="written_at"),
    "gateways.ReplyAddress": Keep(None, "somebody may answer an old mail; as long as the person and the contact are on the record"),
    "gateways.Text": Keep(30 * DAY, "its words go as it goes out; what became of it is asked for days later", by="written_at"),
    "gateways.TextPart": Keep(30 * DAY, "what the network said of a text", by="at"),
    "gateways.Incoming": Keep(30 * DAY, "its words go as it is settled; that it came tells one that comes again", by="arrived_at"),
    "gateways.IncomingPart": Keep(DAY, "until the other parts are there, or do not come", by="arrived_at"),
    "gateways.Returned": Keep(90 * DAY, "that mail to an address comes back; then somebody may try again", by="at"),
    "screening.Item": Keep(TWO_YEARS, "as long as what passed is kept, so that rules can be judged by what they held", by="arrived_at"),
    "screening.ItemFile": Keep(TWO_YEARS, "goes with its item"),
    "screening.Finding": Keep(TWO_YEARS, "goes with its item"),
    "screening.WatchRule": RECORD,
    "screening.Target": RECORD,
    "screening.Sampling": RECORD,
    "screening.Stop": RECORD,
    "screening.Ruling": Keep(TWO_YEARS, "goes with its item"),
    "screening.Appeal": Keep(TWO_YEARS, "goes with its item"),
    "screening.Edition": Keep(None, "one row, overwritten: what stands is in the tables beside it"),
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
    "identity.PartnerMessage": Keep(TWO_YEARS, "tells a message sent again from another under its id", by="at"),
    "identity.ContactLink": Keep(DAY, "worthless once it has run out; who came in by it is on the trail", by="ends_at"),
    "identity.SeenProof": Keep(timedelta(minutes=10), "a proof is too old to be used again after that; its own room takes it away"),
    "sync.Epoch": RECORD,
    "sync.Backup": RECORD,
    "sync.BackedUp": Keep(None, "of the backups that devices trust; the next one takes the oldest away"),
    "sync.Missing": RECORD,
    "sync.Chain": WITH_DEVICE,
    "sync.StoredAct": Keep(None, "the exact bytes and signature: the proof of what somebody sent"),
    "sync.Waiting": Keep(None, "until the act is judged"),
    "sync.Quarantined": Keep(None, "never thrown away unseen; staff decide"),
    "sync.Decision": RECORD,
    "sync.ActFile": Keep(None, "as long as the act that names the file"),
    "sync.StoredFile": Keep(None, "as long as a row names the file"),
    "sync.RefusedFile": Keep(None, "never thrown away unseen; staff decide"),
    "sync.Draft": Keep(None, "ninety days after its last change; its own room takes it away"),
    "sync.Stream": Keep(None, "as long as the person is on the record, or an item is for the audience"),
    "sync.StreamRow": Keep(None, "as long as its feed says (Feed.keep); its own room takes it away"),
}

WITH_ACCOUNT = Keep(None, "how a worker signs in: as long as the account; kept by allauth")
UNUSED = Keep(None, "holds nothing: we do not use this part of the library")
LIBRARIES: dict[str, Keep] = {
    "django_content_type": Keep(None, "Django's list of tables"),
    "auth_permission": Keep(None, "Django's list of permissions, which nobody is asked about here"),
    "auth_group": UNUSED,
    "auth_group_permissions": UNUSED,
    "django_session": Keep(DAY, "worthless once it has run out, after twenty idle minutes", by="expire_date"),
    "account_emailaddress": WITH_ACCOUNT,
    "account_emailconfirmation": UNUSED,
    "mfa_authenticator": WITH_ACCOUNT,
    "socialaccount_socialaccount": WITH_ACCOUNT,
    "socialaccount_socialapp": UNUSED,
    "socialaccount_socialtoken": UNUSED,
    # First, for it leads to the attempts.
    "axes_accessattemptexpiration": Keep(DAY, "with its attempt", by="expires_at"),
    "axes_accessattempt": Keep(DAY, "counted for the lock-out, which lasts ten minutes; the trail has the record", by="attempt_time"),
    "axes_accessfailurelog": Keep(DAY, "holds nothing unless somebody switches it on", by="attempt_time"),
    "axes_accesslog": Keep(DAY, "holds nothing unless somebody switches it on", by="attempt_time"),
}


def sweep(keeps: Mapping[str, Keep], now: datetime) -> int:
    """Take away what is kept no longer. Returns how many rows went; doing it twice takes nothing more."""
    gone = 0
    for label, keep in keeps.items():
        if keep.by and keep.long:
            gone += apps.get_model(label)._base_manager.filter(**{f"{keep.by}__lt": now - keep.long}).delete()[0]
    return gone


def sweep_libraries(now: datetime) -> int:
    """The same for what libraries keep."""
    gone, quoted = 0, connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, keep in LIBRARIES.items():
            if keep.by and keep.long:
                before = connection.ops.adapt_datetimefield_value(now - keep.long)
                cursor.execute(" ".join(("DELETE FROM", quoted(table), "WHERE", quoted(keep.by), "< %s")), [before])
                gone += cursor.rowcount
    return gone
