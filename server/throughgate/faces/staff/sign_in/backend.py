"""Whose password counts: accounts of workers who are still here."""

from allauth.account.auth_backends import AuthenticationBackend

from throughgate.kernel.identity.models import Account


class WorkerBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, for workers only: whoever has left is signed out with their next click."""

    def get_user(self, user_id: int) -> Account | None:
        """With the worker in the same reading; None where the account is closed or the worker has left."""
        here = Account.objects.select_related("worker").filter(is_active=True, worker__left_at=None)
        return here.filter(pk=user_id).first()

    def user_can_authenticate(self, user: Account) -> bool:
        return user.is_active and user.worker.left_at is None
