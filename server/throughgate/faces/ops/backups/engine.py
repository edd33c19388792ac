"""Which of the two databases is in use, and what can be done with each: `dump`, `is_empty`, `load`."""

from types import ModuleType

from django.db import connection

from throughgate.faces.ops.backups import postgres, sqlite


def engine() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite
