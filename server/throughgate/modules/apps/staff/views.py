"""Pages of partners' apps for staff. Each translates, calls once, translates back."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from throughgate.basics.ids import uuid7
from throughgate.kernel.audit import trail
from throughgate.kernel.gateways.file_store import path_of
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.forms import PageForm, offer
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.apps import queries
from throughgate.modules.apps.commands import bringing, earning
from throughgate.modules.apps.queries import VersionLine, VersionView
from throughgate.modules.apps.rules import sandbox
from throughgate.modules.apps.rules.check import MOST_BYTES, Checked, check
from throughgate.modules.apps.rules.needs import BRING, SIGN, USE
from throughgate.modules.apps.staff.forms import BringForm, ConfirmForm, EmployerForm, NextForm, PartForm, SignForm, WhyForm

COLUMNS: tuple[Column[VersionLine], ...] = (
    Column("title", gettext_lazy("App"), lambda line: line.title),
    Column("partner", gettext_lazy("Partner"), lambda line: line.partner, ("app__partner",)),
    Column("place", gettext_lazy("Place"), lambda line: line.place, ("app__place__name",)),
    Column("brought", gettext_lazy("Brought"), lambda line: line.brought_at, ("brought_at",)),
    Column("standing", gettext_lazy("Stands"), lambda line: line.standing),
)


@staff_page(needs=BRING)
def apps(request: HttpRequest) -> HttpResponse:
    """Everything that was brought, newest first."""
    act = act_of(request)
    rows = queries.versions_brought(act).order_by("-brought_at")
    listing = Listing(request, rows, COLUMNS, _lines, own_order="-brought")
    if listing.wants_csv:
        return listing.csv(act, "apps")
    return render(request, "apps/apps.html", {"listing": listing})


@staff_page(needs=BRING)
def bring(request: HttpRequest) -> HttpResponse:
    """A new app."""
    form = BringForm(request.POST or None, request.FILES or None, act=act_of(request))
    found = _checked(form)
    if (
        found
        and found.good
        and (done := _bring(request, form, app=uuid7(), place=form.cleaned_data["place"], partner=form.cleaned_data["partner"]))
    ):
        return done
    return render(request, "apps/bring.html", {"form": form, "found": found, "most": MOST_BYTES // 2**20})


@staff_page(needs=BRING)
def version(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One version: what it asks for, what its check found, and what was decided; and the next one."""
    act = act_of(request)
    view = queries.version_view(act, pk)
    forms = _forms_of(request, act, view)
    done = _decided(request, view, forms) if request.method == "POST" else None
    return done or render(request, "apps/version.html", {"app": view, **forms})


@staff_page(needs=BRING)
def next_version(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The next version of an app."""
    view = queries.version_view(act_of(request), pk)
    line = view.line
    form = NextForm(request.POST or None, request.FILES or None)
    found = _checked(form)
    if found and found.good and (done := _bring(request, form, app=line.app_id, place=view.place_id, partner=line.partner)):
        return done
    return render(request, "apps/bring.html", {"form": form, "found": found, "line": line, "most": MOST_BYTES // 2**20})


@staff_page(needs=BRING)
def try_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The app in the sandbox, with an invented person."""
    view = queries.version_view(act_of(request), pk)
    invented = {"first_name": "Sam", "language": get_language(), "easy_read": False, "progress": None}
    granted = {need: invented[need] for need in view.asks}
    return render(request, "apps/try.html", {"app": view, "granted": json.dumps(granted)})


@staff_page(needs=BRING)
@xframe_options_exempt
def run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The app itself, under the policy of the sandbox and no other."""
    view = queries.version_view(act_of(request), pk)
    html, hashes = sandbox.prepared(path_of(view.file).read_bytes())
    return HttpResponse(html, headers={**sandbox.headers(hashes, view.wasm), "Content-Type": "text/html; charset=utf-8"})


@staff_page(needs=USE)
def competence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What somebody showed that they can do, and the button that says that one has seen it."""
    act = act_of(request)
    view = queries.competence_view(act, pk)
    trail.look(act, "apps:competence", view.person_id)
    form = ConfirmForm(request.POST or None)
    if form.is_valid() and attempt(request, form, earning.confirm_competence, competence=pk):
        messages.success(request, _("%(name)s will see that you confirmed it.") % {"name": view.person})
        return redirect("inbox")
    return render(request, "apps/competence.html", {"shown": view, "form": form})


@staff_page(needs=SIGN)
def employers(request: HttpRequest) -> HttpResponse:
    """With whom people may share what they can do."""
    act = act_of(request)
    form = EmployerForm(request.POST or None, act=act)
    if form.is_valid() and attempt(request, form, earning.welcome_employer, **form.cleaned_data):
        messages.success(request, _("People may share what they can do with them from now on."))
        return redirect("apps:employers")
    return render(request, "apps/employers.html", {"form": form, "employers": queries.employers(act)})


@staff_page(needs=SIGN)
def part(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nobody shares with them any more."""
    view, form = queries.employer(act_of(request), pk), PartForm(request.POST or None)
    if form.is_valid() and attempt(request, form, earning.part_from_employer, employer=pk):
        messages.success(request, _("%(name)s sees nothing of anybody from now on.") % {"name": view.name})
        return redirect("apps:employers")
    return render(request, "apps/part.html", {"form": form, "employer": view})


def _lines(rows: Iterable[Any]) -> list[VersionLine]:
    return queries.version_lines(rows)


def _checked(form: PageForm) -> Checked | None:
    return check(form.cleaned_data["html"].read(MOST_BYTES + 1)) if form.is_valid() else None


def _bring(request: HttpRequest, form: PageForm, **what: UUID | str) -> HttpResponse | None:
    file = form.cleaned_data["html"]
    file.seek(0)
    if not attempt(request, form, bringing.bring_app, **what, html=file.read().decode()):
        return None
    messages.success(request, _("It waits for review. Somebody else looks at it and decides."))
    return redirect("apps:apps")


def _forms_of(request: HttpRequest, act: Any, view: VersionView) -> dict[str, PageForm]:
    """What this worker may decide of it."""
    if view.line.standing == "waits" and not view.mine and view.may_sign:
        sign, down = _form(request, SignForm, "sign"), _form(request, WhyForm, "down")
        offer(sign, "places", queries.places_of_app(view))
        return {"sign": sign, "down": down}
    return {"back": _form(request, WhyForm, "back")} if view.line.standing == "out" and view.may_sign else {}


def _form(request: HttpRequest, kind: type[PageForm], prefix: str) -> PageForm:
    return kind(request.POST if request.POST.get("do") == prefix else None, prefix=prefix)


def _decided(request: HttpRequest, view: VersionView, forms: dict[str, PageForm]) -> HttpResponse | None:
    does = {"sign": (bringing.sign_app, "version"), "down": (bringing.turn_down_app, "version"), "back": (bringing.withdraw_app, "app")}
    name = request.POST.get("do", "")
    form = forms.get(name)
    if form is None or not form.is_valid():
        return None
    command, about = does[name]
    thing = view.line.id if about == "version" else view.line.app_id
    if not attempt(request, form, command, **{about: thing}, **form.cleaned_data):
        return None
    messages.success(request, _("That is decided, and on the trail."))
    return redirect("apps:version", pk=view.line.id)
