from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0002_roles_of_work"),
    ]

    operations = [
        migrations.AlterField(
            model_name="task",
            name="role",
            field=models.CharField(
                choices=[
                    ("supervising", "supervising officer"),
                    ("senior", "senior to the supervising officer"),
                    ("keyworker", "keyworker"),
                    ("probation_officer", "Probation officer"),
                    ("senior_probation_officer", "Senior probation officer"),
                    ("prison_officer", "Prison officer"),
                    ("case_manager", "Prison case manager"),
                    ("security", "Security"),
                    ("nurse", "Nurse"),
                    ("tutor", "Tutor"),
                    ("charity", "Charity worker"),
                    ("administrator", "Administrator"),
                    ("operations", "Operations"),
                ],
                default="supervising",
                max_length=32,
            ),
        ),
    ]
