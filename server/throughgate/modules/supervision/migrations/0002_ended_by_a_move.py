import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_tables"),
        ("supervision", "0001_tables"),
    ]

    operations = [
        migrations.AlterField(
            model_name=name,
            name="by",
            field=models.ForeignKey(
                help_text="Empty: another system reported a move",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.worker",
            ),
        )
        for name in ("planend", "cancellation")
    ]
