"""Mail that is answered, texts, and what comes from outside."""

import django.db.models.deletion
from django.db import migrations, models

import throughgate.basics.ids


class Migration(migrations.Migration):
    dependencies = [
        ("gateways", "0001_tables"),
        ("people", "0008_do_not_contact"),
    ]

    operations = [
        migrations.CreateModel(
            name="Incoming",
            fields=[
                ("id", models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("by", models.CharField(choices=[("mail", "mail"), ("text", "text")], max_length=4)),
                ("provider_id", models.CharField(max_length=120)),
                ("sender", models.CharField(max_length=254)),
                ("to", models.CharField(max_length=254)),
                ("subject", models.CharField(blank=True, default="", max_length=200)),
                ("words", models.TextField(blank=True, default="")),
                ("files", models.JSONField(default=list, help_text="[sha256, type, size, name] of each")),
                ("left_out", models.JSONField(default=list, help_text="Why parts of it were left out: words of mail_in/limits.py")),
                ("checked", models.JSONField(default=dict)),
                ("message_id", models.CharField(blank=True, default="", max_length=250)),
                ("at", models.DateTimeField()),
                ("arrived_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(help_text="When it is tried next")),
                ("outcome", models.CharField(blank=True, default="", max_length=12)),
                ("settled_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="IncomingPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sender", models.CharField(max_length=20)),
                ("to", models.CharField(max_length=20)),
                ("reference", models.PositiveIntegerField()),
                ("of", models.PositiveSmallIntegerField()),
                ("n", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=320)),
                ("arrived_at", models.DateTimeField()),
                ("whole_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ReplyAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=20, unique=True)),
                ("thread", models.UUIDField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Returned",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.EmailField(max_length=254, unique=True)),
                ("status", models.CharField(help_text="RFC 3463: 5.1.1", max_length=12)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Text",
            fields=[
                ("id", models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("to", models.CharField(help_text="E.164", max_length=20)),
                ("words", models.TextField()),
                ("parts", models.PositiveSmallIntegerField(help_text="How many the network charges")),
                ("answer", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(help_text="When it is tried next")),
                ("sent_at", models.DateTimeField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, default="", max_length=10)),
                ("outcome_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="TextPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider_id", models.CharField(max_length=80, unique=True)),
                ("outcome", models.CharField(blank=True, default="", max_length=10)),
                ("outcome_at", models.DateTimeField(null=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="letter",
            name="answer",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="letter",
            name="answers",
            field=models.CharField(blank=True, default="", help_text="Message-ID", max_length=250),
        ),
        migrations.AddField(
            model_name="letter",
            name="reply_to",
            field=models.CharField(blank=True, default="", max_length=254),
        ),
        migrations.AddField(
            model_name="letter",
            name="returned_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="stopped_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="thread",
            field=models.UUIDField(null=True),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["to", "-written_at"], name="letters_to_somebody"),
        ),
        migrations.AddIndex(
            model_name="incoming",
            index=models.Index(condition=models.Q(("settled_at", None)), fields=["due_at"], name="incoming_to_settle"),
        ),
        migrations.AddIndex(
            model_name="incoming",
            index=models.Index(fields=["to", "-arrived_at"], name="incoming_to_an_address"),
        ),
        migrations.AddConstraint(
            model_name="incoming",
            constraint=models.UniqueConstraint(fields=("by", "provider_id"), name="what_comes_twice_is_one"),
        ),
        migrations.AddIndex(
            model_name="incomingpart",
            index=models.Index(fields=["sender", "to", "reference", "of"], name="parts_of_a_text"),
        ),
        migrations.AddField(
            model_name="replyaddress",
            name="contact",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.contact"),
        ),
        migrations.AddField(
            model_name="replyaddress",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"),
        ),
        migrations.AddIndex(
            model_name="text",
            index=models.Index(condition=models.Q(("sent_at", None)), fields=["due_at"], name="texts_to_send"),
        ),
        migrations.AddIndex(
            model_name="text",
            index=models.Index(fields=["to", "-written_at"], name="texts_to_somebody"),
        ),
        migrations.AddField(
            model_name="textpart",
            name="text",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="sent_parts", to="gateways.text"),
        ),
        migrations.AddConstraint(
            model_name="replyaddress",
            constraint=models.UniqueConstraint(fields=("thread", "contact"), name="one_reply_address_in_a_thread"),
        ),
    ]
