"""Pages of money for families. A browser that comes back, a webhook and a job all do the same: ask the provider."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from throughgate.basics.clock import now
from throughgate.kernel.gateways import payments
from throughgate.kernel.policy.act import VISITOR, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.contacts import contact_page
from throughgate.modules.money import commands, queries
from throughgate.modules.money.family.forms import PayInForm
from throughgate.modules.money.rules.prices import pounds

MOST_BYTES = 64 * 1024


@contact_page
def money(request: HttpRequest) -> HttpResponse:
    """What is left, what came and went; and paying in."""
    mine = queries.my_money(act_of(request))
    form = PayInForm(request.POST or None, people=mine.people)
    if form.is_valid() and attempt(request, form, commands.pay_in, **form.said()):
        return redirect("money:payment", pk=form.act_id)
    return render(request, "money/outside/money.html", {"mine": mine, "form": form, "open": payments.is_open()})


@contact_page
def payment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One payment: go and pay it, or how it stands. The browser comes back here, and may open it again at any time."""
    view = queries.payment_view(act_of(request), pk)
    shown = {"next_url": "", "away": False}
    if not view.state:
        try:
            found = commands.follow(now(), pk, _order(view))
            shown["next_url"] = found.next_url if found else ""
        except payments.NoAnswer:
            shown["away"] = True
        view = queries.payment_view(act_of(request), pk)
    return render(request, "money/outside/payment.html", shown | {"payment": view, "pretends": payments.is_pretend()})


@csrf_exempt
@require_POST
@login_not_required
def knock(request: HttpRequest) -> HttpResponse:
    """A webhook of the provider. What it says is not believed: it makes us ask. 503: we could not, and it is to knock again."""
    body = request.read(MOST_BYTES)
    if not payments.is_signed(body, request.headers.get("Pay-Signature", "")):
        raise Http404
    moment = now()
    with scope(Act(VISITOR, moment, moment, Face.FAMILY)):
        known = queries.payment_at_provider(payments.named_in(body))
    try:
        if known:
            commands.follow(moment, known)
    except payments.NoAnswer:
        return HttpResponse(status=503)
    return HttpResponse()


@never_cache
@login_not_required
def pretend(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The page of the provider that only pretends: nowhere but in a demonstration."""
    if not payments.is_pretend():
        raise Http404
    provider = payments.Pretend()
    try:
        asked = provider.kept(provider_id)
    except payments.NoAnswer:
        raise Http404 from None
    if request.method == "POST":
        provider.end(provider_id, payments.State.PAID if request.POST.get("pay") else payments.State.FAILED)
        return redirect(asked["back"].removeprefix(settings.FAMILY_URL))
    return render(request, "money/outside/pretend.html", {"pounds": pounds(asked["pence"])})


def _order(view: queries.PaymentView) -> payments.Order:
    back = settings.FAMILY_URL + reverse("money:payment", kwargs={"pk": view.id})
    # No word of prison: it stands on somebody's bank statement.
    return payments.Order(view.id, view.pence, _("Messages"), back, translation.get_language() or "en")
