"""What staff may open: sign-in, our own pages, and each module's under its name."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from throughgate.faces.staff import inbox, looks, people, person
from throughgate.kernel.registry.installed import modules

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("people/", people.people, name="people"),
    path("people/<uuid:person_id>/", person.person, name="person"),
    path("people/<uuid:person_id>/photo", person.photo, name="photo"),
    path("people/<uuid:person_id>/looks/", looks.looks, name="looks"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("", include("throughgate.faces.staff.sign_in.urls")),
    path("watch/", include("throughgate.faces.watch.urls")),
    *(path(f"{module.name}/", include((module.staff_urls, module.name))) for module in modules() if module.staff_urls),
]
