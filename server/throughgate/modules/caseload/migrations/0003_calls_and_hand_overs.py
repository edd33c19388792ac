"""Calls about what is urgent, and handing it over."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import throughgate.basics.ids

OUTCOMES = [
    ("spoke", "We spoke"),
    ("left_word", "I left word with somebody, or on the machine"),
    ("no_answer", "There was no answer"),
]


def key() -> "models.UUIDField[Any, Any]":
    return models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)


def worker() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker")


def task() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tasks.task")


class Migration(migrations.Migration):
    dependencies = [("caseload", "0002_files_of_moves"), ("tasks", "0004_urgent")]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", key()),
                ("person_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("outcome", models.CharField(choices=OUTCOMES, max_length=12)),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("by", worker()),
                ("task", task()),
            ],
            options={"indexes": [models.Index(fields=["person_id", "-at"], name="calls_of")]},
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", key()),
                ("person_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(max_length=500)),
                ("by", worker()),
                ("task", task()),
                ("to", worker()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="a_hand_over_says_why"),
                ],
            },
        ),
    ]
