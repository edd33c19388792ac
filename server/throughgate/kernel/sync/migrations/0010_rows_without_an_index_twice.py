import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Both constraints of a row begin with its stream."""

    dependencies = [("sync", "0009_owners")]

    operations = [
        migrations.AlterField(
            "streamrow",
            "stream",
            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="sync.stream", db_index=False),
        ),
    ]
