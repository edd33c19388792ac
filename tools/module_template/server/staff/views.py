"""Pages of capability_name for staff. Each translates, calls once, translates back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughgate.kernel.audit import trail
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.capability_name import commands, queries
from throughgate.modules.capability_name.staff.forms import ReadForm


@staff_page(needs=commands.CAPABILITY)
def note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One note, and the button that says it was read."""
    act = act_of(request)
    view = queries.note_view(act, pk)
    trail.look(act, "capability_name:note", view.person_id)
    form = ReadForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.mark_read, note=pk):
        messages.success(request, _("%(name)s will see that you read it.") % {"name": view.person})
        return redirect("inbox")
    return render(request, "capability_name/note.html", {"note": view, "form": form})
