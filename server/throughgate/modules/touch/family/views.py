"""Messages on the page of a contact: everybody they write with, and a thread with what was said. Works without scripts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from throughgate.basics.ids import uuid7
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.contacts import contact_page
from throughgate.modules.touch import commands
from throughgate.modules.touch.commands import Kind
from throughgate.modules.touch.family.forms import MessageForm
from throughgate.modules.touch.feed.outside import Page, lines, page


@contact_page
def threads(request: HttpRequest) -> HttpResponse:
    """Everybody with whom they write, or may."""
    return render(request, "touch/outside/threads.html", {"lines": lines(act_of(request))})


@contact_page
def thread(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was said, and a place to say something."""
    shown = page(act_of(request), pk, _id(request.GET.get("before", "")))
    form = MessageForm(request.POST or None)
    if form.is_valid():
        said = {"thread": pk, "kind": Kind.TEXT, "words": form.cleaned_data["words"], "sender": shown.line.me}
        if attempt(request, form, commands.send, **said):
            return redirect("touch:thread", pk=pk)
    _mark_read(request, shown)
    return render(request, "touch/outside/thread.html", {"page": shown, "form": form})


def _mark_read(request: HttpRequest, shown: Page) -> None:
    if shown.line.unread and shown.messages:
        commands.mark_read(act_of(request, uuid7()), thread=shown.line.id, up_to=shown.messages[-1].id)


def _id(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None
