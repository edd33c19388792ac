"""Bringing media, and looking at them: what the script of the field asks for, and a page for each."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

import msgspec
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughgate.basics.errors import Again, NotFound, Refused
from throughgate.kernel.commands.command import Command, Done
from throughgate.kernel.gateways import dictation, file_store
from throughgate.kernel.web.acts import act_of
from throughgate.modules.library import queries
from throughgate.modules.library.commands.captions import ask_for_captions, drop_captions, write_captions
from throughgate.modules.library.commands.media import begin_media, take_media
from throughgate.modules.library.queries import CaptionsView, MediaView
from throughgate.modules.library.rules.media import LANGUAGES, MB, PIECE, UPLOAD, MediaKind

NAMES = {"en": "English", "cy": "Cymraeg"}


def found(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """What is not there and what is not theirs look the same."""

    @wraps(view)
    def looked_for(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **given)
        except NotFound:
            raise Http404 from None

    return looked_for


@require_GET
@found
def on_shelf(request: HttpRequest, shelf: UUID) -> HttpResponse:
    """What can be chosen of one kind, as JSON."""
    kind = request.GET.get("kind", "")
    return JsonResponse({"media": [_told(one) for one in queries.media_on(act_of(request), shelf, kind)]})


@require_POST
@found
def begin(request: HttpRequest) -> HttpResponse:
    """A file comes: its id, and how much of it is here already."""
    said = {name: request.POST.get(name, "") for name in ("shelf", "kind", "name", "size", "stamp")}
    try:
        given = msgspec.convert(said, begin_media.shape, strict=False)
    except msgspec.ValidationError:
        return JsonResponse({"no": _("Something about this file cannot be read. Give it a shorter name.")}, status=422)
    done = _done(request, begin_media, **{name: getattr(given, name) for name in said} | {"kind": MediaKind(given.kind)})  # type: ignore[attr-defined]
    if isinstance(done, str):
        return JsonResponse({"no": done}, status=422)
    return _state(request, done.changed[0].pk)


@require_http_methods(["PATCH"])
@found
def piece(request: HttpRequest, media: UUID) -> HttpResponse:
    """The next bytes. Not a POST: a line that is slow must not hold a transaction."""
    coming = queries.media_view(act_of(request), media)
    at, content = int(request.GET.get("at", "0") or 0), request.body
    if coming.state != "coming" or len(content) > PIECE or at + len(content) > coming.size:
        return JsonResponse({"no": ""}, status=409)
    try:
        here = file_store.append(coming.id, UPLOAD, at, content)
    except file_store.WrongOffset as elsewhere:
        return JsonResponse({"here": elsewhere.offset}, status=409)
    return JsonResponse({"here": here})


@require_POST
@found
def came(request: HttpRequest, media: UUID) -> HttpResponse:
    """That was all of it."""
    done = _done(request, take_media, media=media)
    return JsonResponse({"no": done}, status=422) if isinstance(done, str) else _state(request, media)


@require_GET
@found
def state(request: HttpRequest, media: UUID) -> HttpResponse:
    """How far it has come, as JSON."""
    return _state(request, media)


@require_GET
@found
def shelf(request: HttpRequest) -> HttpResponse:
    """All that was brought for the shelves on which somebody makes items."""
    act = act_of(request)
    shelves = [(seat.shelf.name, queries.media_on(act, seat.shelf.pk)) for seat in queries.seats_of(act)]
    return render(request, "library/authoring/media_list.html", {"shelves": shelves})


@require_GET
@found
def page(request: HttpRequest, media: UUID) -> HttpResponse:
    """One of them: what players get of it, and its captions."""
    if queries.media_view(act_of(request), media).kind == MediaKind.BUNDLE:
        return redirect("library_bundle", media)
    return _page(request, media, {})


@require_GET
@found
def shown(request: HttpRequest, media: UUID, sha256: str) -> HttpResponseBase:
    """One of its files."""
    file = queries.file_of_media(act_of(request), media, sha256)
    return FileResponse(file_store.path_of(file.h).open("rb"), content_type=file.t)


@require_GET
@found
def captions_file(request: HttpRequest, media: UUID, language: str) -> HttpResponse:
    """Its captions as they stand, a draft among them, for the player of the page."""
    found = _captions_in(queries.media_view(act_of(request), media), language)
    if found is None:
        raise NotFound
    return HttpResponse(found.words, content_type="text/vtt; charset=utf-8")


@require_POST
@found
def captions(request: HttpRequest, media: UUID, language: str) -> HttpResponse:
    """Write, bring, ask for or take away captions in one language."""
    what = request.POST.get("do", "")
    if what == "ask":
        done = _done(request, ask_for_captions, media=media, language=language)
    elif what == "drop":
        done = _done(request, drop_captions, media=media, language=language)
    else:
        words = _brought(request)
        done = _done(request, write_captions, media=media, language=language, words=words)
        if isinstance(done, str):
            messages.error(request, done)
            # What somebody typed is still there, to be put right.
            return _page(request, media, {language: words})
    if isinstance(done, str):
        messages.error(request, done)
    return redirect(reverse("library_media", args=[media]))


def _page(request: HttpRequest, media: UUID, typed: dict[str, str]) -> HttpResponse:
    one = queries.media_view(act_of(request), media)
    captioned = one.kind in (MediaKind.FILM, MediaKind.SOUND) and one.state == "ready"
    standing = {code: _captions_in(one, code) for code in LANGUAGES} if captioned else {}
    captions = [(code, NAMES[code], found, typed.get(code, found.words if found else "")) for code, found in standing.items()]
    return render(request, "library/authoring/media.html", {"one": one, "captions": captions, "can_draft": dictation.is_here()})


def _state(request: HttpRequest, media: UUID) -> HttpResponse:
    return JsonResponse(_told(queries.media_view(act_of(request), media)))


def _brought(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    return str(file.read(2 * MB).decode(errors="replace")) if file else request.POST.get("words", "")


def _done(request: HttpRequest, command: Command, **given: Any) -> Done | str:
    """What was done, or in words why not. Raises: NotFound."""
    try:
        return command(act_of(request), **given)
    except NotFound:
        raise
    except (Refused, Again) as no:
        return no.words


def _captions_in(one: MediaView, language: str) -> CaptionsView | None:
    return next((row for row in one.captions if row.language == language), None)


def _told(one: MediaView) -> dict[str, object]:
    thumbnail = reverse("library_media_file", args=[one.id, one.picture.h]) if one.picture else ""
    return {
        "id": str(one.id),
        "name": one.name,
        "size": one.size,
        "here": one.here,
        "state": str(one.state),
        "says": one.why,
        "picture": thumbnail,
        "page": reverse("library_bundle" if one.kind == MediaKind.BUNDLE else "library_media", args=[one.id]),
        "piece": PIECE,
    }
