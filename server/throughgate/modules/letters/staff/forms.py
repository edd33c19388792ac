"""Forms of sealed letters."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.web.forms import PageForm, PersonForm
from throughgate.modules.letters.rules.kinds import Kind

LONG = forms.Textarea({"rows": 2})


class RecipientForm(PersonForm):
    """Who can be written to."""

    kind = forms.ChoiceField(label=_("What are they?"), choices=Kind, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=120)
    about = forms.CharField(label=_("What they are for, in plain words"), max_length=300, widget=LONG)
    about_cy = forms.CharField(label=_("The same in Welsh"), max_length=300, required=False, widget=LONG)
    hours = forms.CharField(label=_("When they read"), help_text=_("Such as “Every day, also at night”."), max_length=120, required=False)
    hours_cy = forms.CharField(label=_("When they read, in Welsh"), max_length=120, required=False)

    field_order = ("kind", "name", "about", "about_cy", "hours", "hours_cy", "person")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].required = False
        self.fields["person"].label = _("Only for one person: their prison number or CRN")
        self.fields["person"].help_text = _("Such as their own solicitor. Leave it empty where everybody may write.")

    def clean_person(self) -> UUID | None:  # type: ignore[override]
        return super().clean_person() if self.cleaned_data["person"] else None


class ReaderForm(PageForm):
    """Who reads there."""

    name = forms.CharField(label=_("Their name"), max_length=120)
    email = forms.CharField(label=_("Their email address, as you have checked it"), max_length=120)


class CheckForm(PageForm):
    """The digits, as the recipient told them."""

    digits = forms.CharField(
        label=_("The forty digits that they read to you"),
        max_length=80,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    how = forms.CharField(
        label=_("How did you hear them?"),
        help_text=_("Such as “rang the number in the register of solicitors” or “on their letterhead, in person”. Never by their mail."),
        max_length=200,
    )


class SureForm(PageForm):
    """Nothing but a button."""
