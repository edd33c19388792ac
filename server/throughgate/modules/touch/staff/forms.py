"""What staff say before they read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.web.forms import PageForm


class WhyForm(PageForm):
    """Why they read what two people say to each other."""

    why = forms.CharField(
        label=_("Why do you read this?"),
        help_text=_("It is written down with your name. Those who wrote can see that staff have read it."),
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
