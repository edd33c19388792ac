from typing import Any

from django.db import migrations, models
from django.db.models import F, Q


def put_away_the_past(apps: Any, schema_editor: Any) -> None:
    """Holdings that ended before devices said whose vaults they hold: nobody waits for them to say it."""
    apps.get_model("identity", "Holding").objects.filter(to_at__isnull=False).update(put_away_at=F("to_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="devicestate",
            name="vaults",
            field=models.JSONField(null=True, help_text="Of whom something is on it: rows of {person, acts, files}, what waits of each"),
        ),
        migrations.AddField(
            model_name="holding",
            name="put_away_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(put_away_the_past, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(condition=Q(put_away_at=None) | Q(to_at__isnull=False), name="put_away_only_after_its_end"),
        ),
        migrations.AddIndex(
            model_name="holding",
            index=models.Index(fields=["device"], condition=Q(to_at__isnull=False, put_away_at=None), name="holdings_to_put_away"),
        ),
    ]
