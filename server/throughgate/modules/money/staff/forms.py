"""Forms of money, for staff. A form's cleaned data is what its command is given."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from throughgate.basics.clock import london
from throughgate.kernel.places.models import RegimeLevel
from throughgate.kernel.screening.models import Way
from throughgate.kernel.web.forms import DateField, PageForm, offer
from throughgate.modules.money.rules.sorts import Basis, Channel, Kind

MOST = 10_000
NUMERIC = {"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-5"}


def any_of(choices: Any) -> list[tuple[str, Any]]:
    return [("", gettext_lazy("Any")), *choices.choices]


class ReasonedForm(PageForm):
    """Something that is set for a place, with a reason."""

    place = forms.ChoiceField(label=gettext_lazy("Where?"))
    reason = forms.CharField(label=gettext_lazy("Why?"), max_length=300, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, places: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", [(str(pk), name) for pk, name in places])

    def clean_place(self) -> UUID:
        return UUID(self.cleaned_data["place"])


class PriceForm(ReasonedForm):
    """What something costs. Empty means any."""

    kind = forms.ChoiceField(label=gettext_lazy("What is sent"), choices=any_of(Kind), required=False)
    way = forms.ChoiceField(label=gettext_lazy("Which way"), choices=any_of(Way), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("How"), choices=any_of(Channel), required=False)
    basis = forms.ChoiceField(label=gettext_lazy("The price is for"), choices=Basis)
    pence = forms.IntegerField(label=gettext_lazy("Whole pence"), min_value=0, max_value=MOST, widget=forms.TextInput(NUMERIC))
    subsidy = forms.IntegerField(
        label=gettext_lazy("Of that, the prison pays"),
        help_text=gettext_lazy("In pence. Leave it empty for nothing."),
        min_value=0,
        max_value=MOST,
        required=False,
        widget=forms.TextInput(NUMERIC),
    )
    from_day = DateField(label=gettext_lazy("From the beginning of"), help_text=gettext_lazy("Leave it empty for at once."), required=False)
    field_order = ("act", "place", "kind", "way", "channel", "basis", "pence", "subsidy", "from_day", "reason")

    def clean(self) -> dict[str, Any]:
        """The day becomes the moment at which it begins; what is left empty becomes nothing."""
        cleaned = super().clean() or {}
        day = cleaned.pop("from_day", None)
        sort = {name: kind(cleaned[name]) if cleaned.get(name) else None for name, kind in SORTS.items()}
        basis = {"basis": Basis(cleaned["basis"])} if cleaned.get("basis") else {}
        return cleaned | sort | basis | {"subsidy": cleaned.get("subsidy") or 0, "from_at": london(day, 0) if day else None}


SORTS: dict[str, Any] = {"kind": Kind, "way": Way, "channel": Channel}


class AllowanceForm(ReasonedForm):
    """What people of a level get each week."""

    level = forms.ChoiceField(label=gettext_lazy("Incentive level"), choices=RegimeLevel)
    pence = forms.IntegerField(label=gettext_lazy("Pence each week"), min_value=0, max_value=MOST, widget=forms.TextInput(NUMERIC))
    field_order = ("act", "place", "level", "pence", "reason")

    def clean_level(self) -> RegimeLevel:
        return RegimeLevel(self.cleaned_data["level"])


class RefundForm(PageForm):
    """Why it is given back."""

    reason = forms.CharField(label=gettext_lazy("Why, in words that they read"), max_length=300, widget=forms.Textarea({"rows": 3}))


class SecondForm(PageForm):
    """Another worker agrees, or not."""

    agrees = forms.ChoiceField(
        label=gettext_lazy("Is it to be given back?"),
        choices=[("yes", gettext_lazy("Yes, give it back")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
    )

    def clean_agrees(self) -> bool:
        return bool(self.cleaned_data["agrees"] == "yes")
