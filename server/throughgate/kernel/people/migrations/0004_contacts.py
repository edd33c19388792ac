"""Who may be in touch with whom becomes rows, from when to when; contacts get an address, an age, a guardian."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import throughgate.basics.ids


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_leave"),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("limits", models.CharField(blank=True, default="", help_text="Each a word of Limit", max_length=60)),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField(null=True)),
                ("review_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ContactBar",
            fields=[
                ("id", models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("BAN", "Banned"),
                            ("NONCON", "No contact"),
                            ("RESTRICTED", "Restricted"),
                            ("CHILD", "Child: contact to be agreed"),
                            ("PREINF", "Earlier concern"),
                            ("ACC", "Accompanied only"),
                            ("CLOSED", "Closed visits only"),
                            ("CCTV", "Under camera only"),
                            ("DIHCON", "To be handled by security"),
                        ],
                        max_length=12,
                    ),
                ),
                ("why", models.CharField(max_length=300)),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="NoContact",
            fields=[
                ("id", models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="contact",
            name="address",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="contact",
            name="age",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="age_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="born",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="guardian",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="wards", to="people.contact"),
        ),
        migrations.AddField(
            model_name="contact",
            name="language",
            field=models.CharField(default="en", max_length=8),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="an_address_is_one_contacts",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("age", None), ("age_on__isnull", False), _connector="OR"), name="an_age_has_its_day"
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="by",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker"),
        ),
        migrations.AddField(
            model_name="approval",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="approval",
            name="relationship",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="approvals", to="people.relationship"),
        ),
        migrations.AddField(
            model_name="contactbar",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker"),
        ),
        migrations.AddField(
            model_name="contactbar",
            name="contact",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="bars", to="people.contact"),
        ),
        migrations.AddField(
            model_name="contactbar",
            name="person",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="nocontact",
            name="contact",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to="people.contact"),
        ),
        migrations.AddField(
            model_name="nocontact",
            name="noted_by",
            field=models.ForeignKey(
                help_text="None: they said so themselves, on their page",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.worker",
            ),
        ),
        migrations.AddField(
            model_name="nocontact",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"),
        ),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(fields=["person", "from_at"], name="approvals_of"),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_at", None)), fields=("relationship",), name="one_approval_stands_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_at", None), ("to_at__gte", models.F("from_at")), _connector="OR"),
                name="approval_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="contactbar",
            index=models.Index(fields=["contact", "from_at"], name="bars_of_a_contact"),
        ),
        migrations.AddConstraint(
            model_name="contactbar",
            constraint=models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="a_bar_has_a_reason"),
        ),
        migrations.AddConstraint(
            model_name="nocontact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("contact__isnull", False), ("to_at", None)),
                fields=("person", "contact"),
                name="a_wish_of_no_contact_stands_once",
            ),
        ),
    ]
