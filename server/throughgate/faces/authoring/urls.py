"""What those who write may open: sign-in as on the staff face, and Wagtail's pages with none of its own ways in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail.admin import urls as wagtail

# What shows pages to whoever is signed in, whatever shelf they stand on, and what nobody needs here.
_CLOSED = "choose-page|reports/page-types-usage|workflows|collections|tag-autocomplete|failwhale|test404"
_TO_SIGN_IN = login_not_required(RedirectView.as_view(pattern_name="account_login"))


def nowhere(request: HttpRequest, **given: str) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("", include("throughgate.faces.staff.sign_in.urls")),
    path("watch/", include("throughgate.faces.watch.urls")),
    path("write/login/", _TO_SIGN_IN),
    path("write/password_reset/", _TO_SIGN_IN),
    path("write/logout/", RedirectView.as_view(pattern_name="account_logout")),
    re_path(f"^write/(?:{_CLOSED})/", nowhere),
    path("write/", include(wagtail)),
]
