"""What Django's way to the database leaves out: many rows at once without an object for each, and a transaction that waits for no disk."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows whose values stand in the order of `names` (fields; of a foreign key, its id). Raises what `bulk_create` raises."""
    fields = _fields(model, names)
    columns = [_prepared(field, values) for field, values in zip(fields, zip(*rows, strict=True), strict=False)]
    if not columns:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # One array a column: the statement stays the same however many rows there are.
            arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
            cursor.execute(f"{_into(model, names)} SELECT * FROM UNNEST({arrays})", columns)  # noqa: S608 - names of our own columns
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"{_into(model, names)} VALUES ({places})", list(zip(*columns, strict=True)))


def insert_found(model: type[models.Model], names: Sequence[str], found: "models.QuerySet[Any, Any]") -> None:
    """Insert what a query finds, in the order of `names`; no row of it travels to us and back."""
    select, values = found.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{_into(model, names)} {select}", values)


@contextmanager
def lightly() -> Iterator[None]:
    """A transaction that does not wait for the disk, for what may be forgotten when the power fails.

    What is written after it is never there without it. Inside another transaction it is a part of that one.
    """
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            _say("SET LOCAL synchronous_commit TO off")
            yield
    else:
        before = _say("PRAGMA synchronous").fetchone()[0]
        _say("PRAGMA synchronous = NORMAL")
        try:
            with transaction.atomic():
                yield
        finally:
            _say(f"PRAGMA synchronous = {before}")


def _into(model: type[models.Model], names: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in _fields(model, names))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns})"


def _fields(model: type[models.Model], names: Sequence[str]) -> "list[models.Field[Any, Any]]":
    known = {field.name: field for field in model._meta.concrete_fields}
    return [known[name] for name in names]


def _prepared(field: "models.Field[Any, Any]", values: Iterable[Any]) -> list[Any]:
    # The proxy `connection` looks for its thread's own at every touch.
    ours = connections[DEFAULT_DB_ALIAS]
    return [field.get_db_prep_save(value, ours) for value in values]


def _say(statement: str) -> Any:
    cursor = connection.cursor()
    cursor.execute(statement)
    return cursor
