"""What somebody outside writes, shows or says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.web.forms import PageForm


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, in order; none is an empty list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(one, initial) for one in data or []]


class MessageForm(PageForm):
    """A message. Scripts fill in what of a drawing or a recording this page made: its kind, its design, how long each sound is."""

    words = forms.CharField(
        label=_("Your message"), required=False, strip=False, widget=forms.Textarea({"rows": 3, "dir": "auto", "class": "govuk-textarea"})
    )
    pieces = FilesField(
        label=_("Add photos or a recording"), required=False, widget=FilesInput({"accept": "image/*,audio/*", "class": "msg-files"})
    )
    kind = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    design = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    seconds = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    @property
    def lengths(self) -> list[float | None]:
        """Of each file in turn how long it is, as the page measured it; nothing where it did not."""
        return [float(one) if one.replace(".", "", 1).isdigit() else None for one in self.cleaned_data["seconds"].split(",")]


class AppealForm(PageForm):
    """That somebody asks for another look."""

    words = forms.CharField(
        label=_("Why should it be looked at again? You can leave this empty."),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
    )
