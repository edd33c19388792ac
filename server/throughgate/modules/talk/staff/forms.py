"""Forms of talk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.web.forms import PageForm


class AnswerForm(PageForm):
    """What a worker answers."""

    reply = forms.CharField(
        label=_("They will read this"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        help_text=_("Say when and how you will talk. They read it on their device, and can have it read aloud."),
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].label = _("%(name)s will read this") % {"name": name}
