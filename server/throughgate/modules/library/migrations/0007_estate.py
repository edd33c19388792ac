import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0006_did"),
        ("people", "0003_leave"),
        ("places", "0002_groups_and_categories"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sketch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(choices=[("words", "words"), ("picture", "picture"), ("film", "film")], max_length=8)),
                ("language", models.CharField(max_length=8)),
                ("file", models.CharField(blank=True, max_length=64)),
                ("look", models.BinaryField()),
                ("seconds", models.IntegerField(default=0)),
                ("reading_age", models.IntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=8)),
                ("week", models.DateField()),
                ("opened", models.IntegerField(default=0)),
                ("read", models.IntegerField(default=0)),
                ("heard", models.IntegerField(default=0)),
                ("finished", models.IntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name="edition",
            name="sketched_at",
            field=models.DateTimeField(help_text="When the machine had looked what it is like", null=True),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(condition=models.Q(("sketched_at", None)), fields=["published_at"], name="editions_to_sketch"),
        ),
        migrations.AddField(
            model_name="sketch",
            name="edition",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="sketches", to="library.edition"),
        ),
        migrations.AddField(
            model_name="tally",
            name="item",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="tallies", to="library.item"),
        ),
        migrations.AddField(
            model_name="tally",
            name="place",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"),
        ),
        migrations.AddConstraint(
            model_name="sketch",
            constraint=models.UniqueConstraint(fields=("edition", "what", "language", "file"), name="a_thing_is_sketched_once"),
        ),
        migrations.AddIndex(
            model_name="tally",
            index=models.Index(fields=["place", "week"], name="tallies_of_a_place"),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(fields=("item", "language", "week", "place"), name="a_week_of_an_item_is_counted_once"),
        ),
    ]
