"""Who is away, and who stands in for them."""

import django.db.models.deletion
from django.db import migrations, models

import throughgate.basics.ids


class Migration(migrations.Migration):
    dependencies = [("people", "0002_operations_role")]

    operations = [
        migrations.CreateModel(
            name="Leave",
            fields=[
                (
                    "id",
                    models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField()),
                ("set_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("cover", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker")),
                ("set_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker")),
                ("worker", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.worker")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("to_at__gt", models.F("from_at"))), name="leave_ends_after_it_begins"),
                    models.CheckConstraint(
                        condition=models.Q(("cover", models.F("worker")), _negated=True), name="nobody_covers_for_themself"
                    ),
                ],
                "indexes": [
                    models.Index(condition=models.Q(("ended_at", None)), fields=["cover", "to_at"], name="leave_to_cover"),
                ],
            },
        ),
    ]
