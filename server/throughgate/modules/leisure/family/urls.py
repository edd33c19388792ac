"""Games for those outside: one page that works with no network, and what it calls."""

from django.urls import path

from throughgate.modules.leisure.family import views

app_name = "leisure"
urlpatterns = [
    path("", views.games, name="games"),
    path("tables/", views.tables, name="tables"),
    path("say/", views.say, name="say"),
    path("worker.js", views.worker, name="worker"),
]
