"""Ask for a link, come in by it, go out. An address that we know and one that we do not are answered alike."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from throughgate.basics.clock import now
from throughgate.faces.family.sign_in.asking import TooMany, mail_link, may_try, note_wrong
from throughgate.faces.family.sign_in.forms import AddressForm, CodeForm
from throughgate.faces.family.sign_in.middleware import let_in
from throughgate.faces.family.sign_in.records import record
from throughgate.kernel.identity.contact_links import contact_for, use_link


@login_not_required
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a link."""
    form = AddressForm(request.POST or None)
    if form.is_valid():
        try:
            mail_link(request, form.cleaned_data["email"], now())
            return redirect("asked")
        except TooMany as no:
            form.refuse(no.words)
    return render(request, "families/sign_in.html", {"form": form})


@login_not_required
def asked(request: HttpRequest) -> HttpResponse:
    """What is said to everybody who asked."""
    return render(request, "families/asked.html")


@login_not_required
@never_cache
def come_in(request: HttpRequest, token: str) -> HttpResponse:
    """Fetched, it shows a button; pressed, it signs in."""
    at = now()
    if request.method != "POST":
        return render(request, "families/come_in.html", {"works": contact_for(token, at) is not None})
    contact = use_link(token, at) if may_try(request, at) else None
    if contact is None:
        note_wrong(request, at)
        return render(request, "families/come_in.html", {"works": False})
    let_in(request, contact)
    record(request, "family.sign_in", "accepted", at)
    return redirect("home")


@login_not_required
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Come in by what staff read out on the phone."""
    form, at = CodeForm(request.POST or None), now()
    if form.is_valid():
        if not may_try(request, at):
            form.refuse(TooMany().words)
        elif contact := use_link(form.cleaned_data["code"].upper(), at):
            let_in(request, contact)
            record(request, "family.sign_in", "accepted", at)
            return redirect("home")
        else:
            note_wrong(request, at)
            form.refuse(_("That did not work. Check it letter by letter. It works once, for seven days."))
    return render(request, "families/code.html", {"form": form})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    record(request, "family.sign_out", "accepted", now())
    request.session.flush()
    gone = redirect("sign_in")
    # Pages that keep themselves on the phone (ADR 12), and what waited there, go with whoever goes.
    gone["Clear-Site-Data"] = '"cache", "storage"'
    return gone
