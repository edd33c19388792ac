"""The form of the second step."""

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from django.core.exceptions import ValidationError

from throughgate.faces.staff.sign_in.lockout import count_wrong_code, refuse_while_locked
from throughgate.faces.staff.sign_in.records import record


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]
    """A code from the app, or a recovery code. Wrong ones count towards the lock-out."""

    def clean_code(self) -> str:
        """Raises: ValidationError for a wrong code, and for any code while the account is locked."""
        refuse_while_locked(context.request, self.user.email)
        try:
            return str(super().clean_code())
        except ValidationError:
            count_wrong_code(context.request, self.user.email)
            record(context.request, "staff.sign_in", "refused", self.user, why="code")
            raise
