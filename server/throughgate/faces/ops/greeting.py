"""What the demo says when it is up: links, sign-ins, and a code for a phone."""

import io

import segno
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings

from throughgate.basics.clock import london_day, now
from throughgate.faces.ops.estate.people import GUEST
from throughgate.faces.ops.estate.sign_ins import SignIn, sign_ins
from throughgate.faces.ops.estate.workers import NAMED
from throughgate.kernel.audit import trail
from throughgate.kernel.identity.codes import make_code
from throughgate.kernel.identity.contact_links import INVITATION_GOOD_FOR, make_link
from throughgate.kernel.identity.models import DeviceKind
from throughgate.kernel.people.models import CareRole, Person, Relationship
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.models import Restriction


def greeting(device_url: str, staff_url: str, authoring_url: str = "", family_url: str = "") -> str:
    """Everything somebody needs who sees the demo for the first time. Makes a new enrolment code each time."""
    parts = [
        "\nThroughgate is up. Everybody in it is invented.\n",
        f"  For people    {device_url}/",
        f"  For staff     {staff_url}/",
        *([f"  For those who write for the library   {authoring_url}/   as Nia Fairbourne"] if authoring_url else []),
        "",
        *(_sign_in(one) for one in sign_ins()),
        f"  The codes are stale in half a minute. Fresh ones:  throughgate demo-code --home {settings.HOME}\n",
        _taken_away(),
        *([_family(family_url)] if family_url else []),
        _enrolment(device_url),
        "\nTo stop: Ctrl-C. To begin anew: --fresh.\n",
    ]
    return "\n".join(parts)


def codes_now() -> str:
    """Who can sign in, and with which six digits at this moment."""
    return "\n".join(f"{code_now(one.totp_secret)}  {one.name}, {one.role.lower()}" for one in sign_ins())


def code_now(secret: str) -> str:
    """The six digits that an authenticator app would show."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))


def _sign_in(one: SignIn) -> str:
    return (
        f"  {one.name}, {one.role.lower()}\n"
        f"      {one.email}   password: {one.password}\n"
        f"      code now: {code_now(one.totp_secret)}   secret for an authenticator app: {one.totp_secret}\n"
    )


def _taken_away() -> str:
    """Of whom something was taken away, for somebody who wants to see how that looks; and whose case is to be looked at today."""
    moment = now()
    rows = Restriction.objects.filter(lifted_at=None).select_related("person").order_by("-pk")
    stands = rows.filter(until__gt=moment, person__cared_for_by__worker__name__in=NAMED.values()).first()
    due = rows.filter(review_on__lte=london_day(moment), until=None).first()
    lines = [f"  {stands.person.name} may not use something: see their page"] if stands else []
    lines += [f"  {due.person.name} may not use something, and that is to be looked at again now"] if due else []
    return "\n".join([*lines, ""])


def _family(family_url: str) -> str:
    """A link by which one of the guest's people comes in, and where mail with others goes."""
    guest = Relationship.objects.filter(person__given_name=GUEST[0], person__family_name=GUEST[1], kind="MOT").exclude(contact__email="")
    row = guest.select_related("contact", "person").first()
    if row is None:
        return ""
    moment = now()
    link = f"{family_url}/sign-in/{make_link(row.contact, moment, INVITATION_GOOD_FOR)}/"
    trail.write(Act(CLOCK, moment, moment, Face.OPS), "ops.demo_link", "accepted", contact=str(row.contact_id))
    return (
        f"  For families  {family_url}/   as {row.contact.name}, mother of {row.person.given_name}. A link, for once:\n      {link}\n"
        f"      another one: ask there with {row.contact.email}, and look into {settings.EMAIL_FILE_PATH}\n"
    )


def _enrolment(device_url: str) -> str:
    """A code for the guest's phone, made by their own officer, as letters and as a picture."""
    guest = Person.objects.filter(given_name=GUEST[0], family_name=GUEST[1]).first()
    care = guest.cared_for_by.filter(role=CareRole.SUPERVISING, to_at=None).first() if guest else None
    if guest is None or care is None:
        return ""
    moment = now()
    code, row = make_code(care.worker, DeviceKind.PHONE, moment, person=guest)
    trail.write(Act(CLOCK, moment, moment, Face.OPS), "ops.demo_code", "accepted", guest.pk, code=str(row.pk))
    link = f"{device_url}/#{code}"
    return f"  {guest.name}, who has a check-in to send. Enrol a phone with {code[:4]} {code[4:]}\n      {link}\n\n{_qr(link)}"


def _qr(text: str) -> str:
    out = io.StringIO()
    segno.make(text, error="l").terminal(out, compact=True, border=2)
    return out.getvalue()
