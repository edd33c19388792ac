"""Mail that waits to go out."""

from django.db import migrations, models

import throughgate.basics.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("to", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(help_text="When it is tried next")),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("sent_at", None)), fields=["due_at"], name="letters_to_send")],
            },
        ),
    ]
