"""Pages of the caseload for staff."""

from django.urls import path

from throughgate.modules.caseload.staff import views

app_name = "caseload"
urlpatterns = [
    path("bring/", views.bring, name="bring"),
    path("bring/add/", views.add, name="add"),
    path("bring/example.csv", views.example, name="example"),
    path("bring/<uuid:pk>/", views.file, name="file"),
    path("move/<uuid:person_id>/", views.move, name="move"),
    path("details/<uuid:person_id>/", views.details, name="details"),
    path("photo/<uuid:person_id>/", views.photo, name="photo"),
    path("care/<uuid:person_id>/", views.care, name="care"),
    path("care/<uuid:person_id>/end/<int:care>/", views.end_care, name="end_care"),
]
