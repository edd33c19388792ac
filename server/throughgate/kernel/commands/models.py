"""The table of receipts."""

from django.db import models


class Receipt(models.Model):
    """What became of an act. One for (actor, act), kept for ever."""

    actor = models.CharField(max_length=60)
    act = models.UUIDField()
    command = models.CharField(max_length=80)
    outcome = models.CharField(max_length=12, choices=[(o, o) for o in ("accepted", "refused", "held", "quarantined")])
    code = models.CharField(max_length=60, blank=True)
    says = models.CharField(max_length=600, blank=True)
    person_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "act"], name="an_act_has_one_receipt")]
        indexes = [models.Index(fields=["person_id", "-at"], name="receipts_of_a_person")]
