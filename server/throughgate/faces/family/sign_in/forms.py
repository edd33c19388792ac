"""What somebody types to come in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.web.forms import PageForm


class AddressForm(PageForm):
    email = forms.EmailField(label=_("Your email address"), widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email"}))


class CodeForm(PageForm):
    code = forms.CharField(
        label=_("The eight letters and numbers that you were told"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}),
    )
