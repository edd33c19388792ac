"""Where Wagtail asks us."""

from typing import Any

from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from throughgate.modules.library.authoring import media_urls, publishing
from throughgate.modules.library.authoring.home import Waiting
from throughgate.modules.library.authoring.models import ItemPage


class Nothing(PagesAdminAPIViewSet):  # type: ignore[misc]
    """Wagtail's own store of pictures and documents, which we do not use; every page of its names the addresses."""

    def get_queryset(self) -> Any:
        return Page.objects.none()


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def media() -> list[Any]:
    return media_urls.urlpatterns


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def media_menu() -> MenuItem:
    return MenuItem(gettext_lazy("Media"), reverse_lazy("library_media_list"), icon_name="media", order=200)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def bring_menu() -> MenuItem:
    return MenuItem(gettext_lazy("Bring things in"), reverse_lazy("library_bring"), icon_name="download", order=210)


@hooks.register("insert_global_admin_js")  # type: ignore[untyped-decorator]
def script() -> str:
    return format_html('<script src="{}"></script>', static("library/authoring/media.js"))


@hooks.register("after_create_page")  # type: ignore[untyped-decorator]
@hooks.register("after_edit_page")  # type: ignore[untyped-decorator]
def keep_media(request: HttpRequest, page: Page) -> None:
    if isinstance(page.specific, ItemPage):
        publishing.keep_media(request, page.specific)


@hooks.register("construct_admin_api")  # type: ignore[untyped-decorator]
def nothing_of_its_own(api: Any) -> None:
    for name in ("images", "documents"):
        api.register_endpoint(name, Nothing)


@hooks.register("before_publish_page")  # type: ignore[untyped-decorator]
def publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    return publishing.publish(request, page.specific)


@hooks.register("before_unpublish_page")  # type: ignore[untyped-decorator]
def take_back(request: HttpRequest, page: Page) -> HttpResponse | None:
    return publishing.take_back(request, page.specific)


@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator]
def one_at_a_time(request: HttpRequest, action: str, things: Any, how: Any) -> HttpResponse:
    """What is published or taken back is looked at first, one by one."""
    messages.error(request, _("Open one item at a time."))
    return redirect("wagtailadmin_home")


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(Waiting())


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]
def colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("library/authoring/colours.css"))


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def no_help_from_elsewhere(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name != "help"]


@hooks.register("construct_reports_menu")  # type: ignore[untyped-decorator]
def no_counts_of_all_shelves(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name != "page-types-usage"]


@receiver(page_published, sender=ItemPage)
def check_published(sender: object, instance: ItemPage, **more: Any) -> None:
    publishing.check_published(instance)


@receiver(page_unpublished, sender=ItemPage)
def check_taken_back(sender: object, instance: ItemPage, **more: Any) -> None:
    publishing.check_taken_back(instance)
