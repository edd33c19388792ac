from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("caseload", "0001_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="peoplefile",
            name="kind",
            field=models.CharField(choices=[("people", "people"), ("moves", "moves")], default="people", max_length=8),
        ),
    ]
