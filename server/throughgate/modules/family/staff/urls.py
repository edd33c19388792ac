"""Pages of contacts for staff."""

from django.urls import path

from throughgate.modules.family.staff import views

app_name = "family"
urlpatterns = [
    path("requests/<uuid:pk>/", views.check, name="check"),
    path("requests/<uuid:pk>/refuse/", views.refuse, name="refuse"),
    path("second/<uuid:pk>/", views.second, name="second"),
    path("decisions/<uuid:pk>/invite/", views.invite, name="invite"),
    path("reviews/<uuid:pk>/", views.review, name="review"),
    path("with/<int:pk>/", views.pair, name="pair"),
    path("with/<int:pk>/bar/", views.bar, name="bar"),
    path("people/<uuid:person_id>/wish/", views.wish, name="wish"),
]
