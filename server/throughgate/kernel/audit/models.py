"""The trail's two tables: the entries, and the head of each chain."""

from django.db import models

from throughgate.kernel.columns import Bytes


class TrailEntry(models.Model):
    """One thing that was done, refused or looked at. Never changed; each is sealed to the one before it in its chain."""

    chain = models.SmallIntegerField()
    n = models.BigIntegerField()
    at = models.DateTimeField()
    act = models.UUIDField()
    what = models.CharField(max_length=80, help_text="Command, or look:page")
    outcome = models.CharField(max_length=12, help_text="accepted, refused, looked, held, quarantined")
    actor = models.CharField(max_length=60)
    face = models.CharField(max_length=8)
    device_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True, help_text="Whose record it touches")
    detail = models.JSONField(default=dict)
    seal = Bytes(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "n"], name="a_chain_has_no_two_entries_in_one_place")]
        indexes = [
            models.Index(fields=["person_id", "-at"], name="trail_of_a_person"),
            models.Index(fields=["act"], name="trail_of_an_act"),
        ]


class TrailHead(models.Model):
    """The last entry of a chain, itself sealed: it shows when the end of a chain was cut off."""

    chain = models.SmallIntegerField(primary_key=True)
    n = models.BigIntegerField(default=0)
    seal = Bytes(max_length=32)
    witness = Bytes(max_length=32)
