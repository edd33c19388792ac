"""Forms of contacts, for families."""

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.web.forms import PageForm


class AnswerForm(PageForm):
    """Yes or no."""

    answer = forms.ChoiceField(
        label=_("Would you like to be in touch?"),
        choices=[("yes", _("Yes")), ("no", _("No, and do not ask me again"))],
        widget=forms.RadioSelect,
    )
