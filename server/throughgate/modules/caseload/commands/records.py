"""What stands on a person's record: who they are, where they live, how to reach them, how to speak to them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.details import change_detail
from throughgate.kernel.people.models import DetailKind, ReferencePhoto
from throughgate.kernel.people.numbers import NumberKind, tidy
from throughgate.kernel.places.models import Setting
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import myself, person_in_care
from throughgate.modules.caseload import policy
from throughgate.modules.caseload.commands.bringing import bring_in, check_new, what_is_known
from throughgate.modules.caseload.rules.languages import LANGUAGES
from throughgate.modules.caseload.rules.new_person import NewPerson

RECORD, IMPORT = "caseload.record", "caseload.import"

Name = Annotated[str, Meta(min_length=1, max_length=80)]
Number = Annotated[str, Meta(max_length=20)]
Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class LanguageUnknown(Refused):
    says = _("The app does not speak that language yet. It speaks: {known}.")


@command("caseload.add_person", by=ActorKind.WORKER, needs=IMPORT)
def add_person(
    act: Act,
    *,
    given_name: Name,
    family_name: Name,
    known_as: Annotated[str, Meta(max_length=80)] = "",
    born: date | None = None,
    prison: Number = "",
    crn: Number = "",
    pnc: Number = "",
    cro: Number = "",
    place: UUID,
    setting: Setting,
    since: date,
    language: str = "en",
    worker: UUID | None = None,
) -> Done:
    """Put somebody onto the record: who they are, where they live since when, and who supervises them."""
    where, carer = policy.place_to_bring_to(act, place), policy.worker_to_give_care(act, worker) if worker else None
    said = {NumberKind.PRISON: prison, NumberKind.CRN: crn, NumberKind.PNC: pnc, NumberKind.CRO: cro}
    new = NewPerson(
        given_name=given_name.strip(),
        family_name=family_name.strip(),
        known_as=known_as.strip() or given_name.strip(),
        born=born,
        numbers={kind: tidy(kind, value) for kind, value in said.items() if value.strip()},
        place=where,
        setting=setting,
        since=since,
        language=_known_language(language),
        worker=carer,
    )
    check_new(new, what_is_known([new]), act)
    [person] = bring_in(act, [new])
    return Done(person.pk, (person,))


@command("caseload.change_details", by=ActorKind.WORKER, needs=RECORD)
def change_details(
    act: Act,
    *,
    person: UUID,
    known_as: Name,
    phone: Annotated[str, Meta(max_length=30)] = "",
    email: Annotated[str, Meta(max_length=254)] = "",
    address: Annotated[str, Meta(max_length=300)] = "",
) -> Done:
    """Change what a person wants to be called and how to reach them; what is empty no longer reaches them."""
    changed = person_in_care(act, person)
    changed.known_as = known_as.strip()
    changed.save(update_fields=["known_as"])
    for kind, value in ((DetailKind.PHONE, phone), (DetailKind.EMAIL, email), (DetailKind.ADDRESS, address)):
        change_detail(changed, kind, value, act.arrived)
    return Done(changed.pk, (changed,))


@command("caseload.set_reference_photo", by=ActorKind.WORKER, needs=RECORD)
def set_reference_photo(act: Act, *, person: UUID, photo: Sha256, taken_at: datetime) -> Done:
    """Set the photo that a worker compares later ones with. Earlier ones stay on the record."""
    shown = person_in_care(act, person)
    ReferencePhoto.objects.create(person=shown, sha256=photo, taken_at=min(taken_at, act.arrived), by_id=act.worker_id)
    return Done(shown.pk, (shown,))


@command("caseload.choose_language", by=ActorKind.PERSON)
def choose_language(act: Act, *, language: Annotated[str, Meta(max_length=8)], easy_read: bool) -> Done:
    """Choose the language that the service speaks to you, and whether it should use easy words."""
    me = myself(act)
    me.language, me.easy_read = _known_language(language), easy_read
    me.save(update_fields=["language", "easy_read"])
    return Done(me.pk, (me,))


def _known_language(language: str) -> str:
    if language not in LANGUAGES:
        raise LanguageUnknown(known=", ".join(LANGUAGES.values()))
    return language
