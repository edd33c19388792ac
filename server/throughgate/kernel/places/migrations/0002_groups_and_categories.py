"""What kind of prison a place is; and groups of people whom staff name one by one."""

import django.db.models.deletion
from django.db import migrations, models

import throughgate.basics.ids


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_leave"),
        ("places", "0001_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="place",
            name="category",
            field=models.CharField(
                blank=True,
                choices=[
                    ("high", "high security"),
                    ("b", "category B"),
                    ("c", "category C"),
                    ("d", "category D, open"),
                    ("women", "women’s prison"),
                    ("young", "prison for young people"),
                ],
                help_text="Of a prison; others have none",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField(null=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker")),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="groups", to="places.place")),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField(null=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker")),
                ("group", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="places.group")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="people.person")),
            ],
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_at", None)), fields=("place", "name"), name="one_group_of_a_name_at_a_place"
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(condition=models.Q(("to_at", None)), fields=["group", "person"], name="who_is_of_it_now"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(condition=models.Q(("to_at", None)), fields=("person", "group"), name="of_a_group_once"),
        ),
    ]
