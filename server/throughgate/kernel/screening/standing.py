"""Which rules, targets, samplings and stops stand: an edition of them all, so that a process reads them again only when one has changed."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Edition(models.Model):
    """One row: what stands has changed since whoever remembers another `mark`.

    A mark is made anew and never counted: one that was undone with its transaction is never met again.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    mark = models.UUIDField()

    class Meta:
        app_label = "screening"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_edition")]


class Standings(models.QuerySet[Row]):
    """Rows of what stands. However they are written, the edition changes in the same transaction."""

    def update(self, **changes: Any) -> int:
        changed()
        return super().update(**changes)

    def bulk_create(self, objs: Iterable[Row], *args: Any, **how: Any) -> list[Row]:
        changed()
        return super().bulk_create(objs, *args, **how)

    def delete(self) -> tuple[int, dict[str, int]]:
        changed()
        return super().delete()


class Standing(models.Model):
    """A row of what stands."""

    objects = models.Manager.from_queryset(Standings)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **how: Any) -> None:
        changed()
        super().save(*args, **how)


def changed() -> None:
    """From the end of this transaction on, everybody reads anew. Two that change something wait for each other."""
    if not Edition.objects.filter(pk=1).update(mark=uuid4()):
        Edition.objects.bulk_create([Edition(mark=uuid4())], ignore_conflicts=True)
        Edition.objects.filter(pk=1).update(mark=uuid4())


def edition() -> UUID | None:
    """Which edition stands; None before the first."""
    return Edition.objects.values_list("mark", flat=True).first()
