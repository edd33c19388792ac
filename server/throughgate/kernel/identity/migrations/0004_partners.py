from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0003_hubs"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartnerMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.UUIDField()),
                ("message", models.CharField(max_length=80)),
                ("sha256", models.CharField(help_text="Of its body", max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("partner", "message"), name="a_partner_uses_an_id_once")],
            },
        ),
    ]
