"""Every table that grows is keyed by person, so that an estate can be spread over several databases by person."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps: Any, _editor: Any) -> None:
    file, act = apps.get_model("sync", "ActFile"), apps.get_model("sync", "StoredAct")
    file.objects.update(person_id=Subquery(act.objects.filter(act=OuterRef("act")).values("person_id")[:1]))


class Migration(migrations.Migration):
    dependencies = [("sync", "0006_drafts_beside")]

    operations = [
        migrations.AddField(
            "actfile",
            "person_id",
            models.UUIDField(null=True, help_text="Who the act says that it is from; empty where that was not noted yet"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
