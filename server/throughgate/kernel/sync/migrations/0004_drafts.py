from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sync", "0003_carriers")]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.UUIDField()),
                ("draft", models.UUIDField()),
                ("rev", models.BigIntegerField(default=0)),
                ("sealed", models.TextField(blank=True, help_text="Under our own seal key")),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("person_id", "draft"), name="a_draft_stands_once_for_a_person")]},
        ),
    ]
