import django.db.models.deletion
from django.db import migrations, models

import throughgate.basics.ids


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0003_bringing_in"),
        ("people", "0003_leave"),
    ]

    operations = [
        migrations.CreateModel(
            name="NewsSource",
            fields=[
                ("id", models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("address", models.CharField(max_length=500)),
                ("name", models.CharField(max_length=80)),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField(null=True)),
                ("looked_at", models.DateTimeField(null=True)),
                ("missed", models.CharField(blank=True, help_text="The code of the reason", max_length=60)),
                ("seen", models.JSONField(default=list)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker")),
                ("shelf", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="news", to="library.shelf")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("to_at", None)), fields=("shelf", "address"), name="a_shelf_takes_a_source_once"
                    )
                ],
            },
        ),
    ]
