from django.db import models
from morango.models.core import SyncableModel


class Record(SyncableModel):
    """What one person has written, about 215 bytes."""

    morango_profile = "bench"
    morango_model_name = "record"

    dataset = models.CharField(max_length=32)
    person = models.CharField(max_length=32)
    words = models.TextField()

    def calculate_source_id(self):
        return None

    def calculate_partition(self):
        return f"{self.dataset}:{self.person}"
