"""What waits at a desk, in place of for whoever looks after a person."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("tasks", "0004_urgent")]

    operations = [
        migrations.AddField("task", "desk", models.UUIDField(null=True)),
        migrations.AddIndex(
            "task",
            models.Index(fields=["desk", "due_at"], condition=Q(done_at=None, desk__isnull=False), name="tasks_at_a_desk"),
        ),
    ]
