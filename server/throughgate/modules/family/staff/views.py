"""Pages of contacts for staff."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughgate.kernel.audit import trail
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.family import commands, queries
from throughgate.modules.family.staff.forms import (
    ApproveForm,
    BarForm,
    InviteForm,
    LimitsForm,
    ReasonForm,
    RefuseForm,
    SecondForm,
    WishForm,
)


@staff_page(needs=commands.CAPABILITY)
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A request, what stands on the record beside it, and a yes."""
    act = act_of(request)
    asked = queries.request_view(act, pk)
    trail.look(act, "family:check", asked.person_id)
    form = None if asked.decision else ApproveForm(request.POST or None, asked=asked)
    if form and form.is_valid() and attempt(request, form, commands.approve, request=pk, **form.said()):
        messages.success(request, _("Your decision is kept."))
        return redirect("family:check", pk=pk)
    return render(request, "family/check.html", {"asked": asked, "form": form})


@staff_page(needs=commands.CAPABILITY)
def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A no."""
    act = act_of(request)
    asked = queries.request_view(act, pk)
    trail.look(act, "family:refuse", asked.person_id)
    form = RefuseForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.refuse, request=pk, **form.cleaned_data):
        messages.success(request, _("%(name)s will read why.") % {"name": asked.known_as})
        return redirect("family:check", pk=pk)
    return render(request, "family/refuse.html", {"asked": asked, "form": form})


@staff_page(needs=commands.CAPABILITY)
def second(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What another worker decided, to be looked at by this one."""
    act = act_of(request)
    asked = queries.request_view(act, queries.request_of_decision(act, pk))
    trail.look(act, "family:second", asked.person_id)
    form = SecondForm(request.POST or None)
    if form.is_valid() and _seconded(request, form, pk):
        messages.success(request, _("Your decision is kept."))
        return redirect("family:check", pk=asked.id)
    return render(request, "family/check.html", {"asked": asked, "form": form, "seconds": True})


def _seconded(request: HttpRequest, form: SecondForm, pk: UUID) -> bool:
    if form.cleaned_data["agrees"] == "yes":
        return attempt(request, form, commands.second_approve, decision=pk)
    if not form.cleaned_data["reason"]:
        form.refuse(_("Say why, in words that the person will read."))
        return False
    return attempt(request, form, commands.second_refuse, decision=pk, reason=form.cleaned_data["reason"])


@staff_page(needs=commands.CAPABILITY)
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the contact once more, by mail or by phone."""
    act = act_of(request)
    asked = queries.request_view(act, queries.request_of_decision(act, pk))
    trail.look(act, "family:invite", asked.person_id)
    form = InviteForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.invite, decision=pk, **form.cleaned_data):
        return redirect("family:check", pk=asked.id)
    return render(request, "web/form_page.html", {"form": form, "title": _("Ask them again"), "button": _("Ask them")})


@staff_page(needs=commands.CAPABILITY)
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody with whom a person is in touch; and how to end that."""
    act = act_of(request)
    person_id, view = queries.pair_view(act, pk)
    trail.look(act, "family:pair", person_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.end_contact, relationship=pk, **form.cleaned_data):
        messages.success(request, _("They are in touch no more. Both read why."))
        return redirect("family:pair", pk=pk)
    return render(request, "family/pair.html", {"pair": view, "person_id": person_id, "form": form})


@staff_page(needs=commands.CAPABILITY)
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How two people may be in touch, looked at again."""
    act = act_of(request)
    person_id, view = queries.approval_view(act, pk)
    trail.look(act, "family:review", person_id)
    form = LimitsForm(request.POST or None, initial={"limits": view.limited, "reason": view.reason})
    if form.is_valid() and attempt(request, form, commands.set_limits, approval=pk, **form.cleaned_data):
        messages.success(request, _("Your decision is kept."))
        return redirect("family:pair", pk=view.id)
    intro = _("What you do not change stays as it is. The person reads the limits, and why.")
    given = {"form": form, "title": _("In touch with %(name)s") % {"name": view.name}, "intro": intro, "button": _("Keep it so")}
    return render(request, "web/form_page.html", given)


@staff_page(needs=commands.CAPABILITY)
def bar(request: HttpRequest, pk: int) -> HttpResponse:
    """Restrict a contact."""
    act = act_of(request)
    person_id, view = queries.pair_view(act, pk)
    trail.look(act, "family:bar", person_id)
    form = BarForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.bar_contact, relationship=pk, **form.cleaned_data):
        return redirect("family:pair", pk=pk)
    title = _("Restrict %(name)s") % {"name": view.name}
    return render(request, "web/form_page.html", {"form": form, "title": title, "button": _("Write it down"), "grave": True})


@staff_page(needs=commands.CAPABILITY, looks="person_id")
def wish(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody, such as a victim, wishes no contact from this person."""
    form = WishForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.note_wish, person=person_id, **form.cleaned_data):
        messages.success(request, _("It is written down. The person is not told."))
        return redirect("person", person_id=person_id)
    intro = _("Such as a victim. Nobody can override it, and the person is not told. If they are in touch now, that ends.")
    given = {"form": form, "title": _("Somebody wishes no contact"), "intro": intro, "button": _("Write it down")}
    return render(request, "web/form_page.html", given)
