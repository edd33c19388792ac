"""An item may be for prisons of one kind, and for groups."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("authoring", "0003_media")]

    operations = [
        migrations.AddField("itempage", "categories", models.JSONField(blank=True, default=list, verbose_name="Kinds of prison")),
        migrations.AddField("itempage", "groups", models.JSONField(blank=True, default=list, verbose_name="Groups")),
    ]
