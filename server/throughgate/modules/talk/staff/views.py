"""Pages of talk for staff."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughgate.basics.errors import NotFound
from throughgate.kernel.audit import trail
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.files import file_response
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.talk import commands, queries
from throughgate.modules.talk.staff.forms import AnswerForm


@staff_page(needs=commands.CAPABILITY)
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Someone asked to talk: what they said, and the answer."""
    act = act_of(request)
    view = queries.request_view(act, pk)
    trail.look(act, "talk:answer", view.person_id)
    form = AnswerForm(request.POST or None, name=view.known_as)
    if form.is_valid() and attempt(request, form, commands.answer, request=pk, **form.cleaned_data):
        messages.success(request, _("Your answer is on its way to %(name)s.") % {"name": view.person})
        return redirect("inbox")
    return render(request, "talk/answer.html", {"asked": view, "form": form})


@staff_page(needs=commands.CAPABILITY)
def voice(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """The voice note of a request."""
    if queries.request_view(act_of(request), pk).voice != sha256:
        raise NotFound
    return file_response(sha256)
