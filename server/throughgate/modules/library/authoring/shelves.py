"""A page for each shelf, and a page for each item that stood there before."""

import msgspec
from django.db import transaction
from wagtail.models import Locale, Page

from throughgate.kernel.gateways.file_store import path_of
from throughgate.kernel.identity.models import Account
from throughgate.modules.library import queries
from throughgate.modules.library.authoring.blocks import as_stream, can_be_written
from throughgate.modules.library.authoring.drafts import LANGUAGES
from throughgate.modules.library.authoring.models import ItemPage, ShelfPage
from throughgate.modules.library.policy import readers
from throughgate.modules.library.queries import Published, Seat
from throughgate.modules.library.rules.audience import LINES, Ages, Rule
from throughgate.modules.library.rules.body import LONGEST_TITLE


def page_of(seat: Seat) -> ShelfPage:
    """The page under which the drafts of a seat's shelf stand; made when somebody of its desk first comes."""
    found: ShelfPage | None = ShelfPage.objects.filter(shelf=seat.shelf).first()
    return found or _make(seat)


@transaction.atomic
def _make(seat: Seat) -> ShelfPage:
    root = _root()
    page: ShelfPage | None = ShelfPage.objects.filter(shelf=seat.shelf).first()
    if page is not None:
        return page
    page = ShelfPage(title=seat.shelf.name, shelf=seat.shelf)
    root.add_child(instance=page)
    for published in queries.published_on(seat.shelf):
        _adopt(page, published)
    return page


def _root() -> Page:
    """What all shelves stand under. Two who come at once wait for each other here. A database that was emptied has lost it."""
    found = Page.objects.select_for_update().filter(depth=1).first()
    return found or Page.add_root(title="Root", slug="root", locale=Locale.objects.get_or_create(language_code="en")[0])


def _adopt(shelf: ShelfPage, published: Published) -> None:
    """A page for an item that was published in some other way; none where the page could not say all of it."""
    edition = published.edition
    body = msgspec.json.decode(path_of(edition.body).read_bytes())["in"]
    whole = set(body) <= set(LANGUAGES) and all(can_be_written([*one["blocks"], *one["easy"]]) for one in body.values())
    around = {"picture": edition.picture, **{f"heard_{row.language}": {"h": row.sha256} for row in published.read_by_people}}
    named = {name: queries.media_named(file["h"]) if file else None for name, file in around.items()}
    if not whole or any(file and named[name] is None for name, file in around.items()):
        return
    page = ItemPage(item=edition.item_id, after=edition.n, title=edition.title[:LONGEST_TITLE], live=True)
    page.kind, page.topics, page.ends_at = edition.kind, edition.topics, edition.ends_at
    page.series, page.place_in_series = edition.series_id, edition.place_in_series
    for name, media in named.items():
        setattr(page, name, media)
    for language, said in body.items():
        _fill(page, language, edition.texts[language], said)
    for rule in published.rules[:1] if len(published.rules) == 1 else []:
        _aim(page, readers.rule_of(rule))
    page.owner = Account.objects.filter(worker=edition.written_by_id).first()
    shelf.add_child(instance=page)
    page.live_revision = page.save_revision(user=page.owner, clean=False)
    page.first_published_at = page.last_published_at = edition.published_at
    page.has_unpublished_changes = False
    page.save()


def _fill(page: ItemPage, language: str, told: dict[str, str], said: dict[str, list[dict[str, object]]]) -> None:
    if language == "cy":
        page.title_cy = told["title"]
    setattr(page, f"summary_{language}", told["summary"])
    for part, blocks in (("body", said["blocks"]), ("easy", said["easy"])):
        field = page._meta.get_field(f"{part}_{language}")
        setattr(page, field.name, field.stream_block.to_python(as_stream(blocks)))


def _aim(page: ItemPage, rule: Rule) -> None:
    page.everybody = rule == Rule()
    for line, values in msgspec.to_builtins(rule).items():
        if line in LINES:
            setattr(page, line, list(values))
    if rule.ages != Ages():
        page.least_age, page.most_age = rule.ages.least, rule.ages.most
