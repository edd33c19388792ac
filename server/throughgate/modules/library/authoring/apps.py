"""Two installed apps: this room, and Wagtail's profiles of those who write."""

from types import ModuleType

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class Authoring(AppConfig):
    name = "throughgate.modules.library.authoring"
    label = "authoring"
    verbose_name = _("Writing for the library")
    default = True

    def ready(self) -> None:
        from throughgate.modules.library.authoring import rights

        rights.register()


class Profiles(WagtailUsersAppConfig):  # type: ignore[misc]
    """Wagtail's table of how somebody likes its pages, without its pages of users and groups.

    These take for granted that an account has groups and a flag for administrators; ours has neither, and nobody keeps accounts there.
    """

    def ready(self) -> None:
        super().ready()
        # Where Wagtail looks for pages to add. There are none.
        self.module = ModuleType(self.name)
