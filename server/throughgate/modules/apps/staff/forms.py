"""Forms of partners' apps."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.policy.act import Act
from throughgate.kernel.web.forms import PageForm, offer
from throughgate.modules.apps import queries


class PlaceForm(PageForm):
    """Something for people who live at a place."""

    place = forms.TypedChoiceField(label=_("For people of which place?"), coerce=UUID)

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", queries.places_for_apps(act))


class BringForm(PlaceForm):
    """Bringing a new app."""

    partner = forms.CharField(
        label=_("Whose app is it?"), max_length=80, help_text=_("The charity, college or employer, as people know it")
    )
    html = forms.FileField(
        label=_("The file"), help_text=_("One HTML file of at most 2 MB"), widget=forms.FileInput(attrs={"accept": ".html"})
    )


class NextForm(PageForm):
    """Bringing the next version of an app."""

    html = forms.FileField(
        label=_("The file"), help_text=_("One HTML file of at most 2 MB"), widget=forms.FileInput(attrs={"accept": ".html"})
    )


class SignForm(PageForm):
    """For whom a version is signed."""

    places = forms.TypedMultipleChoiceField(label=_("Whom it is for: everybody at"), coerce=UUID, widget=forms.CheckboxSelectMultiple)


class WhyForm(PageForm):
    """Turning down, or taking back."""

    why = forms.CharField(label=_("Why?"), max_length=300)


class ConfirmForm(PageForm):
    """That one has seen it for oneself."""


class EmployerForm(PlaceForm):
    """With whom people may share."""

    key = forms.CharField(label=_("The name of its key"), max_length=80, help_text=_("As it stands in the list of partners' keys"))
    name = forms.CharField(label=_("What people know it as"), max_length=80)


class PartForm(PageForm):
    """That nobody shares with them any more."""
