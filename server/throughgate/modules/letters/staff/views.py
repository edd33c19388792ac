"""Pages of sealed letters for staff."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.letters import commands, queries
from throughgate.modules.letters.policy import VERIFY
from throughgate.modules.letters.staff.forms import CheckForm, ReaderForm, RecipientForm, SureForm


@staff_page(needs=VERIFY)
def recipients(request: HttpRequest) -> HttpResponse:
    """Who can be written to in confidence."""
    return render(request, "letters/recipients.html", {"lines": queries.lines(act_of(request))})


@staff_page(needs=VERIFY)
def add(request: HttpRequest) -> HttpResponse:
    """Somebody new."""
    form = RecipientForm(request.POST or None, act=act_of(request))
    if form.is_valid() and attempt(request, form, commands.add_recipient, **form.cleaned_data):
        messages.success(request, _("Now add who reads there. They make the key."))
        return redirect("letters:recipient", pk=form.act_id)
    return render(request, "letters/add.html", {"form": form})


@staff_page(needs=VERIFY)
def recipient(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of them: who reads, and by which key."""
    return render(request, "letters/recipient.html", {"shown": queries.recipient_view(act_of(request), pk)})


@staff_page(needs=VERIFY)
def reader(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody who reads there."""
    shown = queries.recipient_view(act_of(request), pk)
    form = ReaderForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.add_reader, recipient=pk, **form.cleaned_data):
        messages.success(request, _("They are mailed a link."))
        return redirect("letters:recipient", pk=pk)
    return render(request, "letters/reader.html", {"form": form, "shown": shown})


@staff_page(needs=VERIFY)
def key(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The digits that the recipient told by another way, typed and compared."""
    shown = queries.key_of_recipient(act_of(request), pk)
    form = CheckForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.check_key, key=pk, **form.cleaned_data):
        messages.success(request, _("It is written down that you compared them."))
        return redirect("letters:recipient", pk=shown.recipient.id)
    return render(request, "letters/key.html", {"form": form, "shown": shown})


@staff_page(needs=VERIFY)
def end_key(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A key that is lost, stolen, or no longer used."""
    shown, form = queries.key_of_recipient(act_of(request), pk), SureForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.end_key, key=pk):
        return redirect("letters:recipient", pk=shown.recipient.id)
    words = _("From now on nothing is sealed to this key. What was sealed to it before can be opened by whoever has it.")
    return _sure(request, form, _("End this key"), words)


@staff_page(needs=VERIFY)
def end_reader(request: HttpRequest, pk: UUID) -> HttpResponse:
    """They read there no longer."""
    shown, form = queries.reader_of_recipient(act_of(request), pk), SureForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.end_reader, reader=pk):
        return redirect("letters:recipient", pk=shown.recipient.id)
    words = _("They cannot come to new letters. If they have the key, end it too: only then is a new one made.")
    return _sure(request, form, _("%(name)s does not read there any more") % {"name": shown.name}, words)


@staff_page(needs=VERIFY)
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nobody can write to them any more."""
    shown, form = queries.recipient_view(act_of(request), pk), SureForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.end_recipient, recipient=pk):
        return redirect("letters:recipients")
    return _sure(request, form, _("End %(name)s") % {"name": shown.line.name}, _("Nobody can write to them from now on."))


def _sure(request: HttpRequest, form: SureForm, title: str, words: str) -> HttpResponse:
    return render(request, "letters/sure.html", {"form": form, "title": title, "words": words})
