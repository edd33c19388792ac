"""Forms of contacts, for staff."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import BarCode, Limit
from throughgate.kernel.web.forms import DateField, PageForm, offer
from throughgate.modules.family.commands.deciding import Described, Guardian
from throughgate.modules.family.queries import RequestView

NEW = ""
LONG = forms.Textarea(attrs={"rows": 3})


class ApproveForm(PageForm):
    """A yes: who it is, as staff have checked it; how; and until when somebody looks at it again."""

    contact = forms.ChoiceField(label=_("Who is it?"), required=False, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name, as you have checked it"), max_length=120)
    email = forms.CharField(label=_("Email"), max_length=120, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    child = forms.ChoiceField(
        label=_("Are they a child?"), choices=[("no", _("No")), ("yes", _("Yes, under 18"))], widget=forms.RadioSelect
    )
    guardian_name = forms.CharField(label=_("Of a child: the guardian’s name"), max_length=120, required=False)
    guardian_email = forms.CharField(label=_("The guardian’s email"), max_length=120, required=False)
    guardian_phone = forms.CharField(label=_("The guardian’s phone"), max_length=40, required=False)
    limits = forms.MultipleChoiceField(label=_("Limits"), choices=Limit, required=False, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label=_("Why, in words that the person reads"), help_text=_("Needed for a limit."), max_length=500, required=False, widget=LONG
    )
    note = forms.CharField(label=_("Note for staff"), max_length=1000, required=False, widget=LONG)
    review_on = DateField(label=_("Look at it again on"), required=False)

    def __init__(self, *args: Any, asked: RequestView, **kwargs: Any) -> None:
        described = {"name": asked.name, "email": asked.email, "phone": asked.phone, "child": _yes_or_no(asked.child)}
        super().__init__(*args, initial=described, **kwargs)
        known = [(str(one.id), f"{one.name}, {one.email or one.phone}") for one in asked.beside.known]
        offer(self, "contact", [*known, (NEW, str(_("Somebody new")))])
        # Whoever asked themself is known, and an official needs no guardian.
        for name in [*(["contact"] if asked.asked_themself or not known else []), *(_OF_GUARDIANS if asked.official else [])]:
            del self.fields[name]

    def said(self) -> dict[str, Any]:
        """What the command is given."""
        given = dict(self.cleaned_data)
        guardian = [given.pop(name, "") for name in _OF_GUARDIANS]
        described = Described(name=given.pop("name"), child=given.pop("child") == "yes", email=given.pop("email"), phone=given.pop("phone"))
        given["contact"] = given.get("contact") or None
        return {**given, "described": described, "guardian": Guardian(*guardian) if guardian[0] else None}


_OF_GUARDIANS = ("guardian_name", "guardian_email", "guardian_phone")


def _yes_or_no(child: bool | None) -> str:
    return "" if child is None else "yes" if child else "no"


class ReasonForm(PageForm):
    """A no, in words that the person reads."""

    reason = forms.CharField(label=_("Why, in words that the person reads"), max_length=500, widget=LONG)


class RefuseForm(ReasonForm):
    note = forms.CharField(label=_("Note for staff"), max_length=1000, required=False, widget=LONG)


class SecondForm(PageForm):
    """Another worker agrees, or says why not."""

    agrees = forms.ChoiceField(
        label=_("Do you agree?"), choices=[("yes", _("I agree")), ("no", _("I do not agree"))], widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("If not: why, in words that the person reads"), max_length=500, required=False, widget=LONG)


class InviteForm(PageForm):
    """Ask the contact once more."""

    by_phone = forms.BooleanField(label=_("By phone: show me letters that I read out"), required=False)


class LimitsForm(PageForm):
    """How two people may be in touch from now on, and when somebody looks at it next."""

    limits = forms.MultipleChoiceField(label=_("Limits"), choices=Limit, required=False, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label=_("Why, in words that the person reads"), help_text=_("Needed for a limit."), max_length=500, required=False, widget=LONG
    )
    review_on = DateField(label=_("Look at it again on"), required=False)


class BarForm(PageForm):
    """A restriction on a contact."""

    code = forms.ChoiceField(label=_("What?"), choices=BarCode)
    why = forms.CharField(label=_("Why? Only staff read this"), max_length=300, widget=LONG)
    everywhere = forms.BooleanField(label=_("With everybody, in the whole estate"), required=False)


class WishForm(PageForm):
    """Who wishes no contact. The person is not told."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.CharField(label=_("Email"), max_length=120, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
