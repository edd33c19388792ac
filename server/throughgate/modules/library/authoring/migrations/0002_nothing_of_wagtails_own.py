"""What Wagtail puts into a new database, and nobody here uses: a page of welcome with its site, and two groups."""

from typing import Any

from django.db import migrations


def empty(apps: Any, schema_editor: object) -> None:
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()
    pages = apps.get_model("wagtailcore", "Page").objects
    pages.filter(depth__gt=1).delete()
    pages.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [("authoring", "0001_pages"), ("wagtailadmin", "0006_formstate"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
