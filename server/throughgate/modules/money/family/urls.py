"""Money for those outside: what is left, paying in, and where the provider knocks."""

from django.urls import path

from throughgate.modules.money.family import views

app_name = "money"
urlpatterns = [
    path("", views.money, name="money"),
    path("payments/<uuid:pk>/", views.payment, name="payment"),
    path("knock/", views.knock, name="knock"),
    path("pretend/<str:provider_id>/", views.pretend, name="pretend"),
]
