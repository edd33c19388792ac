"""Messages for staff: a thread, once they have said why, and the files in it."""

from django.urls import path

from throughgate.modules.touch.staff import views

app_name = "touch"
urlpatterns = [
    path("<uuid:pk>/", views.thread, name="thread"),
    path("message/<uuid:pk>/<str:sha256>/", views.piece, name="piece"),
]
