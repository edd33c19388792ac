"""Pages of the desk for staff."""

from django.urls import path

from throughgate.modules.desk.staff import items, rules, standing

app_name = "desk"
urlpatterns = [
    path("", items.queue, name="queue"),
    path("items/<uuid:item>/", items.item, name="item"),
    path("items/<uuid:item>/relative/", items.relative, name="relative"),
    path("appeals/<uuid:appeal>/", items.appeal, name="appeal"),
    path("care/<uuid:item>/", items.care, name="care"),
    path("rules/", rules.rules, name="rules"),
    path("rules/new/", rules.watch, name="watch"),
    path("rules/<uuid:rule>/", rules.rule, name="rule"),
    path("sampling/", rules.sampling, name="sampling"),
    path("targets/", standing.targets, name="targets"),
    path("targets/<uuid:target>/", standing.target, name="target"),
    path("people/<uuid:person_id>/target/", standing.new_target, name="new_target"),
    path("stops/", standing.stops, name="stops"),
    path("stops/new/", standing.stop_place, name="stop_place"),
    path("stops/<uuid:stop>/end/", standing.end_stop, name="end_stop"),
    path("people/<uuid:person_id>/stop/", standing.stop_person, name="stop_person"),
    path("seats/", standing.seats, name="seats"),
    path("seats/<uuid:seat>/end/", standing.end_seat, name="end_seat"),
    path("relatives/", standing.relatives, name="relatives"),
]
