from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sync", "0005_decisions"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="beside",
            field=models.TextField(
                blank=True, default="", help_text="Another version, handed in without its writer; they choose. Sealed alike"
            ),
            preserve_default=False,
        ),
    ]
