from django.db import migrations, models

KINDS = [
    ("tablet", "tablet"),
    ("kiosk", "kiosk"),
    ("laptop", "laptop"),
    ("phone", "phone"),
    ("tv", "television"),
    ("hub", "hub"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0002_put_away"),
    ]

    operations = [
        migrations.AlterField(model_name="device", name="kind", field=models.CharField(choices=KINDS, max_length=8)),
        migrations.AlterField(model_name="enrolmentcode", name="kind", field=models.CharField(choices=KINDS, max_length=8)),
        migrations.AddField(model_name="personsession", name="hub_key", field=models.BinaryField(max_length=32, null=True)),
    ]
