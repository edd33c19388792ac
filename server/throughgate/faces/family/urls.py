"""What contacts may open: sign-in, home, and each module's pages under its name."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from throughgate.faces.family import home
from throughgate.kernel.registry.installed import modules

urlpatterns = [
    path("", home.home, name="home"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("", include("throughgate.faces.family.sign_in.urls")),
    path("watch/", include("throughgate.faces.watch.urls")),
    *(path(f"{module.name}/", include((module.family_urls, module.name))) for module in modules() if module.family_urls),
]
handler404 = "throughgate.faces.family.home.absent"
handler500 = "throughgate.faces.family.home.failed"
