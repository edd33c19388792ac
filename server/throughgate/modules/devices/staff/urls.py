"""Pages of devices for staff."""

from django.urls import path

from throughgate.modules.devices.staff import aboard, aside, bundle, gaps, mentors, views

app_name = "devices"
urlpatterns = [
    path("", views.devices, name="list"),
    path("sheet/", views.sheet, name="sheet"),
    path("mentors/", mentors.mentors, name="mentors"),
    path("mentors/<str:language>.pdf", mentors.sheet, name="mentors_sheet"),
    path("enrol/place/", views.enrol_place, name="enrol_place"),
    path("enrol/<uuid:person_id>/", views.enrol, name="enrol"),
    path("code/<uuid:act_id>/", views.code, name="code"),
    path("bundle/", bundle.page, name="bundle"),
    path("aboard/", aboard.aboard, name="aboard"),
    path("aside/", aside.set_aside, name="set_aside"),
    path("aside/<int:pk>/", aside.thing, name="thing"),
    path("aside/<int:pk>/apply/", aside.apply, name="apply"),
    path("aside/<int:pk>/route/", aside.route, name="route"),
    path("aside/<int:pk>/answer/", aside.answer, name="answer"),
    path("aside/<int:pk>/release/", aside.release, name="release"),
    path("look/<uuid:task_id>/", views.look, name="look"),
    path("missing/<uuid:missing_id>/", gaps.missing, name="missing"),
    path("kiosk/<uuid:person_id>/", views.kiosk_pin, name="kiosk_pin"),
    path("<uuid:pk>/", views.device, name="device"),
    path("<uuid:pk>/label/", views.relabel, name="relabel"),
    path("<uuid:pk>/revoke/", views.revoke, name="revoke"),
    path("<uuid:pk>/pin/<uuid:person_id>/", views.reset_pin, name="reset_pin"),
    path("<uuid:pk>/end/<uuid:person_id>/", views.end_holding, name="end_holding"),
]
