"""Pages of access for staff."""

from django.urls import path

from throughgate.modules.access.staff import views

app_name = "access"
urlpatterns = [
    path("rollouts/", views.rollouts, name="rollouts"),
    path("rollouts/<uuid:pk>/end/", views.end_roll_out, name="end_roll_out"),
    path("restrictions/", views.restrictions, name="restrictions"),
    path("restrictions/<uuid:pk>/", views.review, name="review"),
    path("<uuid:person_id>/", views.person, name="person"),
    path("<uuid:person_id>/restrict/", views.restrict, name="restrict"),
    path("<uuid:person_id>/restriction/<uuid:pk>/lift/", views.lift, name="lift"),
    path("<uuid:person_id>/marker/", views.mark, name="mark"),
    path("<uuid:person_id>/marker/<uuid:pk>/end/", views.end_marker, name="end_marker"),
]
