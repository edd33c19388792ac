"""Pages of partners' apps for staff."""

from django.urls import path

from throughgate.modules.apps.staff import views

app_name = "apps"
urlpatterns = [
    path("", views.apps, name="apps"),
    path("bring/", views.bring, name="bring"),
    path("employers/", views.employers, name="employers"),
    path("versions/<uuid:pk>/", views.version, name="version"),
    path("employers/<uuid:pk>/part/", views.part, name="part"),
    path("versions/<uuid:pk>/next/", views.next_version, name="next"),
    path("versions/<uuid:pk>/try/", views.try_out, name="try"),
    path("versions/<uuid:pk>/run/", views.run, name="run"),
    path("competences/<uuid:pk>/", views.competence, name="competence"),
]
