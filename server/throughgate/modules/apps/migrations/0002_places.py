import django.db.models.deletion
from django.db import migrations, models

import throughgate.basics.ids
from throughgate.basics.ids import uuid_from


def give_each_its_place(apps, _schema):
    """An app and an employer belong where whoever brought or welcomed them works; what was for everybody is for that place."""
    App, Employer, Version, Audience, Placement = (
        apps.get_model("apps", name) for name in ("App", "Employer", "Version", "Audience", "Placement")
    )
    for app in App.objects.filter(place=None):
        brought = Version.objects.filter(app=app).order_by("n").values_list("brought_by", flat=True).first()
        app.place = _place_of(apps, brought)
        app.save()
    for employer in Employer.objects.filter(place=None):
        employer.key, employer.place = employer.pk, _place_of(apps, employer.by_id)
        employer.save()
    for placement in Placement.objects.filter(audience__place=None).select_related("app__place"):
        at, since = placement.app.place, placement.from_at
        theirs = {"place": at, "since": since}
        placement.audience = Audience.objects.get_or_create(pk=uuid_from("apps", at.code), defaults=theirs)[0]
        placement.save()
    for employer in Employer.objects.select_related("place"):
        theirs = {"place": employer.place, "since": employer.since}
        Audience.objects.get_or_create(pk=uuid_from("apps", employer.place.code), defaults=theirs)
    Audience.objects.filter(place=None).delete()


def _place_of(apps, worker):
    Place, Posting = apps.get_model("places", "Place"), apps.get_model("places", "Posting")
    wide = ("region", "establishment", "office")
    posted = Posting.objects.filter(worker=worker).order_by("-pk").select_related("place").first()
    codes = posted.place.path.strip("/").split("/") if posted else []
    above = Place.objects.filter(code__in=codes, kind__in=wide).order_by("-path").first()
    return above or Place.objects.filter(kind__in=wide).order_by("path").first()


class Migration(migrations.Migration):
    dependencies = [("apps", "0001_tables"), ("places", "0002_groups_and_categories")]

    operations = [
        migrations.AddField(
            "app", "place", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")
        ),
        migrations.AddField(
            "employer",
            "place",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"),
        ),
        migrations.AddField("employer", "key", models.UUIDField(null=True)),
        migrations.AlterField(
            "employer", "id", models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False)
        ),
        migrations.RunPython(give_each_its_place, migrations.RunPython.noop),
    ]
