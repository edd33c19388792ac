"""Forms of the library."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.policy.act import Act
from throughgate.kernel.web.forms import PageForm
from throughgate.modules.library import queries
from throughgate.modules.library.rules.upkeep import Finding


class WithdrawForm(PageForm):
    """Taking an item back."""

    why = forms.CharField(
        label=_("Why is it taken back?"), max_length=300, help_text=_("Whoever kept it reads this: “This was taken back, because …”.")
    )


class AnswerForm(PageForm):
    """What the shelf answers."""

    reply = forms.CharField(
        label=_("They will read this"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        help_text=_("They see it beside the item, from the shelf and not from you. You do not learn who they are."),
    )


class PassOnForm(PageForm):
    """Passing on what is worrying."""

    why = forms.CharField(
        label=_("What worries you?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("Those who look after this person read it now, with their words and your name. You do not learn who they are."),
    )


class LookedAfterForm(PageForm):
    """What was done."""

    done = forms.CharField(
        label=_("What did you do?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500, help_text=_("Speak with them first.")
    )


class UpkeepForm(forms.Form):
    """To what the list of what wants looking after is narrowed."""

    shelf = forms.TypedChoiceField(label=_("Shelf"), coerce=UUID, empty_value=None, required=False)
    finding = forms.ChoiceField(label=_("What it lacks"), choices=[("", _("Anything")), *Finding.choices], required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    age = forms.TypedChoiceField(
        label=_("Reading age"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("Any")), ("9", _("above 9")), ("11", _("above 11")), ("14", _("above 14"))],
    )

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, every, choices in (
            ("shelf", _("Every shelf"), queries.shelves_to_look_over(act)),
            ("language", _("Every language"), queries.languages_there(act)),
        ):
            self.fields[name].choices = [("", every), *choices]  # type: ignore[attr-defined]

    def narrowed(self) -> queries.Narrowed:
        """What was asked for; anything that is no choice is left out."""
        return queries.Narrowed(**self.cleaned_data) if self.is_valid() else queries.Narrowed()
