from datetime import datetime
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import throughgate.basics.ids
from throughgate.basics.ids import uuid_from

WIDE = ("region", "establishment", "office")


def give_each_its_place(apps: Any, _editor: Any) -> None:
    """An app and an employer belong where whoever brought or welcomed them works; what was for everybody is for that place."""

    def rows(name: str) -> Any:
        return apps.get_model("apps", name)._base_manager

    for app in rows("App").filter(place=None):
        app.place = _place_of(apps, rows("Version").filter(app=app).order_by("n").values_list("brought_by", flat=True).first())
        app.save()
    for placement in rows("Placement").filter(audience__place=None).select_related("app__place"):
        placement.audience = _audience(rows("Audience"), placement.app.place, placement.from_at)
        placement.save()
    for employer in rows("Employer").filter(place=None):
        employer.key, employer.place = employer.pk, _place_of(apps, employer.by_id)
        employer.save()
        _audience(rows("Audience"), employer.place, employer.since)
    rows("Audience").filter(place=None).delete()


def _audience(audiences: Any, place: Any, since: datetime) -> Any:
    return audiences.get_or_create(pk=uuid_from("apps", place.code), defaults={"place": place, "since": since})[0]


def _place_of(apps: Any, worker: Any) -> Any:
    places = apps.get_model("places", "Place")._base_manager.filter(kind__in=WIDE)
    posted = apps.get_model("places", "Posting")._base_manager.filter(worker=worker).order_by("-pk").select_related("place").first()
    codes = posted.place.path.strip("/").split("/") if posted else []
    return places.filter(code__in=codes).order_by("-path").first() or places.order_by("path").first()


def a_place() -> Any:
    return models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")


class Migration(migrations.Migration):
    dependencies = [("apps", "0001_tables"), ("places", "0002_groups_and_categories")]

    operations = [
        migrations.AddField("app", "place", a_place()),
        migrations.AddField("employer", "place", a_place()),
        migrations.AddField("employer", "key", models.UUIDField(null=True)),
        migrations.AlterField(
            "employer",
            "id",
            models.UUIDField(default=throughgate.basics.ids.uuid7, editable=False, primary_key=True, serialize=False),
        ),
        migrations.RunPython(give_each_its_place, migrations.RunPython.noop),
    ]
