"""Proof of possession: each request carries a JWT by the device's key, for this method and address, now, once. Source: RFC 9449."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from joserfc.jws import extract_compact

from throughgate.basics.errors import Refused
from throughgate.kernel.identity.models import SeenProof
from throughgate.kernel.identity.sessions import token_binding

LIVES = timedelta(seconds=300)
REMEMBERED = 2 * LIVES


class BadProof(Refused):
    says = _("This device could not prove who it is.")


class Clock(Refused):
    """The proof is too old or too young: the device learns our time from the answer and asks again."""

    says = _("The clock of this device is wrong. It is being put right.")


class ProofUsed(Refused):
    says = _("This was asked once before.")


@dataclass(frozen=True)
class Proof:
    """Who spoke: the key's RFC 7638 thumbprint, and the key."""

    thumbprint: str
    jwk: dict[str, str]


def check_proof(header: str, method: str, address: str, token: str | None, at: datetime) -> Proof:
    """Check a `DPoP` header for this method and address (origin and path), and remember it so that it works once.

    Raises: BadProof · Clock · ProofUsed.
    """
    key = _key_in(header)
    try:
        parsed = jwt.decode(header, key, algorithms=["ES256"])
    except (JoseError, ValueError) as broken:
        raise BadProof from broken
    claims = parsed.claims
    if parsed.header.get("typ") != "dpop+jwt" or (claims.get("htm"), claims.get("htu")) != (method, address):
        raise BadProof
    if token is not None and claims.get("ath") != _base64url(token_binding(token)):
        raise BadProof
    _check_time(claims.get("iat"), at)
    proof = Proof(key.thumbprint(), {name: str(value) for name, value in key.as_dict(private=False).items() if name in _PUBLIC})
    _remember(proof.thumbprint, claims.get("jti"), at)
    return proof


def sweep_proofs(at: datetime) -> int:
    """Forget those that are too old to be used again anyway."""
    return SeenProof.objects.filter(at__lte=at - REMEMBERED).delete()[0]


_PUBLIC = ("kty", "crv", "x", "y")


def _key_in(header: str) -> ECKey:
    try:
        jwk = extract_compact(header.encode()).headers().get("jwk")
        if not isinstance(jwk, dict) or "d" in jwk or jwk.get("crv") != "P-256":
            raise BadProof
        return ECKey.import_key({name: jwk[name] for name in _PUBLIC})
    except (JoseError, ValueError, KeyError, TypeError) as broken:
        raise BadProof from broken


def _check_time(iat: object, at: datetime) -> None:
    if not isinstance(iat, int | float) or isinstance(iat, bool):
        raise BadProof
    if abs(at.timestamp() - iat) > LIVES.total_seconds():
        raise Clock


def _remember(thumbprint: str, jti: object, at: datetime) -> None:
    if not isinstance(jti, str) or not jti:
        raise BadProof
    mark = hashlib.sha256(f"{thumbprint} {jti}".encode()).hexdigest()
    try:
        with transaction.atomic():
            SeenProof.objects.create(jti=mark, at=at)
    except IntegrityError as again:
        raise ProofUsed from again


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
