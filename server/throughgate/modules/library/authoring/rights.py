"""Who may do what to which page: told by the desks at each request, never kept in groups of Wagtail's that could fall out of step."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import AbstractPage, Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

WRITES = ("add_page", "change_page")
APPROVES = ("change_page", "publish_page", "lock_page", "unlock_page")


@dataclass(frozen=True)
class Named:
    codename: str


@dataclass(frozen=True)
class Right:
    """One thing that somebody may do to a page and all that stand under it; of the shape of Wagtail's GroupPagePermission."""

    page: Page
    permission: Named

    @property
    def page_id(self) -> int:
        return int(self.page.pk)


def rights_on(page: Page, *, writes: bool, approves: bool) -> list[Right]:
    """What a seat at the desk of that page's shelf allows."""
    names = {*(WRITES if writes else ()), *(APPROVES if approves else ())}
    return [Right(page, Named(name)) for name in sorted(names)]


class Desks(PagePermissionPolicy):  # type: ignore[misc]
    """Wagtail's own rules about pages, for what the desks allow."""

    def get_all_permissions_for_user(self, user: Any) -> tuple[Right, ...]:
        rights: tuple[Right, ...] = getattr(user, "rights", ())
        return rights

    def users_with_any_permission(self, actions: Any, include_superusers: bool = True) -> Any:
        """Whom Wagtail would tell by mail: nobody."""
        return self._nobody()

    def users_with_any_permission_for_instance(self, actions: Any, instance: Any, include_superusers: bool = True) -> Any:
        return self._nobody()

    def _nobody(self) -> Any:
        from throughgate.kernel.identity.models import Account

        return Account.objects.none()


class ItemRights(PagePermissionTester):  # type: ignore[misc]
    """A page is one item of one shelf for good: it is neither moved nor copied, nor deleted once an edition was made of it."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self.page.specific.after and bool(super().can_delete(ignore_bulk))

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Any) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False


class ShelfRights(ItemRights):
    """Shelves are opened and kept on the staff pages."""

    def can_edit(self) -> bool:
        return False

    can_publish = can_unpublish = can_lock = can_reorder_children = can_edit

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False


def register() -> None:
    """Before Wagtail asks for the first time."""
    for kind in (AbstractPage, Page):
        register_permission_policy(kind, Desks())
