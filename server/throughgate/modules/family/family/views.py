"""Pages of contacts for families: answer, stop, ask again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.contacts import contact_page
from throughgate.kernel.web.forms import PageForm
from throughgate.modules.family import commands, queries
from throughgate.modules.family.family.forms import AnswerForm


@contact_page
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody would like to be in touch: yes or no."""
    asked = queries.question(act_of(request), pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.consent, decision=pk, yes=form.cleaned_data["answer"] == "yes"):
        messages.success(request, _("Thank you. Your answer is kept."))
        return redirect("home")
    return render(request, "family/outside/answer.html", {"asked": asked, "form": form})


@contact_page
def stop_whom(request: HttpRequest) -> HttpResponse:
    """With whom? Where there is one, there is nothing to choose."""
    people = [one for one in queries.my_people(act_of(request)) if not one.stopped]
    if len(people) == 1:
        return redirect("family:stop", pk=people[0].id)
    return render(request, "family/outside/stop_whom.html", {"people": people})


@contact_page
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop, at once."""
    one = queries.my_person(act_of(request), pk)
    form = PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.stop_contact, relationship=pk):
        messages.success(request, _("It has stopped. Nothing reaches you from %(name)s any more.") % {"name": one.name})
        return redirect("home")
    return render(request, "family/outside/stop.html", {"one": one, "form": form})


@contact_page
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to be in touch again."""
    one = queries.my_person(act_of(request), pk)
    form = PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.ask_again, relationship=pk):
        messages.success(request, _("You have asked. Somebody looks at it, and you read the answer here."))
        return redirect("home")
    return render(request, "family/outside/again.html", {"one": one, "form": form})
