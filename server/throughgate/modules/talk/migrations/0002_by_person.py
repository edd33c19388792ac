"""Every table that grows is keyed by person, so that an estate can be spread over several databases by person."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

# Each table, and the path from it to the person.
TABLES = (("talkanswer", "request__person"),)


def fill(apps: Any, _editor: Any) -> None:
    for name, path in TABLES:
        table = apps.get_model("talk", name)
        whose = table._base_manager.filter(pk=OuterRef("pk")).values(path)[:1]
        table._base_manager.update(person_id=Subquery(whose))


class Migration(migrations.Migration):
    dependencies = [("talk", "0001_tables")]

    operations = [
        *(migrations.AddField(name, "person_id", models.UUIDField(null=True)) for name, _path in TABLES),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(migrations.AlterField(name, "person_id", models.UUIDField()) for name, _path in TABLES),
    ]
