from typing import Any
from uuid import uuid4

from django.db import migrations
from django.utils import timezone

from throughgate.kernel.screening.seeds import rows


def sow(apps: Any, _editor: Any) -> None:
    rule, edition = apps.get_model("screening", "WatchRule"), apps.get_model("screening", "Edition")
    rule.objects.bulk_create([rule(**row) for row in rows(timezone.now())], ignore_conflicts=True)
    edition.objects.update_or_create(pk=1, defaults={"mark": uuid4()})


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_items_rules_rulings")]
    operations = [migrations.RunPython(sow, migrations.RunPython.noop)]
