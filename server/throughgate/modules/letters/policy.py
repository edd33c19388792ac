"""The only file that turns an id into a recipient, a key or a letter."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.facts import Facts
from throughgate.kernel.policy.relations import granted, myself, people_in_care_of
from throughgate.kernel.sync.audiences import Audiences
from throughgate.modules.letters.models import Letter, Reader, Recipient, RecipientKey, Way

SEALED = "letters.sealed"
VERIFY = "letters.recipients"
READS = "reads for them"
# Recipients for everybody are one row for all: their audience is whoever is in care.
EVERYBODY_IN_CARE = UUID("6c657474-6572-7300-8000-000000000001")


def recipients_for_all(audiences: Collection[UUID]) -> QuerySet[Recipient]:
    """Those to whom everybody may write."""
    found = Recipient.objects.filter(person=None, to_at=None) if EVERYBODY_IN_CARE in audiences else Recipient.objects.none()
    return with_keys(found)


def recipients_of(people: Collection[UUID]) -> QuerySet[Recipient]:
    """These people's own."""
    return with_keys(Recipient.objects.filter(person__in=people, to_at=None))


def with_keys(recipients: QuerySet[Recipient]) -> QuerySet[Recipient]:
    return recipients.prefetch_related("keys")


def key_of(row: Recipient) -> RecipientKey | None:
    """The one to which letters are sealed now."""
    return next((key for key in row.keys.all() if key.pinned_at and not key.ended_at), None)


def letters_of(people: Collection[UUID]) -> QuerySet[Letter]:
    """What these people see on their own devices."""
    return Letter.objects.filter(person__in=people)


def recipient_to_write_to(act: Act, recipient_id: UUID) -> Recipient:
    """One of everybody's, or the person's own; one who has ended too, so that the letter comes back with a word. Raises: NotFound."""
    mine = Recipient.objects.filter(Q(person=None) | Q(person=myself(act)))
    return granted(act, with_keys(mine), recipient_id, because="may write to them")


def letter_to_answer(act: Act, letter_id: UUID) -> Letter:
    """One that the person got or wrote. Raises: NotFound."""
    return granted(act, Letter.objects.filter(person=act.person_id), letter_id, because="theirs")


def read_by(act: Act) -> QuerySet[Recipient]:
    """For whom this contact reads. Nobody else has any."""
    if act.contact_id is None:
        return Recipient.objects.none()
    reads = Reader.objects.filter(recipient=OuterRef("pk"), contact=act.contact_id, to_at=None)
    return Recipient.objects.filter(Exists(reads), to_at=None)


def recipient_to_read_for(act: Act, recipient_id: UUID) -> Recipient:
    return granted(act, read_by(act), recipient_id, because=READS)


def letters_to_read(act: Act) -> QuerySet[Letter]:
    """All that went to or from those for whom this contact reads."""
    return Letter.objects.filter(recipient__in=read_by(act), returned="")


def letter_to_read(act: Act, letter_id: UUID) -> Letter:
    """One that a person sent them. Raises: NotFound."""
    sent = letters_to_read(act).filter(way=Way.OUT).select_related("recipient")
    return granted(act, sent, letter_id, because=READS)


def recipients_to_verify(act: Act) -> QuerySet[Recipient]:
    """Those for everybody; and the own ones of the people in this worker's care."""
    if act.actor.kind is not ActorKind.WORKER:
        return Recipient.objects.none()
    return Recipient.objects.filter(Q(person=None) | Q(person__in=people_in_care_of(act)))


def recipient_to_verify(act: Act, recipient_id: UUID) -> Recipient:
    return granted(act, recipients_to_verify(act), recipient_id, because="verifies recipients")


def keys_to_check(act: Act) -> QuerySet[RecipientKey]:
    return RecipientKey.objects.filter(recipient__in=recipients_to_verify(act))


def key_to_check(act: Act, key_id: UUID) -> RecipientKey:
    """The row is held until the act is done: of two workers who check at once, each counts."""
    held = keys_to_check(act).select_for_update(of=("self",)).select_related("recipient")
    return granted(act, held, key_id, because="verifies recipients")


def reader_to_end(act: Act, reader_id: UUID) -> Reader:
    theirs = Reader.objects.filter(recipient__in=recipients_to_verify(act)).select_related("recipient", "contact")
    return granted(act, theirs, reader_id, because="verifies recipients")


def person_to_write(act: Act, person_id: UUID | None) -> UUID | None:
    """Whose own a recipient is to be: nobody's, or somebody's in this worker's care. Raises: NotFound."""
    if person_id is None:
        return act.grant(None, because="for everybody")
    return granted(act, people_in_care_of(act), person_id, because="in their care").pk


def audiences_of(people: Sequence[Facts]) -> dict[UUID, list[UUID]]:
    """Everybody in care may write to those who are for everybody."""
    return {facts.person_id: [EVERYBODY_IN_CARE] for facts in people}


AUDIENCES = Audiences(audiences_of, Recipient)


def forbid_strangers(act: Act) -> None:
    """Raises: NotFound for whoever reads for nobody."""
    if not read_by(act).exists():
        raise NotFound
