import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_limits_say_why"),
        ("tasks", "0005_desks"),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="kept_from",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.worker"),
        ),
    ]
