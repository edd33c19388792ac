"""Pages of contacts for families."""

from django.urls import path

from throughgate.modules.family.family import views

app_name = "family"
urlpatterns = [
    path("stop/", views.stop_whom, name="stop_whom"),
    path("stop/<int:pk>/", views.stop, name="stop"),
    path("again/<int:pk>/", views.again, name="again"),
    path("answer/<uuid:pk>/", views.answer, name="answer"),
]
