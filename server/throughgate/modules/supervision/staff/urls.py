"""Pages of supervision for staff."""

from django.urls import path

from throughgate.modules.supervision.staff import views

app_name = "supervision"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("review/<uuid:pk>/", views.review, name="review"),
    path("review/<uuid:pk>/file/<str:sha256>", views.review_file, name="file"),
    path("missed/<uuid:pk>/", views.missed, name="missed"),
    path("concern/<uuid:pk>/", views.concern, name="concern"),
    path("cancel/<uuid:pk>/", views.cancel, name="cancel"),
    path("plan/for/<uuid:person_id>/", views.set_plan, name="set_plan"),
    path("plan/<uuid:pk>/", views.plan, name="plan"),
    path("plan/<uuid:pk>/end/", views.end_plan, name="end_plan"),
    path("plan/<uuid:pk>/approve/", views.approve, name="approve"),
]
