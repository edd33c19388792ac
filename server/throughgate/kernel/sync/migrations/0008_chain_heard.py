"""When a device itself was last heard: only before that, after a restore, may it say where its chain goes on. And how much came of late."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sync", "0007_files_by_person")]

    operations = [
        migrations.AddField(
            model_name="chain",
            name="heard_at",
            field=models.DateTimeField(null=True, help_text="When the device itself last handed in an act, or said where it goes on"),
        ),
        migrations.AddField(
            model_name="chain",
            name="counted_from",
            field=models.DateTimeField(null=True, help_text="Since when new things under this device are counted"),
        ),
        migrations.AddField(
            model_name="chain",
            name="counted",
            field=models.IntegerField(default=0, help_text="How many there were since then"),
        ),
        migrations.AddField(
            model_name="quarantined",
            name="task",
            field=models.UUIDField(null=True, help_text="What asks for a decision in an inbox, about this and others like it"),
        ),
        migrations.AddIndex("quarantined", models.Index(fields=["task"], name="quarantined_in_an_inbox")),
    ]
