"""GOV.UK Notify: its own client against a double of its API, and its calls to us, replayed and reordered."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import OctKey

from tests.make import HOUR, MINUTE, NOON
from tests.post import module_double
from tests.test_partner_face import _PartnerHandler
from throughgate.basics.clock import now, wire
from throughgate.kernel.gateways.models import Incoming, Text, TextPart
from throughgate.kernel.gateways.texts import send_texts, write_text

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
CALLS = "the word that its calls carry"
ID = "740e5834-3a29-46b4-9a6f-16142fde533a"


class Notify(BaseHTTPRequestHandler):
    """What its API says to one text: who signs as whom, and which body."""

    answer = (201, {"id": ID})

    def do_POST(self):
        token = jwt.decode(self.headers["Authorization"].removeprefix("Bearer "), OctKey.import_key(SECRET))
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, token.claims["iss"], body))
        status, said = self.server.answer
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_said):
        """Nothing."""


@pytest.fixture
def notify(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Notify)
    server.asked, server.answer = [], (201, {"id": ID})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.TEXTS_URL = f"notify+http://127.0.0.1:{server.server_port}"
    settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE, settings.NOTIFY_CALLS = f"estate-{SERVICE}-{SECRET}", "t-1", CALLS
    yield server
    server.shutdown()
    server.server_close()


def calls(path, said, word=CALLS):
    browser = Client()
    browser.handler = _PartnerHandler(enforce_csrf_checks=True)
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    return browser.generic("POST", path, body, content_type="application/json", headers={"Authorization": f"Bearer {word}"}).status_code


def came(**more):
    said = {"id": "in-1", "source_number": "447700900123", "destination_number": "447700900999", "message": "Nos da"}
    return said | {"date_received": "2026-11-18T12:00:00.000000Z"} | more


def receipt(status, at, **more):
    said = {"id": ID, "reference": "r", "to": "447700900123", "status": status, "created_at": wire(NOON), "notification_type": "sms"}
    return said | {"completed_at": wire(at), "sent_at": wire(NOON)} | more


def test_a_text_goes_out_as_the_template_has_it(notify):
    text = write_text("07700 900123", "Nos da, cariad", NOON)
    assert send_texts(NOON) == 1
    path, service, body = notify.asked[0]
    assert (path, service) == ("/v2/notifications/sms", SERVICE)
    said = {"phone_number": "+447700900123", "template_id": "t-1", "personalisation": {"words": "Nos da, cariad"}}
    assert body == said | {"reference": str(text.pk)}
    assert TextPart.objects.get(text=text).provider_id == ID


def test_what_it_will_never_send_is_over_and_all_else_is_tried_again(notify):
    write_text("07700 900123", "Hello", NOON)
    notify.answer = (429, {"status_code": 429, "errors": []})
    assert send_texts(NOON) == 0
    notify.answer = (201, ["not what we asked for"])
    assert send_texts(NOON + MINUTE) == 0
    assert Text.objects.get().words == "Hello"
    notify.answer = (400, {"status_code": 400, "errors": []})
    assert send_texts(NOON + HOUR) == 0
    assert Text.objects.get().outcome == "failed"


def test_a_call_without_the_word_is_nothing(notify, settings):
    assert calls("/notify/texts", came(), "something else") == 401
    settings.NOTIFY_CALLS = ""
    assert calls("/notify/texts", came(), "") == 401
    assert not Incoming.objects.exists()


def test_a_text_that_it_brings_twice_is_one(notify):
    with module_double() as handed:
        assert [calls("/notify/texts", came()) for _again in range(3)] == [200] * 3
        assert calls("/notify/texts", came(id="in-2")) == 200
    assert [(one.words, one.sender, one.id) for one in handed] == [("Nos da", "+447700900123", "in-1"), ("Nos da", "+447700900123", "in-2")]


def test_receipts_come_in_any_order_twice_and_before_we_know_whose_they_are(notify):
    assert calls("/notify/receipts", receipt("delivered", now())) == 200
    text = write_text("07700 900123", "Hello", NOON)
    send_texts(NOON)
    assert calls("/notify/receipts", receipt("temporary-failure", NOON)) == 200
    assert calls("/notify/receipts", receipt("delivered", now())) == 200
    assert calls("/notify/receipts", receipt("sending", now())) == 200
    text.refresh_from_db()
    assert text.outcome == "delivered"


@pytest.mark.parametrize("said", [b"", b"[]", b"{", b'{"id": 1}', b'{"id": "x", "message": "\\u0000"}', b"\xff" * 10, b"[" * 100_000])
def test_what_is_no_call_of_its_is_refused(notify, said):
    assert calls("/notify/texts", said) == 400
    assert calls("/notify/receipts", said) == 400


def test_a_zero_in_a_text_is_left_out(notify):
    with module_double() as handed:
        assert calls("/notify/texts", came(message="Nos\x00 da")) == 200
    assert handed[0].words == "Nos da"
