"""The payment door: GOV.UK Pay's API, or for a demonstration a provider that only pretends. No card ever comes near us.

Source: docs.payments.service.gov.uk ("Make a payment", "Payment status meanings", "Refunding payments", "Webhooks").
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID, uuid4

from django.conf import settings

# Eight megabytes in each process that never asks a provider anything.
if TYPE_CHECKING:
    import httpx

PRETEND = "pretend"
PATIENCE_S = 10
# Codes of a failed payment that mean that nobody came in time.
EXPIRED_CODES = {"P0020"}


class NoAnswer(Exception):
    """The provider does not answer, or not as agreed. It may or may not have done what it was asked."""


class Refuses(Exception):
    """The provider says no to a refund, and says so for good."""


class State(StrEnum):
    """How a payment has ended. One that has not goes on."""

    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"
    REFUNDED = "refunded"


@dataclass(frozen=True)
class Standing:
    """A payment at the provider: its id there, how it ended (None: it goes on), and where somebody pays meanwhile, "" where nowhere."""

    id: str
    state: State | None
    next_url: str = ""


@dataclass(frozen=True)
class Order:
    """What is to be paid. `id` is our reference and the key under which a retry is the same payment; `back`: where the browser returns."""

    id: UUID
    pence: int
    says: str
    back: str
    language: str = "en"


class Door(Protocol):
    """What any provider must do. Raises: NoAnswer, everywhere."""

    def begin(self, order: Order) -> Standing: ...

    def look(self, provider_id: str) -> Standing: ...

    def find(self, reference: UUID) -> Standing | None: ...

    def pay_back(self, provider_id: str, pence: int) -> None:
        """Pay all of it back to the card; asking twice is asking once. Raises: Refuses."""


def is_open() -> bool:
    """Whether this site has a provider at all."""
    return bool(settings.PAY_URL)


def is_pretend() -> bool:
    return bool(settings.PAY_URL == PRETEND)


def door() -> Door:
    """The provider of this site. Raises: NoAnswer where it has none."""
    if not is_open():
        raise NoAnswer("there is no provider")
    return Pretend() if is_pretend() else GovUkPay(settings.PAY_URL, settings.PAY_KEY)


def is_signed(body: bytes, signature: str) -> bool:
    """Whether a webhook comes from the provider: hex HMAC-SHA256 of its bytes under the secret that we share."""
    wanted = hmac.new(settings.PAY_WEBHOOK_SECRET.encode(), body, hashlib.sha256).hexdigest()
    return bool(settings.PAY_WEBHOOK_SECRET) and hmac.compare_digest(wanted.encode(), signature.lower().encode())


def named_in(body: bytes) -> str:
    """Of which payment a webhook speaks, "" where it is none. Nothing else that it says is read."""
    try:
        said = json.loads(body)
        return str(said["resource_id"]) if said.get("resource_type") == "payment" else ""
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""


class GovUkPay:
    """GOV.UK Pay."""

    def __init__(self, address: str, key: str) -> None:
        self._address = address.rstrip("/")
        self._headers = {"Authorization": f"Bearer {key}"}

    def begin(self, order: Order) -> Standing:
        said = {"amount": order.pence, "reference": str(order.id), "description": order.says, "return_url": order.back}
        more = {"language": "cy" if order.language == "cy" else "en"}
        return _standing(self._ask("POST", "/v1/payments", json=said | more, key=order.id.hex))

    def look(self, provider_id: str) -> Standing:
        return _standing(self._ask("GET", f"/v1/payments/{provider_id}"))

    def find(self, reference: UUID) -> Standing | None:
        found = self._ask("GET", f"/v1/payments?reference={reference}").get("results", [])
        return _standing(found[0]) if found else None

    def pay_back(self, provider_id: str, pence: int) -> None:
        # It knows no key for refunds. It refuses one when less is left to pay back than we say; and first we look.
        if self.look(provider_id).state is State.REFUNDED:
            return
        self._ask("POST", f"/v1/payments/{provider_id}/refunds", json={"amount": pence, "refund_amount_available": pence})

    def _ask(self, method: str, path: str, json: dict[str, Any] | None = None, key: str = "") -> dict[str, Any]:
        import httpx

        headers = self._headers | ({"Idempotency-Key": key} if key else {})
        try:
            with httpx.Client(timeout=PATIENCE_S, trust_env=False) as client:
                answer = client.request(method, f"{self._address}{path}", json=json, headers=headers)
            return _said(answer, path)
        except httpx.HTTPError as no:
            raise NoAnswer(str(no)) from no


def _said(answer: "httpx.Response", path: str) -> dict[str, Any]:
    if path.endswith("/refunds") and answer.status_code in (400, 412, 422):
        raise Refuses(answer.text[:200])
    if answer.is_error:
        raise NoAnswer(f"{answer.status_code}")
    try:
        said = answer.json()
    except ValueError as wrong:
        raise NoAnswer("it is no JSON") from wrong
    if not isinstance(said, dict):
        raise NoAnswer("it is not as agreed")
    return said


def _standing(said: dict[str, Any]) -> Standing:
    try:
        refunded = said.get("refund_summary", {}).get("amount_submitted", 0)
        link = (said.get("_links", {}).get("next_url") or {}).get("href", "")
        return Standing(said["payment_id"], State.REFUNDED if refunded else _state(said["state"]), link)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise NoAnswer("it is not as agreed") from wrong


def _state(said: dict[str, Any]) -> State | None:
    """Source: GOV.UK Pay, "Payment status meanings": created, started, submitted and capturable go on."""
    if said["status"] == "success":
        return State.PAID
    if not said.get("finished"):
        return None
    return State.EXPIRED if said.get("code") in EXPIRED_CODES else State.FAILED


class Pretend:
    """A provider for demonstrations, which keeps what it pretends in a folder. Its page says in large letters that no money moves."""

    def begin(self, order: Order) -> Standing:
        known = self.find(order.id)
        return known or self._keep({"id": uuid4().hex, "reference": str(order.id), "pence": order.pence, "back": order.back, "state": ""})

    def look(self, provider_id: str) -> Standing:
        return self._standing(self.kept(provider_id))

    def find(self, reference: UUID) -> Standing | None:
        every = (json.loads(path.read_text()) for path in self._folder.glob("*.json"))
        found = next((one for one in every if one["reference"] == str(reference)), None)
        return self._standing(found) if found else None

    def pay_back(self, provider_id: str, pence: int) -> None:
        self.end(provider_id, State.REFUNDED)

    def kept(self, provider_id: str) -> dict[str, Any]:
        """What is to be paid, for its page. Raises: NoAnswer."""
        path = self._folder / f"{provider_id}.json"
        if not provider_id.isalnum() or not path.exists():
            raise NoAnswer(provider_id)
        kept: dict[str, Any] = json.loads(path.read_text())
        return kept

    def end(self, provider_id: str, state: State) -> None:
        """Somebody pressed a button of its page."""
        self._keep(self.kept(provider_id) | {"state": state})

    @property
    def _folder(self) -> Any:
        return settings.HOME / "pretend-payments"

    def _keep(self, said: dict[str, Any]) -> Standing:
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / f"{said['id']}.json").write_text(json.dumps(said))
        return self._standing(said)

    def _standing(self, said: dict[str, Any]) -> Standing:
        state = State(said["state"]) if said["state"] else None
        return Standing(said["id"], state, "" if state else f"{settings.FAMILY_URL}/money/pretend/{said['id']}/")
