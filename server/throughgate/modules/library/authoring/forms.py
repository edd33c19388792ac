"""The form in which an item is written."""

from operator import itemgetter
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm

from throughgate.kernel.places.models import Category, RegimeLevel, Setting
from throughgate.modules.library import queries
from throughgate.modules.library.authoring.media_input import MediaInput
from throughgate.modules.library.rules.kinds import Kind, Topic
from throughgate.modules.library.rules.media import MediaKind

# Those that the people of an estate most often say they read; an estate adds its own.
LANGUAGES = [("en", "English"), ("cy", "Cymraeg"), ("pl", "Polski"), ("ro", "Română"), ("ur", "اردو"), ("ar", "العربية"), ("sq", "Shqip")]


def choices(label: Any, offered: Any = ()) -> forms.MultipleChoiceField:
    """Boxes to tick, none of which must be."""
    return forms.MultipleChoiceField(label=label, choices=offered, required=False, widget=forms.CheckboxSelectMultiple)


def media(kind: MediaKind, label: Any) -> forms.UUIDField:
    """A media of the shelf, or none."""
    return forms.UUIDField(label=label, required=False, widget=MediaInput(kind))


class ItemForm(WagtailAdminPageForm):  # type: ignore[misc]
    """`began_from` goes to the page and back: the edition that stood when this page was opened."""

    began_from = forms.IntegerField(widget=forms.HiddenInput, required=False)
    topics = choices(_("Topics"), Topic.choices)
    places = choices(_("Places"))
    categories = choices(_("Kinds of prison"), Category.choices)
    settings = choices(_("How they live there"), Setting.choices)
    regimes = choices(_("Incentive levels"), RegimeLevel.choices)
    languages = choices(_("Languages"), LANGUAGES)
    groups = choices(_("Groups"))
    series = forms.TypedChoiceField(label=_("Part of the series"), coerce=UUID, empty_value=None, required=False)
    picture = media(MediaKind.PICTURE, _("Picture in lists"))
    heard_en = media(MediaKind.SOUND, _("Read by a person"))
    heard_cy = media(MediaKind.SOUND, _("Read by a person"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = ""
        self.fields["began_from"].initial = self.instance.after
        shelf = self.parent_page.specific.shelf
        self.fields["places"].choices = queries.places_of_shelf(shelf)
        self.fields["groups"].choices = queries.groups_of_shelf(shelf)
        if not self.fields["groups"].choices:
            del self.fields["groups"]
        # The script that brings media asks for which shelf.
        self.fields["began_from"].widget.attrs["data-shelf"] = str(shelf.pk)
        others = [(key, title) for key, title in self._series(shelf.pk).items() if key != str(self.instance.item)]
        self.fields["series"].choices = [("", "–"), *others]

    def _series(self, shelf: UUID) -> dict[str, str]:
        """Those that are with people, and those that are being written: parts may be written before their series is published."""
        written = self.parent_page.get_children().type(type(self.instance)).filter(itempage__kind=Kind.SERIES)
        drafts = {str(item): title for item, title in written.values_list("itempage__item", "draft_title")}
        return dict(sorted({**drafts, **dict(queries.series_on(shelf))}.items(), key=itemgetter(1)))

    def clean_topics(self) -> list[str]:
        """Raises: ValidationError for more than four."""
        chosen: list[str] = self.cleaned_data["topics"]
        if len(chosen) > 4:
            raise forms.ValidationError(_("Choose four topics at most."))
        return chosen

    def clean_place_in_series(self) -> int:
        return self.cleaned_data["place_in_series"] or 0

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
