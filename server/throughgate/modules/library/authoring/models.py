"""Drafts: a page a shelf, and under it a page an item. What is with people is never read from here."""

from typing import Any, ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page

from throughgate.basics.ids import uuid7
from throughgate.kernel.identity.models import Account
from throughgate.modules.library.authoring.blocks import Body
from throughgate.modules.library.authoring.forms import ItemForm
from throughgate.modules.library.authoring.panels import PANELS
from throughgate.modules.library.authoring.rights import ItemRights, Right, ShelfRights
from throughgate.modules.library.rules.kinds import Kind


class BodyField(StreamField):  # type: ignore[misc]
    """A column of blocks. Which blocks there are is code: a migration need not know."""

    def __init__(self, blocks: Any = None, **more: Any) -> None:
        super().__init__(blocks or Body(required=False), blank=True, **more)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, more = super().deconstruct()
        return name, path, [], {key: value for key, value in more.items() if key not in ("block_lookup", "blank")}


class Author(Account):
    """A signed-in account as Wagtail asks about it: what it may do stands in `rights`, which the door fills in from the desks."""

    rights: tuple[Right, ...] = ()
    is_superuser = False
    # Where Wagtail remembers somebody's rights on its own store of files: none.
    _collection_permission_cache: tuple[Right, ...] = ()

    class Meta:
        proxy = True

    @property
    def first_name(self) -> str:
        return self.worker.name

    def get_full_name(self) -> str:
        return self.worker.name

    def has_perm(self, name: str, thing: object = None) -> bool:
        """The one permission of Wagtail's that is not about a page: to be here at all."""
        return name == "wagtailadmin.access_admin" and bool(self.rights)

    def has_perms(self, names: Any, thing: object = None) -> bool:
        return all(self.has_perm(name) for name in names)


class ShelfPage(Page):  # type: ignore[misc]
    """A shelf as a folder of drafts. It is made when somebody of its desk first comes, and nobody edits it."""

    shelf = models.OneToOneField("library.Shelf", models.PROTECT, related_name="+")

    parent_page_types: ClassVar[list[str]] = []
    subpage_types = ["authoring.ItemPage"]
    preview_modes: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("shelf")

    def permissions_for_user(self, user: Any) -> ShelfRights:
        return ShelfRights(user, self)


class ItemPage(Page):  # type: ignore[misc]
    """An item as it is being written. `title` and `…_en` are English, `…_cy` Welsh; a language without a body is not published.

    `item` is the id it has, or will have, with people. `after`: the number of the edition that was last made of this page.
    """

    item = models.UUIDField(default=uuid7, unique=True, editable=False)
    after = models.IntegerField(default=0, editable=False)
    kind = models.CharField(_("What it is"), max_length=12, choices=Kind, default=Kind.PAGE)
    topics = models.JSONField(_("Topics"), default=list, blank=True)
    ends_at = models.DateTimeField(_("Until"), null=True, blank=True)
    summary_en = models.CharField(_("Summary"), max_length=300, blank=True)
    body_en = BodyField(verbose_name=_("What it says"))
    easy_en = BodyField(verbose_name=_("The same, easy to read"))
    title_cy = models.CharField(_("Title in Welsh"), max_length=120, blank=True)
    summary_cy = models.CharField(_("Summary"), max_length=300, blank=True)
    body_cy = BodyField(verbose_name=_("What it says"))
    easy_cy = BodyField(verbose_name=_("The same, easy to read"))
    series = models.UUIDField(_("Part of the series"), null=True, blank=True)
    place_in_series = models.PositiveSmallIntegerField(_("Place in it"), default=0, blank=True)
    picture = models.UUIDField(_("Picture in lists"), null=True, blank=True)
    heard_en = models.UUIDField(_("Read by a person"), null=True, blank=True)
    heard_cy = models.UUIDField(_("Read by a person"), null=True, blank=True)
    everybody = models.BooleanField(_("Everybody"), default=False)
    places = models.JSONField(_("Places"), default=list, blank=True)
    categories = models.JSONField(_("Kinds of prison"), default=list, blank=True)
    settings = models.JSONField(_("How they live there"), default=list, blank=True)
    regimes = models.JSONField(_("Incentive levels"), default=list, blank=True)
    languages = models.JSONField(_("Languages"), default=list, blank=True)
    groups = models.JSONField(_("Groups"), default=list, blank=True)
    least_age = models.PositiveSmallIntegerField(_("Aged at least"), null=True, blank=True)
    most_age = models.PositiveSmallIntegerField(_("Aged at most"), null=True, blank=True)

    edit_handler = PANELS
    base_form_class = ItemForm
    parent_page_types = ["authoring.ShelfPage"]
    subpage_types: ClassVar[list[str]] = []
    preview_modes: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("item")

    def permissions_for_user(self, user: Any) -> ItemRights:
        return ItemRights(user, self)

    def with_content_json(self, content: dict[str, Any]) -> "ItemPage":
        """Which item it is, and which edition stands, is said of the page as a whole and not of one of its revisions."""
        page: ItemPage = super().with_content_json(content)
        page.item, page.after = self.item, self.after
        return page

    @cached_property
    def shelf(self) -> Any:
        """The shelf that it stands on."""
        return ShelfPage.objects.select_related("shelf__place").get(pk=self.get_parent().pk).shelf
