"""What every listener answers to a monitoring system. Under a name of its own: `/health` is a page that people may have."""

from django.urls import path

from throughgate.faces.watch import views

urlpatterns = [
    path("watch/health", views.health, name="health"),
    path("watch/ready", views.ready, name="ready"),
    path("watch/metrics", views.metrics, name="metrics"),
]
