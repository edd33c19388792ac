"""Forms of the library."""

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.web.forms import PageForm


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
