"""Pages of talk for staff."""

from django.urls import path

from throughgate.modules.talk.staff import views

app_name = "talk"
urlpatterns = [
    path("<uuid:pk>/", views.answer, name="answer"),
    path("<uuid:pk>/voice/<str:sha256>", views.voice, name="voice"),
]
