"""Who was asked for, what was decided, what they answered."""

import django.db.models.deletion
from django.db import migrations, models

import throughgate.basics.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0006_relationships_plain"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactRequest",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(help_text="NOMIS relationship code", max_length=8)),
                ("name", models.CharField(max_length=120)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("email", models.CharField(blank=True, max_length=120)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("born", models.DateField(null=True)),
                ("age", models.PositiveSmallIntegerField(null=True)),
                ("words", models.CharField(blank=True, max_length=500)),
                ("asked_at", models.DateTimeField()),
                ("arrived_at", models.DateTimeField()),
                (
                    "contact",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.contact"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person")),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("yes", "They may be in touch"),
                            ("limited", "They may be in touch, with limits"),
                            ("no", "They may not be in touch"),
                        ],
                        max_length=8,
                    ),
                ),
                ("limits", models.CharField(blank=True, default="", max_length=60)),
                ("reason", models.CharField(blank=True, help_text="In words that the person reads", max_length=500)),
                ("note", models.CharField(blank=True, help_text="For staff only", max_length=1000)),
                ("review_on", models.DateField(null=True)),
                ("safeguards", models.CharField(blank=True, default="", max_length=60)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker")),
                (
                    "contact",
                    models.ForeignKey(
                        help_text="Who it is, where it is not a no",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.contact",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="decision", to="family.contactrequest"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ending",
            fields=[
                ("id", models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(max_length=500)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker")),
                (
                    "relationship",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="endings", to="people.relationship"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("by_phone", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "decision",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="family.decision"),
                ),
                (
                    "whom",
                    models.ForeignKey(
                        help_text="The contact, or the guardian of a child",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.contact",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="answer",
                        serialize=False,
                        to="family.decision",
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("yes", models.BooleanField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.contact")),
            ],
        ),
        migrations.CreateModel(
            name="SecondLook",
            fields=[
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="second",
                        serialize=False,
                        to="family.decision",
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("agrees", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.worker")),
            ],
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", "yes"), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="a_no_or_a_limit_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", "no"), ("contact__isnull", False), _connector="OR"), name="a_yes_says_who_it_is"
            ),
        ),
        migrations.AddIndex(
            model_name="contactrequest",
            index=models.Index(fields=["person", "-asked_at"], name="contact_requests_of"),
        ),
        migrations.AddIndex(
            model_name="ending",
            index=models.Index(fields=["relationship", "-at"], name="endings_of"),
        ),
        migrations.AddConstraint(
            model_name="ending",
            constraint=models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="an_ending_has_a_reason"),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["decision", "-at"], name="invitations_latest"),
        ),
        migrations.AddConstraint(
            model_name="secondlook",
            constraint=models.CheckConstraint(
                condition=models.Q(("agrees", True), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="a_second_no_has_a_reason",
            ),
        ),
    ]
