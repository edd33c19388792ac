"""Pages of money for staff. Each translates, calls once, translates back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.kernel.audit import trail
from throughgate.kernel.policy.act import Act
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.money import commands, queries
from throughgate.modules.money.policy import REFUND, SEE, SET_PRICES
from throughgate.modules.money.staff.forms import SORTS, AllowanceForm, PriceForm, RefundForm, SecondForm

WEEK = timedelta(days=7)
COLUMNS: tuple[Column[queries.Line], ...] = (
    Column("at", gettext_lazy("When"), lambda one: one.at, ("at",)),
    Column("person", gettext_lazy("Who"), lambda one: one.person, ("person__family_name", "person__given_name")),
    Column("what", gettext_lazy("What"), lambda one: one.what, ("what",)),
    Column("kind", gettext_lazy("Sort"), lambda one: one.kind, ("kind",)),
    Column("pence", gettext_lazy("Pence"), lambda one: one.pence, ("pence",)),
    Column("why", gettext_lazy("Why"), lambda one: one.why),
)


@staff_page(needs=SEE)
def books(request: HttpRequest) -> HttpResponse:
    """What came in and went out of the purses of those in one's care; and when all was last added up."""
    act = act_of(request)
    listing = Listing(request, queries.books(act), COLUMNS, queries.lines, own_order="-at")
    if listing.wants_csv:
        return listing.csv(act, "money")
    shown = {
        "title": _("Money for messages"),
        "listing": listing,
        "reconciled": queries.last_reconciled(),
        "prices": queries.may_set_prices(act),
    }
    return render(request, "money/books.html", shown)


@staff_page(needs=REFUND)
def refund(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give something back by hand."""
    act = act_of(request)
    line = queries.entry_line(act, pk)
    _looked(act, "money:refund", line.person_id)
    form = RefundForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.refund, entry=pk, **form.cleaned_data):
        messages.success(request, _("It is given back, or waits for another worker where it is more than £20."))
        return redirect("person", person_id=line.person_id)
    return render(request, "money/refund.html", {"title": _("Give back"), "line": line, "form": form, "button": _("Give it back")})


@staff_page(needs=REFUND)
def second(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What another worker would give back."""
    act = act_of(request)
    view = queries.refund_view(act, pk)
    trail.look(act, "money:second", view.person_id)
    form = None if view.agreed is not None or view.by_id == act.worker else SecondForm(request.POST or None)
    if form and form.is_valid() and attempt(request, form, commands.second_refund, refund=pk, **form.cleaned_data):
        messages.success(request, _("Your decision is kept."))
        return redirect("person", person_id=view.person_id)
    return render(request, "money/second.html", {"title": _("More than £20 to give back"), "view": view, "form": form})


@staff_page(needs=SET_PRICES)
def prices(request: HttpRequest) -> HttpResponse:
    """What things cost where one works, and what each level gets a week."""
    act = act_of(request)
    crumbs = [(_("Money for messages"), reverse("money:books"))]
    shown = {
        "title": _("Prices"),
        "breadcrumbs": crumbs,
        "prices": queries.prices(act, act.at),
        "allowances": queries.allowances(act, act.at),
    }
    return render(request, "money/prices.html", shown)


@staff_page(needs=SET_PRICES)
def set_price(request: HttpRequest) -> HttpResponse:
    """Set a price. First it says what it would have cost last week."""
    act = act_of(request)
    form, would = PriceForm(request.POST or None, places=queries.establishments(act)), None
    if form.is_valid():
        would = _would(request, form.cleaned_data)
        if "sure" in request.POST and attempt(request, form, commands.set_price, **form.cleaned_data):
            messages.success(request, _("The price is set."))
            return redirect("money:prices")
    crumbs = [(_("Prices"), reverse("money:prices"))]
    return render(request, "money/set_price.html", {"title": _("Set a price"), "form": form, "would": would, "breadcrumbs": crumbs})


@staff_page(needs=SET_PRICES)
def set_allowance(request: HttpRequest) -> HttpResponse:
    """Set what people of a level get each week."""
    form = AllowanceForm(request.POST or None, places=queries.establishments(act_of(request)))
    if form.is_valid() and attempt(request, form, commands.set_allowance, **form.cleaned_data):
        messages.success(request, _("The allowance is set. It comes from the next week on."))
        return redirect("money:prices")
    given = {
        "title": _("Set a weekly allowance"),
        "form": form,
        "button": _("Set it"),
        "breadcrumbs": [(_("Prices"), reverse("money:prices"))],
    }
    return render(request, "web/form_page.html", given)


@staff_page(needs=SEE)
def difference(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A purse that does not agree with its postings."""
    act = act_of(request)
    person_id, view = queries.difference(act, pk)
    _looked(act, "money:difference", person_id)
    return render(request, "money/difference.html", {"title": _("A purse does not add up"), "view": view})


def _looked(act: Act, page: str, person_id: UUID | None) -> None:
    if person_id:
        trail.look(act, page, person_id)


def _would(request: HttpRequest, said: dict[str, Any]) -> Any:
    act = act_of(request)
    sort = {name: said[name] or "" for name in SORTS}
    return queries.would_have_cost(act, said["place"], act.at - WEEK, sort, said["basis"], said["pence"] - said["subsidy"])
