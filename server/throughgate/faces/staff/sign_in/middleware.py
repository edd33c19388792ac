"""Every page is closed until someone is signed in with a second factor. A view opens itself with `login_not_required`."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from throughgate.faces.staff.sign_in.records import record

_SECOND_FACTOR = "second_factor"
_WHILE_SETTING_UP = {
    "second_factor",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "account_reauthenticate",
    "account_logout",
    "set_language",
}


class SignedInMiddleware(LoginRequiredMiddleware):
    """Signed out: to the sign-in. Signed in without a second factor: to setting one up, before anything else."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is not None and view_kwargs and request.resolver_match:
            # Only what names somebody's thing: a list's address is asked for by every worker whose session has ended.
            record(request, f"look:{request.resolver_match.view_name}", "refused", None)
        if answer is not None or not request.user.is_authenticated or has_second_factor(request):
            return answer
        match = request.resolver_match
        return None if match and match.view_name in _WHILE_SETTING_UP else redirect("second_factor")


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the account has an authenticator app or a passkey. Remembered in the session, so that it is asked once."""
    if not request.session.get(_SECOND_FACTOR):
        factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        request.session[_SECOND_FACTOR] = Authenticator.objects.filter(user=request.user.pk, type__in=factors).exists()
    return bool(request.session[_SECOND_FACTOR])
