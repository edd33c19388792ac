"""From a page to an edition and back: Wagtail's "publish" and "unpublish" are our commands, by whoever is signed in."""

import hashlib

import msgspec
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughgate.basics.errors import Again, Refused
from throughgate.basics.ids import uuid7
from throughgate.kernel.commands.command import Command
from throughgate.kernel.web.acts import act_of
from throughgate.modules.library import queries
from throughgate.modules.library.authoring.drafts import given_of, media_of, rules_of, writer_of
from throughgate.modules.library.authoring.models import ItemPage
from throughgate.modules.library.commands.media import want_media
from throughgate.modules.library.commands.publishing import publish_item, withdraw_item
from throughgate.modules.library.rules.body import body_of
from throughgate.modules.library.rules.media import MediaState


def publish(request: HttpRequest, page: ItemPage) -> HttpResponse | None:
    """Make an edition of a page. An answer instead of None stops Wagtail's own publishing; the draft is kept as it was typed."""
    if not_yet := _not_ready(page):
        return _say(request, page, not_yet)
    try:
        edition = given_of(page)
    except msgspec.ValidationError:
        return _say(request, page, _("Something in it is too long, or empty. Look at each part again."))
    given = {"shelf": page.shelf.pk, "item": page.item, "written_by": writer_of(page), "after": getattr(page, "began_from", page.after)}
    if no := _refusal(request, publish_item, **given, edition=edition, audiences=rules_of(page)):
        return _say(request, page, no)
    edition_now = queries.standing(page.item)
    page.after = edition_now.n if edition_now else 0
    ItemPage.objects.filter(pk=page.pk).update(after=page.after)
    return None


def keep_media(request: HttpRequest, page: ItemPage) -> None:
    """What a draft names stays for another month."""
    for media in queries.wanted_long_ago(act_of(request), media_of(page)):
        want_media(act_of(request, uuid7()), media=media)


def _not_ready(page: ItemPage) -> str:
    """What of its media no edition may name, in words; "" where there is none."""
    for name, state, why in queries.media_not_ready(page.shelf.pk, media_of(page)):
        match state:
            case MediaState.COMING:
                return _("“%(name)s” is still on its way. Open the item, choose the same file again and wait until it is done.") % {
                    "name": name
                }
            case MediaState.WAITING:
                return _("“%(name)s” is being made ready. Publish when that is done.") % {"name": name}
            case MediaState.REFUSED:
                return _("“%(name)s” cannot be used: %(why)s") % {"name": name, "why": why}
            case _other:
                return _("Something is named in it that is not on this shelf any more. Bring it again.")
    return ""


def take_back(request: HttpRequest, page: ItemPage) -> HttpResponse | None:
    """Take an item back, where it is with people. An answer instead of None stops Wagtail."""
    if not queries.is_out(page.item):
        return None
    no = _refusal(request, withdraw_item, item=page.item, why=request.POST.get("why") or _("It is being looked at again."))
    return _say(request, page, no) if no else None


def check_published(page: ItemPage) -> None:
    """Whatever way Wagtail came to call a page published: people have just what it says. Raises: PermissionDenied."""
    edition = queries.standing(page.item)
    if edition is None or edition.body != hashlib.sha256(body_of(given_of(page).texts)).hexdigest():
        raise PermissionDenied


def check_taken_back(page: ItemPage) -> None:
    """The same of what was taken back. Raises: PermissionDenied."""
    if queries.is_out(page.item):
        raise PermissionDenied


def _refusal(request: HttpRequest, command: Command, **given: object) -> str:
    """What the command says where it refuses; "" where it was done."""
    try:
        command(act_of(request), **given)
    except (Refused, Again) as no:
        return no.words
    return ""


def _say(request: HttpRequest, page: ItemPage, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("wagtailadmin_pages:edit", page.pk)
