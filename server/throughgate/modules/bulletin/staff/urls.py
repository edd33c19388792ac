"""Pages of the bulletin for staff."""

from django.urls import path

from throughgate.modules.bulletin.staff import views

app_name = "bulletin"
urlpatterns = [
    path("", views.places, name="places"),
    path("<uuid:pk>/", views.board, name="board"),
    path("<uuid:pk>/notice/", views.notice, name="notice"),
    path("<uuid:pk>/routine/", views.routine, name="routine"),
    path("<uuid:pk>/film/", views.film, name="film"),
    path("<uuid:pk>/service/", views.service, name="service"),
    path("<uuid:pk>/changed/", views.changed, name="changed"),
    path("<uuid:pk>/screens/", views.screens, name="screens"),
    path("lines/<uuid:pk>/down/", views.down, name="down"),
    path("lines/<uuid:pk>/mended/", views.mended, name="mended"),
    path("lines/<uuid:pk>/take-down/", views.take_down, name="take_down"),
]
