"""Logs for machines to read: one JSON object a line, with nothing in it that anybody wrote.

Our own messages name ids and counts, and are written out. What others say, and what an error says of itself, may hold whatever somebody
typed (a database names the value that was wrong): of those only the pattern stands here, the kind of error, and the places in the code.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

OURS = "throughgate"
# What a line may say beside its message: never a text of somebody's.
MORE = ("route", "method", "status", "ms", "face")


class JsonLines(logging.Formatter):
    """`{"at", "level", "from", "says", …}`; with an error also `error` (its kind) and `where` (file:line function, the innermost last)."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage() if _is_ours(record) else str(record.msg),
        }
        line |= {name: getattr(record, name) for name in MORE if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line |= {"error": record.exc_info[0].__name__, "where": _where(record.exc_info[2])}
        return json.dumps(line, default=str)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == OURS or record.name.startswith(f"{OURS}.") or record.name == "_granian"


def _where(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename.rpartition('/site-packages/')[2]}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-12:]]
