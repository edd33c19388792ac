"""GOV.UK Notify, by its own client. It cuts words into parts itself, and calls us back (`faces/partner/notify.py`)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings

from throughgate.kernel.gateways.text_doors.door import Never, Send

ADDRESS = "https://api.notifications.service.gov.uk"
PATIENCE_S = 20


class NotifyAway(OSError):
    """It cannot be reached, is too busy, or does not know our key."""


@contextmanager
def open_door() -> Iterator[Send]:
    from notifications_python_client.notifications import NotificationsAPIClient

    address = settings.TEXTS_URL.removeprefix("notify").removeprefix(":").removeprefix("+") or ADDRESS
    client: Any = NotificationsAPIClient(settings.NOTIFY_KEY, base_url=address, timeout=PATIENCE_S)  # type: ignore[no-untyped-call]
    yield partial(_send, client)


def _send(client: Any, text: UUID, to: str, words: str) -> Sequence[str]:
    from notifications_python_client.errors import HTTPError, InvalidResponse

    try:
        said = client.send_sms_notification(to, settings.NOTIFY_TEMPLATE, personalisation={"words": words}, reference=str(text))
        return [str(said["id"])]
    except HTTPError as no:
        # 400: this number or these words. All else is for another time: 403 a key, 429 too many, 5xx theirs.
        if no.status_code == 400:
            raise Never from no
        raise NotifyAway from no
    except (InvalidResponse, KeyError, TypeError) as odd:
        raise NotifyAway from odd
