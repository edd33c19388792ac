"""Whom nobody here may ever reach, as keyed hashes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_limits_say_why"),
    ]

    operations = [
        migrations.CreateModel(
            name="DoNotContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=64)),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        help_text="None: on the server",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.worker",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(condition=models.Q(("to_at", None)), fields=("mark",), name="on_the_list_once")],
            },
        ),
    ]
