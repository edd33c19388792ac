"""A payment provider on this machine that speaks as GOV.UK Pay does: begin, look, find, refund; and webhooks signed as its are."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY, SECRET = "api_test_key", "a secret of webhooks"
LIVES = {"created": False, "started": False, "submitted": False, "success": True, "failed": True, "cancelled": True, "error": True}


class Pay:
    """What it knows. `away`: it answers nobody; `loses_answers`: it does what it is asked, and its answer is lost."""

    def __init__(self) -> None:
        self.payments: dict[str, dict[str, Any]] = {}
        self.keys: dict[str, str] = {}
        self.asked: list[str] = []
        self.away = self.loses_answers = False
        self.address = ""

    def turn(self, payment_id: str, status: str, code: str = "") -> None:
        """Somebody paid, or did not."""
        self.payments[payment_id]["state"] = {"status": status, "finished": LIVES[status], **({"code": code} if code else {})}

    def door(self, shown: str) -> tuple[int, dict[str, Any]] | None:
        """What it answers in place of what it was asked, if anything."""
        if self.away or self.loses_answers:
            return 503, {}
        return None if shown == f"Bearer {KEY}" else (401, {"code": "P0900"})

    def begin(self, said: dict[str, Any], key: str) -> dict[str, Any]:
        if key and key in self.keys:
            return self.payments[self.keys[key]]
        made = f"pay{len(self.payments) + 1}"
        links = {"next_url": {"href": f"{self.address}/secure/{made}", "method": "GET"}}
        self.payments[made] = said | {"payment_id": made, "refund_summary": {"amount_submitted": 0}, "_links": links}
        self.turn(made, "created")
        self.keys[key] = made
        return self.payments[made]

    def search(self, query: str) -> tuple[int, dict[str, Any]]:
        wanted = parse_qs(query)["reference"][0]
        return 200, {"results": [one for one in self.payments.values() if one["reference"] == wanted]}

    def look(self, payment_id: str) -> tuple[int, dict[str, Any]]:
        return (200, self.payments[payment_id]) if payment_id in self.payments else (404, {"code": "P0200"})

    def refund(self, payment_id: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        found = self.payments[payment_id]
        left = found["amount"] - found["refund_summary"]["amount_submitted"]
        if found["state"]["status"] != "success" or said["refund_amount_available"] != left:
            return 412, {"code": "P0604", "description": "Refund amount available mismatch."}
        found["refund_summary"]["amount_submitted"] += said["amount"]
        return 202, {"refund_id": "r1", "status": "submitted"}


def webhook(payment_id: str, event: str = "card_payment_succeeded", secret: str = SECRET) -> tuple[bytes, str]:
    """The bytes that it sends, and how it signs them."""
    body = json.dumps({"webhook_message_id": "m1", "resource_id": payment_id, "resource_type": "payment", "event_type": event}).encode()
    return body, hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


@contextmanager
def provider() -> Iterator[Pay]:
    """It is there until the end of the block."""
    pay = Pay()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(pay))
    pay.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield pay
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler_of(pay: Pay) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            where = urlsplit(self.path)
            return self._answer(*(pay.search(where.query) if where.query else pay.look(where.path.rpartition("/")[2])))

        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path.endswith("/refunds"):
                return self._answer(*pay.refund(self.path.split("/")[3], said))
            return self._answer(201, pay.begin(said, self.headers.get("Idempotency-Key", "")))

        def _answer(self, status: int, said: dict[str, Any]) -> None:
            pay.asked.append(f"{self.command} {urlsplit(self.path).path}")
            status, said = pay.door(self.headers["Authorization"]) or (status, said)
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            pass

    return Handler
