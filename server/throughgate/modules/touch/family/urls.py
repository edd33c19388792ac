"""Messages for those outside: everybody they write with, and what was said."""

from django.urls import path

from throughgate.modules.touch.family import views

app_name = "touch"
urlpatterns = [
    path("", views.threads, name="threads"),
    path("<uuid:pk>/", views.thread, name="thread"),
    path("<uuid:pk>/latest/", views.latest, name="latest"),
    path("<uuid:pk>/leave/", views.leave, name="leave"),
    path("message/<uuid:pk>/take-back/", views.take_back, name="take_back"),
    path("message/<uuid:pk>/appeal/", views.appeal, name="appeal"),
    path("message/<uuid:pk>/<str:sha256>/", views.piece, name="piece"),
]
