"""The pages of allauth that we have: no sign-up, no other addresses."""

from allauth.account import views as account
from allauth.socialaccount import views as social
from django.apps import apps
from django.urls import include, path

from throughgate.faces.staff.sign_in import pages

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("account/closed/", account.account_inactive, name="account_inactive"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/second-step/choose/", pages.second_factor, name="second_factor"),
    path("account/second-step/", include("allauth.mfa.urls")),
    path("sign-in/stopped/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/failed/", social.login_error, name="socialaccount_login_error"),
]
if apps.is_installed("allauth.socialaccount.providers.openid_connect"):
    urlpatterns.append(path("sign-in/", include("allauth.socialaccount.providers.openid_connect.urls")))
