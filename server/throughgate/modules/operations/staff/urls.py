"""The page of operations."""

from django.urls import path

from throughgate.modules.operations.staff import views

app_name = "operations"
urlpatterns = [path("", views.stands, name="condition")]
