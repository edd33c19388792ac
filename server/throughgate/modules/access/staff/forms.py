"""Forms of access. A form's cleaned data is what its command is given."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from throughgate.basics.clock import london
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.markers import MARKERS
from throughgate.kernel.web.forms import DateField, PageForm, offer
from throughgate.modules.access import queries


class EndsForm(PageForm):
    """Something that ends on a day, or is looked at again on one."""

    last_day = DateField(label=_("Last day"), required=False, help_text=_("It ends by itself at the end of this day."))
    review_on = DateField(label=_("Or: looked at again on"), required=False)

    def clean(self) -> dict[str, Any]:
        """The last day becomes the moment at which it ends, `until`."""
        cleaned = super().clean() or {}
        last = cleaned.pop("last_day", None)
        return cleaned | {"until": london(last + timedelta(days=1), 0) if last else None}


class RestrictForm(EndsForm):
    """Take something away from a person."""

    capability = forms.ChoiceField(label=_("What is stopped?"))
    reason = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea({"rows": 4}),
        max_length=500,
        help_text=_("They read this on their device. Say what happened, and what they can do."),
    )
    field_order = ("act", "capability", "reason", "last_day", "review_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "capability", queries.what_can_be_taken())


class ReviewForm(EndsForm):
    """Let a restriction stand, in words and with an end of its own."""

    reason = forms.CharField(
        label=_("Why does it stand?"),
        widget=forms.Textarea({"rows": 4}),
        max_length=500,
        help_text=_("They read this on their device. Say what happened, and what they can do."),
    )
    field_order = ("act", "reason", "last_day", "review_on")


class MarkerForm(EndsForm):
    """A marker of the national system."""

    code = forms.ChoiceField(
        label=_("Marker"), choices=[(code, format_lazy("{}: {}", code, title)) for code, title in MARKERS.items()], widget=forms.RadioSelect
    )
    why = forms.CharField(label=_("Why?"), max_length=300, help_text=_("For staff. The person reads what the marker means."))
    field_order = ("act", "code", "why", "last_day", "review_on")


class RollOutForm(PageForm):
    """Switch something on."""

    capability = forms.ChoiceField(label=_("What?"))
    place = forms.TypedChoiceField(label=_("Where?"), coerce=UUID, empty_value=None, required=False)
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, help_text=_("What you want to learn from it, and whom to tell.")
    )

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "capability", queries.what_can_be_rolled_out())
        offer(self, "place", queries.places_to_choose(act))
        self.fields["place"].required = not any(value == "" for value, _name in queries.places_to_choose(act))
