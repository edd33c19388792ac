"""Accounts for the demo: the workers of NAMED can sign in. Everyone knows these secrets, so they open nothing but an invented estate."""

import base64
import hashlib
from dataclasses import dataclass

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from throughgate.faces.ops.estate.estate import Estate
from throughgate.faces.ops.estate.workers import NAMED
from throughgate.kernel.identity.models import Account
from throughgate.kernel.people.models import Worker, WorkerRole

PASSWORD = "lantern harbour 41"  # noqa: S105


@dataclass(frozen=True)
class SignIn:
    """Who can sign in, with what. `totp_secret` is base32, as an authenticator app takes it."""

    name: str
    role: str
    email: str
    password: str
    totp_secret: str


def make_sign_ins(estate: Estate) -> None:
    """An account with a password and a second factor for each worker of NAMED."""
    # One salt for all keeps the estate the same each time.
    password = make_password(PASSWORD, salt="throughgate-demo")
    for worker in _named_workers(estate.workers):
        account = Account.objects.create(email=worker.email, worker=worker, password=password)
        data = {"secret": get_adapter().encrypt(totp_secret(worker.email))}
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data=data)


def sign_ins() -> list[SignIn]:
    """Those that the database has, in the order of NAMED."""
    rows = {account.worker.name: account for account in Account.objects.filter(worker__name__in=NAMED.values()).select_related("worker")}
    found = [rows[name] for name in NAMED.values() if name in rows]
    return [SignIn(row.worker.name, str(WorkerRole(row.worker.role).label), row.email, PASSWORD, totp_secret(row.email)) for row in found]


def totp_secret(email: str) -> str:
    """The second factor's secret of a demo account: made from its address, so that it outlives --fresh."""
    return base64.b32encode(hashlib.sha256(f"throughgate demo {email}".encode()).digest()[:20]).decode()


def _named_workers(workers: list[Worker]) -> list[Worker]:
    return [worker for worker in workers if worker.name in NAMED.values()]
