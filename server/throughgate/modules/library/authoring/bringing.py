"""From the lines of an archive to drafts on a shelf: all of them or none, and of each no second one, however often it is brought.

Ten thousand pages are written by the five hundred, as Wagtail and its tree would write them one by one (Page.add_child, save_revision).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from modelsearch.backends import get_search_backend
from wagtail.models import Page, Revision

from throughgate.basics.ids import uuid_from
from throughgate.kernel.identity.models import Account
from throughgate.modules.library.authoring.models import ItemPage, ShelfPage
from throughgate.modules.library.commands.bringing import id_of
from throughgate.modules.library.queries import BundleView
from throughgate.modules.library.rules.drafted import Draft, DraftText
from throughgate.modules.library.rules.kinds import Kind
from throughgate.modules.library.rules.media import MediaKind
from throughgate.modules.library.rules.plain_text import blocks_of

AT_ONCE = 500
# Of these somebody must have written what is seen or heard.
SAID = (MediaKind.PICTURE, MediaKind.SOUND, MediaKind.FILM)


@dataclass(frozen=True)
class Bringing:
    """Who brings what in, onto which shelf, and which series the lines speak of: what they call one → what its own line is called."""

    shelf: ShelfPage
    source: str
    by: Account
    at: datetime
    series: dict[str, str]

    def item(self, theirs: str) -> UUID:
        """Under which id a line's item stands: the same each time."""
        return uuid_from("library.bring_in", self.shelf.shelf_id, self.source, theirs)


@transaction.atomic
def make_pages(bundle: BundleView, by: Account, at: datetime) -> int:
    """A draft for each good line that has none yet. Returns how many were made."""
    shelf = ShelfPage.objects.select_for_update().get(shelf=bundle.media.shelf_id)
    bringing = Bringing(shelf, bundle.source, by, at, _series_in(bundle))
    drafts, made = _all(bundle, bringing.series), 0
    while some := list(islice(drafts, AT_ONCE)):
        made += _make(bringing, some)
    return made


def how_many_there(bundle: BundleView) -> int:
    """For how many of the good lines a draft stands there already."""
    there, drafts = 0, bundle.drafts()
    while some := list(islice(drafts, AT_ONCE)):
        items = [uuid_from("library.bring_in", bundle.media.shelf_id, bundle.source, draft.theirs) for draft in some]
        there += ItemPage.objects.filter(item__in=items).count()
    return there


def _series_in(bundle: BundleView) -> dict[str, str]:
    """By what lines call them, and by their titles."""
    series = [draft for draft in bundle.drafts() if draft.kind == Kind.SERIES]
    return {text.title: draft.theirs for draft in series for text in draft.texts.values()} | {one.theirs: one.theirs for one in series}


def _all(bundle: BundleView, series: dict[str, str]) -> Iterator[Draft]:
    """The lines, and a draft for each series that has no line of its own."""
    named: dict[str, Draft] = {}
    for draft in bundle.drafts():
        yield draft
        if draft.series and draft.series not in series:
            text = DraftText(draft.series, words=draft.series)
            named.setdefault(draft.series, Draft(draft.line, f"series: {draft.series}", Kind.SERIES, {"en": text}))
    yield from named.values()


def _make(bringing: Bringing, drafts: list[Draft]) -> int:
    there = set(ItemPage.objects.filter(item__in=[bringing.item(one.theirs) for one in drafts]).values_list("item", flat=True))
    pages = [_page(bringing, draft) for draft in drafts if bringing.item(draft.theirs) not in there]
    if pages:
        _plant(bringing.shelf, pages)
        _note(bringing, pages)
        get_search_backend().add_bulk(ItemPage, pages)
    return len(pages)


def _page(bringing: Bringing, draft: Draft) -> ItemPage:
    page = ItemPage(item=bringing.item(draft.theirs), kind=draft.kind, topics=draft.topics, languages=draft.languages)
    page.place_in_series = draft.part
    page.title = _title(draft)
    if draft.series:
        theirs = bringing.series.get(draft.series, f"series: {draft.series}")
        page.series = None if theirs == draft.theirs else bringing.item(theirs)
    if draft.picture:
        page.picture = id_of(bringing.shelf.shelf_id, draft.picture)
    for language, text in draft.texts.items():
        _say(page, language, text, _shown(bringing, draft, text))
    page.slug, page.owner, page.live, page.has_unpublished_changes = str(page.item), bringing.by, False, True
    page.draft_title, page.latest_revision_created_at = page.title, bringing.at
    return page


def _say(page: ItemPage, language: str, text: DraftText, shown: list[dict[str, Any]]) -> None:
    if language == "cy":
        page.title_cy = text.title
    setattr(page, f"summary_{language}", text.summary)
    for part, words in (("body", text.words), ("easy", text.easy)):
        stream = [{"type": kind, "value": said} for kind, said in blocks_of(words)]
        field = page._meta.get_field(f"{part}_{language}")
        setattr(page, field.name, field.stream_block.to_python(stream + (shown if part == "body" else [])))


def _shown(bringing: Bringing, draft: Draft, text: DraftText) -> list[dict[str, Any]]:
    shelf, blocks = bringing.shelf.shelf_id, []
    for file in draft.shows:
        value = {"media": str(id_of(shelf, file))}
        value |= {"title": text.title or _title(draft)} if file.kind != MediaKind.PICTURE else {}
        value |= {"says": text.says} if file.kind in SAID else {}
        blocks.append({"type": file.kind.value, "value": value})
    return blocks


def _title(draft: Draft) -> str:
    """What it is called, in whatever language it has a title."""
    return next((text.title for text in draft.texts.values() if text.title), "")


def _plant(shelf: ShelfPage, pages: list[ItemPage]) -> None:
    """Below the shelf, after the last that stands there: first what every page has, then what an item has."""
    last = Page.objects.filter(depth=shelf.depth + 1, path__startswith=shelf.path).order_by("path").last()
    step = last._get_lastpos_in_path() if last else 0
    kind = ContentType.objects.get_for_model(ItemPage)
    for n, page in enumerate(pages, step + 1):
        page.path, page.depth, page.content_type = Page._get_path(shelf.path, shelf.depth + 1, n), shelf.depth + 1, kind
        page.locale_id, page.url_path = shelf.locale_id, f"{shelf.url_path}{page.slug}/"
    columns = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = Page.objects.bulk_create([Page(**{name: getattr(page, name) for name in columns}) for page in pages])
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.id = row.pk
        page.save_base(raw=True, force_insert=True)
    Page.objects.filter(pk=shelf.pk).update(numchild=F("numchild") + len(pages))


def _note(bringing: Bringing, pages: list[ItemPage]) -> None:
    """Who wrote it so: the first revision of each."""
    kinds = {"content_type": pages[0].content_type, "base_content_type": ContentType.objects.get_for_model(Page)}
    told = {**kinds, "user_id": bringing.by.pk, "created_at": bringing.at}
    first = Revision.objects.bulk_create(
        Revision(object_id=str(page.pk), object_str=str(page), content=page.serializable_data(), **told) for page in pages
    )
    rows = [Page(pk=page.pk, latest_revision=revision) for page, revision in zip(pages, first, strict=True)]
    Page.objects.bulk_update(rows, ["latest_revision"], batch_size=100)
