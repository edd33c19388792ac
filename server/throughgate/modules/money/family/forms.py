"""Forms of money, for families."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.kernel.web.forms import PageForm, offer
from throughgate.modules.money.commands import LEAST, MOST

MYSELF = "me"
WRONG = gettext_lazy("Write a whole number from 1 to 50.")


class PayInForm(PageForm):
    """How much, and for whom."""

    whom = forms.ChoiceField(label=gettext_lazy("Who is it for?"), widget=forms.RadioSelect)
    pounds = forms.IntegerField(
        label=gettext_lazy("How many pounds?"),
        help_text=gettext_lazy("Whole pounds, from £1 to £50."),
        min_value=LEAST // 100,
        max_value=MOST // 100,
        error_messages={"invalid": WRONG, "min_value": WRONG, "max_value": WRONG},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-5"}),
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theirs = [(pk, _("%(name)s, for what they send") % {"name": name}) for pk, name in people]
        choices = [*theirs, (MYSELF, _("Me, for what I send"))]
        offer(self, "whom", choices)
        self.fields["whom"].initial = choices[0][0]

    def said(self) -> dict[str, Any]:
        """What the command is given."""
        whom = self.cleaned_data["whom"]
        return {"pence": self.cleaned_data["pounds"] * 100, "relationship": None if whom == MYSELF else int(whom)}
