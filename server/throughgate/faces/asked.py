"""Requests as our listeners read them: whatever a caller says, there is a request that can be refused."""

from contextlib import suppress
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.wsgi import WSGIRequest


class _AnyKind:
    """Django trips over a kind of content whose character set names a zero (`charset*=UTF-8''%00`), before any view is asked."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        with suppress(ValueError):
            super()._set_content_type_params(meta)  # type: ignore[misc]


class Asked(_AnyKind, WSGIRequest):
    """By WSGI."""


class AskedByLoop(_AnyKind, ASGIRequest):
    """By ASGI."""
