import django.db.models.deletion
from django.db import migrations, models

import throughgate.basics.ids


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_tables"),
        ("sync", "0001_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="backup",
            name="name",
            field=models.CharField(default="", max_length=40),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="BackedUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.BigIntegerField()),
                ("backup", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reaches", to="sync.backup")),
                ("device", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="identity.device")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("backup", "device"), name="a_device_is_once_in_a_backup")],
            },
        ),
        migrations.CreateModel(
            name="Missing",
            fields=[
                ("id", models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("found_at", models.DateTimeField(help_text="All of them have turned up", null=True)),
                (
                    "device",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="missing", to="identity.device"),
                ),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("found_at", None)), fields=["device"], name="missing_from_a_device")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first__lte", models.F("last"))), name="what_is_missing_begins_before_it_ends"
                    )
                ],
            },
        ),
    ]
