"""Whether a mail is from whom it says. We look at its signatures (DKIM) ourselves. Who handed it in (SPF) only our own mail server saw:
its word is taken from the Authentication-Results that it wrote, and from nobody else's.

Source: RFC 6376, 6 (DKIM); RFC 8601, 5 (whose results to believe); RFC 7489, 3.1 (a result counts for the domain that is shown).
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from typing import Any

from django.conf import settings

from throughgate.kernel.gateways.mail_in import dns

log = logging.getLogger(__name__)
# More than that on one mail is somebody who wants us to compute.
MOST_SIGNATURES = 4
LEAST_KEY_BITS = 1024


class From(StrEnum):
    """What is known of the address that a mail is from."""

    PROVED = "proved"
    UNPROVED = "unproved"
    FALSE = "false"


@dataclass(frozen=True)
class Checked:
    """What was found. `dkim`, `spf`: pass, fail, none, or temperror where nobody could tell now."""

    dkim: str
    spf: str

    @property
    def sender(self) -> From:
        """Either proves it; where neither does, a fail of either says that it is false."""
        if "pass" in (self.dkim, self.spf):
            return From.PROVED
        return From.FALSE if "fail" in (self.dkim, self.spf) else From.UNPROVED

    @property
    def kept(self) -> dict[str, str]:
        return {"dkim": self.dkim, "spf": self.spf, "from": self.sender}


def check(raw: bytes, mail: EmailMessage, sender: str) -> Checked:
    """Of a mail from that address."""
    domain = sender.rpartition("@")[2]
    return Checked(_dkim(raw, mail, domain), _spf(mail, domain))


def _dkim(raw: bytes, mail: EmailMessage, domain: str) -> str:
    """The best of the signatures that are by that domain; others say nothing of it."""
    found = list(_signatures(raw, len(mail.get_all("dkim-signature", [])), domain))
    return next((result for result in ("pass", "temperror", "fail") if result in found), "none")


def _signatures(raw: bytes, many: int, domain: str) -> Iterator[str]:
    import dkim

    if not many:
        return
    for n in range(min(many, MOST_SIGNATURES)):
        signed = dkim.DKIM(raw, minkey=LEAST_KEY_BITS, timeout=dns.PATIENCE_S)
        try:
            good = signed.verify(idx=n, dnsfunc=dns.text_record)
        except dns.NoAnswer:
            yield "temperror"
            continue
        except Exception as wrong:
            # Whatever a stranger wrote into a signature: it proves nothing.
            log.info("a signature could not be read: %s", type(wrong).__name__)
            good = False
        # One that covers only the beginning says nothing of what was added below.
        if _is_of(_domain_of(signed), domain) and b"l" not in (signed.signature_fields or {}):
            yield "pass" if good else "fail"


def _domain_of(signed: Any) -> str:
    said = (signed.signature_fields or {}).get(b"d", b"")
    return bytes(said).decode("ascii", "replace").lower()


def _spf(mail: EmailMessage, domain: str) -> str:
    """What our own server wrote on top. Of several from the same name only the first is its own: it takes away or writes above others."""
    import authres

    if not settings.MAIL_TRUSTS:
        return "none"
    for line in mail.get_all("authentication-results", []):
        try:
            read = authres.AuthenticationResultsHeader.parse(f"Authentication-Results: {' '.join(str(line).split())}")
        except Exception:
            log.info("a result could not be read")
            continue
        if str(read.authserv_id).lower() == settings.MAIL_TRUSTS:
            return next((said for one in read.results if (said := _spf_of(one, domain))), "none")
    return "none"


def _spf_of(result: Any, domain: str) -> str:
    """Nothing where it is of something else, or of another domain than the one that is shown."""
    if result.method != "spf" or not _is_of(str(result.smtp_mailfrom or "").rpartition("@")[2].lower(), domain):
        return ""
    return {"pass": "pass", "fail": "fail", "temperror": "temperror"}.get(str(result.result), "none")


def _is_of(one: str, other: str) -> bool:
    """The same domain, or one below the other."""
    return bool(one and other) and (one == other or one.endswith(f".{other}") or (other.endswith(f".{one}") and one.count(".") > 0))
