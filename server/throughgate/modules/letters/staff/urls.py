"""Pages of sealed letters for staff: who can be written to, and by which key. Never a letter."""

from django.urls import path

from throughgate.modules.letters.staff import views

app_name = "letters"
urlpatterns = [
    path("", views.recipients, name="recipients"),
    path("add/", views.add, name="add"),
    path("<uuid:pk>/", views.recipient, name="recipient"),
    path("<uuid:pk>/reader/", views.reader, name="reader"),
    path("<uuid:pk>/end/", views.end, name="end"),
    path("readers/<uuid:pk>/end/", views.end_reader, name="end_reader"),
    path("keys/<uuid:pk>/", views.key, name="key"),
    path("keys/<uuid:pk>/end/", views.end_key, name="end_key"),
]
