"""Pages of the caseload for staff."""

from django.urls import path

from throughgate.modules.caseload.staff import groups, moves, urgent, views

app_name = "caseload"
urlpatterns = [
    path("bring/", views.bring, name="bring"),
    path("bring/add/", views.add, name="add"),
    path("bring/example.csv", views.example, name="example"),
    path("bring/<uuid:pk>/", views.file, name="file"),
    path("move/<uuid:person_id>/", moves.move, name="move"),
    path("moves/", moves.moves, name="moves"),
    path("moves/example.csv", moves.example, name="moves_example"),
    path("moves/<uuid:pk>/", moves.file, name="moves_file"),
    path("arrived/<uuid:pk>/", moves.arrived, name="arrived"),
    path("waiting/<uuid:pk>/called/", urgent.called, name="called"),
    path("waiting/<uuid:pk>/hand-over/", urgent.hand_over, name="hand_over"),
    path("away/", urgent.leave, name="leave"),
    path("away/<uuid:pk>/end/", urgent.end_leave, name="end_leave"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<uuid:pk>/", groups.group, name="group"),
    path("groups/<uuid:pk>/close/", groups.close, name="close_group"),
    path("groups/<uuid:pk>/take/<uuid:membership>/", groups.take, name="take_from_group"),
    path("details/<uuid:person_id>/", views.details, name="details"),
    path("photo/<uuid:person_id>/", views.photo, name="photo"),
    path("care/<uuid:person_id>/", views.care, name="care"),
    path("care/<uuid:person_id>/end/<int:care>/", views.end_care, name="end_care"),
]
