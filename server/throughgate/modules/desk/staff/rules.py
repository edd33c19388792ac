"""The rules, how they do, and how much is read by chance."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.kernel.policy.decide import may_decide
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.listing import Column, Gathered
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.desk import commands, queries
from throughgate.modules.desk.queries.rules import RuleLine
from throughgate.modules.desk.rules.needs import LEAD, SCREEN
from throughgate.modules.desk.staff.forms import SamplingForm, WatchForm, WhyForm

SORTS = ("worked out",)
COLUMNS: tuple[Column[RuleLine], ...] = (
    Column("words", gettext_lazy("Looked for"), lambda line: line.words, SORTS),
    Column("does", gettext_lazy("What follows"), lambda line: line.does, SORTS),
    Column("where", gettext_lazy("Where, of whom"), lambda line: " – ".join(filter(None, (line.place, line.whom, line.language)))),
    Column("found", gettext_lazy("Found"), lambda line: line.found, SORTS),
    Column("held", gettext_lazy("Held"), lambda line: line.held, SORTS),
    Column("let_go", gettext_lazy("Let go"), lambda line: line.let_go, SORTS),
    Column("right", gettext_lazy("Was right"), lambda line: line.right, SORTS),
    Column("since", gettext_lazy("Since"), lambda line: line.since, SORTS),
    Column("why", gettext_lazy("Why"), lambda line: line.why),
)


@staff_page(needs=SCREEN)
def rules(request: HttpRequest) -> HttpResponse:
    """Each rule with how often it was right; and how long people wait."""
    act = act_of(request)
    listing = Gathered(request, queries.rule_lines(act, ended="ended" in request.GET), COLUMNS)
    if listing.wants_csv:
        return listing.csv(act, "desk-rules")
    shown = {"listing": listing, "waiting": queries.waiting(act), "leads": may_decide(act, LEAD), "ended": "ended" in request.GET}
    return render(request, "desk/rules.html", shown)


@staff_page(needs=LEAD)
def watch(request: HttpRequest) -> HttpResponse:
    """A new rule."""
    form = WatchForm(request.POST or None, act=act_of(request))
    if form.is_valid() and attempt(request, form, commands.watch, **form.said()):
        messages.success(request, _("It is looked for from now on."))
        return redirect("desk:rules")
    intro = _("It is found in whatever letters, spaces or accents somebody writes it. Words that tell of self-harm never hold a message.")
    return render(request, "web/form_page.html", _page(form, _("Look for something new"), _("Look for it"), intro))


@staff_page(needs=SCREEN)
def rule(request: HttpRequest, rule: UUID) -> HttpResponse:
    """One rule, what it found, and its end."""
    act = act_of(request)
    view = queries.rule_view(act, rule)
    form = WhyForm(request.POST or None) if view.to_at is None and may_decide(act, LEAD) else None
    if form and form.is_valid() and attempt(request, form, commands.end_watch, rule=rule, **form.cleaned_data):
        messages.success(request, _("It is not looked for any more. What it held stays held until somebody decides."))
        return redirect("desk:rules")
    return render(request, "desk/rule.html", {"rule": view, "form": form, "breadcrumbs": _crumbs()})


@staff_page(needs=SCREEN)
def sampling(request: HttpRequest) -> HttpResponse:
    """How much is read by chance, and by which seed."""
    act = act_of(request)
    form = SamplingForm(request.POST or None, act=act) if may_decide(act, LEAD) else None
    if form and form.is_valid() and attempt(request, form, commands.set_sampling, **form.cleaned_data):
        messages.success(request, _("It counts from the next message on."))
        return redirect("desk:sampling")
    return render(request, "desk/sampling.html", {"samplings": queries.samplings(act), "form": form})


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Rules"), reverse("desk:rules"))]


def _page(form: WatchForm, title: str, button: str, intro: str) -> dict[str, object]:
    return {"form": form, "title": title, "button": button, "intro": intro, "breadcrumbs": _crumbs()}
