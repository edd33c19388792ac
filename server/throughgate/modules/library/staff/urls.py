"""Pages of the library for staff."""

from django.urls import path

from throughgate.modules.library.staff import estate, views

app_name = "library"
urlpatterns = [
    path("", views.shelves, name="shelves"),
    path("estate/", estate.places, name="estate"),
    path("estate/alike/", estate.alike, name="alike"),
    path("estate/alike/<uuid:item>/", estate.both, name="both"),
    path("estate/upkeep/", estate.upkeep, name="upkeep"),
    path("estate/<uuid:place>/<str:topic>/", estate.cell, name="cell"),
    path("items/<uuid:pk>/", views.item, name="item"),
    path("items/<uuid:pk>/sees/", views.who_sees, name="who_sees"),
    path("items/<uuid:pk>/sees/<uuid:person_id>/", views.sees, name="sees"),
    path("comments/<uuid:pk>/", views.comment, name="comment"),
    path("comments/<uuid:pk>/pass-on/", views.pass_on, name="pass_on"),
    path("worries/<uuid:pk>/", views.worry, name="worry"),
    path("worries/<uuid:pk>/voice/<str:sha256>", views.worry_voice, name="worry_voice"),
    path("comments/<uuid:pk>/voice/<str:sha256>", views.voice, name="voice"),
]
