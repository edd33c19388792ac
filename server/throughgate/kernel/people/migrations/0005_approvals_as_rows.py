"""An approval that stood on its relationship is a row of its own."""

from typing import Any

from django.db import migrations

from throughgate.basics.ids import uuid7


def copy(apps: Any, schema_editor: Any) -> None:
    relationships, approvals = apps.get_model("people", "Relationship"), apps.get_model("people", "Approval")
    rows = relationships.objects.filter(approved_at__isnull=False).values()
    approvals.objects.bulk_create(
        approvals(
            id=uuid7(),
            relationship_id=row["id"],
            person_id=row["person_id"],
            by_id=row["approved_by_id"],
            from_at=row["approved_at"],
            to_at=row["ended_at"] and max(row["ended_at"], row["approved_at"]),
        )
        for row in rows
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0004_contacts")]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
