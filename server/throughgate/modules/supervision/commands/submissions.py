"""What a person sends."""

from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import london_day
from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import Person
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import myself
from throughgate.kernel.tasks.work import URGENT_WITHIN, finish_task, open_task
from throughgate.modules.supervision import policy
from throughgate.modules.supervision.commands.plans import CAPABILITY
from throughgate.modules.supervision.models import Answer, Checkin, Submission
from throughgate.modules.supervision.rules.choices import Feeling, Help
from throughgate.modules.supervision.rules.urgency import signs_of
from throughgate.modules.supervision.rules.windows import LATE_DAYS

# A worker should look within two working days: our own default, a place may set its own.
TIME_TO_REVIEW = timedelta(days=2)

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Words = Annotated[str, Meta(max_length=1000)]
WhyNoPhoto = Literal["", "no_camera", "refused_camera", "dark", "other"]
WhyNoPlace = Literal["", "no_signal", "refused", "no_sensor", "timed_out", "off_by_rule"]


class Details(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What changed in how to reach them; only what changed."""

    phone: Annotated[str, Meta(max_length=20)] = ""
    email: Annotated[str, Meta(max_length=254)] = ""
    address: Annotated[str, Meta(max_length=300)] = ""


class Answered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """With neither words nor voice they say that they would rather not say, which their worker reads."""

    question: UUID
    words: Words = ""
    voice: Sha256 | None = None


class Photo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    file: Sha256
    source: Literal["camera", "file"]


class Position(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Degrees; accuracy is the radius in metres within which the device believes to be."""

    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
    accuracy_m: Annotated[float, Meta(ge=0)]
    at: Annotated[datetime, Meta(tz=True)]


class NotOpenYet(Refused):
    says = _("This check-in opens on {day} at 09:00. Please send it then.")


class CheckinClosed(Refused):
    says = _("This check-in has closed. Your worker can see that you tried. Ask to talk to them, or send a check-in of your own.")


class CheckinCancelled(Refused):
    says = _("Your worker cancelled this check-in, so you do not need to send it. Nothing is wrong.")


class AlreadySent(Refused):
    says = _("This check-in was sent before. Your worker has it, and you do not need to do it again.")


class PhotoOrReason(Refused):
    says = _("Take a photo, or say why there is none.")


class PlaceOrReason(Refused):
    says = _("Share where you are, or say why not. Having no signal is fine.")


class FileMissing(Refused):
    says = _("A photo or a recording did not come with this check-in. Please make it again and send.")


class NotConfirmed(Refused):
    says = _("Please look it over and confirm before you send.")


@command("supervision.submit_checkin", by=ActorKind.PERSON, needs=CAPABILITY, ahead=policy.read_checkins_to_submit)
def submit_checkin(
    act: Act,
    *,
    checkin: UUID | None,
    feeling: Feeling,
    help: Annotated[list[Help], Meta(max_length=9)],  # noqa: A002  the word on the wire
    help_words: Words = "",
    callback: bool = False,
    details: Details = Details(),  # noqa: B008  frozen
    answers: Annotated[list[Answered], Meta(max_length=3)] = [],  # noqa: B006  read, never changed
    photo: Photo | None = None,
    no_photo: WhyNoPhoto = "",
    place: Position | None = None,
    no_place: WhyNoPlace = "",
    signature: Sha256,
    confirmed: bool,
) -> Done:
    """Send a check-in: a planned one, or one that the person started themself (`checkin` null)."""
    me = myself(act)
    _check_said(act, confirmed, (photo, no_photo), (place, no_place), _files(photo, answers, signature))
    due = _own_checkin(act, me) if checkin is None else _planned_checkin(act, checkin)
    sent = Submission.objects.create(
        id=act.id,
        checkin=due,
        person=me,
        device_id=act.device_id,
        made_at=act.made or act.at,
        clock_off_ms=act.clock_off_ms or 0,
        taken_at=act.at,
        arrived_at=act.arrived,
        feeling=feeling,
        help=[str(kind) for kind in help],
        help_words=help_words,
        callback=callback,
        details=msgspec.to_builtins(details),
        signature=signature,
        **_photo_columns(photo, no_photo),
        **_place_columns(place, no_place),
    )
    _keep_answers(act, due, sent, answers)
    finish_task(act, "supervision.missed", due.pk)
    _ask_for_review(act, sent)
    return Done(me.pk, (sent, due))


def _ask_for_review(act: Act, sent: Submission) -> None:
    signs = signs_of(Feeling(sent.feeling), sent.help, sent.callback)
    open_task(act, "supervision.review", sent.pk, sent.person, act.arrived + (URGENT_WITHIN if signs else TIME_TO_REVIEW), signs=signs)


def _check_said(act: Act, confirmed: bool, photo: tuple[object, str], place: tuple[object, str], files: set[str]) -> None:
    if not confirmed:
        raise NotConfirmed
    if (photo[0] is None) == (photo[1] == ""):
        raise PhotoOrReason
    if (place[0] is None) == (place[1] == ""):
        raise PlaceOrReason
    if not files <= act.files:
        raise FileMissing


def _files(photo: Photo | None, answers: list[Answered], signature: str) -> set[str]:
    return {signature, *([photo.file] if photo else []), *(answer.voice for answer in answers if answer.voice)}


def _planned_checkin(act: Act, checkin_id: UUID) -> Checkin:
    checkin = policy.checkin_to_submit(act, checkin_id)
    if hasattr(checkin, "submission"):
        raise AlreadySent
    # Taken before anybody cancelled it: it counts, however late it comes.
    if hasattr(checkin, "cancellation") and act.at >= checkin.cancellation.at:
        raise CheckinCancelled
    # Devices can be offline for days: judge by when it was taken, not when it arrived.
    if act.at < checkin.opens_at:
        raise NotOpenYet(day=times.day_of_year(checkin.due_on))
    if act.at >= checkin.closes_at + timedelta(days=LATE_DAYS):
        raise CheckinClosed
    return checkin


def _own_checkin(act: Act, me: Person) -> Checkin:
    return Checkin.objects.create(id=act.id, person=me, due_on=london_day(act.at), opens_at=act.at, closes_at=act.at + timedelta(minutes=1))


def _photo_columns(photo: Photo | None, no_photo: str) -> dict[str, object]:
    return {"photo": photo.file, "photo_source": photo.source} if photo else {"no_photo": no_photo}


def _place_columns(place: Position | None, no_place: str) -> dict[str, object]:
    if place is None:
        return {"no_place": no_place}
    return {"lat": place.lat, "lon": place.lon, "accuracy_m": place.accuracy_m, "place_at": place.at}


def _keep_answers(act: Act, checkin: Checkin, sent: Submission, answers: list[Answered]) -> None:
    # The last answer to a question counts.
    for said in {one.question: one for one in answers}.values():
        question = policy.question_to_answer(act, checkin, said.question)
        Answer.objects.create(submission=sent, person_id=sent.person_id, question=question, words=said.words, voice=said.voice or "")
