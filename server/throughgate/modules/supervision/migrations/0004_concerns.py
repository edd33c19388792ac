"""A concern opens something that must follow; a note is the worker's own unless they share it."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def worker() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker")


class Migration(migrations.Migration):
    dependencies = [("supervision", "0003_by_person"), ("people", "0003_leave")]

    operations = [
        migrations.AlterField("review", "sensitive", models.BooleanField(default=True)),
        migrations.CreateModel(
            name="Concern",
            fields=[
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="concern",
                        serialize=False,
                        to="supervision.submission",
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("what", models.CharField(max_length=500)),
                ("due_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", worker()),
                ("to", worker()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("what", ""), _negated=True), name="a_concern_says_what_follows"),
                ],
                "indexes": [models.Index(fields=["person_id", "-at"], name="concerns_of")],
            },
        ),
        migrations.CreateModel(
            name="ConcernEnd",
            fields=[
                (
                    "concern",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="end",
                        serialize=False,
                        to="supervision.concern",
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("came_of_it", models.CharField(max_length=1000)),
                ("by", worker()),
            ],
        ),
    ]
