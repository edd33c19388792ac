from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def a_place(**more: Any) -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place", **more)


# Apart from the one before: PostgreSQL changes no table in which the same transaction has just changed rows.
class Migration(migrations.Migration):
    dependencies = [("apps", "0002_places")]

    operations = [
        migrations.AlterField("app", "place", a_place(help_text="Where it was brought: it reaches nobody elsewhere")),
        migrations.AlterField("audience", "place", a_place()),
        migrations.AlterField("employer", "place", a_place()),
        migrations.AlterField("employer", "key", models.UUIDField(help_text="The id of the key with which it asks us")),
        migrations.AddConstraint("employer", models.UniqueConstraint(fields=["key", "place"], name="an_employer_is_once_at_a_place")),
    ]
