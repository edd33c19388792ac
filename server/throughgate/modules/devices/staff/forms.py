"""Forms of devices. A form's cleaned data is what its command is given."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.identity.models import DeviceKind
from throughgate.kernel.policy.act import Act
from throughgate.kernel.web.forms import PageForm, offer
from throughgate.modules.devices import queries
from throughgate.modules.devices.commands import OF_A_PLACE

# A landing. The PDF takes 25 ms a person, while others wait for the same thread.
MOST_ON_A_SHEET = 60
FOR_PEOPLE = [(kind.value, kind.label) for kind in DeviceKind if kind not in OF_A_PLACE]
FOR_PLACES = [(kind.value, kind.label) for kind in OF_A_PLACE]


class PersonCodeForm(PageForm):
    """A code for one person's device."""

    kind = forms.ChoiceField(label=_("What will they use?"), choices=FOR_PEOPLE, widget=forms.RadioSelect, initial="phone")


class PlaceCodeForm(PageForm):
    """A code for a kiosk, a television or a hub."""

    kind = forms.ChoiceField(label=_("What will stand there?"), choices=FOR_PLACES, widget=forms.RadioSelect, initial="kiosk")
    place = forms.TypedChoiceField(label=_("Where?"), coerce=UUID)

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", queries.places_to_choose(act))


class KioskForm(PageForm):
    """On which kiosk somebody will choose their PIN."""

    device = forms.TypedChoiceField(label=_("On which kiosk?"), coerce=UUID, widget=forms.RadioSelect)

    def __init__(self, *args: Any, act: Act, person: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "device", queries.kiosks_to_choose(act, person))


class WhereForm(forms.Form):
    """Whose codes to print: everyone in one's care, or those who live at a place."""

    place = forms.TypedChoiceField(label=_("Who lives where?"), coerce=UUID, empty_value=None, required=False)

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", [("", str(_("Everyone in my care"))), *queries.places_to_choose(act)])


class SheetForm(PageForm):
    """A sheet of codes for many."""

    kind = forms.ChoiceField(label=_("What will they use?"), choices=FOR_PEOPLE, widget=forms.RadioSelect, initial="tablet")
    people = forms.TypedMultipleChoiceField(label=_("For whom?"), coerce=UUID, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, act: Act, place: UUID | None, tick_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = queries.people_to_choose(act, place)
        self.names = dict(people)
        offer(self, "people", people)
        self.fields["people"].initial = list(self.names) if tick_all and not self.too_many else []

    @property
    def too_many(self) -> bool:
        """Whether not everyone who is offered fits on one sheet."""
        return len(self.names) > MOST_ON_A_SHEET

    def clean_people(self) -> list[UUID]:
        """Raises: ValidationError where more were ticked than fit."""
        people: list[UUID] = self.cleaned_data["people"]
        if len(people) > MOST_ON_A_SHEET:
            says = _("You ticked %(ticked)d people. %(most)d fit on one sheet: tick fewer, or choose a landing.")
            raise forms.ValidationError(says % {"ticked": len(people), "most": MOST_ON_A_SHEET})
        return people


class RevokeForm(PageForm):
    """Turn a device off for good."""

    why = forms.CharField(label=_("Why?"), max_length=300, help_text=_("Such as: lost on the way to court"))


class LabelForm(PageForm):
    """What staff call it."""

    label = forms.CharField(label=_("Name"), max_length=60)


class RouteForm(PageForm):
    """Who made something that names another."""

    person = forms.TypedChoiceField(label=_("Who made it?"), coerce=UUID, widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[queries.Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people)


class AnswerForm(PageForm):
    """What the maker of something that could not be taken reads."""

    words = forms.CharField(
        label=_("What should they read?"),
        max_length=400,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("In plain words: what happened, and what they can do now."),
    )


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    words = forms.CharField(label=_("Name, place or label"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Every kind")), *DeviceKind.choices], required=False)
    status = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Every state")),
            ("waiting", _("Holds unsent acts")),
            ("silent", _("Silent for seven days")),
            ("aside", _("Handed in what was set aside")),
            ("unkept", _("The browser may clear it")),
            ("revoked", _("Turned off")),
        ],
    )

    def filters(self) -> queries.Filters:
        """What was asked for; anything that is no choice is left out."""
        return queries.Filters(**self.cleaned_data) if self.is_valid() else queries.Filters()
