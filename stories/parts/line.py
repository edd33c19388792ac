"""The line between a hub and its server, which a story can cut: the same small proxy that the server's tests use."""

from tests.line import Line

__all__ = ["Line"]
