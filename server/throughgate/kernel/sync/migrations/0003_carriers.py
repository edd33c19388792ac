from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sync", "0002_backups"),
    ]

    operations = [
        migrations.AddField(
            model_name="storedact",
            name="carrier",
            field=models.CharField(
                blank=True, default="", help_text="Who handed it in, where that was not the device: device/… or worker/…", max_length=60
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="quarantined",
            name="carrier",
            field=models.CharField(blank=True, default="", help_text="Who handed it in, where that was not the device", max_length=60),
            preserve_default=False,
        ),
    ]
