"""What somebody outside writes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.web.forms import PageForm


class MessageForm(PageForm):
    """A message in words."""

    words = forms.CharField(label=_("Your message"), required=False, strip=False, widget=forms.Textarea({"rows": 3, "dir": "auto"}))
