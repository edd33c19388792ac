"""The forms of the second step, where allauth's say too little."""

from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from throughgate.faces.staff.sign_in.lockout import count_wrong_code, refuse_while_locked
from throughgate.faces.staff.sign_in.records import record_no_sign_in


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]
    """A code from the app, or a recovery code. Wrong ones count towards the lock-out."""

    def clean_code(self) -> str:
        """Raises: ValidationError for a wrong code, and for any code while the account is locked."""
        refuse_while_locked(context.request, self.user.email)
        try:
            return str(super().clean_code())
        except ValidationError:
            count_wrong_code(context.request, self.user.email)
            record_no_sign_in(context.request, self.user, "code")
            raise


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: what it is called, and whether it is enough by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you call it?")
        self.fields["passwordless"].label = _("Let me sign in with this alone, with no password")
        self.fields["passwordless"].help_text = _("It then asks for your fingerprint, your face or a PIN each time.")
