"""Sealed letters for those who read them: one page, and what it calls."""

from django.urls import path

from throughgate.modules.letters.family import views

app_name = "letters"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("stand/", views.stand, name="stand"),
    path("say/", views.say, name="say"),
]
