"""The hub's own key: with it the hub proves itself, and vouches for where it stands. It opens nothing."""

import json
import os
from base64 import urlsafe_b64encode
from datetime import datetime
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import ECKey

from throughgate.basics.ids import uuid7
from throughgate.kernel.identity.proof import token_binding


class HubKey:
    """Kept in a file that nobody else may read; made where there is none."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            made = ECKey.generate_key("P-256", private=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(json.dumps(made.as_dict(private=True)))
        self._key = ECKey.import_key(json.loads(path.read_text()))

    def proof(self, method: str, address: str, at: datetime) -> str:
        """A `DPoP` header for a call of the hub's own."""
        return self._sign({"htm": method, "htu": address}, at)

    def voucher(self, method: str, address: str, device: str, origin: str, at: datetime) -> str:
        """That a device's proof (`device`) was made for this hub's own origin: bound to that proof, so that it serves for no other."""
        ath = urlsafe_b64encode(token_binding(device)).rstrip(b"=").decode()
        return self._sign({"htm": method, "htu": address, "ath": ath, "origin": origin}, at)

    def _sign(self, claims: dict[str, str], at: datetime) -> str:
        header = {"typ": "dpop+jwt", "alg": "ES256", "jwk": self._key.as_dict(private=False)}
        return jwt.encode(header, {**claims, "iat": int(at.timestamp()), "jti": str(uuid7())}, self._key)
