"""Reading a proof of possession: a JWT by the device's key, for this method and address, made just now. Source: RFC 9449.

Nothing here touches the database, so that a hub can read proofs as well. That a proof works only once is for whoever keeps count.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused

if TYPE_CHECKING:
    from joserfc.jwk import ECKey
    from joserfc.jwt import Token

LIVES = timedelta(seconds=300)
_PUBLIC = ("kty", "crv", "x", "y")


class BadProof(Refused):
    says = _("This device could not prove who it is.")


class Clock(Refused):
    """The proof is too old or too young: the device learns our time from the answer and asks again."""

    says = _("The clock of this device is wrong. It is being put right.")


class ProofUsed(Refused):
    says = _("This was asked once before.")


@dataclass(frozen=True)
class Proof:
    """Who spoke: the key's RFC 7638 thumbprint, and the key.

    `mark` tells this proof from all others. `origin`: in a hub's proof, where the devices behind it believe the server to be.
    """

    thumbprint: str
    jwk: dict[str, str]
    mark: str
    origin: str = ""


def read_proof(header: str, method: str, address: str, token: str | None, at: datetime) -> Proof:
    """Check a `DPoP` header for this method and address (origin and path). Raises: BadProof · Clock."""
    key, parsed = _parsed(header)
    claims = parsed.claims
    if parsed.header.get("typ") != "dpop+jwt" or (claims.get("htm"), claims.get("htu")) != (method, address):
        raise BadProof
    if token is not None and claims.get("ath") != _base64url(token_binding(token)):
        raise BadProof
    _check_time(claims.get("iat"), at)
    jwk = {name: str(value) for name, value in key.as_dict(private=False).items() if name in _PUBLIC}
    return Proof(key.thumbprint(), jwk, _mark(key.thumbprint(), claims.get("jti")), str(claims.get("origin", "")))


def token_binding(token: str) -> bytes:
    """What a proof must carry as `ath`, before base64url. Source: RFC 9449, section 4.2."""
    return hashlib.sha256(token.encode()).digest()


def hub_key(token: str) -> bytes:
    """The key under which a hub keeps what this session may read: made from the token, which nobody keeps."""
    return hmac.digest(token.encode(), b"throughgate.hub", "sha256")


def _parsed(header: str) -> "tuple[ECKey, Token]":
    from joserfc import jwt

    try:
        key = _key_in(header)
        return key, jwt.decode(header, key, algorithms=["ES256"])
    # A stranger wrote it, and the library's readers raise whatever a crafted one makes them trip over.
    except Exception as broken:
        raise BadProof from broken


def _key_in(header: str) -> "ECKey":
    from joserfc.jwk import ECKey
    from joserfc.jws import extract_compact

    jwk = extract_compact(header.encode()).headers().get("jwk")
    if not isinstance(jwk, dict) or "d" in jwk or jwk.get("crv") != "P-256":
        raise BadProof
    return ECKey.import_key({name: jwk[name] for name in _PUBLIC})


def _check_time(iat: object, at: datetime) -> None:
    if not isinstance(iat, int | float) or isinstance(iat, bool):
        raise BadProof
    # As it stands, NaN is never within and no number is too large to compare.
    if not (at - LIVES).timestamp() <= iat <= (at + LIVES).timestamp():
        raise Clock


def _mark(thumbprint: str, jti: object) -> str:
    if not isinstance(jti, str) or not jti:
        raise BadProof
    return hashlib.sha256(f"{thumbprint} {jti}".encode(errors="surrogatepass")).hexdigest()


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
