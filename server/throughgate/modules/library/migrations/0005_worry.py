import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0004_news"),
        ("people", "0003_leave"),
    ]

    operations = [
        migrations.CreateModel(
            name="Worry",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="worry",
                        serialize=False,
                        to="library.comment",
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("why", models.CharField(max_length=500)),
                ("done_at", models.DateTimeField(null=True)),
                ("done", models.CharField(blank=True, max_length=500)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker")),
                (
                    "done_by",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_worry_is_done_by_somebody",
                    )
                ],
            },
        ),
    ]
