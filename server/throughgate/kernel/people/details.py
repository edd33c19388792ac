"""How to reach a person: a change ends the old detail and begins the new one."""

from datetime import datetime

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel.people.models import ContactDetail, DetailKind, Person

REGION = "GB"


class NotAPhoneNumber(Refused):
    says = _("“{value}” is not a phone number that can be rung. Write it like 07700 900123, or with + and the country.")


class NotAnEmail(Refused):
    says = _("“{value}” is not an email address.")


def change_detail(person: Person, kind: DetailKind, value: str, at: datetime) -> ContactDetail | None:
    """From `at` a person is reached there; an empty value means that they no longer are. Returns what stands now, if anything.

    Raises: NotAPhoneNumber, NotAnEmail.
    """
    value = tidy_detail(kind, value)
    standing = ContactDetail.objects.filter(person=person, kind=kind, to_at=None).first()
    if standing and standing.value == value:
        return standing
    ContactDetail.objects.filter(person=person, kind=kind, to_at=None).update(to_at=at)
    return ContactDetail.objects.create(person=person, kind=kind, value=value, from_at=at) if value else None


def tidy_detail(kind: DetailKind, value: str) -> str:
    """As it is written on the record: a phone number the way its country writes it, no stray spaces."""
    value = " ".join(value.split())
    if value and kind == DetailKind.PHONE:
        return _phone(value)
    if value and kind == DetailKind.EMAIL:
        return _email(value)
    return value


def _phone(value: str) -> str:
    try:
        number = phonenumbers.parse(value, REGION)
    except phonenumbers.NumberParseException:
        raise NotAPhoneNumber(value=value) from None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise NotAPhoneNumber(value=value)
    home = number.country_code == phonenumbers.country_code_for_region(REGION)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def _email(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError:
        raise NotAnEmail(value=value) from None
    return value
