"""Where allauth asks us: who may sign in, what is written down, what may not be taken away."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from throughgate.basics.clock import now
from throughgate.faces.staff.sign_in.backend import WorkerBackend
from throughgate.faces.staff.sign_in.lockout import whose_try
from throughgate.faces.staff.sign_in.records import record, record_no_sign_in, record_sign_in
from throughgate.kernel.identity.models import Account

RECENT = timedelta(minutes=5)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs themselves up: an account is made with its worker."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "incorrect_password": _("The password is not right."),
        "incorrect_code": _("That was not right. Try again: a code from an app is good for half a minute."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Account, **how: Any) -> HttpResponse | None:
        """However they come, those who have left go no further."""
        if not WorkerBackend().user_can_authenticate(user):
            record_no_sign_in(request, user, "closed")
            return redirect("account_inactive")
        answer: HttpResponse | None = super().pre_login(request, user, **how)
        return answer

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        record_sign_in(request, user)

    def logout(self, request: HttpRequest) -> None:
        account = request.user if isinstance(request.user, Account) else None
        super().logout(request)
        record(request, "staff.sign_out", "accepted", account)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        account = Account.objects.filter(email=whose_try(request, credentials)).first()
        record_no_sign_in(request, account, "password")

    def reauthenticate(self, user: Account, password: str) -> bool:
        """By the account's own address; allauth would look for one in a table that we do not fill."""
        return bool(self.authenticate(self.request, email=user.email, password=password) == user)

    def is_reauthentication_required(self, **what: Any) -> bool:
        """Whoever signed in within the last five minutes need not prove again that it is them."""
        proofs = get_authentication_records(context.request, context.request.user)
        return not any(now().timestamp() - proof["at"] < RECENT.total_seconds() for proof in proofs)


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """A second factor can be changed, but never left off."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _("This is your only second step. Add another before you remove it."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=factors).exclude(pk=authenticator.pk)
        return bool(others.exists())

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user=user.pk, type=type).count()
        return gettext("Passkey %(number)d") % {"number": count + 1}

    def get_totp_label(self, user: Account) -> str:
        return user.email

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that the browser shows is ours; the id is the host, as the standard has it."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Throughgate"}


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The estate's provider may bring in a worker that we know, and nobody else."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Raises: ImmediateHttpResponse with the page that says so, for everyone else."""
        if not sociallogin.is_existing:
            record_no_sign_in(request, None, "unknown to us")
            raise ImmediateHttpResponse(render(request, "socialaccount/login_cancelled.html", status=403))
