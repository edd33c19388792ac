"""What waits at the desk, and what is decided of it."""

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
from throughgate.modules.desk import commands, queries
from throughgate.modules.desk.queries import ItemView, Page
from throughgate.modules.desk.queries.queue import Held
from throughgate.modules.desk.rules.needs import CARE, SCREEN
from throughgate.modules.desk.staff.forms import DoneForm, QueueForm, RelativeHereForm, RuleForm, narrowed

COLUMNS: tuple[Column[Held], ...] = (
    Column("person", gettext_lazy("Who"), lambda line: line.person),
    Column("contact", gettext_lazy("With"), lambda line: line.contact),
    Column("kind", gettext_lazy("What"), lambda line: line.kind),
    Column("way", gettext_lazy("Which way"), lambda line: line.way),
    Column("sorts", gettext_lazy("Held for"), lambda line: ", ".join(str(sort) for sort in line.sorts)),
    Column("place", gettext_lazy("Where"), lambda line: line.place),
    Column("language", gettext_lazy("Language"), lambda line: line.language),
    Column("since", gettext_lazy("Waiting since"), lambda line: line.since),
    Column("due", gettext_lazy("Due"), lambda line: line.due_at),
)


@staff_page(needs=SCREEN)
def queue(request: HttpRequest) -> HttpResponse:
    """What is held, the oldest due first; or all of it as a file."""
    act = act_of(request)
    form = QueueForm(request.GET, act=act)
    asked = narrowed(form, request.GET.get("after", ""))
    if request.GET.get("as") == "csv":
        return Listing(request, queries.whole_queue(act, asked), COLUMNS, queries.held_lines).csv(act, "desk")
    page = queries.page_of_queue(act, asked)
    shown = {"page": page, "filters": form, "columns": COLUMNS, "next": _next(request, page), "csv": _url(request, **{"as": "csv"})}
    return render(request, "desk/queue.html", shown | {"begun": asked.after is None, "desks": queries.desk_places(act)})


@staff_page(needs=SCREEN)
def item(request: HttpRequest, item: UUID) -> HttpResponse:
    """One thing in its thread, with what was seen in it; and what is decided of it."""
    act = act_of(request)
    view = queries.item_view(act, item)
    _note_reading(act, view)
    form = RuleForm(request.POST or None, view=view) if view.held and not view.mine else None
    if form and form.is_valid() and attempt(request, form, commands.rule, item=item, **form.said()):
        messages.success(request, _("It is decided. Both sides read it."))
        return redirect("desk:queue")
    return render(request, "desk/item.html", {"item": view, "form": form, "breadcrumbs": _crumbs()})


@staff_page(needs=SCREEN)
def appeal(request: HttpRequest, appeal: UUID) -> HttpResponse:
    """Somebody asked for another look: this is it."""
    act = act_of(request)
    asked, view = queries.appeal_item(act, appeal)
    _note_reading(act, view)
    form = RuleForm(request.POST or None, view=view, second=False) if asked.open and not view.mine else None
    if form and form.is_valid() and attempt(request, form, commands.answer_appeal, appeal=appeal, **form.said()):
        messages.success(request, _("It is decided. Both sides read it."))
        return redirect("inbox")
    return render(request, "desk/item.html", {"item": view, "form": form, "appeal": asked, "breadcrumbs": _crumbs()})


@staff_page(needs=SCREEN)
def relative(request: HttpRequest, item: UUID) -> HttpResponse:
    """Say that one of the two is a relative of mine."""
    view = queries.item_view(act_of(request), item)
    form = RelativeHereForm(request.POST or None, view=view)
    if form.is_valid() and attempt(request, form, commands.declare_relative, **_declared(view, form.cleaned_data)):
        messages.success(request, _("It is written down. Somebody else decides about them."))
        return redirect("desk:queue")
    intro = _("You then read nothing of theirs, and decide about none of it. It is written down for as long as you work here.")
    shown = {"form": form, "title": _("A relative of mine"), "intro": intro, "button": _("Write it down"), "breadcrumbs": _crumbs()}
    return render(request, "web/form_page.html", shown)


@staff_page(needs=CARE)
def care(request: HttpRequest, item: UUID) -> HttpResponse:
    """Words that sounded as if somebody might harm themself; and what was done."""
    act = act_of(request)
    view = queries.care_view(act, item)
    trail.look(act, "desk:care", view.person_id)
    form = None if view.done_at else DoneForm(request.POST or None)
    if form and form.is_valid() and attempt(request, form, commands.look_after, item=item, **form.cleaned_data):
        messages.success(request, _("Written down. It is out of the inbox."))
        return redirect("inbox")
    return render(request, "desk/care.html", {"care": view, "form": form})


def _note_reading(act: Act, view: ItemView) -> None:
    """That somebody read it is on the trail of whose it is, with which it was."""
    if not view.mine:
        trail.write(act, "look:desk:item", "looked", view.person_id, item=str(view.id))


def _declared(view: ItemView, said: dict[str, Any]) -> dict[str, Any]:
    return {"person": view.person_id, "contact": view.contact_id if said["whom"] == "contact" else None, "what": said["what"]}


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Screening desk"), reverse("desk:queue"))]


def _next(request: HttpRequest, page: Page) -> str:
    return _url(request, after=f"{page.after[0].isoformat()}|{page.after[1]}") if page.after else ""


def _url(request: HttpRequest, **more: str) -> str:
    asked = request.GET.copy()
    for key, value in more.items():
        asked[key] = value
    return "?" + asked.urlencode()
