"""Messages on the page of a contact: everybody they write with, and a thread with what was said. Works without scripts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughgate.basics.errors import Refused
from throughgate.basics.ids import uuid7
from throughgate.kernel.commands.command import find
from throughgate.kernel.gateways.file_store import path_of
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.contacts import contact_page
from throughgate.kernel.web.forms import PageForm
from throughgate.kernel.web.ranges import in_part
from throughgate.modules.touch import commands
from throughgate.modules.touch.commands import Kind
from throughgate.modules.touch.family.forms import AppealForm, MessageForm
from throughgate.modules.touch.feed import outside
from throughgate.modules.touch.feed.outside import Page
from throughgate.modules.touch.rules.fits import PIECES, kind_of

APPEAL = "desk.appeal@1"


@contact_page
def threads(request: HttpRequest) -> HttpResponse:
    """Everybody with whom they write, or may."""
    return render(request, "touch/outside/threads.html", {"lines": outside.lines(act_of(request))})


@contact_page
def thread(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was said, and a place to say something."""
    shown = outside.page(act_of(request), pk, _id(request.GET.get("before", "")))
    form = MessageForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _sent(request, form, shown):
        return redirect("touch:thread", pk=pk)
    _mark_read(request, shown)
    return render(request, "touch/outside/thread.html", {"page": shown, "form": form, "appeals": find(APPEAL) is not None})


@contact_page
def latest(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The messages of a thread alone, for a page that stands open."""
    shown = outside.page(act_of(request), pk)
    _mark_read(request, shown)
    return render(request, "touch/outside/messages.html", {"page": shown, "appeals": find(APPEAL) is not None})


@contact_page
def piece(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """A file of a message that they may see."""
    found = outside.piece(act_of(request), pk, sha256)
    return in_part(path_of(found.h), found.t, request.headers.get("Range", ""))


@contact_page
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back what has not passed yet."""
    message = outside.message(act_of(request), pk)
    form = PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.take_back, message=pk):
        messages.success(request, _("You have taken it back. Nobody gets it."))
        return redirect("touch:thread", pk=message.thread)
    return render(request, "touch/outside/take_back.html", {"message": message, "form": form})


@contact_page
def appeal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for another look at what was not let through."""
    message, command = outside.message(act_of(request), pk), find(APPEAL)
    if command is None or not message.can_appeal:
        raise Http404
    form = AppealForm(request.POST or None)
    if form.is_valid() and attempt(request, form, command, item=pk, words=form.cleaned_data["words"]):
        messages.success(request, _("Somebody else looks at it again. You read here what becomes of it."))
        return redirect("touch:thread", pk=message.thread)
    return render(request, "touch/outside/appeal.html", {"message": message, "form": form})


@contact_page
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave a group."""
    shown, form = outside.page(act_of(request), pk), PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.leave_group, thread=pk):
        messages.success(request, _("You have left the group."))
        return redirect("touch:threads")
    return render(request, "touch/outside/leave.html", {"page": shown, "form": form})


def _sent(request: HttpRequest, form: MessageForm, shown: Page) -> bool:
    try:
        said = _said(request, form)
    except Refused as bad:
        form.refuse(bad.words)
        return False
    return attempt(request, form, commands.send, thread=shown.line.id, sender=shown.line.me, **said)


def _said(request: HttpRequest, form: MessageForm) -> dict[str, Any]:
    """What the command is given. Raises: BadFile for what is neither a picture nor a sound."""
    given, lengths, at = form.cleaned_data, form.lengths, act_of(request).arrived
    pieces = [
        commands.keep(file.read(), file.content_type or "", at, lengths[n] if n < len(lengths) else None)
        for n, file in enumerate(given["pieces"][: PIECES + 1])
    ]
    kind = given["kind"] if given["kind"] in Kind.values else kind_of([one.t for one in pieces])
    return {"kind": Kind(kind), "words": given["words"], "design": given["design"], "pieces": pieces}


def _mark_read(request: HttpRequest, shown: Page) -> None:
    if shown.line.unread and shown.messages:
        commands.mark_read(act_of(request, uuid7()), thread=shown.line.id, up_to=shown.messages[-1].id)


def _id(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None
