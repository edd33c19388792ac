"""Messages for those outside: everybody they write with, and what was said."""

from django.urls import path

from throughgate.modules.touch.family import views

app_name = "touch"
urlpatterns = [
    path("", views.threads, name="threads"),
    path("<uuid:pk>/", views.thread, name="thread"),
]
