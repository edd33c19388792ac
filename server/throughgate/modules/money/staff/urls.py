"""Pages of money for staff."""

from django.urls import path

from throughgate.modules.money.staff import views

app_name = "money"
urlpatterns = [
    path("", views.books, name="books"),
    path("entries/<uuid:pk>/refund/", views.refund, name="refund"),
    path("refunds/<uuid:pk>/", views.second, name="second"),
    path("prices/", views.prices, name="prices"),
    path("prices/set/", views.set_price, name="set_price"),
    path("allowances/set/", views.set_allowance, name="set_allowance"),
    path("differences/<uuid:pk>/", views.difference, name="difference"),
]
