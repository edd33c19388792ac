"""Pages of what is urgent: writing down a call, handing over, and who is away. Each translates, calls once, translates back."""

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
from throughgate.modules.caseload import commands, queries
from throughgate.modules.caseload.commands.urgent import SEE
from throughgate.modules.caseload.staff import forms


@staff_page(needs=SEE)
def called(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down that you called somebody, and what came of it."""
    act, form = act_of(request), forms.CallForm(request.POST or None)
    page = queries.in_hand(act, pk)
    trail.look(act, "caseload:called", page.person_id)
    if form.is_valid() and attempt(request, form, commands.record_call, task=pk, **form.cleaned_data):
        messages.success(request, _("Written down. %(name)s still waits for your answer.") % {"name": page.at_hand.person})
        return redirect("inbox")
    title = _("I called %(name)s") % {"name": page.at_hand.person}
    return render(request, "caseload/called.html", {"title": title, "form": form, "button": _("Write it down"), "page": page})


@staff_page(needs=SEE)
def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give what waits to a colleague."""
    act = act_of(request)
    page, form = queries.in_hand(act, pk), forms.HandOverForm(request.POST or None, colleagues=queries.colleagues_to_choose(act, pk))
    trail.look(act, "caseload:hand_over", page.person_id)
    if form.is_valid() and attempt(request, form, commands.hand_over, task=pk, **form.cleaned_data):
        messages.success(request, _("It waits for your colleague now."))
        return redirect("inbox")
    title = _("Hand over: %(name)s") % {"name": page.at_hand.person}
    return render(request, "caseload/called.html", {"title": title, "form": form, "button": _("Hand it over"), "page": page})


@staff_page(needs=SEE)
def leave(request: HttpRequest) -> HttpResponse:
    """Who is away, and who covers; and to write down more of it."""
    act = act_of(request)
    form = forms.LeaveForm(request.POST or None, act=act)
    if form.is_valid() and attempt(request, form, commands.plan_leave, **form.cleaned_data):
        return redirect("caseload:leave")
    shown = {"title": _("Who is away, and who covers"), "form": form, "button": _("Save"), "leaves": queries.leaves(act)}
    return render(request, "caseload/leave.html", shown)


@staff_page(needs=SEE)
def end_leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody is back, or does not go."""
    line, form = queries.leave_line(act_of(request), pk), PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.end_leave, leave=pk):
        return redirect("caseload:leave")
    title = _("%(worker)s is there, and %(cover)s covers no more") % {"worker": line.worker, "cover": line.cover}
    return render(request, "web/form_page.html", {"title": title, "form": form, "button": _("End this leave")})
