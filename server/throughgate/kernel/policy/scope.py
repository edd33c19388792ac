"""Queries fail closed: a module's table answers only inside somebody's act.

A command opens the scope, so does a staff page; code that forgot who is asking gets an error, not everyone's rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.db import models

from throughgate.kernel.policy.act import Act

_current: ContextVar[Act | None] = ContextVar("act", default=None)
Row = TypeVar("Row", bound=models.Model)


class NobodyIsAsking(RuntimeError):
    """A guarded table was read outside any act. A mistake of ours, never of the user's."""


@contextmanager
def scope(act: Act) -> Iterator[Act]:
    """Everything inside is done for this act's actor."""
    token = _current.set(act)
    try:
        yield act
    finally:
        _current.reset(token)


def whose() -> Act:
    """The act for which everything here is done. Raises: NobodyIsAsking."""
    act = _current.get()
    if act is None:
        raise NobodyIsAsking
    return act


class GuardedManager(models.Manager[Row]):
    """The `objects` of every module's table."""

    def get_queryset(self) -> models.QuerySet[Row]:
        if _current.get() is None:
            raise NobodyIsAsking(self.model.__name__)
        return super().get_queryset()
