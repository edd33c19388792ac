"""Pages of messages for staff."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from throughgate.kernel.audit import trail
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.files import file_response
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.touch import commands, queries
from throughgate.modules.touch.policy import CAPABILITY
from throughgate.modules.touch.staff.forms import WhyForm


@staff_page(needs=CAPABILITY)
def thread(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What somebody and those outside say to each other, for who has said why they read it."""
    act = act_of(request)
    shown, form = queries.thread_view(act, pk), WhyForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.read_thread, thread=pk, **form.cleaned_data):
        return redirect("touch:thread", pk=pk)
    trail.look(act, "touch:thread", shown.person_id)
    return render(request, "touch/thread.html", {"thread": shown, "form": form})


@staff_page(needs=CAPABILITY)
def piece(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """A file of a message."""
    person_id, found = queries.piece_of(act_of(request), pk, sha256)
    trail.look(act_of(request), "touch:piece", person_id)
    return file_response(found)
