"""The form in which an item is written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm

from throughgate.kernel.places.models import RegimeLevel, Setting
from throughgate.modules.library import queries
from throughgate.modules.library.rules.kinds import Topic

# Those that the people of an estate most often say they read; an estate adds its own.
LANGUAGES = [("en", "English"), ("cy", "Cymraeg"), ("pl", "Polski"), ("ro", "Română"), ("ur", "اردو"), ("ar", "العربية"), ("sq", "Shqip")]


def choices(label: Any, offered: Any = ()) -> forms.MultipleChoiceField:
    """Boxes to tick, none of which must be."""
    return forms.MultipleChoiceField(label=label, choices=offered, required=False, widget=forms.CheckboxSelectMultiple)


class ItemForm(WagtailAdminPageForm):  # type: ignore[misc]
    """`began_from` goes to the page and back: the edition that stood when this page was opened."""

    began_from = forms.IntegerField(widget=forms.HiddenInput, required=False)
    topics = choices(_("Topics"), Topic.choices)
    places = choices(_("Places"))
    settings = choices(_("How they live there"), Setting.choices)
    regimes = choices(_("Incentive levels"), RegimeLevel.choices)
    languages = choices(_("Languages"), LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = ""
        self.fields["places"].choices = queries.places_of_shelf(self.parent_page.specific.shelf)
        self.fields["began_from"].initial = self.instance.after

    def clean_topics(self) -> list[str]:
        """Raises: ValidationError for more than four."""
        chosen: list[str] = self.cleaned_data["topics"]
        if len(chosen) > 4:
            raise forms.ValidationError(_("Choose four topics at most."))
        return chosen

    def clean_title(self) -> str:
        """Raises: ValidationError for one that no list could show."""
        title = str(self.cleaned_data["title"])
        if len(title) > 120:
            raise forms.ValidationError(_("Use 120 letters at most."))
        return title

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit)
        page.began_from = self.cleaned_data["began_from"] or 0
        return page
