"""Pages of the library for staff."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.errors import NotFound
from throughgate.kernel.audit import trail
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.files import file_response
from throughgate.kernel.web.forms import PersonForm
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.library import queries
from throughgate.modules.library.commands import worrying
from throughgate.modules.library.commands.publishing import withdraw_item
from throughgate.modules.library.commands.saying import answer_comment
from throughgate.modules.library.queries import ItemLine
from throughgate.modules.library.rules.needs import COMMENT, KEEP
from throughgate.modules.library.staff.forms import AnswerForm, LookedAfterForm, PassOnForm, WithdrawForm

COLUMNS: tuple[Column[ItemLine], ...] = (
    Column("title", gettext_lazy("Item"), lambda line: line.title),
    Column("languages", gettext_lazy("Languages"), lambda line: line.languages),
    Column("published", gettext_lazy("Published"), lambda line: line.published_at, ("current__published_at",)),
    Column("standing", gettext_lazy("Stands"), lambda line: line.standing),
    Column("helped", gettext_lazy("Helped"), lambda line: f"{line.helped}/{line.helped + line.did_not}"),
    Column("waiting", gettext_lazy("To answer"), lambda line: line.waiting),
)


@staff_page(needs=KEEP)
def shelves(request: HttpRequest) -> HttpResponse:
    """The shelves that I keep, and what stands on them."""
    act = act_of(request)
    listing = Listing(request, queries.items_on_shelves(act), COLUMNS, _lines, own_order="-published")
    if listing.wants_csv:
        return listing.csv(act, "library")
    return render(request, "library/shelves.html", {"shelves": queries.my_shelves(act), "listing": listing})


@staff_page(needs=KEEP)
def item(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One item: whom it is for, what was said of it; and taking it back."""
    view = queries.item_view(act_of(request), pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid() and attempt(request, form, withdraw_item, item=pk, **form.cleaned_data):
        messages.success(
            request, _("“%(title)s” is taken back. It goes from each device at its next contact.") % {"title": view.line.title}
        )
        return redirect("library:shelves")
    return render(request, "library/item.html", {"item": view, "form": form})


@staff_page(needs=KEEP)
def who_sees(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whose answer I want: does this person see it?"""
    act = act_of(request)
    view, form = queries.item_view(act, pk), PersonForm(request.POST or None, act=act)
    if form.is_valid():
        return redirect("library:sees", pk=pk, person_id=form.cleaned_data["person"])
    title = _("Who sees “%(title)s”?") % {"title": view.line.title}
    return render(request, "web/form_page.html", {"title": title, "form": form, "button": _("Show whether they see it, and why")})


@staff_page(needs=KEEP, looks="person_id")
def sees(request: HttpRequest, pk: UUID, person_id: UUID) -> HttpResponse:
    """Whether one person sees an item, and why."""
    act = act_of(request)
    return render(request, "library/sees.html", {"item": queries.item_view(act, pk), "sees": queries.sees(act, pk, person_id)})


@staff_page(needs=KEEP)
def comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What somebody said of an item, and the answer."""
    view = queries.comment_view(act_of(request), pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and attempt(request, form, answer_comment, comment=pk, **form.cleaned_data):
        messages.success(request, _("Your answer is on its way to them."))
        return redirect("inbox")
    return render(request, "library/comment.html", {"said": view, "form": form})


@staff_page(needs=KEEP)
def pass_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What somebody said is worrying: those who look after them are told."""
    view, form = queries.comment_view(act_of(request), pk), PassOnForm(request.POST or None)
    if form.is_valid() and attempt(request, form, worrying.pass_on, comment=pk, **form.cleaned_data):
        messages.success(request, _("Those who look after them are told now. You can still answer."))
        return redirect("library:comment", pk=pk)
    return render(request, "library/pass_on.html", {"said": view, "form": form})


@staff_page(needs=COMMENT)
def worry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody's words worried whoever keeps a shelf: what they said, and what was done."""
    act = act_of(request)
    view = queries.worry_view(act, pk)
    trail.look(act, "library:worry", view.person_id)
    form = LookedAfterForm(request.POST or None)
    if form.is_valid() and attempt(request, form, worrying.look_after_worry, comment=pk, **form.cleaned_data):
        messages.success(request, _("Written down. It is out of the inbox."))
        return redirect("inbox")
    return render(request, "library/worry.html", {"worry": view, "form": form})


@staff_page(needs=COMMENT)
def worry_voice(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """The voice note that worried somebody."""
    if queries.worry_view(act_of(request), pk).voice != sha256:
        raise NotFound
    return file_response(sha256)


@staff_page(needs=KEEP)
def voice(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """The voice note of a comment."""
    if queries.comment_view(act_of(request), pk).voice != sha256:
        raise NotFound
    return file_response(sha256)


def _lines(rows: Iterable[Any]) -> list[ItemLine]:
    return queries.item_lines(rows)
