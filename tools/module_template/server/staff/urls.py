"""Pages of capability_name for staff."""

from django.urls import path

from throughgate.modules.capability_name.staff import views

app_name = "capability_name"
urlpatterns = [
    path("<uuid:pk>/", views.note, name="note"),
]
