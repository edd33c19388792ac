"""Five wrong tries lock an account for ten minutes. axes counts, in the database; the words are ours."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from throughgate.basics.clock import now

Credentials = Mapping[str, Any] | None


def whose_try(request: HttpRequest, credentials: Credentials) -> str:
    """The e-mail address that was tried, folded, so that spelling it another way is not a new account."""
    given = credentials or {}
    return str(given.get("email") or given.get("username") or request.POST.get("login", "")).strip().lower()


def locked_out(request: HttpRequest, instead_of: HttpResponse | None, credentials: Credentials) -> HttpResponse:
    """The page of an account that is locked: it says until when, and gives nothing else away."""
    return render(request, "staff/locked_out.html", {"says": words(whose_try(request, credentials))}, status=429)


def refuse_while_locked(request: HttpRequest, email: str) -> None:
    """Raises: ValidationError with the time at which to try again."""
    if not AxesProxyHandler.is_allowed(request, {"email": email}):
        raise ValidationError(words(email.lower()), code="locked")


def count_wrong_code(request: HttpRequest, email: str) -> None:
    """A wrong second factor is a wrong try like a wrong password."""
    user_login_failed.send(sender=__name__, credentials={"email": email}, request=request)


def words(email: str) -> str:
    """“Too many tries. Try again at 14:10.”"""
    return _("Too many tries. Try again at %(time)s.") % {"time": f"{timezone.localtime(_until(email)):%H:%M}"}


def _until(email: str) -> datetime:
    last = AccessAttempt.objects.filter(username=email).order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    moment: datetime = (last or now()) + settings.AXES_COOLOFF_TIME
    # A clock shows whole minutes: 14:09:30 would be too early at 14:09.
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
