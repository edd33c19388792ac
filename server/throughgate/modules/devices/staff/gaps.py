"""The page of acts that are missing from a device."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughgate.kernel.audit import trail
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.forms import PageForm
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.devices import commands, queries
from throughgate.modules.devices.commands import MANAGE


@staff_page(needs=MANAGE)
def missing(request: HttpRequest, missing_id: UUID) -> HttpResponse:
    """What is missing, what can be done, and that somebody has found out."""
    act, form = act_of(request), PageForm(request.POST or None)
    found = queries.missing(act, missing_id)
    trail.look(act, "devices:missing", found.person_id)
    if form.is_valid() and attempt(request, form, commands.account_for, missing=missing_id):
        messages.success(request, _("It is out of your inbox. What is missing stays written down on the page of the device."))
        return redirect("inbox")
    shown = {"title": _("Something is missing from %(label)s") % {"label": found.label}, "found": found, "form": form}
    return render(request, "devices/missing.html", shown)
