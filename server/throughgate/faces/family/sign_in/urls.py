"""Sign-in by a link."""

from django.urls import path

from throughgate.faces.family.sign_in import views

urlpatterns = [
    path("sign-in/", views.ask, name="sign_in"),
    path("sign-in/asked/", views.asked, name="asked"),
    path("sign-in/code/", views.code, name="sign_in_code"),
    path("sign-in/<str:token>/", views.come_in, name="come_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
]
