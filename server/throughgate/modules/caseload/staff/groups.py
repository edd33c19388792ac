"""Pages of groups: people named one by one. Each translates, calls once, translates back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.forms import PageForm, PersonForm
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.caseload import commands, queries
from throughgate.modules.caseload.commands.groups import GROUP
from throughgate.modules.caseload.staff import forms


@staff_page(needs=GROUP)
def groups(request: HttpRequest) -> HttpResponse:
    """The groups of the places where I work; and beginning one."""
    act = act_of(request)
    form = forms.GroupForm(request.POST or None, act=act)
    if form.is_valid() and attempt(request, form, commands.open_group, **form.cleaned_data):
        return redirect("caseload:groups")
    shown = {"title": _("Groups"), "form": form, "button": _("Begin this group"), "groups": queries.groups(act)}
    return render(request, "caseload/groups.html", shown)


@staff_page(needs=GROUP)
def group(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is of a group; and naming one more."""
    act = act_of(request)
    line, form = queries.group(act, pk), PersonForm(request.POST or None, act=act)
    if form.is_valid() and attempt(request, form, commands.put_in_group, group=pk, **form.cleaned_data):
        return redirect("caseload:group", pk=pk)
    shown = {"title": line.name, "form": form, "button": _("Put them in this group"), "group": line, "members": queries.members(act, pk)}
    return render(request, "caseload/group.html", shown)


@staff_page(needs=GROUP)
def take(request: HttpRequest, pk: UUID, membership: UUID) -> HttpResponse:
    """Somebody is no longer of it."""
    act = act_of(request)
    line, member, form = queries.group(act, pk), queries.member(act, pk, membership), PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.take_from_group, membership=membership):
        return redirect("caseload:group", pk=pk)
    title = _("%(name)s is no longer of “%(group)s”") % {"name": member.name, "group": line.name}
    return render(request, "web/form_page.html", {"title": title, "form": form, "button": _("Take them from this group")})


@staff_page(needs=GROUP)
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The end of a group."""
    line, form = queries.group(act_of(request), pk), PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.close_group, group=pk):
        return redirect("caseload:groups")
    intro = _("Nobody is of it any more, and what is only for this group goes from their devices.")
    title = _("End “%(group)s”") % {"group": line.name}
    shown = {"title": title, "intro": intro, "form": form, "button": _("End this group"), "grave": True}
    return render(request, "web/form_page.html", shown)
