"""Pages of devices for staff."""

from django.urls import path

from throughgate.modules.devices.staff import views

app_name = "devices"
urlpatterns = [
    path("", views.devices, name="list"),
    path("sheet/", views.sheet, name="sheet"),
    path("enrol/place/", views.enrol_place, name="enrol_place"),
    path("enrol/<uuid:person_id>/", views.enrol, name="enrol"),
    path("code/<uuid:act_id>/", views.code, name="code"),
    path("look/<uuid:act_id>/", views.look, name="look"),
    path("kiosk/<uuid:person_id>/", views.kiosk_pin, name="kiosk_pin"),
    path("<uuid:pk>/", views.device, name="device"),
    path("<uuid:pk>/label/", views.relabel, name="relabel"),
    path("<uuid:pk>/revoke/", views.revoke, name="revoke"),
    path("<uuid:pk>/pin/<uuid:person_id>/", views.reset_pin, name="reset_pin"),
    path("<uuid:pk>/end/<uuid:person_id>/", views.end_holding, name="end_holding"),
]
