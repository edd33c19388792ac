"""Every table that grows is keyed by person, so that an estate can be spread over several databases by person."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

# Each table, and the path from it to the person.
TABLES = (
    ("question", "plan__person"),
    ("approval", "plan__person"),
    ("planend", "plan__person"),
    ("cancellation", "checkin__person"),
    ("answer", "submission__person"),
    ("review", "submission__person"),
    ("followup", "checkin__person"),
)


def fill(apps: Any, _editor: Any) -> None:
    for name, path in TABLES:
        table = apps.get_model("supervision", name)
        whose = table._base_manager.filter(pk=OuterRef("pk")).values(path)[:1]
        table._base_manager.update(person_id=Subquery(whose))


class Migration(migrations.Migration):
    dependencies = [("supervision", "0002_ended_by_a_move")]

    operations = [
        *(migrations.AddField(name, "person_id", models.UUIDField(null=True)) for name, _path in TABLES),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(migrations.AlterField(name, "person_id", models.UUIDField()) for name, _path in TABLES),
    ]
