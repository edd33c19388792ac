import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_tables"),
        ("sync", "0004_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="quarantined",
            name="closed_at",
            field=models.DateTimeField(help_text="Staff have decided; how, says the newest Decision", null=True),
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[("apply", "apply"), ("route", "route"), ("answer", "answer"), ("release", "release")], max_length=8
                    ),
                ),
                ("at", models.DateTimeField()),
                ("words", models.CharField(blank=True, help_text="What its maker reads, of an answer", max_length=400)),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="Whose it is, where it was given to somebody",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "quarantined",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="sync.quarantined"),
                ),
            ],
        ),
    ]
