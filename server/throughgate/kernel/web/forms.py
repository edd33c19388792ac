"""Forms in GOV.UK's shape: `{{ form }}` is a whole form's fields, `{% include "web/parts/error_summary.html" %}` its errors."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from throughgate.basics.ids import uuid7


class Renderer(TemplatesSetting):
    """Every form of the staff face, the libraries' too, looks like ours."""

    form_template_name = "web/form.html"
    field_template_name = "web/field.html"


class PageForm(forms.Form):
    """A form that is one act, however often it is sent: the act's id is made with the page and travels in a hidden field."""

    act = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid7)
    act_id: UUID | None = None

    def full_clean(self) -> None:
        """Takes the act's id out of `cleaned_data`, which then holds just what the command is given."""
        super().full_clean()
        if hasattr(self, "cleaned_data"):
            self.act_id = self.cleaned_data.pop("act", None)

    def refuse(self, words: str) -> None:
        """Show a refusal above the form. The next try is a new act: this one has its answer."""
        self.add_error(None, words)
        self.data = self.data.copy()
        self.data[self.add_prefix("act")] = str(uuid7())


class DateParts(forms.MultiWidget):
    """Day, month and year, each typed: nobody has to find their way through a calendar."""

    template_name = "web/fields/date_parts.html"

    def __init__(self) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({part: forms.TextInput(box) for part in ("day", "month", "year")})

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateField(forms.MultiValueField):
    """A date in three boxes. Empty is None where the field is not required."""

    widget = DateParts
    default_error_messages = {
        "required": _("Enter a date."),
        "invalid": _("Enter a real date, such as 27 3 2027."),
        "incomplete": _("Enter a day, a month and a year."),
    }

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"invalid": self.default_error_messages["invalid"]}
        parts = tuple(forms.IntegerField(error_messages=wrong) for _part in range(3))
        super().__init__(fields=parts, require_all_fields=True, **kwargs)

    def compress(self, data_list: list[int]) -> date | None:
        """Raises: ValidationError for 30 February."""
        if not data_list:
            return None
        try:
            return date(data_list[2], data_list[1], data_list[0])
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
