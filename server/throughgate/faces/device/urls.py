"""What a device may call. See docs/adr/0002-the-wire.md."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
