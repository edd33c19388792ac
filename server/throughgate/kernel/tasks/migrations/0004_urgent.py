"""What is urgent and why; who has it in hand by name."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0003_operations_role"), ("people", "0003_leave")]

    operations = [
        migrations.AddField(
            "task",
            "signs",
            models.CharField(blank=True, default="", help_text="Why it is urgent, each a word that the inbox line knows", max_length=60),
        ),
        migrations.AddField(
            "task",
            "held_by",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker"),
        ),
        migrations.AddField(
            "task",
            "calm_at",
            models.DateTimeField(help_text="When somebody spoke to the person; it waits on, and is urgent no more", null=True),
        ),
    ]
