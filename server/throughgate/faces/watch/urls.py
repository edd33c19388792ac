"""What every listener answers to a monitoring system. Under a name of its own: `/health` is a page that people may have."""

from django.urls import path

from throughgate.faces.watch import views

urlpatterns = [
    path("health", views.health, name="health"),
    path("ready", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
]
