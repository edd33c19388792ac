"""What the demo says when it is up: links, sign-ins, and a code for a phone."""

import io

import segno
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from throughgate.basics.clock import now
from throughgate.faces.ops.estate.people import GUEST
from throughgate.faces.ops.estate.sign_ins import SignIn, sign_ins
from throughgate.kernel.audit import trail
from throughgate.kernel.identity.codes import make_code
from throughgate.kernel.identity.models import DeviceKind
from throughgate.kernel.people.models import CareRole, Person
from throughgate.kernel.policy.act import CLOCK, Act, Face


def greeting(device_url: str, staff_url: str) -> str:
    """Everything somebody needs who sees the demo for the first time. Makes a new enrolment code each time."""
    parts = [
        "\nThroughgate is up. Everybody in it is invented.\n",
        f"  For people    {device_url}/",
        f"  For staff     {staff_url}/\n",
        *(_sign_in(one) for one in sign_ins()),
        _enrolment(device_url),
        "\nTo stop: Ctrl-C. To begin anew: --fresh.\n",
    ]
    return "\n".join(parts)


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
