"""The door to what others publish: only places that the site allows by name, and never more than was asked for."""

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from django.conf import settings

# Eight megabytes in each process that never fetches anything.
if TYPE_CHECKING:
    import httpx

PATIENCE_S = 20
MOST_TURNS = 3


class NotAllowed(Exception):
    """The site has not allowed that place; nothing was asked of it."""


class NoAnswer(Exception):
    """Nobody answered, or not with what was asked for, or with far more."""


def is_allowed(address: str) -> bool:
    """Whether it stands at one of the site's places: scheme, host and port, as in "https://www.example.org"."""
    try:
        where = urlsplit(address)
        return not where.username and f"{where.scheme}://{where.netloc}".lower() in settings.NEWS_FROM
    except ValueError:
        return False


def fetch(address: str, most: int) -> bytes:
    """What stands there, of so many bytes at most. Raises: NotAllowed, NoAnswer."""
    import httpx

    with httpx.Client(timeout=PATIENCE_S, trust_env=False) as client:
        for _turn in range(MOST_TURNS):
            if not is_allowed(address):
                raise NotAllowed(address)
            try:
                elsewhere, content = _get(client, address, most)
            except httpx.HTTPError as no:
                raise NoAnswer(str(no)) from no
            if not elsewhere:
                return content
            address = urljoin(address, elsewhere)
    raise NoAnswer("it leads round in circles")


def _get(client: "httpx.Client", address: str, most: int) -> tuple[str, bytes]:
    """Where it leads instead, or what stands there."""
    content = bytearray()
    with client.stream("GET", address, headers={"User-Agent": "Throughgate"}) as answer:
        if answer.is_redirect:
            return answer.headers["location"], b""
        answer.raise_for_status()
        for piece in answer.iter_bytes():
            content += piece
            if len(content) > most:
                raise NoAnswer("it is too large")
    return "", bytes(content)
